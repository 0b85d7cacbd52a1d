"""`--help`, and the README's list of subcommands, written from the table of subcommands."""

from __future__ import annotations

from collections.abc import Iterable

from paperreader.cli.subcommands import GLOBAL_OPTIONS, QUERY, SUBCOMMANDS, Subcommand

_WIDEST_LEFT = 40  # columns; a longer left side puts its explanation on the next line
_EXAMPLES_WIDTH = 100  # columns of the examples of queries
_NAME_WIDTH = 5  # most names are padded to this, so that their arguments align

_DEFAULT_DUMPS = "With no PATH: the dumps of the settings and those kept with add or fetched; without any, the two that come with the program."
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
    if row.notes:
        parts.append(row.notes)
    if any(argument.values is QUERY for argument in row.arguments):
        parts.append(_query_help())
    return "\n".join(parts)


def _query_help() -> str:
    """Return the examples of the query language, several in a line."""
    from paperreader.query.guide import QUERY_GUIDE

    text = "Words of a query are a fuzzy search of titles; every other term is a filter.\n"
    for section in QUERY_GUIDE:
        lines = [""]
        for query in (query for example in section.examples for query in example.queries):
            if len(lines[-1]) + len(query) > _EXAMPLES_WIDTH:
                lines.append("")
            lines[-1] += f"   {query}" if lines[-1] else f"  {query}"
        text += "\n".join([f"{section.title}:", *lines, ""])
    return text


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
