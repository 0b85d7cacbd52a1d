"""Facets: what the papers of a query can be narrowed by, each value with its live count.

A facet's counts leave out the query's own terms on that field, so that a second year can be added
to the first. Knows libraries and queries, not how facets are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from paperreader.library import Library
from paperreader.query import Marks, Query, Selection, select
from paperreader.text import clean


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: as a query writes it, as a person reads it, and how many papers have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of the query language with the values there are, most frequent (or newest) first."""

    field: str
    title: str
    values: tuple[Value, ...]


def facets(query: Query, library: Library, marks: Marks | None = None) -> list[Facet]:
    """The facets of the papers that a query picks: state, year, organisation, source, has code."""
    found = select(query, library, marks) if query.has_words else None
    return [
        Facet("is", "State", tuple(_states(_rows("is", query, library, marks, found), library, marks))),
        Facet("year", "Year", tuple(_years(_rows("year", query, library, marks, found), library))),
        Facet("org", "Organisation", tuple(_organizations(_rows("org", query, library, marks, found), library))),
        Facet("source", "Source", tuple(_sources(_rows("source", query, library, marks, found), library))),
        Facet("has", "Has", tuple(_code(_rows("has", query, library, marks, found), library))),
    ]


def _rows(name: str, query: Query, library: Library, marks: Marks | None, found: Selection | None) -> list[int]:
    """The rows that the query picks when its terms on one field are left out."""
    rest = query.without(name)
    if found is not None and rest.terms == query.terms:
        return found.rows
    return select(rest, library, marks).rows


def _states(rows: list[int], library: Library, marks: Marks | None) -> Iterator[Value]:
    shown = set(rows)
    read, starred = (
        len(shown & {library.row_of(key) for key in marks.keys_marked(name)}) if marks else 0
        for name in ("read", "starred")
    )
    yield Value("unread", "unread", len(rows) - read)
    yield Value("read", "read", read)
    yield Value("starred", "starred", starred)


def _years(rows: list[int], library: Library) -> Iterator[Value]:
    days = library.days
    counts = Counter(days[row] // 10000 for row in rows)
    for year in sorted(counts, reverse=True):
        if year:
            yield Value(str(year), str(year), counts[year])


def _organizations(rows: list[int], library: Library) -> Iterator[Value]:
    counts = Counter(organization for row in rows if (organization := library.organization(row)))
    for (slug, name), count in counts.most_common():
        yield Value(slug, name, count)


def _sources(rows: list[int], library: Library) -> Iterator[Value]:
    names = [clean(source.name) for source in library.sources]
    counts = Counter(name for row in rows for name in {names[place] for place, _ in library.places(row)})
    for name, count in counts.most_common():
        yield Value(name, name, count)


def _code(rows: list[int], library: Library) -> Iterator[Value]:
    yield Value("code", "code", sum(library.has_code(row) for row in rows))
