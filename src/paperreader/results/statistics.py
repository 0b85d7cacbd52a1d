"""Counts of the papers of a query by year, organisation, source and state.

The counts are those of the facets. Starred papers of dumps that are not open are counted by the date in the state file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from paperreader.library.date_column import DateColumn
from paperreader.library.library import Library
from paperreader.marks import MarkStore
from paperreader.results import facets
from paperreader.results.facets import FacetValue


class Stats(NamedTuple):
    """Counts of papers.

    Attributes:
        papers: the number of papers.
        fields: (name in JSON, title, (value, count) pairs), in the order shown.
    """

    papers: int
    fields: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]


def count_papers(library: Library, unlisted: Library, marks: MarkStore, rows: Sequence[int]) -> Stats:
    """Count rows of a result view by the attributes that have a facet, source and state.

    Row `~n` of the view is row `n` of `unlisted`, the starred papers of dumps that are not open.
    """
    listed, gone = [row for row in rows if row >= 0], [~row for row in rows if row < 0]
    fields = [
        (
            shown.name,
            shown.title,
            _sum(
                facets.attribute_values(listed, library, attribute.name, shown.limit),
                facets.attribute_values(gone, unlisted, attribute.name, shown.limit),
                newest_first=attribute.storage is DateColumn,
            ),
        )
        for attribute in facets.FACET_FIELDS.values()
        if (shown := attribute.facet)
    ]
    states = _sum(facets.state_counts(listed, library, marks), facets.state_counts(gone, unlisted, marks))
    source = ("source", "Source", _sum(facets.source_counts(listed, library)))
    return Stats(len(rows), (*fields, source, ("state", "State", states)))


def _sum(*values: Iterable[FacetValue], newest_first: bool = False) -> tuple[tuple[str, int], ...]:
    """Add the counts of values with the same label: two organisations of one name are one."""
    counts: dict[str, int] = {}
    for value in chain(*values):
        counts[value.label] = counts.get(value.label, 0) + value.count
    return tuple(sorted(counts.items(), reverse=True) if newest_first else counts.items())
