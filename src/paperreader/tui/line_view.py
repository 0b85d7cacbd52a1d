"""A scrollable view of lines that a subclass draws one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from paperreader.tui.glyphs import terminal_glyphs

_WHEEL_STEP = 3  # lines
BAR_WIDTH = 1
"""Cells of the scroll bar."""
_LEFT_BUTTON = 1


def size_without_layout() -> Reactive[Size]:
    """Return a `virtual_size` for a widget that Textual does not scroll: its own one lays the screen out once more for each new size."""
    return Reactive(Size())


class LineView(Widget):
    """A window on `line_count()` lines, each drawn by `draw_line()`, with a scroll bar at the right edge.

    While lines follow below the window, a sign at the foot of the bar says so, unless `says_more` is False.

    Only visible lines are drawn, so the number of lines costs nothing. The scroll bar is drawn here: with
    Textual's own, each change of the number of lines would lay out the whole screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-view--bar", "line-view--below"}

    virtual_size = size_without_layout()

    says_more = True
    top = 0  # the first visible line
    has_keys = False  # it takes the keys, and shows that
    bar_pressed = False  # True from a press on the scroll bar until the next press
    _dragging = False
    _line_width: int  # cells of each line that is being drawn
    _line_style: Style
    _bar: Sequence[Segment]

    def line_count(self) -> int:
        """Return the number of lines."""
        raise NotImplementedError

    def draw_line(self, line: int, width: int) -> Strip:
        """Return one line, exactly `width` cells wide."""
        raise NotImplementedError

    def give_keys(self, *, on: bool) -> None:
        """Show that the view takes the keys, or no longer. With Textual's focus, all of it would be styled and painted anew."""
        if on != self.has_keys:
            self.has_keys = on
            self.refresh_keys()

    def refresh_keys(self) -> None:
        """Redraw what shows whether the view takes the keys."""

    @property
    def last_top(self) -> int:
        """The greatest `top`, with the last line at the bottom of the window."""
        return max(0, self.line_count() - self.size.height)

    def scroll_to_line(self, top: int) -> None:
        """Make `top` the first visible line, or the nearest line that can be."""
        top = max(0, min(top, self.last_top))
        if top != self.top:
            self.top = top
            self.refresh()

    def scroll_by(self, lines: int) -> None:
        """Scroll down by a number of lines, up if it is negative."""
        self.scroll_to_line(self.top + lines)

    def on_resize(self) -> None:
        """Keep the window within the lines, which are painted in the new size when this is called."""
        self.scroll_to_line(self.top)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the window; what all have in common is looked up once."""
        self._line_width, self._line_style, self._bar = self.size.width, self.base_style, self._bar_cells()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window, scroll bar included."""
        width, line = self._line_width - BAR_WIDTH, self.top + y
        content = self.draw_line(line, width) if line < self.line_count() else Strip([])
        return Strip([*content.adjust_cell_length(width, self._line_style), self._bar[y]], self._line_width)

    def _bar_cells(self) -> list[Segment]:
        """Return the cells of the scroll bar."""
        base, height, thumb = self.base_style, self.size.height, self._thumb()
        cells = [Segment(" ", base)] * height
        cells[thumb.start : thumb.stop] = [Segment(" ", self.get_component_rich_style("line-view--bar"))] * len(thumb)
        if self.says_more and height and self.top < self.last_top and height - 1 not in thumb:
            cells[-1] = Segment(terminal_glyphs().below, base + self.partial_style("line-view--below"))
        return cells

    @property
    def base_style(self) -> Style:
        """The style of the widget. Textual caches it, unlike `rich_style`."""
        return self.visual_style.rich_style

    def partial_style(self, component: str) -> Style:
        """Return only the rules of a component class, to be combined with another style."""
        return self.get_component_rich_style(component, partial=True)

    def _thumb(self) -> range:
        """The window's lines that the scroll bar's thumb covers; empty if every line is visible."""
        height, lines = self.size.height, self.line_count()
        if lines <= height:
            return range(0)
        length = max(1, height * height // lines)
        start = (height - length) * self.top // max(1, self.last_top)
        return range(start, start + length)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down with the wheel."""
        event.stop()
        self.scroll_by(_WHEEL_STEP)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up with the wheel."""
        event.stop()
        self.scroll_by(-_WHEEL_STEP)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start to drag the scroll bar."""
        on_bar = event.x >= self.size.width - BAR_WIDTH
        self.bar_pressed = event.button == _LEFT_BUTTON and on_bar and bool(self._thumb())
        if self.bar_pressed:
            self._dragging = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar; a button released outside the terminal ends the drag."""
        if self._dragging and event.button:
            self._drag_to(event.y)
        else:
            self.on_mouse_up()

    def on_mouse_up(self) -> None:
        """End the drag."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    on_hide = on_mouse_up  # a hidden widget must not keep the mouse

    def _drag_to(self, y: int) -> None:
        self.screen.clear_selection()  # Textual selects text while the mouse is dragged
        self.scroll_to_line(round(self.last_top * y / max(1, self.size.height - 1)))
