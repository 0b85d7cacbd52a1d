"""What may know what: the layers of the program, read from its imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = "paperreader"
ROOT = Path(__file__).parents[1] / "src" / PACKAGE
SEEDS = Path(__file__).parents[1] / "seeds"

# A module imports only those above it. A package is one line; what is within it may import what it likes there.
ORDER = (
    "errors", "text", "dates", "paths", "source", "paper", "paper_links", "formats", "search", "marks", "library", "query",
    "commands", "config", "results", "api", "session", "export", "cli", "tui",
)  # fmt: skip
SCREEN = ("textual", "rich")
SLOW = (*SCREEN, "numpy", "rapidfuzz")


def modules() -> list[str]:
    """All modules by their full names."""
    return sorted(_name(path) for path in ROOT.rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _path(module: str) -> Path:
    path = ROOT.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def layer(module: str) -> str:
    """The place of a module in the order: `dumps` for `paperreader.formats.papers_page.blocks`; "" for the package itself."""
    return module.removeprefix(PACKAGE).removeprefix(".").partition(".")[0]


@cache
def imports(module: str, *, for_types: bool = True) -> tuple[str, ...]:
    """The full names of what a module imports anywhere in it, of other packages too.

    Without `for_types` what stands under `if TYPE_CHECKING:` does not count: it is never run.
    """
    tree: ast.AST = ast.parse(_path(module).read_text(encoding="utf-8"))
    if not for_types:
        tree = _Run().visit(tree)
    return tuple(name for node in ast.walk(tree) for name in _imported(node, module))


class _Run(ast.NodeTransformer):
    """A module without what is only there for the type checker."""

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return node.orelse if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else node


def _imported(node: ast.AST, module: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        origin = _origin(node, module)
        for alias in node.names:
            inner = f"{origin}.{alias.name}"
            yield inner if origin.startswith(PACKAGE) and _path(inner).exists() else origin


def _origin(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    package = module if _path(module).name == "__init__.py" else module.rpartition(".")[0]
    for _ in range(node.level - 1):
        package = package.rpartition(".")[0]
    return f"{package}.{node.module}" if node.module else package


def own_imports(module: str, *, for_types: bool = True) -> set[str]:
    names = imports(module, for_types=for_types)
    return {name for name in names if name == PACKAGE or name.startswith(f"{PACKAGE}.")}


CORE = [module for module in modules() if layer(module) not in ("", "__main__", "tui")]


def test_every_module_has_its_place_in_the_order() -> None:
    assert [layer(module) for module in CORE if layer(module) not in ORDER] == []


@pytest.mark.parametrize("module", CORE)
def test_a_core_module_imports_only_those_above_it(module: str) -> None:
    place = ORDER.index(layer(module))
    below = {name for name in own_imports(module) if layer(name) != layer(module) and layer(name) not in ORDER[:place]}
    allowed = {f"{PACKAGE}.tui.start", PACKAGE} if module.startswith(f"{PACKAGE}.cli.") else set()
    assert below - allowed == set()


@pytest.mark.parametrize("module", [module for module in modules() if layer(module) != "tui"])
def test_nothing_but_the_screen_imports_textual_or_rich(module: str) -> None:
    assert [name for name in imports(module) if name.partition(".")[0] in SCREEN] == []


def test_no_module_imports_itself_by_a_detour() -> None:
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module not in done:
            for name in sorted(own_imports(module, for_types=False) - {PACKAGE}):
                visit(name, (*trail, module))
            done.add(module)

    for module in modules():
        if module != PACKAGE:  # its names are imported when they are asked for
            visit(module, ())


def test_only_the_command_line_opens_the_screen_and_only_when_asked() -> None:
    importing = [
        module
        for module in modules()
        if layer(module) != "tui" and any(layer(name) == "tui" for name in own_imports(module))
    ]
    assert importing == [f"{PACKAGE}.cli.open_command"]
    tree = ast.parse(_path(f"{PACKAGE}.cli.open_command").read_text(encoding="utf-8"))
    at_once = [name for node in tree.body for name in _imported(node, f"{PACKAGE}.cli.open_command")]
    assert [name for name in at_once if layer(name) == "tui"] == []


def test_there_are_no_drawers_for_odds_and_ends() -> None:
    assert [module for module in modules() if module.rpartition(".")[2] in ("utils", "util", "helpers", "misc")] == []


WIDGETS = [module for module in modules() if module.startswith(f"{PACKAGE}.tui.widgets")]


def test_widgets_import_neither_the_app_nor_the_screens_nor_each_other() -> None:
    above = {f"{PACKAGE}.tui.{name}" for name in ("app", "screen", "start")}
    lists = f"{PACKAGE}.tui.widgets.virtual_list"
    for module in WIDGETS:
        names = own_imports(module)
        others = {name for name in names if name.startswith(f"{PACKAGE}.tui.widgets.")} - {lists}
        assert names & above == set(), module
        assert others == set() or module == f"{PACKAGE}.tui.widgets", module


def test_widgets_read_no_file_and_do_not_reach_for_the_app() -> None:
    for module in WIDGETS:
        tree = ast.parse(_path(module).read_text(encoding="utf-8"))
        reached = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_self(node.value)]
        called = [
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert "app" not in reached, module
        assert "open" not in called, module
        assert "pathlib" not in imports(module), module


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def loaded_by(program: str, home: Path) -> set[str]:
    """The packages that a fresh interpreter has loaded after a program."""
    told = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home), "PATH": "/usr/bin:/bin"},
    )
    return {name.partition(".")[0] for name in told.stderr.split()}


def test_importing_the_library_loads_nothing_slow(tmp_path: Path) -> None:
    loaded = loaded_by(f"import {PACKAGE}", tmp_path)
    assert PACKAGE in loaded
    assert loaded & set(SLOW) == set()


@pytest.mark.parametrize(
    "words",
    [
        "'list'",
        "'list', '--from', {seeds!r}",
        "'check', {seeds!r}",
        "'stats', '--from', {seeds!r}",
        "'--help'",
        "'keys'",
    ],
)
def test_printing_papers_loads_nothing_slow(tmp_path: Path, words: str) -> None:
    arguments = words.format(seeds=str(SEEDS))
    program = f"from {PACKAGE}.cli import main\nassert main([{arguments}]) == 0"
    assert loaded_by(program, tmp_path) & set(SLOW) == set()


def test_searching_loads_no_screen(tmp_path: Path) -> None:
    program = f"from {PACKAGE}.cli import main\nassert main(['list', 'adversrial']) == 0"
    assert loaded_by(program, tmp_path) & set(SCREEN) == set()
