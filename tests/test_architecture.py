"""The rules of docs/architecture.md, read from the imports and names of the source."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "paperreader"
PROJECT = Path(__file__).parents[1]
ROOT = PROJECT / "src" / PACKAGE
TESTS = Path(__file__).parent
SEEDS = PROJECT / "seeds"
SCREEN = ("textual", "rich")
SLOW = (*SCREEN, "numpy", "rapidfuzz", "_hashlib")
MOST_LOOSE_MODULES = 12
MOST_ANCESTORS = 3


def _order() -> list[str]:
    """Return the top-level packages and modules in the order that docs/architecture.md gives them."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"^```order\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert block, "docs/architecture.md has no block named order"
    return block[1].split()


ORDER = _order()


@cache
def modules() -> list[str]:
    """Return the full names of all modules of the package."""
    return sorted(_name(path) for path in ROOT.rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _path(module: str) -> Path:
    path = ROOT.parent.joinpath(*module.split("."))
    package = path / "__init__.py"
    return package if package.exists() else path.with_suffix(".py")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_path(module).read_text(encoding="utf-8"))


def top_level(module: str) -> str:
    """Return the first name below the package: `formats` for `paperreader.formats.entry`, "" for the package."""
    return module.removeprefix(PACKAGE).removeprefix(".").partition(".")[0]


@cache
def imports(module: str) -> tuple[str, ...]:
    """Return the full names of all modules that a module imports, inside functions and for types too."""
    return tuple(name for node in ast.walk(_tree(module)) for name in _imported(node, module))


def own_imports(module: str) -> set[str]:
    """Return the modules of this package that a module imports."""
    return {name for name in imports(module) if name == PACKAGE or name.startswith(f"{PACKAGE}.")}


def _imported(node: ast.AST, module: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        origin = _origin(node, module)
        for alias in node.names:
            inner = f"{origin}.{alias.name}"
            yield inner if origin.startswith(PACKAGE) and _path(inner).exists() else origin
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "import_module":
        yield from (word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str))


def _origin(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    package = module if _path(module).name == "__init__.py" else module.rpartition(".")[0]
    for _ in range(node.level - 1):
        package = package.rpartition(".")[0]
    return f"{package}.{node.module}" if node.module else package


def _doubled(definitions: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return the names that are defined more than once, each with the files that define it."""
    homes: dict[str, list[str]] = defaultdict(list)
    for name, home in definitions:
        homes[name].append(home)
    return {name: files for name, files in homes.items() if len(files) > 1}


# -- imports --------------------------------------------------------------------------------------------------

ORDERED = [module for module in modules() if top_level(module) not in ("", "__main__")]


def test_the_order_lists_every_package_and_module_at_the_top() -> None:
    assert {top_level(module) for module in ORDERED} == set(ORDER)


def test_a_module_imports_only_from_earlier_ones() -> None:
    assert {module: later for module in ORDERED if (later := _later_imports(module))} == {}


def _later_imports(module: str) -> set[str]:
    """Return the imported modules that come later in the order, but for those that a command may open."""
    earlier = ORDER[: ORDER.index(top_level(module)) + 1]
    allowed = {f"{PACKAGE}.tui.start", PACKAGE} if module.startswith(f"{PACKAGE}.cli.") else set()
    return {name for name in own_imports(module) if top_level(name) not in earlier} - allowed


def test_there_is_no_circle_of_imports() -> None:
    graph = {module: own_imports(module) - {PACKAGE} for module in ORDERED}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_only_the_screen_imports_textual_and_rich() -> None:
    importing = {
        (module, package)
        for module in modules()
        for package in {name.partition(".")[0] for name in imports(module)}
        if package in SCREEN and top_level(module) != "tui"
    }
    assert importing == {(f"{PACKAGE}.cli.fetch_progress", "rich")}


def test_only_asking_imports_the_client_of_the_network() -> None:
    clients = {"http", "httpx", "httpx2", "requests", "urllib3", "aiohttp", "socketserver", "ftplib"}
    assert [module for module in modules() if {name.partition(".")[0] for name in imports(module)} & clients] == [
        f"{PACKAGE}.fetch.asking"
    ]


def test_only_the_command_and_the_settings_know_of_fetching() -> None:
    others = {
        module
        for module in modules()
        if top_level(module) != "fetch" and any(top_level(name) == "fetch" for name in own_imports(module))
    }
    assert {top_level(module) for module in others} <= {"cli", "config"}


def test_only_the_open_command_imports_the_screen_and_not_at_its_top() -> None:
    importing = [
        module
        for module in modules()
        if top_level(module) != "tui" and any(top_level(name) == "tui" for name in own_imports(module))
    ]
    assert importing == [f"{PACKAGE}.cli.open_command"]
    at_the_top = [name for node in _tree(importing[0]).body for name in _imported(node, importing[0])]
    assert [name for name in at_the_top if top_level(name) == "tui"] == []


# -- names ----------------------------------------------------------------------------------------------------


def test_few_modules_are_outside_a_package() -> None:
    loose = [path.name for path in ROOT.glob("*.py")]
    assert len(loose) <= MOST_LOOSE_MODULES, loose


@cache
def _classes() -> list[tuple[str, ast.ClassDef]]:
    """Return all classes with their modules."""
    return [
        (module, node) for module in modules() for node in ast.walk(_tree(module)) if isinstance(node, ast.ClassDef)
    ]


def test_no_class_name_stands_twice() -> None:
    assert _doubled((node.name, module) for module, node in _classes()) == {}


def test_no_class_has_many_ancestors_in_the_package() -> None:
    bases = {node.name: [base.id for base in node.bases if isinstance(base, ast.Name)] for _, node in _classes()}

    def ancestors(name: str) -> list[str]:
        own = [base for base in bases[name] if base in bases]
        return own + [ancestor for base in own for ancestor in ancestors(base)]

    assert {name: found for name in bases if len(found := ancestors(name)) > MOST_ANCESTORS} == {}


def test_no_file_name_stands_twice() -> None:
    files = [(path.name, str(path.relative_to(ROOT))) for path in ROOT.rglob("*.py") if path.name != "__init__.py"]
    assert _doubled(files) == {}


def test_no_module_is_a_collection_of_helpers() -> None:
    assert [module for module in modules() if module.rpartition(".")[2] in ("utils", "util", "helpers", "misc")] == []


def test_each_package_has_a_folder_of_tests() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    tested = {path.parent.name for path in TESTS.glob("*/test_*.py")} | {
        path.parents[1].name for path in TESTS.glob("*/*/test_*.py")
    }
    assert tested == packages


def test_each_folder_of_tests_belongs_to_a_package() -> None:
    folders = {path.parent.relative_to(TESTS) for path in TESTS.glob("*/**/__init__.py")}
    packages = {path.parent.relative_to(ROOT) for path in ROOT.glob("*/**/__init__.py")}
    assert folders - packages == set()


# -- widgets --------------------------------------------------------------------------------------------------

WIDGETS = [module for module in modules() if module.startswith(f"{PACKAGE}.tui.widgets")]


def test_widgets_import_of_the_screen_only_what_draws() -> None:
    names = (
        "glyphs", "help_layout", "help_text", "line_view", "paper_texts", "row_strips", "text_view", "widgets.virtual_list"
    )  # fmt: skip
    drawing = {f"{PACKAGE}.tui.{name}" for name in names}
    for module in WIDGETS:
        of_the_screen = {name for name in own_imports(module) if name.startswith(f"{PACKAGE}.tui.")}
        assert of_the_screen <= drawing or module == f"{PACKAGE}.tui.widgets", module


def test_widgets_read_no_file_and_do_not_use_the_app() -> None:
    for module in WIDGETS:
        nodes = list(ast.walk(_tree(module)))
        attributes = [node.attr for node in nodes if isinstance(node, ast.Attribute) and _is_self(node.value)]
        called = [node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        assert "app" not in attributes, module
        assert "open" not in called, module
        assert "pathlib" not in imports(module), module


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


# -- what a run loads -----------------------------------------------------------------------------------------


def loaded_by(program: str, home: Path) -> set[str]:
    """Return the packages that a fresh interpreter has loaded after a program."""
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
        env={
            "PYTHONPATH": os.pathsep.join(sys.path),  # the package under test, wherever another one is installed
            "HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "XDG_CACHE_HOME": str(home),
            "PATH": "/usr/bin:/bin",
        },
    )
    return {name.partition(".")[0] for name in run.stderr.split()}


def test_importing_the_package_loads_nothing_slow(tmp_path: Path) -> None:
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
