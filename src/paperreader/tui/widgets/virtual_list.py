"""A list that draws only the lines on the screen: a million rows open at once."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip


class VirtualList(ScrollView, can_focus=True):
    """Rows under a cursor, `row_height` lines each. Subclasses draw a line in `draw`.

    The owner sets the number of rows and the cursor with `show` and `point`; the list never moves
    its cursor by itself but tells of clicks.
    """

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
        self._base: Style | None = None  # of empty lines; to work it out for every line takes long

    @property
    def page(self) -> int:
        """The rows of one page."""
        return max(1, self.scrollable_content_region.height // self.row_height)

    def lines(self) -> int:
        """How many lines there are, rows and what else a subclass draws between them."""
        return self.count * self.row_height

    def line_of(self, place: int) -> int:
        """The first line on which a row is drawn."""
        return place * self.row_height

    def place_of(self, line: int) -> int | None:
        """The row drawn on a line; None where there is none."""
        return line // self.row_height if 0 <= line < self.count * self.row_height else None

    def draw(self, line: int, width: int) -> Strip:
        """One line of the list, `width` cells."""
        raise NotImplementedError

    def show(self, count: int, cursor: int) -> None:
        """Have so many rows, and the cursor on one of them."""
        self.count = count
        self._resize_content()
        self.cursor = cursor
        self.reveal()
        self.refresh()

    def _resize_content(self) -> None:
        """Have the scroll bar know the number of lines; it is always there, so the layout stays."""
        self.set_reactive(VirtualList.virtual_size, Size(0, self.lines()))
        self.vertical_scrollbar.window_virtual_size = self.lines()
        self.vertical_scrollbar.window_size = self.size.height

    def point(self, cursor: int) -> None:
        """Move the cursor; only the two rows concerned are drawn again."""
        if cursor == self.cursor:
            return
        before, self.cursor = self.cursor, cursor
        self.redraw(before)
        self.redraw(cursor)
        self.reveal()

    def redraw(self, place: int) -> None:
        """Draw a row again."""
        y = self.line_of(place) - round(self.scroll_offset.y)
        if -self.row_height < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, self.row_height))

    def reveal(self) -> None:
        """Scroll as little as needed to have the cursor on the screen."""
        line, top = self.line_of(self.cursor), round(self.scroll_offset.y)
        height = max(1, self.scrollable_content_region.height)
        if line < top:
            self.scroll_to(y=0 if self.cursor == 0 else line, animate=False, force=True)
        elif line + self.row_height > top + height:
            top = line + self.row_height - height
            self.scroll_to(y=top + (line - top) % self.row_height, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """The line `y` of the window, as Textual asks for it."""
        line, width = round(self.scroll_offset.y) + y, self.scrollable_content_region.width
        if line >= self.lines():
            if self._base is None:
                self._base = self.rich_style
            return Strip.blank(width, self._base)
        return self.draw(line, width)

    def notify_style_update(self) -> None:
        """Theme or focus changed."""
        super().notify_style_update()
        self._base = None

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window changes."""
        self._resize_content()
        self.reveal()

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        place = self.place_of(round(self.scroll_offset.y) + event.y)
        if place is not None:
            self.post_message(self.Clicked(self, place, again=place == self.cursor))
