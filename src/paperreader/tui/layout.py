"""How the panes share a terminal of a given size. Pure numbers; see *The screen* in the docs."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

_SIDE_FROM = 140
_STACKED_FROM = (80, 20)
_COLUMN_FROM = 160  # from here the filters are a column, below a drawer over the list
_TITLE_LINE_FROM = 24
_NARROW_LIST = 82
_WIDE_LIST = 98
_MEASURE = 86  # cells of the widest detail: 80 letters a line and its padding
_LEAST_BESIDE_WIDE = 60  # cells of the detail beside a list with dates


class Arrangement(Enum):
    """Which panes are seen together."""

    SIDE = "side"
    STACKED = "stacked"
    SINGLE = "single"


class Layout(NamedTuple):
    """The shares of a terminal, in cells.

    Attributes:
        arrangement: list beside detail, above it, or one pane at a time.
        detail_width: of the detail when beside the list, else 0.
        list_height: of the list when above the detail, else 0.
        title_line: whether there is room for a second line of chrome.
        filters_column: whether open filters stand beside the list, not over it.
    """

    arrangement: Arrangement
    detail_width: int
    list_height: int
    title_line: bool
    filters_column: bool


def layout(width: int, height: int) -> Layout:
    """The shares of a terminal of so many columns and rows."""
    arrangement = Arrangement.SIDE
    if width < _STACKED_FROM[0] or height < _STACKED_FROM[1]:
        arrangement = Arrangement.SINGLE
    elif width < _SIDE_FROM:
        arrangement = Arrangement.STACKED
    title_line = height >= _TITLE_LINE_FROM
    body = height - 1 - title_line
    return Layout(
        arrangement,
        _detail_width(width) if arrangement is Arrangement.SIDE else 0,
        max(6, body * 2 // 5) if arrangement is Arrangement.STACKED else 0,
        title_line,
        width >= _COLUMN_FROM,
    )


def _detail_width(width: int) -> int:
    """What the list leaves: its titles come first, its columns when they fit, then the measure."""
    wide = width - _WIDE_LIST
    return min(wide, _MEASURE) if wide >= _LEAST_BESIDE_WIDE else width - _NARROW_LIST
