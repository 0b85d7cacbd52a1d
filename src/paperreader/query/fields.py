"""The fields of the query language: how a value is written, and how a row is tested for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from paperreader.dates import YEAR_UNIT, date_to_number
from paperreader.errors import suggestion
from paperreader.query.protocols import AbstractTest, Columns, MarkLookup, RowTest
from paperreader.query.ranges import RangeError, canonical_dates, canonical_numbers, parse_dates, parse_numbers
from paperreader.text import normalize_title, sanitize


class QueryField(NamedTuple):
    """What a field understands.

    Attributes:
        write: gives a value's one spelling, or raises RangeError.
        test: makes the test for one value.
        known: all values, where there are few.
    """

    write: Callable[[str], str]
    test: Callable[[str, Columns, MarkLookup | None], RowTest]
    known: tuple[str, ...] = ()


def _one_of(*known: str) -> Callable[[str], str]:
    def write(value: str) -> str:
        if value.lower() not in known:
            raise RangeError(f"is none of {', '.join(known)}{suggestion(value.lower(), known)}")
        return value.lower()

    return write


def _is(value: str, columns: Columns, marks: MarkLookup | None) -> RowTest:
    if value == "new":
        return columns.is_new
    name = "read" if value == "unread" else value
    marked = {columns.row_of(key) for key in marks.keys_marked(name)} if marks else set()
    return (lambda row: row not in marked) if value == "unread" else marked.__contains__


def _year(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    low, high = parse_numbers(value)
    return _within(columns.days, low * YEAR_UNIT, high * YEAR_UNIT + 1231, least=YEAR_UNIT)


def _date(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    return _within(columns.days, *parse_dates(value), least=YEAR_UNIT)


def _marked(when: str) -> Callable[[str, Columns, MarkLookup | None], RowTest]:
    def test(value: str, columns: Columns, marks: MarkLookup | None) -> RowTest:
        low, high = parse_dates(value)
        at = getattr(marks, when, lambda _: None)

        def holds(row: int) -> bool:
            stamp = at(columns.keys[row])
            return stamp is not None and low <= date_to_number(stamp) <= high

        return holds

    return test


def _number(name: str) -> Callable[[str, Columns, MarkLookup | None], RowTest]:
    def test(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
        return _within(getattr(columns, name), *parse_numbers(value), least=0)

    return test


def _within(column: Sequence[int], low: int, high: int, *, least: int) -> RowTest:
    low = max(low, least)
    return lambda row: low <= column[row] <= high


def _org(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    """By the slug where one is just this; else by the beginning of a word of slug or name."""
    wanted, begun = normalize_title(value), f" {normalize_title(value)}"
    names = columns.organization_names
    meant = {name for name in names if normalize_title(name[0]) == wanted} or {
        name for name in names if begun in f" {normalize_title(name[0])}" or begun in f" {normalize_title(name[1])}"
    }
    return lambda row: columns.organization(row) in meant


def _source(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    """By the file's name where one is just this; else by any part of the path."""
    wanted = value.lower()
    if any(sanitize(name).lower() == wanted for name in columns.source_names):
        return lambda row: any(
            sanitize(path).lower().rpartition("/")[2] == wanted for path in columns.source_paths(row)
        )
    return lambda row: any(wanted in sanitize(path).lower() for path in columns.source_paths(row))


def _key(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    wanted = columns.row_of(value)
    return lambda row: row == wanted


def _like(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    row = columns.row_of(value)
    return (set(columns.index.like(row).rows) if row is not None else set()).__contains__


def _has(value: str, columns: Columns, _: MarkLookup | None) -> RowTest:
    tests: dict[str, RowTest] = {
        "code": columns.has_code,
        "date": lambda row: columns.days[row] > 0,
        "comments": lambda row: columns.comments[row] > 0,
        "org": lambda row: columns.organization(row) is not None,
        "abstract": columns.has_abstract,
        "link": columns.has_link,
    }
    return tests[value]


def _passage(value: str) -> str:
    if not normalize_title(value):
        raise RangeError("has no letter or digit")
    return value


def _abstract(value: str, columns: Columns, _: MarkLookup | None) -> AbstractTest:
    return columns.in_abstract(value)


class _TitleOrAbstractTest:
    """Whether words stand in the title or the abstract; only where the title lacks them the abstract is read."""

    def __init__(self, value: str, columns: Columns) -> None:
        from paperreader.search import Passage

        self._passage = Passage(value)
        self._columns = columns
        self._in_abstract = columns.in_abstract(value)

    def _in_title(self, row: int) -> bool:
        return self._passage.is_in_title(self._columns.folded_title(row))

    def __call__(self, row: int, /) -> bool:
        return self._in_title(row) or self._in_abstract(row)

    def ahead(self, rows: Sequence[int]) -> None:
        """See `AbstractTest`."""
        self._in_abstract.ahead([row for row in rows if not self._in_title(row)])


def _text(value: str, columns: Columns, _: MarkLookup | None) -> AbstractTest:
    return _TitleOrAbstractTest(value, columns)


_STATES = ("unread", "read", "starred", "new")
_PARTS = ("code", "date", "comments", "org", "abstract", "link")

FIELDS: dict[str, QueryField] = {
    "is": QueryField(_one_of(*_STATES), _is, _STATES),
    "year": QueryField(canonical_numbers, _year),
    "date": QueryField(canonical_dates, _date),
    "authors": QueryField(canonical_numbers, _number("authors_counts")),
    "comments": QueryField(canonical_numbers, _number("comments")),
    "upvotes": QueryField(canonical_numbers, _number("upvotes")),
    "read": QueryField(canonical_dates, _marked("read_at")),
    "starred": QueryField(canonical_dates, _marked("starred_at")),
    "org": QueryField(str, _org),
    "source": QueryField(str, _source),
    "key": QueryField(str, _key),
    "like": QueryField(str, _like),
    "abstract": QueryField(_passage, _abstract),
    "text": QueryField(_passage, _text),
    "has": QueryField(_one_of(*_PARTS), _has, _PARTS),
}
