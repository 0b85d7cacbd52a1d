"""Counts of the papers of a query by year, organisation, source and state.

The counts are those of the facets. Starred papers of dumps that are not open are counted by the date in the state file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paperreader.library.library import Library
from paperreader.query import MarkLookup
from paperreader.results import facets
from paperreader.results.facets import FacetValue


class Stats(NamedTuple):
    """Counts by field, in the order shown: the name of a JSON line's field, its title, its values."""

    papers: int
    fields: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]


def count_papers(library: Library, unlisted: Library, marks: MarkLookup, rows: Sequence[int]) -> Stats:
    """Count rows of a result view by year, organisation, source and state.

    Args:
        library: the papers of the open dumps.
        unlisted: starred papers of dumps that are not open; row `~n` of the view is row `n` there.
        marks: what is read and starred.
        rows: the rows to count.
    """
    here, gone = [row for row in rows if row >= 0], [~row for row in rows if row < 0]
    years = _sum(facets.years(here, library), facets.years(gone, unlisted))
    return Stats(
        len(rows),
        (
            ("year", "Year", tuple(sorted(years, reverse=True))),
            ("organization", "Organisation", _sum(facets.organizations(here, library))),
            ("source", "Source", _sum(facets.sources(here, library))),
            (
                "state",
                "State",
                _sum(facets.states(here, library, marks), facets.states(gone, unlisted, marks)),
            ),
        ),
    )


def _sum(*values: Iterable[FacetValue]) -> tuple[tuple[str, int], ...]:
    """Values by what a person reads; two organisations of one name are one."""
    counts: dict[str, int] = {}
    for value in (value for some in values for value in some):
        counts[value.label] = counts.get(value.label, 0) + value.count
    return tuple(counts.items())
