"""The orders in which papers can be shown. Papers without the value come last in both directions; ties in read order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from paperreader.library.columns import ATTRIBUTES
from paperreader.library.library import Library
from paperreader.marks import MarkStore
from paperreader.text import normalize_title

if TYPE_CHECKING:
    from paperreader.recommend import Recommender

RELEVANCE = "relevance"
READ_ORDER = "read-order"
RECOMMENDED = "recommended"
_ATTRIBUTES = {attribute.order: attribute.name for attribute in ATTRIBUTES if attribute.order}
ORDERS = (RELEVANCE, READ_ORDER, *_ATTRIBUTES, "title", "starred", RECOMMENDED)
"""Dates, counts, stars and scores begin with the newest or highest, texts with A."""


def sort_rows(  # noqa: PLR0913 - the last three are what single orders need
    rows: Sequence[int],
    order: str,
    library: Library,
    marks: MarkStore | None = None,
    recommender: Recommender | None = None,
    *,
    reverse: bool = False,
) -> Sequence[int]:
    """Return rows in one of `ORDERS`; relevance is the order in which they come.

    Without a recommender no score is known.
    """
    if order == RELEVANCE or (order == READ_ORDER and isinstance(rows, range)):
        return rows[::-1] if reverse else rows
    if order == READ_ORDER:
        return sorted(rows, reverse=reverse)
    if order == RECOMMENDED:
        return sorted(rows) if recommender is None else recommender.best_first(rows, reverse=reverse)
    sort_key, ascending = _sort_key(order, library, marks)
    keys = {row: sort_key(row) for row in sorted(rows)}
    known = [row for row, key in keys.items() if key is not None]
    unknown = [row for row, key in keys.items() if key is None]
    return sorted(known, key=keys.__getitem__, reverse=reverse is ascending) + unknown


def _sort_key(order: str, library: Library, marks: MarkStore | None) -> tuple[Callable[[int], Any], bool]:
    """Return the key function of an order, None for unknown values, and whether it begins with the lowest."""
    if order == "title":
        return (lambda row: normalize_title(library.titles[row])), True
    if order == "starred":
        return (lambda row: None if marks is None else marks.starred_at(library.keys[row])), False
    column = library.columns[_ATTRIBUTES[order]]
    return column.sort_key, column.ascending
