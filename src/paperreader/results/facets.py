"""Facets: the values by which the papers of a query can be narrowed, with their counts.

The counts of a facet ignore the query's own terms on its field, so that a second value can be added to the first.
Knows libraries and queries, not how facets are shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from paperreader.dates import MONTHS
from paperreader.library.columns import ATTRIBUTES
from paperreader.library.date_column import DateColumn
from paperreader.library.library import Library
from paperreader.marks import MarkStore
from paperreader.paper import compact_key
from paperreader.query.fields import FIELDS
from paperreader.query.model import NAMED, Query, Term
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.search.cancel import StillCurrent, always
from paperreader.text import sanitize

FACET_FIELDS = {
    next(iter(attribute.query_fields)): attribute
    for attribute in sorted(
        ATTRIBUTES, key=lambda attribute: -((attribute.facet and attribute.facet.limit) or sys.maxsize)
    )
    if attribute.facet
}
"""Attributes with a facet, by the query field that it writes. Those that list only few of their values come last."""


_COMPLETED = {field: attribute.name for field, attribute in FACET_FIELDS.items()} | {"keyword": "keywords"}
_MAX_MONTHS = 12
_MAX_COMPLETED = 5000  # counting them takes 60 ms with 450,000 authors


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: as a query writes it, as people read it, and how many papers have it.

    `unread` is how many of these are unread, where it is counted.
    """

    value: str
    label: str
    count: int
    unread: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A query field with its values, the most frequent (or newest) first; those of a histogram are shown with bars."""

    field: str
    title: str
    values: tuple[FacetValue, ...]
    is_histogram: bool = False


def facets(
    query: Query,
    library: Library,
    marks: MarkStore | None = None,
    still_current: StillCurrent = always,
    named: Mapping[str, str] = MappingProxyType({}),
) -> list[Facet]:
    """Return the facets of a query's papers: state, named queries, tags, months, those of attributes, source, code.

    Takes arguments and raises as `select` does; `named` are the queries known to `parse`.
    """
    rows = _RowsWithoutField(query, library, marks, still_current)
    return [
        Facet("is", "State", tuple(state_counts(rows.without("is"), library, marks))),
        Facet(NAMED, "Queries: unread/all", tuple(_query_counts(rows, named))),
        Facet("tag", "Tags", tuple(tag_values(rows.without("tag"), library, marks))),
        Facet("date", "Month", tuple(_month_counts(rows.without("date"), library)), is_histogram=True),
        *(
            Facet(
                field, shown.title, tuple(attribute_values(rows.without(field), library, attribute.name, shown.limit))
            )
            for field, attribute in FACET_FIELDS.items()
            if (shown := attribute.facet)
        ),
        Facet("source", "Source", tuple(source_counts(rows.without("source"), library))),
        Facet("has", "Has", tuple(_has_counts(rows.without("has"), library))),
    ]


class _RowsWithoutField:
    """The rows of a query without its terms on one field. Each rest of the query is run once."""

    def __init__(self, query: Query, library: Library, marks: MarkStore | None, still_current: StillCurrent) -> None:
        self.library = library
        self.marks = marks
        self._query = query
        self._still_current = still_current
        self._known: dict[tuple[Term, ...], Sequence[int]] = {}

    def without(self, field: str, *added: Term) -> Sequence[int]:
        """Return the rows of the query without the field, narrowed by added terms."""
        terms = (*self._query.without(field).terms, *added)
        if terms not in self._known:
            self._known[terms] = select(Query(terms), self.library, self.marks, self._still_current).rows
        return self._known[terms]


def _query_counts(rows: _RowsWithoutField, named: Mapping[str, str]) -> Iterator[FacetValue]:
    """Yield how many papers each named query finds, and how many of them are unread."""
    read = _marked_rows("read", rows.library, rows.marks) if named else set()
    for name in named:
        found = rows.without(NAMED, *parse(f"@{name}", named).terms)
        yield FacetValue(name, f"@{name}", len(found), sum([row not in read for row in found]))


def facet_values(library: Library, field: str, marks: MarkStore | None = None) -> list[str]:
    """Return the values of a query field in a library, most frequent (or newest) first, at most `_MAX_COMPLETED`.

    Tags are those of all papers, whatever dumps they are in.
    """
    if field == "tag":
        return [tag for tag, _ in marks.tag_counts().most_common()] if marks is not None else []
    rows = library.listed(range(library.row_count))
    if field in _COMPLETED:
        return [value.value for value in attribute_values(rows, library, _COMPLETED[field], _MAX_COMPLETED)]
    if field == "source":
        return [value.value for value in source_counts(rows, library)]
    return list(FIELDS[field].values) if field in FIELDS else []


def state_counts(rows: Sequence[int], library: Library, marks: MarkStore | None) -> Iterator[FacetValue]:
    """Yield how many of the rows are unread, read, starred."""
    all_rows = set(rows)
    read, starred = (len(all_rows & _marked_rows(name, library, marks)) for name in ("read", "starred"))
    yield FacetValue("unread", "unread", len(rows) - read)
    yield FacetValue("read", "read", read)
    yield FacetValue("starred", "starred", starred)


def _marked_rows(name: str, library: Library, marks: MarkStore | None) -> set[int | None]:
    return set(library.rows_with(map(compact_key, marks.keys_marked(name)))) if marks is not None else set()


def tag_values(rows: Sequence[int], library: Library, marks: MarkStore | None) -> Iterator[FacetValue]:
    """Yield the tags of the rows, most frequent first."""
    tagged = list(marks.tagged()) if marks is not None else []
    if not tagged:
        return
    among = set(rows)
    found = library.rows_with([compact_key(key) for key, _ in tagged])
    counts = Counter(tag for row, (_, tags) in zip(found, tagged, strict=True) if row in among for tag in tags)
    yield from _most_frequent(counts)


def _most_frequent(counts: Mapping[str, int]) -> Iterator[FacetValue]:
    """Yield values with their counts, the most frequent first, those of one count by name."""
    for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield FacetValue(value, value, count)


def _month_counts(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    """Yield how many of the rows are of each of the newest months that have papers."""
    column = library.columns["date"]
    assert isinstance(column, DateColumn)
    for number, count in column.month_counts(rows, _MAX_MONTHS):
        year, month = divmod(number, 100)
        yield FacetValue(f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}", count)


def _has_counts(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    """Yield how many of the rows have code, and a PDF if any has."""
    yield FacetValue("code", "code", sum(map(library.columns["has_code"].has, rows)))
    if pdfs := sum(map(library.columns["pdf"].has, rows)):
        yield FacetValue("pdf", "PDF", pdfs)


def attribute_values(
    rows: Sequence[int], library: Library, attribute: str, limit: int | None = None
) -> Iterator[FacetValue]:
    """Yield the values of an attribute that any of the rows has, most frequent (or newest) first, up to a limit."""
    for spelling, count in library.columns[attribute].counts(rows, limit):
        yield FacetValue(spelling[0], spelling[-1], count)


def source_counts(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    """Yield the file names of the rows' dumps, most frequent first; a paper counts in each dump that has it."""
    names, locations = [sanitize(source.name) for source in library.sources], library.locations
    counts = Counter(name for row in rows for name in {names[source] for source, _ in locations[row]})
    yield from _most_frequent(counts)
