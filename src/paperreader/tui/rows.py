"""The lines of the list: a paper's one or two, and the rule above near hits.

Text from a dump never meets markup here: it goes into segments as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from paperreader.library.columns import LIST_COLUMNS
from paperreader.paper import Paper
from paperreader.tui.render import Glyphs, format_date, truncate


class ListRow(NamedTuple):
    """What one line of the list shows.

    Attributes:
        spans: the matched letters of the title, as (start, end) code points.
        columns: what stands at the right, as far as it fits: texts and the cells of each.
        about: the second line, where rows have two.
        dim: whether the paper's dump is not open.
    """

    title: str
    spans: tuple[tuple[int, int], ...] = ()
    read: bool = False
    starred: bool = False
    columns: tuple[tuple[str, int], ...] = ()
    about: str = ""
    dim: bool = False


class RowStyles(NamedTuple):
    """The styles of the list's parts."""

    row: Style
    read: Style
    cursor: Style
    unread: Style
    star: Style
    match: Style
    meta: Style


_MARKS = 4  # cells: a margin, two marks, a space
_THOUSAND = 1000
_TITLE = 76  # cells that the title keeps before columns are shown
_DATE_CELLS = {"short": 13, "iso": 12, "age": 6}


def fitting(width: int, columns: Sequence[tuple[str, int]]) -> tuple[int, int]:
    """(cells of the title, how many of the columns are shown) in a list so many cells wide."""
    title, shown = width - _MARKS, 0
    while shown < len(columns) and title - columns[shown][1] >= _TITLE:
        title -= columns[shown][1]
        shown += 1
    return title, shown


def column(name: str, paper: Paper, glyphs: Glyphs, today: date, date_style: str) -> tuple[str, int]:
    """Return the text of a column and its width in cells.

    Args:
        name: one of `LIST_COLUMNS`.
        paper: the paper.
        glyphs: for cut texts and upvotes.
        today: dates of this year are shown without it, and ages count from today.
        date_style: the setting `date_style`.
    """
    if name == "date":
        return format_date(paper.date, paper.date_text, today, date_style), _DATE_CELLS[date_style]
    attribute, spec = LIST_COLUMNS[name]
    value = getattr(paper, attribute)
    if isinstance(value, int):
        value = _short(value)
    elif value:
        value = truncate(value if isinstance(value, str) else ", ".join(value), spec.cells - 2, glyphs.ellipsis)
    return (spec.template.format(value=value, up=glyphs.upvotes) if value else ""), spec.cells


def row_strip(row: ListRow, width: int, looks: RowStyles, signs: Glyphs, *, cursor: bool) -> Strip:
    """One line of the list, exactly `width` cells."""
    title_width, shown = fitting(width, row.columns)
    base = looks.read if row.read or row.dim else looks.row
    if cursor:
        base = base + looks.cursor
    over = looks.cursor if cursor else Style.null()
    parts = [
        Segment(" ", base),
        Segment(" " if row.read else signs.unread, base + looks.unread + over),
        Segment(signs.star if row.starred else " ", base + looks.star + over),
        Segment(" ", base),
        *_title(row, title_width, base, base + looks.match + over, signs),
    ]
    meta = base + looks.meta + over
    for text, cells in row.columns[:shown]:
        parts.append(Segment(" " * (cells - cell_len(text)) + text, meta))
    return Strip(parts).adjust_cell_length(width, base)


def about_strip(row: ListRow, width: int, looks: RowStyles, signs: Glyphs, *, cursor: bool) -> Strip:
    """The second line of a row, exactly `width` cells."""
    base = looks.read if row.read or row.dim else looks.row
    over = looks.cursor if cursor else Style.null()
    text = " " * _MARKS + truncate(row.about, width - _MARKS, signs.ellipsis)
    return Strip([Segment(text, base + looks.meta + over)]).adjust_cell_length(width, base + over)


def _short(number: int) -> str:
    return "" if number <= 0 else str(number) if number < _THOUSAND else f"{number // _THOUSAND}k"


def _title(row: ListRow, width: int, base: Style, match: Style, signs: Glyphs) -> Iterator[Segment]:
    shown = truncate(row.title, width, signs.ellipsis)
    place = 0
    for start, end in row.spans:
        if start >= len(shown):
            break
        yield Segment(shown[place:start], base)
        yield Segment(shown[start:end], match)
        place = min(end, len(shown))
    yield Segment(shown[place:], base)
    yield Segment(" " * (width - cell_len(shown)), base)


def rule_strip(text: str, width: int, looks: RowStyles, signs: Glyphs) -> Strip:
    """The thin rule above the near hits."""
    told = f" {text} "
    left = max(0, (width - len(told)) // 2)
    line = f"{signs.rule * left}{told}{signs.rule * max(0, width - left - len(told))}"
    return Strip([Segment(line, looks.row + looks.meta)]).adjust_cell_length(width, looks.row)
