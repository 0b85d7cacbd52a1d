"""A text above the status line until the next key, such as one to be copied by hand."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from paperreader.tui.text_view import TextView


class FootText(TextView):
    """A text in full width: a mouse selection takes nothing but the text."""

    DEFAULT_CSS = "FootText { background: $surface; }"

    _lines: Sequence[Strip] = ()

    def show(self, text: Content, screen: Size) -> None:
        """Show a text in at most half of the screen."""
        self.content = text
        self._lines = self.wrap_content(screen.width - 1)
        self.styles.height = min(len(self._lines), max(1, screen.height // 2))
        self.top = 0
        self.display = True
        self.refresh()

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self._lines = self.wrap_content(self.size.width - 1)
        self.refresh()

    def line_count(self) -> int:
        """Return the number of lines of the text."""
        return len(self._lines)

    def draw_line(self, line: int, width: int) -> Strip:  # noqa: ARG002 - as long as the text
        """Draw one line of the text."""
        return self._lines[line]
