"""The orders that papers can be shown in. Undated papers come last both ways; ties by read order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from paperreader.library.library import Library
from paperreader.query import MarkLookup

RELEVANCE = "relevance"
READ_ORDER = "read-order"
ORDERS = (RELEVANCE, READ_ORDER, "date", "title", "comments", "authors", "starred")
"""Dates, counts and stars begin with the newest or highest, titles with A."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def sort_rows(
    rows: Sequence[int], order: str, library: Library, marks: MarkLookup | None = None, *, reverse: bool = False
) -> Sequence[int]:
    """Rows in one of `ORDERS`; relevance is the order they come in."""
    if order == RELEVANCE or (order == READ_ORDER and isinstance(rows, range)):
        return rows[::-1] if reverse else rows
    if order == READ_ORDER:
        return sorted(rows, reverse=reverse)
    if order == "title":
        return _by(library.folded_title, rows, reverse=reverse)
    value = _values(order, library, marks)
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    return _by(value, known, reverse=not reverse) + sorted(unknown)


def _values(order: str, library: Library, marks: MarkLookup | None) -> Callable[[int], int | datetime | None]:
    def starred(row: int) -> datetime | None:
        return marks.starred_at(library.keys[row]) if marks else None

    def number(column: Sequence[int], unknown: int) -> Callable[[int], int | None]:
        return lambda row: None if column[row] == unknown else column[row]

    return {
        "date": number(library.days, 0),
        "comments": number(library.comments, -1),
        "authors": number(library.authors_counts, -1),
        "starred": starred,
    }[order]


def _by(value: Callable[[int], object], rows: Sequence[int], *, reverse: bool) -> list[int]:
    """Sorted by a value, equal ones in read order whichever the direction."""
    return sorted(sorted(rows), key=value, reverse=reverse)  # type: ignore[arg-type]  # all of one kind
