r"""Tables of papers, separated by commas, semicolons or tabs, with the names of the columns in a row at the top.

Seen: Zotero, Scopus, IEEE Xplore, Embase, Web of Science (tab-separated, two-letter names, no quotes), OpenAlex, PubMed,
ASReview, Rayyan, Dimensions, Lens, Publish or Perish, Springer, JSTOR, ProQuest, CORD-19, what scripts write with pandas, and
the program's own CSV and TSV. `records.tables.table_columns` has the names. Lines above the names (`sep=;`,
a remark about the search) are passed over. Values have line ends: a table is not split by lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.formats.confidence import GUESS, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.tables.table_columns import Columns
from paperreader.formats.records.tables.table_record import table_record
from paperreader.formats.records.tables.table_rows import Row, table_rows, without_returns
from paperreader.source import Source

_DELIMITERS = ("\t", ",", ";", "|")
_LINES_ABOVE = 6  # among which the names of the columns are looked for
_SURE = 4  # names of columns
_LINES_BELOW = 50  # that show whether it is a table
_NO_ENDS = {ord("\r"): " ", 0: ""}


class _Header(NamedTuple):
    """The names of the columns: on which line, what is between values, and whether values are in quotes."""

    line: int
    delimiter: str
    columns: Columns

    @property
    def quotes(self) -> bool:
        """Whether values may be in quotes; they are plain in the tables of Web of Science."""
        return not (self.delimiter == "\t" and {"pt", "au", "ti"} <= self.columns.names)


def sniff(head: bytes) -> float:
    """Return the confidence: likely with a title among the known names of columns, a guess with few."""
    header = _header(head)
    return 0.0 if header is None else LIKELY if header.columns.known_count >= _SURE else 2 * GUESS


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the rows; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _header(head: bytes) -> _Header | None:
    """Return the names of the columns if a line at the top has some."""
    lines = head.split(b"\n" if b"\n" in head else b"\r")
    for number, raw in enumerate(lines[:_LINES_ABOVE], 1):
        line = without_returns(raw.decode("utf-8", "replace").rstrip("\r"))
        found = [(delimiter, Columns(_split(line, delimiter))) for delimiter in _DELIMITERS if delimiter in line]
        delimiter, columns = max(found, key=lambda known: known[1].known_count, default=("", None))
        if columns and columns.is_known:
            below = [raw.decode("utf-8", "replace") for raw in lines[number : number + _LINES_BELOW]]
            return _Header(number, delimiter, columns) if _are_rows(below, delimiter, columns.count) else None
    return None


def _are_rows(lines: Sequence[str], delimiter: str, count: int) -> bool:
    """Return whether half of the rows below the names of the columns have half of the values: prose has not."""
    import csv

    rows = [row for row in csv.reader((line.translate(_NO_ENDS) for line in lines), delimiter=delimiter) if row]
    whole = rows[:-1]  # the last one may be cut, or have a quote that does not end
    return 2 * sum(2 * len(row) >= count for row in whole) >= len(whole)


def _split(line: str, delimiter: str) -> list[str]:
    import csv

    return next(csv.reader([line.translate(_NO_ENDS)], delimiter=delimiter), [])


def _items(source: Source) -> Iterator[Item]:
    header = _header(source.head())
    if header is None:
        return
    for row in table_rows(source, header.delimiter, header.columns.count, quotes=header.quotes):
        if row.problem:
            yield Problem(source.display_name, row.line, row.problem)
        if row.line > header.line:
            yield from _item(source.display_name, row, header.columns)


def _item(name: str, row: Row, columns: Columns) -> Iterator[Item]:
    if len(row.values) > columns.count and any(row.values[columns.count :]):
        yield Problem(
            name, row.line, f"a row of {len(row.values)} values for {columns.count} columns; is one not in quotes?"
        )
    by_role = columns.values_by_role(row.values)
    if "title" in by_role:
        yield table_record(row.line, by_role, columns, columns.unread(row.values))
    elif by_role or any(map(str.strip, row.values)):
        yield Record(row.line)  # whatever else it says, it is reported to have no title
    else:
        yield NotRead(row.line, "empty rows")
