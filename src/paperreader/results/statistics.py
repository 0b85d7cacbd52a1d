"""Counts of the papers of a query by year, organization and other attributes, source, state and tag.

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

Counted = tuple[tuple[str, int], ...]
"""Values, each with the number of papers that have it."""


class Stats(NamedTuple):
    """Counts of papers.

    Attributes:
        papers: the number of papers.
        fields: (name in JSON, title, values), in the order shown. Years begin with the newest one, the values of any
            other attribute, sources and tags with the most frequent one; values of one count stand by name.
    """

    papers: int
    fields: tuple[tuple[str, str, Counted], ...]


def count_papers(library: Library, unlisted: Library, marks: MarkStore, rows: Sequence[int]) -> Stats:
    """Count rows of a result view by the attributes that have a facet, source, state and tag.

    Row `~n` of the view is row `n` of `unlisted`, the starred papers of dumps that are not open.
    """
    listed = [row for row in rows if row >= 0]
    parts = ((listed, library), ([~row for row in rows if row < 0], unlisted))
    fields = []
    for attribute in facets.FACET_FIELDS.values():
        if names := attribute.facet:
            counts = _sum(facets.attribute_values(among, papers, attribute.name) for among, papers in parts)
            order = _newest_first if attribute.storage is DateColumn else _most_frequent_first
            fields.append((names.name, names.title, order(counts)))
    sources = _sum([facets.source_counts(listed, library)])
    states = _sum(facets.state_counts(among, papers, marks) for among, papers in parts)
    tags = _sum(facets.tag_values(among, papers, marks) for among, papers in parts)
    return Stats(
        len(rows),
        (
            *fields,
            ("source", "Source", _most_frequent_first(sources)),
            ("state", "State", tuple(states.items())),
            ("tag", "Tag", _most_frequent_first(tags)),
        ),
    )


def _sum(parts: Iterable[Iterable[FacetValue]]) -> dict[str, int]:
    """Add the counts of values with the same label: two organizations of one name are one."""
    counts: dict[str, int] = {}
    for value in chain.from_iterable(parts):
        counts[value.label] = counts.get(value.label, 0) + value.count
    return counts


def _newest_first(counts: dict[str, int]) -> Counted:
    return tuple(sorted(counts.items(), reverse=True))


def _most_frequent_first(counts: dict[str, int]) -> Counted:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
