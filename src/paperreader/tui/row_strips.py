"""The lines of the list: one or two per paper, and the rule above near hits.

Text of a dump is never parsed as markup: it goes into segments unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from paperreader.tui.glyphs import Glyphs, truncate


class ListRow(NamedTuple):
    """What the list shows of a paper.

    Attributes:
        spans: the matched letters of the title, as (start, end) code points.
        columns: (text, width in cells) of each column.
        byline: the second line, if rows have two.
        dim: whether the paper's dump is not open.
        selected: whether the user has selected the paper.
        highlights: the highlighted parts of the title, as (start, end, kind).
        tagged: whether the paper has tags.
        noted: whether it has a note.
        strength: a sign for how much it is recommended, blank for little; None in other lists.
    """

    title: str
    spans: tuple[tuple[int, int], ...] = ()
    read: bool = False
    starred: bool = False
    columns: tuple[tuple[str, int], ...] = ()
    byline: str = ""
    dim: bool = False
    selected: bool = False
    highlights: tuple[tuple[int, int, int], ...] = ()
    tagged: bool = False
    noted: bool = False
    strength: str | None = None

    @property
    def marks_width(self) -> int:
        """The cells before the title."""
        return marks_width(recommended=self.strength is not None)


class RowStyles(NamedTuple):
    """The styles of the parts of a row; those of highlights by their kind."""

    row: Style
    read: Style
    cursor: Style
    unread: Style
    star: Style
    selected: Style
    match: Style
    meta: Style
    strength: Style
    highlights: tuple[Style, ...] = ()


def marks_width(*, recommended: bool) -> int:
    """Return the cells before a title: selected, or a note or tags; two marks; how much it is recommended; a space."""
    return 5 if recommended else 4


def row_strip(row: ListRow, width: int, styles: RowStyles, glyphs: Glyphs, *, cursor: bool) -> Strip:
    """Return the line of a row, `width` cells wide."""
    title_width = width - row.marks_width - sum(cells for _, cells in row.columns)
    base = _base_style(row, styles, cursor=cursor)
    parts = [
        _gutter(row, base, styles, glyphs),
        _sign(glyphs.unread, base, styles.unread, shown=not row.read),
        _sign(glyphs.star, base, styles.star, shown=row.starred),
        *([] if row.strength is None else [Segment(row.strength, base + styles.strength)]),
        Segment(" ", base),
        *_title(row, title_width, base, styles, glyphs),
    ]
    for text, cells in row.columns:
        parts.append(Segment(" " * (cells - cell_len(text)) + text, base + styles.meta))
    return Strip(parts).adjust_cell_length(width, base)


def _sign(glyph: str, base: Style, style: Style, *, shown: bool) -> Segment:
    """Return a glyph, or a blank without its colour, which reverse video would show."""
    return Segment(glyph, base + style) if shown else Segment(" ", base)


def _gutter(row: ListRow, base: Style, styles: RowStyles, glyphs: Glyphs) -> Segment:
    if row.selected:
        return _sign(glyphs.selected, base, styles.selected, shown=True)
    return _sign(glyphs.note if row.noted else glyphs.tag, base, styles.meta, shown=row.noted or row.tagged)


def byline_strip(row: ListRow, width: int, styles: RowStyles, glyphs: Glyphs, *, cursor: bool) -> Strip:
    """Return the second line of a row, `width` cells wide."""
    base = _base_style(row, styles, cursor=cursor)
    text = " " * row.marks_width + truncate(row.byline, width - row.marks_width, glyphs.ellipsis)
    return Strip([Segment(text, base + styles.meta)]).adjust_cell_length(width, base)


def _base_style(row: ListRow, styles: RowStyles, *, cursor: bool) -> Style:
    base = styles.read if row.read or row.dim else styles.row
    return base + styles.cursor if cursor else base


def _title(row: ListRow, width: int, base: Style, styles: RowStyles, glyphs: Glyphs) -> Iterator[Segment]:
    """Yield the title; matches of the search are drawn over highlights."""
    shown = truncate(row.title, width, glyphs.ellipsis)
    parts = [(start, end, styles.match) for start, end in row.spans]
    parts += [(start, end, styles.highlights[kind]) for start, end, kind in row.highlights]
    if parts:
        borders = sorted({0, len(shown), *(min(at, len(shown)) for start, end, _ in parts for at in (start, end))})
        for start, end in pairwise(borders):
            style = next((style for first, last, style in parts if first <= start and end <= last), None)
            yield Segment(shown[start:end], base + style if style else base)
    else:
        yield Segment(shown, base)
    yield Segment(" " * (width - cell_len(shown)), base)


def rule_strip(text: str, width: int, styles: RowStyles, glyphs: Glyphs) -> Strip:
    """Return the thin rule above the near hits."""
    label = f" {text} "
    left = max(0, (width - len(label)) // 2)
    line = f"{glyphs.rule * left}{label}{glyphs.rule * max(0, width - left - len(label))}"
    return Strip([Segment(line, styles.row + styles.meta)]).adjust_cell_length(width, styles.row)
