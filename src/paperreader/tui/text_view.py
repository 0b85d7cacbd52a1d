"""Views of text that the mouse can select: a base class, and a line of text between the edges of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import Reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style as ContentStyle
from textual.visual import Visual

from paperreader.tui.line_view import LineView

_GAP = 2  # cells at least between two texts of a line
_LEFT_MARGIN = 1  # cell; the scroll bar's cell is the margin at the right


class TextView(LineView):
    """Lines of a `Content` whose text the mouse can select."""

    auto_links = Reactive(default=False)  # no text runs an action

    content = Content("")
    margin = 0  # cells left of the text

    def wrap_content(self, width: int) -> list[Strip]:
        """Return the content wrapped to `width` cells."""
        return Visual.to_strips(self, self.content, width, None, self.visual_style) if width > 0 else []

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text."""
        return selection.extract(self.content.plain), "\n"


_KEYS = "keys"  # in the meta data of a style


def clickable(text: Content, keys: str) -> Content:
    """Return a text that presses keys when it is clicked in a `StatusLine`."""
    return text.stylize(ContentStyle.from_meta({_KEYS: keys}))


class StatusLine(TextView):
    """One line with a text at the left, truncated where necessary, and a text at the right."""

    margin = _LEFT_MARGIN
    _left = _right = Content("")

    @dataclass
    class KeysClicked(Message):
        """Text that presses keys was clicked."""

        keys: str

    def show(self, left: Content, right: Content) -> None:
        """Show two texts."""
        if not (left.is_same(self._left) and right.is_same(self._right)):  # `==` ignores styles
            self._left, self._right = left, right
            self.refresh()

    def line_count(self) -> int:
        """Return 1."""
        return 1

    def draw_line(self, line: int, width: int) -> Strip:  # noqa: ARG002 - there is only one line
        """Draw both texts."""
        inner = width - _LEFT_MARGIN
        right = self._right.cell_length
        left = self._left.truncate(max(0, inner - right - _GAP * bool(right)), ellipsis=True)
        gap = max(0, inner - left.cell_length - right)
        self.content = Content.assemble(left, " " * gap, self._right)
        return Strip([Segment(" " * _LEFT_MARGIN, self.base_style), *next(iter(self.wrap_content(inner)), ())])

    def on_click(self, event: events.Click) -> None:
        """Post `KeysClicked` if the text under the mouse presses keys, and was not selected by a drag."""
        keys = event.style.meta.get(_KEYS)
        if keys and not self.screen.get_selected_text():
            self.post_message(self.KeysClicked(keys))
