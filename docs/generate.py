"""Write the generated parts of the documentation: keys, subcommands, settings, modules, formats.

    python docs/generate.py

A generated part is the text between `<!-- generated: NAME -->` and `<!-- end -->`. Tests compare each part with
what this program would write.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from paperreader.cli.usage import readme_block
from paperreader.commands import COMMANDS_BY_ID, markdown_table
from paperreader.config.display import config_template
from paperreader.formats.registry import FORMATS
from paperreader.query.guide import QUERY_GUIDE, GuideSection

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "paperreader"
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
MAIN_COMMANDS = (
    "move.down",
    "move.up",
    "read.next",
    "read.page",
    "pane.right",
    "pane.left",
    "search.type",
    "search.like",
    "filters.toggle",
    "view.all",
    "view.unread",
    "view.starred",
    "view.recommended",
    "mark.star",
    "mark.read",
    "mark.undo",
    "open.browser",
    "export.shown",
    "app.help",
    "app.leave",
)
"""The ids of the commands in the README's table of keys."""

_PART = re.compile(r"(<!-- generated: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main_keys() -> str:
    """Return the README's table of keys."""
    return markdown_table([COMMANDS_BY_ID[command] for command in MAIN_COMMANDS])


def subcommands() -> str:
    """Return the list of subcommands, as a fenced block."""
    return f"```\n{readme_block()}```"


def settings() -> str:
    """Return the file that `paperreader config init` writes, as a fenced block."""
    return f"```toml\n{config_template()}```"


def module_list() -> str:
    """Return a list of all modules in the order of docs/architecture.md, each with its docstring's first line."""
    lines: list[str] = []
    for name in module_order():
        if (SOURCE / name / "__init__.py").exists():
            lines += [_item(path) for path in sorted((SOURCE / name).rglob("*.py"), key=_package_first)]
        else:
            lines.append(_item(SOURCE / f"{name}.py"))
    return "\n".join(lines)


def module_order() -> list[str]:
    """Return the names at the top of the package; a module imports only from those before its own."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"^```order\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return block[1].split() if block else []


def _item(path: Path) -> str:
    """Return a module's line of the list, indented below its package's line."""
    name = path.relative_to(SOURCE).with_suffix("").as_posix()
    package = name.removesuffix("__init__")
    depth = package.rstrip("/").count("/")
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return f"{'  ' * depth}- `{package}`: {docstring.partition(chr(10))[0]}"


def _package_first(path: Path) -> tuple[str, ...]:
    """Return a sort key that puts a package before its modules, and its modules before its subpackages."""
    *folders, name = path.parts
    return (*folders, "" if name == "__init__.py" else name)


def formats() -> str:
    """Return the table of formats that can be read."""
    rows = [f"| {row.name} | {row.obtained} | {row.known} |" for row in FORMATS]
    return "\n".join(["| file | where it comes from | what is known besides the title |", "|---|---|---|", *rows])


def query_table(section: GuideSection) -> str:
    """Return the queries of a section of the guide as a table."""
    rows = [
        f"| {' '.join(f'`{query}`' for query in example.queries)} | {example.matches} |" for example in section.examples
    ]
    return "\n".join(["| query | matches |", "|---|---|", *(re.sub(r"(?<=\S)\|(?=\S)", r"\\|", row) for row in rows)])


MAKERS: dict[str, Callable[[], str]] = {
    **{section.title.lower(): partial(query_table, section) for section in QUERY_GUIDE},
    "keys": markdown_table,
    "main keys": main_keys,
    "subcommands": subcommands,
    "settings": settings,
    "modules": module_list,
    "formats": formats,
}
"""The function that writes each part, by the part's name."""


def with_generated_parts(text: str) -> str:
    """Return the text of a page with each of its generated parts written anew."""
    return _PART.sub(lambda part: f"{part[1]}{MAKERS[part[2]]()}\n{part[3]}", text)


def main() -> None:
    """Write all pages."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(with_generated_parts(text), encoding="utf-8")


if __name__ == "__main__":
    main()
