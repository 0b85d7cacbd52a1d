"""`--help`, and the README's list of subcommands, written from the table of subcommands."""

from __future__ import annotations

from collections.abc import Iterable

from paperreader.cli.subcommands import GLOBAL_OPTIONS, SUBCOMMANDS, Subcommand

_WIDEST_LEFT = 40  # columns; a longer left side puts its explanation on the next line
_NAME_WIDTH = 5  # most names are padded to this, so that their arguments align

_DEFAULT_DUMPS = (
    "With no PATH: the dumps of the settings and those kept with add; without any, the two that come with the program."
)
_ENDING = (
    "Press ? in the reader for its keys. Exit status: 0 success, 1 problems found, 2 wrong usage.\n"
    "`paperreader SUBCOMMAND --help` explains a subcommand."
)


def help_text(name: str) -> str:
    """Return the help of a subcommand; "" for that of the program."""
    if not name:
        return _program_help()
    row = SUBCOMMANDS[name]
    parts = [f"paperreader {name} {row.signature}".rstrip() + f": {row.summary}\n"]
    if row.options:
        parts.append(_columns((str(option), option.help) for option in row.options))
    return "\n".join([*parts, row.notes] if row.notes else parts)


def readme_block() -> str:
    """Return the list of subcommands as a block for the README: a usage line and a summary for each."""
    return _columns(map(_usage_line, SUBCOMMANDS.values()), indent="")


def _program_help() -> str:
    options = _columns((str(option), option.help) for option in GLOBAL_OPTIONS)
    return (
        "paperreader: skim dumps of papers in the terminal\n\n"
        f"usage:\n{_columns(map(_usage_line, SUBCOMMANDS.values()))}\n{_DEFAULT_DUMPS}\n\n"
        f"options of every subcommand:\n{options}\n{_ENDING}\n"
    )


def _usage_line(row: Subcommand) -> tuple[str, str]:
    name = f"{row.name:{_NAME_WIDTH}} " if row.name else ""
    return f"paperreader {name}{row.signature}", row.summary


def _columns(pairs: Iterable[tuple[str, str]], indent: str = "  ") -> str:
    """Return lines of two aligned columns."""
    rows = list(pairs)
    width = max(len(left) for left, _ in rows if len(left) <= _WIDEST_LEFT)
    lines: list[str] = []
    for left, right in rows:
        if len(left) > width:
            lines += [left, f"{'':{width}}  {right}"]
        else:
            lines.append(f"{left:{width}}  {right}")
    return "".join(f"{indent}{line}\n" for line in lines)
