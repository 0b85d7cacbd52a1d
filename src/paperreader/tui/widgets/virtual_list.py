"""A list that draws only its visible rows, so that its length costs nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message

from paperreader.tui.line_view import LineView


class VirtualList(LineView):
    """Rows of `row_height` lines each, one of them under the cursor.

    A subclass draws the lines. The list moves its cursor only when its owner says so, and posts
    `Clicked` for a click.
    """

    ALLOW_SELECT = False  # a click is for the row; the detail's text can be selected

    count = 0
    cursor = 0
    row_height = 1  # lines

    @dataclass
    class Clicked(Message):
        """A row was clicked; with `on_cursor`, the one that was already under the cursor."""

        sender: VirtualList
        index: int
        on_cursor: bool

    @property
    def page_size(self) -> int:
        """Number of rows on a page."""
        return max(1, self.size.height // self.row_height)

    def line_count(self) -> int:
        """Return the number of lines: those of the rows, unless a subclass adds lines of its own."""
        return self.count * self.row_height

    def line_of_row(self, index: int) -> int:
        """Return the first line of a row."""
        return index * self.row_height

    def row_at_line(self, line: int) -> int | None:
        """Return the index of the row drawn on a line, None if there is no row."""
        return line // self.row_height if 0 <= line < self.count * self.row_height else None

    def set_rows(self, count: int, cursor: int, *, same_rows: bool = False) -> None:
        """Show `count` rows, with the cursor on one of them.

        With `same_rows`, such as more of them, the window stays where the wheel has left a cursor that stays, too.
        """
        is_left = same_rows and cursor == self.cursor and not self._is_cursor_visible
        self.count = count
        self.cursor = cursor
        self.scroll_to_line(self.top)
        if not is_left:
            self.scroll_to_cursor()
        self.refresh()

    @property
    def _is_cursor_visible(self) -> bool:
        line = self.line_of_row(self.cursor)
        return self.top <= line and line + self.row_height <= self.top + self.size.height

    def refresh_row(self, index: int) -> None:
        """Redraw one row."""
        y = self.line_of_row(index) - self.top
        if -self.row_height < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, self.row_height))

    def refresh_keys(self) -> None:
        """Redraw the cursor."""
        self.refresh_row(self.cursor)

    def row_style(self, index: int, cursor_component: str) -> Style:
        """Return the style of a row, with that of a component class added if the row is under the cursor."""
        return self.base_style + self.partial_style(cursor_component) if index == self.cursor else self.base_style

    def cursor_rows(self) -> Sequence[int]:
        """Return the indices of the rows where the cursor can be, in ascending order."""
        return range(self.count)

    def visible_rows(self) -> Sequence[int]:
        """Return the indices of the rows in the window where the cursor can be, all of whose lines are visible."""
        window = range(self.top, self.top + self.size.height)
        rows = self.cursor_rows()
        lines = ((line, row) for line in window if (row := self.row_at_line(line)) is not None)
        return [
            row
            for line, row in lines
            if line == self.line_of_row(row) and line + self.row_height - 1 in window and row in rows
        ]

    def move_cursor(self, steps: int) -> None:
        """Move the cursor down by a number of rows, up if it is negative, and no further than the last row."""
        rows = self.cursor_rows()
        if rows:
            self.set_cursor(rows[max(0, min(bisect_left(rows, self.cursor) + steps, len(rows) - 1))])

    def set_cursor(self, cursor: int) -> None:
        """Put the cursor on a row, and scroll to it."""
        if cursor == self.cursor:
            return
        previous, self.cursor = self.cursor, cursor
        self.refresh_row(previous)
        self.refresh_row(cursor)
        self.scroll_to_cursor()

    def scroll_to_cursor(self) -> None:
        """Scroll as little as necessary to make the row under the cursor visible; with the first one, what is above it."""
        line, height = self.line_of_row(self.cursor), max(1, self.size.height)
        if self.cursor in self.cursor_rows()[:1]:
            self.scroll_to_line(0)
        elif line < self.top:
            self.scroll_to_line(line)
        elif line + self.row_height > self.top + height:
            top = line + self.row_height - height
            self.scroll_to_line(min(line, top + (line - top) % self.row_height))

    def on_resize(self) -> None:
        """Keep the cursor visible. Textual calls the handler of `LineView`, too."""
        self.scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """Post `Clicked` for the row under the mouse."""
        index = self.row_at_line(self.top + event.y)
        if index is not None and not self.bar_pressed:
            self.post_message(self.Clicked(self, index, on_cursor=index == self.cursor))
