"""The detail pane: one paper in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from paperreader.tui.text_view import TextView

_LEFT_MARGIN, _RIGHT_MARGIN, _TOP_MARGIN = 3, 2, 1  # cells between edge and text
_EDGE_WIDTH = 1  # cell, coloured while the pane takes the keys


class Detail(TextView):
    """A wrapped text in the middle of the pane, with a coloured edge while it takes the keys.

    Args:
        measure: the length of the longest line, in cells.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--edge"}

    _lines: Sequence[Strip] = ()
    _wrapped_width = 0  # cells of the pane for which the lines are wrapped
    margin = _EDGE_WIDTH + _LEFT_MARGIN

    def __init__(self, measure: int) -> None:
        super().__init__(id="detail")
        self._measure = measure

    @dataclass
    class TextClicked(Message):
        """A line of the text, as it is before wrapping, was clicked at the character `column`."""

        line: str
        column: int

    def show(self, content: Content, *, from_top: bool) -> None:
        """Show a text, scrolled to its top or as far as the previous text."""
        self.content = content
        if from_top:
            self.top = 0
        self._wrap()

    def _wrap(self) -> None:
        self._wrapped_width = 0
        if self.size:  # else it is hidden: wrapped, and still as far scrolled, when it is shown
            self._wrap_lines()
            self.scroll_to_line(self.top)
            self.refresh()

    def _wrap_lines(self) -> None:
        room = self.size.width - _EDGE_WIDTH - _LEFT_MARGIN - _RIGHT_MARGIN
        self.margin = _EDGE_WIDTH + _LEFT_MARGIN + max(0, room - self._measure) // 2
        self._lines = self.wrap_content(min(room, self._measure))
        self._wrapped_width = self.size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines. A new size is painted before its event comes, so that the text is wrapped for it here."""
        if self._wrapped_width != self.size.width:
            self._wrap_lines()
        return super().render_lines(crop)

    @property
    def page_size(self) -> int:
        """Number of lines on a page; two pages have one line in common."""
        return max(1, self.size.height - 1)

    def line_count(self) -> int:
        """Return the number of lines: text and margins, at least the height of the pane for its edge."""
        return max(self.size.height, len(self._lines) + 2 * _TOP_MARGIN)

    def draw_line(self, line: int, width: int) -> Strip:  # noqa: ARG002 - as long as the text
        """Draw the edge and one line of the text."""
        index = line - _TOP_MARGIN
        text = self._lines[index] if 0 <= index < len(self._lines) else ()
        edge = self.get_component_rich_style("detail--edge") if self.has_keys else self.base_style
        blank = " " * (self.margin - _EDGE_WIDTH)
        return Strip([Segment(" " * _EDGE_WIDTH, edge), Segment(blank, self.base_style), *text])

    def refresh_keys(self) -> None:
        """Redraw the edge."""
        self.refresh(Region(0, 0, _EDGE_WIDTH, self.size.height))

    def notify_style_update(self) -> None:
        """Wrap the text in the new styles."""
        super().notify_style_update()
        self._wrap()

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Wrap the text with the selection highlighted."""
        self._wrap()

    def on_click(self, event: events.Click) -> None:
        """Post `TextClicked`, unless the mouse selected text."""
        _, place = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        lines = self.content.plain.split("\n")
        if place is not None and not self.screen.selections and not self.bar_pressed and place.y < len(lines):
            self.post_message(self.TextClicked(lines[place.y], place.x))
