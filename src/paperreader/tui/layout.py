"""How the panes share a terminal of a given size; numbers only."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

# All in cells.
_MIN_WIDTH_SIDE = 140
_MIN_WIDTH_STACKED, _MIN_HEIGHT_STACKED = 80, 20
_MIN_WIDTH_FILTERS_COLUMN = 160
_MIN_HEIGHT_TWO_LINES = 24
_LIST_WIDTH = 82  # without columns
_LIST_WIDTH_WITH_COLUMNS = 98
_MAX_DETAIL_WIDTH = 86  # 80 characters a line, and margins
_MIN_DETAIL_WIDTH = 60  # for which the list gets its columns
_MIN_LIST_HEIGHT = 6


class Arrangement(Enum):
    """Which panes are visible at once."""

    SIDE = "side"
    STACKED = "stacked"
    SINGLE = "single"


class Layout(NamedTuple):
    """Sizes of the panes, in cells."""

    arrangement: Arrangement
    detail_width: int  # beside the list, else 0
    list_height: int  # above the detail, else 0
    two_lines: bool  # at the bottom, else one
    filters_column: bool  # instead of a drawer over the list


def layout(width: int, height: int) -> Layout:
    """Return the sizes of the panes in a terminal of `width` columns and `height` rows."""
    if width < _MIN_WIDTH_STACKED or height < _MIN_HEIGHT_STACKED:
        arrangement = Arrangement.SINGLE
    else:
        arrangement = Arrangement.STACKED if width < _MIN_WIDTH_SIDE else Arrangement.SIDE
    beside_columns = width - _LIST_WIDTH_WITH_COLUMNS  # the list gets its columns if enough is left for the detail
    has_columns = beside_columns >= _MIN_DETAIL_WIDTH
    detail_width = min(beside_columns, _MAX_DETAIL_WIDTH) if has_columns else width - _LIST_WIDTH
    two_lines = height >= _MIN_HEIGHT_TWO_LINES
    body_height = height - 1 - two_lines
    return Layout(
        arrangement,
        detail_width if arrangement is Arrangement.SIDE else 0,
        max(_MIN_LIST_HEIGHT, body_height * 2 // 5) if arrangement is Arrangement.STACKED else 0,
        two_lines,
        width >= _MIN_WIDTH_FILTERS_COLUMN,
    )
