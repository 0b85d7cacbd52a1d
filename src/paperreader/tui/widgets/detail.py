"""The paper under the cursor in full, set in a comfortable measure."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.selection import Selection
from textual.strip import Strip

from paperreader.tui.text_view import TextView

_LEFT, _RIGHT, _TOP = 3, 2, 1  # cells around the text, within the edge
_EDGE = 1  # cell, coloured while the detail has the keys
_MEASURE = 82  # cells of a line at most


class Detail(TextView, can_focus=True):
    """Shows one `Content`, wrapped."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--edge", "detail--edge-focus"}

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._text: list[Strip] = []

    def show(self, content: Content, *, from_top: bool) -> None:
        """Show a paper, from its top when it is another one."""
        self.content = content
        if from_top:
            self.top = 0
        self._wrap()

    def _wrap(self) -> None:
        self._text = self.wrap_content(min(self.size.width - _EDGE - _LEFT - _RIGHT, _MEASURE))
        self.scroll_to_line(self.top)
        self.refresh()

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top >= self.last_top

    @property
    def page(self) -> int:
        """The lines of one page, one of them seen before."""
        return max(1, self.size.height - 1)

    def line_count(self) -> int:
        """The wrapped lines, one above and one below them; the edge goes all the way down."""
        return max(self.size.height, len(self._text) + 2 * _TOP)

    def draw_line(self, line: int, width: int) -> Strip:
        """The edge, and the text where there is some."""
        base, place = self.style_of(), line - _TOP
        text = self._text[place] if 0 <= place < len(self._text) else Strip([])
        edge, left = Segment(" " * _EDGE, self.focus_style_of("detail--edge")), Segment(" " * _LEFT, base)
        return Strip([edge, left, *text]).adjust_cell_length(width, base)

    def on_resize(self) -> None:
        """The text is wrapped anew."""
        self._wrap()

    def notify_style_update(self) -> None:
        """The theme changed: the text has other colours."""
        super().notify_style_update()
        self._wrap()

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """The selection is shown."""
        self._wrap()
