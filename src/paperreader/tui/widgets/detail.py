"""The paper under the cursor in full, set in a comfortable measure.

It keeps its own lines and its own place in them: a Textual scroll view lays out the whole screen
anew whenever the text's height changes, which is at every step of the cursor.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

_LEFT, _RIGHT, _TOP = 3, 2, 1  # cells around the text
_MEASURE = 82  # cells of a line at most
_WHEEL = 3  # lines


class Detail(Widget, can_focus=True):
    """Shows one `Content`, wrapped; `top` is the first line on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--bar"}

    def __init__(self) -> None:
        super().__init__(id="detail")
        self.top = 0
        self._content = Content("")
        self._lines: list[Strip] = []
        self._base: Style | None = None  # to work it out for every line takes longer than to draw the line

    def show(self, content: Content, *, from_top: bool) -> None:
        """Show a paper, from its top when it is another one."""
        self._content = content
        if from_top:
            self.top = 0
        self._wrap()

    def _wrap(self) -> None:
        width = min(self.size.width - _LEFT - _RIGHT, _MEASURE)
        self._lines = Visual.to_strips(self, self._content, width, None, self.visual_style) if width > 0 else []
        self.move(0)
        self.refresh()

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top >= self._last_top

    @property
    def _last_top(self) -> int:
        return max(0, len(self._lines) + 2 * _TOP - self.size.height)

    @property
    def page(self) -> int:
        """The lines of one page, one of them seen before."""
        return max(1, self.size.height - 1)

    def move(self, lines: int) -> None:
        """Scroll by so many lines, as far as there are any."""
        top = max(0, min(self.top + lines, self._last_top))
        if top != self.top:
            self.top = top
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line `y` of the window, as Textual asks for it."""
        if self._base is None:
            self._base = self.rich_style
        base, line = self._base, self.top + y - _TOP
        parts = [Segment(" " * _LEFT, base)]
        if 0 <= line < len(self._lines):
            parts += self._lines[line]
        strip = Strip(parts).adjust_cell_length(max(0, self.size.width - 1), base)
        bar = self.get_component_rich_style("detail--bar") if self._on_thumb(y) else base
        return Strip([*strip, Segment(" ", bar)])

    def _on_thumb(self, y: int) -> bool:
        """Whether the bar at the right, which shows place and share of the window, is on this line."""
        height, lines = self.size.height, len(self._lines) + 2 * _TOP
        if lines <= height:
            return False
        thumb = max(1, height * height // lines)
        start = (height - thumb) * self.top // max(1, self._last_top)
        return start <= y < start + thumb

    def on_resize(self) -> None:
        """The text is wrapped anew."""
        self._wrap()

    def notify_style_update(self) -> None:
        """Theme or focus changed: the text has other colours."""
        super().notify_style_update()
        self._base = None
        self._wrap()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self.move(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls back."""
        event.stop()
        self.move(-_WHEEL)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has selected."""
        return selection.extract(self._content.plain), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """The selection is shown."""
        self._wrap()
