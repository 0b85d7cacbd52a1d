"""Counts of the papers of a query: by year, organisation, source and state, as bars, lines or JSON.

The counting is that of the facets; papers whose dumps are not open count by what their marks
remember. Knows no terminal but its width, its letters and whether it takes colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from paperreader.library.library import Library
from paperreader.query import MarkLookup
from paperreader.results import facets
from paperreader.results.facets import FacetValue
from paperreader.text import display_width

_TOP = 15  # values of a field on a terminal
_NARROWEST_BAR = 8
_WIDEST_LABEL = 40
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Stats(NamedTuple):
    """Counts by field, in the order shown: the name of a JSON line's field, its title, its values."""

    papers: int
    fields: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]


class TerminalCaps(NamedTuple):
    """A terminal: its columns, whether it has block characters, whether it takes colours."""

    width: int
    blocks: bool = True
    colors: bool = False


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


def stats_lines(found: Stats) -> Iterator[str]:
    """For other programs: field, value and count, a tab between; the total comes first."""
    yield f"papers\tall\t{found.papers}\n"
    for field, _, values in found.fields:
        for value, count in values:
            yield f"{field}\t{value}\t{count}\n"


def stats_json(found: Stats) -> str:
    """One JSON object: the total, and for each field its values with their counts."""
    import json

    told = {"papers": found.papers} | {field: dict(values) for field, _, values in found.fields}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def stats_bars(found: Stats, look: TerminalCaps) -> Iterator[str]:
    """For people: a bar a value, all on one scale within a field; long lists are cut to their top."""
    yield f"{found.papers} paper{'' if found.papers == 1 else 's'}\n"
    for _, title, values in found.fields:
        shown = [(value, count) for value, count in values[:_TOP] if count]
        if not shown:
            continue
        yield f"\n{_styled(title, '1', look)}\n"
        yield from _bars(shown, look)
        if len(values) > _TOP:
            rest = f"{'…' if look.blocks else '...'} and {len(values) - _TOP} more"
            yield f"  {_styled(rest, '2', look)}\n"


def _bars(values: Sequence[tuple[str, int]], look: TerminalCaps) -> Iterator[str]:
    most = max(count for _, count in values)
    digits = len(str(most))
    longest = max(display_width(value) for value, _ in values)
    label = max(4, min(longest, _WIDEST_LABEL, look.width - digits - _NARROWEST_BAR - 5))
    room = max(0, look.width - label - digits - 5)
    for value, count in values:
        bar = _styled(_bar(count / most, room, look), "36", look)
        yield f"  {_fitted(value, label, look)} {count:{digits}} {bar}".rstrip() + "\n"


def _bar(share: float, room: int, look: TerminalCaps) -> str:
    """A bar of so much of the room; nothing that is there is without a bar."""
    if not look.blocks:
        return "#" * (max(1, round(share * room)) if room else 0)
    eighths = max(1, round(share * room * 8)) if room else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _fitted(text: str, width: int, look: TerminalCaps) -> str:
    """A text in so many columns, cut where it is longer."""
    if display_width(text) > width:
        mark = "…" if look.blocks else "..."
        while display_width(text) > width - len(mark):
            text = text[:-1]
        text += mark
    return text + " " * (width - display_width(text))


def _styled(text: str, style: str, look: TerminalCaps) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if look.colors and text else text
