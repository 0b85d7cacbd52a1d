"""How the panes share a terminal of a given size; numbers only.

List and detail stand side by side, or stacked with the list above, or are seen one at a time. Open filters stand left
of them, and in a narrow terminal in the place of the list.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

# All in cells.
_MIN_WIDTH_SIDE = 140
_MIN_WIDTH_STACKED, _MIN_HEIGHT_STACKED = 80, 20
_MIN_WIDTH_FILTERS_BESIDE, _FILTERS_WIDTH = 100, 34
_MIN_HEIGHT_TWO_LINES = 24
_MIN_LIST_HEIGHT = 6

MEASURE = 84
"""The longest line of running text that is easy to read."""
_DETAIL_MARGINS = 6
_NARROW_LIST, _NARROW_DETAIL = 92, 48  # list and detail side by side at first
_LIST, _DETAIL = 98, 60  # the list with full dates, the detail with lines of a good length
_WIDE_LIST, _WIDE_DETAIL = 130, MEASURE + _DETAIL_MARGINS  # nothing is cut; what is left is shared


class Arrangement(Enum):
    """Which panes are visible at once."""

    SIDE = "side"
    STACKED = "stacked"
    SINGLE = "single"


class Layout(NamedTuple):
    """Sizes of the panes, in cells.

    Attributes:
        columns_width: the width of a list that has room for just the columns to show. It is less than the list's own
            where a wider terminal has a narrower list: columns seen at one width are seen at all greater ones.
        filters: whether the filters are open.
        covering: whether they take the place of the list.
        two_lines: whether there are two lines at the bottom, else one.
    """

    arrangement: Arrangement
    filters_width: int
    list_width: int
    detail_width: int
    list_height: int
    columns_width: int
    filters: bool
    covering: bool
    two_lines: bool

    def panes(self) -> tuple[str, ...]:
        """Return the panes that have a place, from left to right."""
        if self.covering:
            return ("filters", "detail")
        return ("filters", "list", "detail") if self.filters else ("list", "detail")

    def seen(self, pane: str) -> set[str]:
        """Return the panes that are seen while one of them has the keys."""
        hidden = set()
        if self.arrangement is Arrangement.SINGLE:
            hidden = {"filters" if self.covering else "list"} if pane == "detail" else {"detail"}
        return {*self.panes()} - hidden


def layout(width: int, height: int, *, filters: bool = False, full_screen: bool = False) -> Layout:
    """Return the sizes of the panes in a terminal of `width` columns and `height` rows.

    With `filters` these are open; with `full_screen` the detail fills the screen.
    """
    filters = filters and not full_screen
    covering = filters and width < _MIN_WIDTH_FILTERS_BESIDE
    beside = filters and not covering
    rest = width - _FILTERS_WIDTH if beside else width
    two_lines = height >= _MIN_HEIGHT_TWO_LINES
    body_height = height - 1 - two_lines
    arrangement = Arrangement.SINGLE if full_screen else _arrangement(width, height, rest)
    list_width, detail_width = _side_by_side(rest) if arrangement is Arrangement.SIDE else (rest, rest)
    stacked = arrangement is Arrangement.STACKED
    return Layout(
        arrangement,
        filters_width=width - rest if beside else width,
        list_width=list_width,
        detail_width=detail_width,
        list_height=max(_MIN_LIST_HEIGHT, body_height * 2 // 5) if stacked else body_height,
        columns_width=min(list_width, _NARROW_LIST) if stacked else list_width,
        filters=filters,
        covering=covering,
        two_lines=two_lines,
    )


def _arrangement(width: int, height: int, rest: int) -> Arrangement:
    """Return the arrangement of list and detail in the `rest` of the width, which open filters leave."""
    if width < _MIN_WIDTH_STACKED or height < _MIN_HEIGHT_STACKED:
        return Arrangement.SINGLE
    return Arrangement.STACKED if rest < _MIN_WIDTH_SIDE else Arrangement.SIDE


def _side_by_side(width: int) -> tuple[int, int]:
    """Return the widths of list and detail. Neither is less in a wider terminal."""
    list_width, detail_width = _NARROW_LIST, _NARROW_DETAIL
    left = width - list_width - detail_width
    for more_list, more_detail in (
        (0, _DETAIL - _NARROW_DETAIL),
        (_LIST - _NARROW_LIST, 0),
        (0, _WIDE_DETAIL - _DETAIL),
        (_WIDE_LIST - _LIST, 0),
    ):
        list_width += min(left, more_list)
        detail_width += min(left, more_detail)
        left = width - list_width - detail_width
    return list_width + (left + 1) // 2, detail_width + left // 2
