"""The list of papers, with a rule between exact and near matches."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style as ContentStyle

from paperreader.tui.glyphs import Glyphs
from paperreader.tui.paper_texts import HIGHLIGHTS
from paperreader.tui.row_strips import ListRow, RowStyles, byline_strip, row_strip, rule_strip
from paperreader.tui.widgets.virtual_list import VirtualList


class PaperList(VirtualList):
    """Papers of one or two lines each, fetched by index and width as they are drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paper--{part}" for part in ("idle", *RowStyles._fields[1:-1])}

    says_more = False  # the status line numbers the rows, and a column reaches to the scroll bar
    _styles: RowStyles

    def __init__(self, row_at: Callable[[int, int], ListRow], glyphs: Glyphs) -> None:
        super().__init__(id="list")
        self._row_at = row_at
        self._glyphs = glyphs
        self._near_from = 0
        self._message = ""

    def show_rows(self, count: int, near_from: int, cursor: int, message: str = "", *, same_rows: bool = False) -> None:
        """Show `count` rows; the near matches are those from `near_from` on. The message stands in the rule above them, or in the empty list.

        For `same_rows` see `set_rows`.
        """
        self._near_from, self._message = near_from, message
        self.set_rows(count, cursor, same_rows=same_rows)

    @property
    def _has_rule(self) -> bool:
        return self._near_from < self.count

    def line_count(self) -> int:
        """Return the number of lines: rows and rule, or the message of an empty list."""
        return max(1, super().line_count() + self._has_rule)

    def line_of_row(self, index: int) -> int:
        """Return the first line of a row; the rule shifts near matches by one line."""
        return super().line_of_row(index) + (self._has_rule and index >= self._near_from)

    def row_at_line(self, line: int) -> int | None:
        """Return the index of the row drawn on a line, None for the rule and below the last row."""
        rule = self._near_from * self.row_height
        if self._has_rule and line >= rule:
            line = -1 if line == rule else line - 1
        return super().row_at_line(line)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, whose styles are looked up once for all."""
        self._styles = self._row_styles()
        return super().render_lines(crop)

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a line of a paper, the rule, or the message of an empty list."""
        styles = self._styles
        index = self.row_at_line(line)
        if index is not None:
            draw = row_strip if line == self.line_of_row(index) else byline_strip
            row = self._row_at(index, width)
            if row.highlights:
                styles = styles._replace(highlights=tuple(ContentStyle.parse(style).rich_style for style in HIGHLIGHTS))
            return draw(row, width, styles, self._glyphs, cursor=index == self.cursor)
        if self.count:
            parts = (f"{self.count - self._near_from} near", self._message)
            return rule_strip(" · ".join(filter(None, parts)), width, styles, self._glyphs)
        message = ListRow(self._message, read=True, dim=True)
        return row_strip(message, width, styles, self._glyphs, cursor=False)

    def _row_styles(self) -> RowStyles:
        parts = [self.partial_style(f"paper--{part}") for part in RowStyles._fields[3:-1]]
        cursor = self.partial_style("paper--cursor" if self.has_keys else "paper--idle")
        return RowStyles._make([self.base_style, self.get_component_rich_style("paper--read"), cursor, *parts, ()])
