"""The options of `paperreader list`: read from the command line, and checked for those that do not work together."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from paperreader.cli.arguments import CommandLine
from paperreader.errors import UsageError, nearest
from paperreader.export.record import EXPLORED, RECORD_FIELDS, WHY
from paperreader.export.writers import EXPORT_FORMATS, FORMAT_OF_ENDING, ExportFormat, Write
from paperreader.query.model import LIKE, Query, Term
from paperreader.results.sorting import RECOMMENDED


class ListOptions(NamedTuple):
    """The options as `--help` describes them.

    Attributes:
        format_name: a name of `EXPORT_FORMATS`.
        fields: the chosen ones; none: all.
        limit: a number of papers, above that of any list without `--limit`.
        like: the values of `--like`.
        is_taught: whether papers are ordered by what stars, a tag or several papers teach.
        group_by: a name of `digest.GROUPS`, or "".
    """

    format_name: str
    fields: list[str]
    limit: int
    order: str
    reverse: bool
    like: list[str]
    is_taught: bool
    group_by: str
    fuzzy: bool
    explain: bool
    safe: bool

    @property
    def _format(self) -> ExportFormat:
        return EXPORT_FORMATS[self.format_name]

    @property
    def write(self) -> Write:
        """The function that writes the papers."""
        return self._format.safe_write if self.safe else self._format.write

    @property
    def needs_abstracts(self) -> bool:
        """Whether the abstracts have to be read."""
        return self._format.needs_abstracts(self.fields)

    def with_like(self, query: Query) -> Query:
        """Return the query with the paper of `--like`, unless that teaches the order."""
        return Query((*query.terms, Term(LIKE, (self.like[-1],)))) if self.like and not self.is_taught else query


def list_options(line: CommandLine) -> ListOptions:
    """Return the options of a command line. Raises UsageError if one has no valid value, or does not work with another."""
    format_name, like = line.last("format", "") or _format_of_output(line), line.options.get("like", [])
    fields = _fields(line, format_name)
    is_taught = (
        line.last("sort", "") == RECOMMENDED or len(like) > 1 or any(text.startswith("tag:") for text in like)
    )  # one paper alone is compared by title
    _check_group(line, format_name)
    if line.has("explain"):
        _check_explain(line, format_name, is_taught=is_taught)
        if fields or format_name != "text":
            fields = [*(fields or RECORD_FIELDS), WHY, EXPLORED]
    order = line.last("sort", "")
    if like and is_taught and order not in ("", RECOMMENDED):
        raise UsageError(f"--sort {order} does not work with --like and a tag or several papers", hint="leave it out")
    if line.has("safe"):
        _check_format("safe", format_name, (name for name, known in EXPORT_FORMATS.items() if known.formulas), " and ")
    return ListOptions(
        format_name,
        fields,
        _limit(line),
        order,
        line.has("reverse"),
        like,
        is_taught,
        line.last("group", ""),
        line.has("fuzzy"),
        line.has("explain"),
        line.has("safe"),
    )


def _format_of_output(line: CommandLine) -> str:
    """Return the name of the format that the file of `--output` ends in, text without an ending. Raises UsageError."""
    file = line.last("output", "")
    ending = Path(file).suffix.lower()
    if ending and ending not in FORMAT_OF_ENDING:
        near = nearest(ending[1:], [known[1:] for known in FORMAT_OF_ENDING])
        raise UsageError(
            f"--output {file}",
            f"no format has the ending {ending}" + (f"; did you mean .{near}" if near else ""),
            f"the endings are {' '.join(FORMAT_OF_ENDING)}; --format writes any file",
        )
    return FORMAT_OF_ENDING.get(ending, "text")


def _limit(line: CommandLine) -> int:
    """Return the number of `--limit`, or one above that of any list. Raises UsageError."""
    text = line.last("limit", str(sys.maxsize))
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"--limit {text}", "is not a number of papers", "expected a whole number, such as --limit 20")
    return min(int(text[:19]), sys.maxsize)  # Python reads no number of thousands of digits


def _fields(line: CommandLine, format_name: str) -> list[str]:
    """Return the fields of `--fields`; [] without it. Raises UsageError."""
    if not line.has("fields"):
        return []
    _check_format("fields", format_name, _with_fields())
    return line.last("fields", "").split(",")


def _with_fields() -> Iterable[str]:
    """Return the names of the formats of which fields can be chosen."""
    return (name for name, known in EXPORT_FORMATS.items() if known.fields)


def _check_group(line: CommandLine, format_name: str) -> None:
    """Check that the format has digests. Raises UsageError."""
    if not line.has("group"):
        return
    from paperreader.export.digest import DIGESTS

    _check_format("group", format_name, DIGESTS, " and ")
    if line.has("fields"):
        raise UsageError("--group does not work with --fields")


def _check_explain(line: CommandLine, format_name: str, *, is_taught: bool) -> None:
    """Check that `--explain` has reasons to print, and a place for them. Raises UsageError."""
    if not is_taught:
        raise UsageError("--explain needs --sort recommended")
    if line.has("group"):
        raise UsageError("--explain does not work with --group")
    _check_format("explain", format_name, _with_fields())


def _check_format(option: str, format_name: str, able: Iterable[str], joint: str = ", ") -> None:
    """Check that an option works with the format. Raises UsageError, which names the formats that are able to."""
    names = list(able)
    if format_name not in names:
        raise UsageError(
            f"--{option} does not work with --format {format_name}", hint=f"it does with {joint.join(names)}"
        )
