"""The lines of chrome: above, what is open; below, the query, a notice, and where the cursor is."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Line(Widget):
    """A line of chrome with a left part that gives way and a right part that stays."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._left = Content("")
        self._right = Content("")

    def tell(self, left: Content, right: Content) -> None:
        """Say something on both sides."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def on_resize(self) -> None:
        """The parts stand elsewhere now."""
        self.refresh()

    def render(self) -> Content:
        """The line as Textual asks for it."""
        room = self.size.width - self._right.cell_length - 2
        left = self._left.truncate(max(0, room), ellipsis=True)
        between = max(0, self.size.width - left.cell_length - self._right.cell_length)
        return Content.assemble(left, " " * between, (self._right.plain, "$muted"))
