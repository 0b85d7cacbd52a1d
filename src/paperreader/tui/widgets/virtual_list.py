"""A list that draws only the lines on the screen: a million rows open at once."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.message import Message

from paperreader.tui.line_view import LineView


class VirtualList(LineView, can_focus=True):
    """Rows under a cursor, `row_height` lines each. Subclasses draw a line in `draw`.

    The owner sets the number of rows and the cursor with `show` and `point`; the list never moves
    its cursor by itself but tells of clicks.
    """

    ALLOW_SELECT = False  # a click is for the row; the detail's text can be selected
    FOCUS_ON_CLICK = False  # who owns the list gives it the keys, when a row was clicked

    class Clicked(Message):
        """A row was clicked; `again` when it already had the cursor."""

        def __init__(self, sender: VirtualList, place: int, *, again: bool) -> None:
            super().__init__()
            self.sender = sender
            self.place = place
            self.again = again

        @property
        def control(self) -> VirtualList:
            """The list, for `@on` selectors."""
            return self.sender

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.count = 0
        self.cursor = 0
        self.row_height = 1

    @property
    def page(self) -> int:
        """The rows of one page."""
        return max(1, self.size.height // self.row_height)

    def line_count(self) -> int:
        """How many lines there are, rows and what else a subclass draws between them."""
        return self.count * self.row_height

    def first_lines(self) -> range:
        """The cursor's."""
        line = self.line_of(self.cursor)
        return range(line, line + self.row_height)

    def line_of(self, place: int) -> int:
        """The first line on which a row is drawn."""
        return place * self.row_height

    def place_of(self, line: int) -> int | None:
        """The row drawn on a line; None where there is none."""
        return line // self.row_height if 0 <= line < self.count * self.row_height else None

    def show(self, count: int, cursor: int) -> None:
        """Have so many rows, and the cursor on one of them."""
        self.count = count
        self.cursor = cursor
        self.scroll_to_line(self.top)
        self.scroll_to_cursor()
        self.refresh()

    def set_cursor(self, cursor: int) -> None:
        """Move the cursor; only the two rows concerned are drawn again."""
        if cursor == self.cursor:
            return
        before, self.cursor = self.cursor, cursor
        self.redraw(before)
        self.redraw(cursor)
        self.scroll_to_cursor()

    def redraw(self, place: int) -> None:
        """Draw a row again."""
        y = self.line_of(place) - self.top
        if -self.row_height < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, self.row_height))

    def refresh_focus(self) -> None:
        """The cursor alone tells whether the list has the keys."""
        self.redraw(self.cursor)

    def scroll_to_cursor(self) -> None:
        """Scroll as little as needed to have the cursor on the screen."""
        line, height = self.line_of(self.cursor), max(1, self.size.height)
        if line < self.top:
            self.scroll_to_line(0 if self.cursor == 0 else line)
        elif line + self.row_height > self.top + height:
            top = line + self.row_height - height
            self.scroll_to_line(min(line, top + (line - top) % self.row_height))

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window changes; `Lines` is told, too."""
        self.scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        place = self.place_of(self.top + event.y)
        if place is not None and not self.held:
            self.post_message(self.Clicked(self, place, again=place == self.cursor))
