"""The lines of the list: one or two per paper, and the rule above near hits.

Text of a dump is never parsed as markup: it goes into segments unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from paperreader.library.author_names import family_name
from paperreader.library.columns import LIST_COLUMNS
from paperreader.paper import Paper
from paperreader.tui.render import Glyphs, format_date, truncate


class ListRow(NamedTuple):
    """What the list shows of a paper.

    Attributes:
        spans: the matched letters of the title, as (start, end) code points.
        columns: (text, width in cells) of each column, as far as they fit.
        byline: the second line, if rows have two.
        dim: whether the paper's dump is not open.
        selected: whether the user has selected the paper.
    """

    title: str
    spans: tuple[tuple[int, int], ...] = ()
    read: bool = False
    starred: bool = False
    columns: tuple[tuple[str, int], ...] = ()
    byline: str = ""
    dim: bool = False
    selected: bool = False


class RowStyles(NamedTuple):
    """The styles of the parts of a row."""

    row: Style
    read: Style
    cursor: Style
    unread: Style
    star: Style
    selected: Style
    match: Style
    meta: Style


_MARKS_WIDTH = 4  # cells: whether it is selected, two marks, a space
_THOUSAND = 1000
_MIN_TITLE = 76  # cells that columns leave to the title
_DATE_CELLS = {"short": 13, "iso": 12, "age": 6}


def fit_columns(width: int, columns: Sequence[tuple[str, int]]) -> tuple[int, int]:
    """Return the cells of the title, and the number of columns shown, in a list `width` cells wide."""
    title, shown = width - _MARKS_WIDTH, 0
    while shown < len(columns) and title - columns[shown][1] >= _MIN_TITLE:
        title -= columns[shown][1]
        shown += 1
    return title, shown


def column(name: str, paper: Paper, glyphs: Glyphs, today: date, date_style: str) -> tuple[str, int]:
    """Return the text of one of `LIST_COLUMNS` and its width in cells; for dates see `format_date`."""
    if name == "date":
        return format_date(paper.date, paper.date_text, today, date_style), _DATE_CELLS[date_style]
    attribute, spec = LIST_COLUMNS[name]
    if name == "authors":
        return _authors(paper, spec.cells - 2, glyphs), spec.cells
    value = getattr(paper, attribute)
    if isinstance(value, int):
        value = "" if value <= 0 else str(value) if value < _THOUSAND else f"{value // _THOUSAND}k"
    elif value:
        value = truncate(value if isinstance(value, str) else value[0], spec.cells - 2, glyphs.ellipsis)
    return (spec.template.format(value=value, up=glyphs.upvotes) if value else ""), spec.cells


def _authors(paper: Paper, cells: int, glyphs: Glyphs) -> str:
    """Return the family name of the first author and the number of the others, `Vaswani +7`; else their number, `8 au`."""
    if not paper.authors:
        return f"{paper.authors_count} au" if paper.authors_count else ""
    others = max(len(paper.authors), paper.authors_count or 0) - 1
    count = f" +{others}" if others else ""
    return truncate(family_name(paper.authors[0]), cells - len(count), glyphs.ellipsis) + count


def row_strip(row: ListRow, width: int, styles: RowStyles, glyphs: Glyphs, *, cursor: bool) -> Strip:
    """Return the line of a row, `width` cells wide."""
    title_width, shown = fit_columns(width, row.columns)
    base = _base_style(row, styles, cursor=cursor)
    parts = [
        Segment(glyphs.selected if row.selected else " ", base + styles.selected),
        Segment(" " if row.read else glyphs.unread, base + styles.unread),
        Segment(glyphs.star if row.starred else " ", base + styles.star),
        Segment(" ", base),
        *_title(row, title_width, base, base + styles.match, glyphs),
    ]
    for text, cells in row.columns[:shown]:
        parts.append(Segment(" " * (cells - cell_len(text)) + text, base + styles.meta))
    return Strip(parts).adjust_cell_length(width, base)


def byline_strip(row: ListRow, width: int, styles: RowStyles, glyphs: Glyphs, *, cursor: bool) -> Strip:
    """Return the second line of a row, `width` cells wide."""
    base = _base_style(row, styles, cursor=cursor)
    text = " " * _MARKS_WIDTH + truncate(row.byline, width - _MARKS_WIDTH, glyphs.ellipsis)
    return Strip([Segment(text, base + styles.meta)]).adjust_cell_length(width, base)


def _base_style(row: ListRow, styles: RowStyles, *, cursor: bool) -> Style:
    base = styles.read if row.read or row.dim else styles.row
    return base + styles.cursor if cursor else base


def _title(row: ListRow, width: int, base: Style, match: Style, glyphs: Glyphs) -> Iterator[Segment]:
    shown = truncate(row.title, width, glyphs.ellipsis)
    drawn = 0
    for start, end in row.spans:
        if start >= len(shown):
            break
        yield Segment(shown[drawn:start], base)
        yield Segment(shown[start:end], match)
        drawn = min(end, len(shown))
    yield Segment(shown[drawn:], base)
    yield Segment(" " * (width - cell_len(shown)), base)


def rule_strip(text: str, width: int, styles: RowStyles, glyphs: Glyphs) -> Strip:
    """Return the thin rule above the near hits."""
    label = f" {text} "
    left = max(0, (width - len(label)) // 2)
    line = f"{glyphs.rule * left}{label}{glyphs.rule * max(0, width - left - len(label))}"
    return Strip([Segment(line, styles.row + styles.meta)]).adjust_cell_length(width, styles.row)
