"""The paper under the cursor in full, set in a comfortable measure."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Detail(VerticalScroll):
    """Shows one `Content`; the owner scrolls it."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._text = Static(Content(""), id="paper", markup=False)

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield self._text

    def show(self, content: Content, *, from_top: bool) -> None:
        """Show a paper, from its top when it is another one."""
        self._text.update(content)
        if from_top:
            self.scroll_home(animate=False)

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.scroll_offset.y >= self.max_scroll_y

    def move(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.scroll_relative(y=lines, animate=False)

    @property
    def page(self) -> int:
        """The lines of one page, one of them seen before."""
        return max(1, self.scrollable_content_region.height - 1)
