"""Facets: what the papers of a query can be narrowed by, each value with its live count.

A facet's counts leave out the query's own terms on that field, so that a second year can be added
to the first. Knows libraries and queries, not how facets are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from paperreader.dates import YEAR_UNIT
from paperreader.library.library import Library
from paperreader.query import FIELDS, NAMED, MarkLookup, Query, parse, select
from paperreader.text import sanitize


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: as a query writes it, as a person reads it, and how many papers have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of the query language with the values there are, most frequent (or newest) first."""

    field: str
    title: str
    values: tuple[FacetValue, ...]


def facets(
    query: Query,
    library: Library,
    marks: MarkLookup | None = None,
    wanted: Callable[[], bool] = lambda: True,
    named: Mapping[str, str] = MappingProxyType({}),
) -> list[Facet]:
    """The facets of the papers that a query picks: state, named queries, year, organisation, source, has code.

    `wanted`: see `TitleIndex.search`, whose `Abandoned` passes through. `named`: see `paperreader.query.parse`.
    """
    found = select(query, library, marks, wanted) if query.is_ranked else None

    def rows(name: str) -> Sequence[int]:
        """The rows that the query picks when its terms on one field are left out."""
        rest = query.without(name)
        same = found is not None and rest.terms == query.terms
        return found.rows if found and same else select(rest, library, marks, wanted).rows

    def queries() -> Iterator[FacetValue]:
        rest = query.without(NAMED).terms
        for name in named:
            asked = Query((*rest, *parse(f"@{name}", named).terms))
            yield FacetValue(name, f"@{name}", len(select(asked, library, marks, wanted).rows))

    return [
        Facet("is", "State", tuple(states(rows("is"), library, marks))),
        Facet(NAMED, "Queries", tuple(queries())),
        Facet("year", "Year", tuple(years(rows("year"), library))),
        Facet("org", "Organisation", tuple(organizations(rows("org"), library))),
        Facet("source", "Source", tuple(sources(rows("source"), library))),
        Facet("has", "Has", tuple(_code(rows("has"), library))),
    ]


def facet_values(library: Library, name: str) -> list[str]:
    """The values that a field has in a library, most frequent (or newest) first; [] where there are too many."""
    rows = range(len(library))
    if name in FIELDS and FIELDS[name].known:
        return list(FIELDS[name].known)
    counted = {"year": years, "org": organizations, "source": sources}
    return [value.value for value in counted[name](rows, library)] if name in counted else []


def states(rows: Sequence[int], library: Library, marks: MarkLookup | None) -> Iterator[FacetValue]:
    """How many of some rows are unread, read, starred."""
    shown = set(rows)
    read, starred = (
        len(shown & {library.row_of(key) for key in marks.keys_marked(name)}) if marks else 0
        for name in ("read", "starred")
    )
    yield FacetValue("unread", "unread", len(rows) - read)
    yield FacetValue("read", "read", read)
    yield FacetValue("starred", "starred", starred)


def years(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    """The years of some rows, the newest first; without those that are not known."""
    days = library.days
    counts = Counter([days[row] // YEAR_UNIT for row in rows])
    for year in sorted(counts, reverse=True):
        if year:
            yield FacetValue(str(year), str(year), counts[year])


def organizations(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    """The organisations of some rows, the most frequent first."""
    counts = Counter([organization for row in rows if (organization := library.organization(row))])
    for (slug, name), count in counts.most_common():
        yield FacetValue(slug, name, count)


def sources(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    """The dumps' names of some rows, the most frequent first; a paper counts in each that has it."""
    names = [sanitize(source.name) for source in library.sources]
    counts = Counter(name for row in rows for name in {names[place] for place, _ in library.locations(row)})
    for name, count in counts.most_common():
        yield FacetValue(name, name, count)


def _code(rows: Sequence[int], library: Library) -> Iterator[FacetValue]:
    yield FacetValue("code", "code", sum(library.has_code(row) for row in rows))
