"""The list of papers: marks, title with matched letters, date, comments; a rule above near hits."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.strip import Strip

from paperreader.tui.render import Glyphs
from paperreader.tui.rows import ListRow, RowStyles, about_strip, row_strip, rule_strip
from paperreader.tui.widgets.virtual_list import VirtualList


class PaperList(VirtualList):
    """Shows rows that are asked for as they are drawn.

    Args:
        row_at: gives the row of a place.
        signs: the signs for states.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "paper--read",
        "paper--cursor",
        "paper--cursor-focus",
        "paper--unread",
        "paper--star",
        "paper--match",
        "paper--meta",
    }

    def __init__(self, row_at: Callable[[int], ListRow], signs: Glyphs) -> None:
        super().__init__(id="list")
        self._row_at = row_at
        self._signs = signs
        self._near_from = 0
        self._empty = ""

    def show_rows(self, count: int, near_from: int, cursor: int, empty: str = "") -> None:
        """Have so many rows, from `near_from` on near hits; `empty` is told when there is none."""
        self._near_from, self._empty = near_from, empty
        self.show(count, cursor)

    @property
    def _has_rule(self) -> bool:
        return self._near_from < self.count

    def line_count(self) -> int:
        """Rows, and the rule when there are near hits; at least one, for what an empty list says."""
        return max(1, super().line_count() + self._has_rule)

    def line_of(self, place: int) -> int:
        """Near hits stand one line lower, below the rule."""
        return super().line_of(place) + (self._has_rule and place >= self._near_from)

    def place_of(self, line: int) -> int | None:
        """The rule is no row."""
        rule = self._near_from * self.row_height
        if self._has_rule and line >= rule:
            line = -1 if line == rule else line - 1
        return super().place_of(line)

    def draw_line(self, line: int, width: int) -> Strip:
        """A paper, the rule, or why there is no paper."""
        looks = self._row_looks()
        place = self.place_of(line)
        if place is not None:
            draw = row_strip if line == self.line_of(place) else about_strip
            return draw(self._row_at(place), width, looks, self._signs, cursor=place == self.cursor)
        if self.count:
            near = self.count - self._near_from
            return rule_strip(f"{near} near", width, looks, self._signs)
        return row_strip(ListRow(self._empty, read=True, dim=True), width, looks, self._signs, cursor=False)

    def _row_looks(self) -> RowStyles:
        return RowStyles(
            row=self.style_of(),
            read=self.style_of("paper--read"),
            cursor=self.focus_style_of("paper--cursor", partial=True),
            unread=self.style_of("paper--unread", partial=True),
            star=self.style_of("paper--star", partial=True),
            match=self.style_of("paper--match", partial=True),
            meta=self.style_of("paper--meta", partial=True),
        )
