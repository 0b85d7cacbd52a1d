"""A window on lines of text, which is painted as often as a held key asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.containers import Container
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_WHEEL = 3  # lines
_BAR = 1  # cell
_LEFT = 1  # button of the mouse

SLICE = 0.004
"""Seconds for which a widget paints lines in one picture; those that are late come with the next one, all of them."""


class Filled(Container):
    """A container of which nothing is seen, since others fill it: Textual paints it as slowly as what is."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blanks."""
        return [Strip.blank(crop.width)] * crop.height


class LineView(Widget):
    """A window on `lines()` lines, which a subclass draws one by one; a bar at the right shows place and share.

    It has no border, padding, opacity or tint, and no scroll bar of Textual's: Textual looks for
    those anew with every line, which takes longer than to draw the line, and lays out the whole
    screen when there are more lines. Painted lines are kept while they are in the window, until
    `refresh` is told of a change, or width or style is another one. Of many new lines those that
    take too long wait for the next picture, so that no key waits for all of them; until then what
    was there stays. For the focus there are looks of their own instead of `:focus` in the style
    sheet, which Textual would go through each time.

    Attributes:
        top: the first line in the window.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--bar"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.top = 0
        self._painted: dict[tuple[int, bool], Strip] = {}  # by line, and whether the bar is seen beside it
        self._painted_width = 0
        self._seen: dict[int, Strip] = {}  # what was last given to Textual, by row of the window
        self._late: set[int] = set()  # rows for which there was no time in the last picture
        self._looks: dict[tuple[str, bool], Style] = {}
        self.held = False  # by its bar, with the mouse, from the press until the next one
        self._dragging = False

    # -- for subclasses -----------------------------------------------------------------------

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def draw_line(self, line: int, width: int) -> Strip:
        """One of the lines, `width` cells."""
        raise NotImplementedError

    def first_lines(self) -> range:
        """The lines that are painted before all others."""
        return range(0)

    def style_of(self, part: str = "", *, partial: bool = False) -> Style:
        """The style of the widget, or of a component class, kept until the theme changes.

        It has gone through the filters for the terminal: so the lines that are drawn in it need not.

        Args:
            part: the component class.
            partial: only what it sets itself, to be put over another style.
        """
        if (part, partial) not in self._looks:
            found = self.get_component_rich_style(part, partial=partial) if part else self.rich_style
            (strip,) = self.filtered([Strip([Segment(" ", found)])])
            self._looks[part, partial] = next(iter(strip)).style or found
        return self._looks[part, partial]

    def focus_style_of(self, part: str, *, partial: bool = False) -> Style:
        """`look` of a component class, or while the widget has the keys of that with `-focus` behind it."""
        return self.style_of(f"{part}-focus" if self.has_focus else part, partial=partial)

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """No style sheet to go through."""

    def on_focus(self, event: events.Focus) -> None:
        """The keys have come."""
        self._set_focus(event, has_focus=True)

    def on_blur(self, event: events.Blur) -> None:
        """The keys have gone."""
        self._set_focus(event, has_focus=False)

    def _set_focus(self, event: events.Event, *, has_focus: bool) -> None:
        event.prevent_default()  # Textual would paint all lines again, and tell parents, which do not listen
        self.has_focus = has_focus
        self.refresh_focus()

    def refresh_focus(self) -> None:
        """Have painted again what is drawn in a `focus_look`: all lines, where a subclass does not know better."""
        self.refresh()

    def filtered(self, strips: Sequence[Strip]) -> list[Strip]:
        """What is not drawn in a `look`, in the colours that the terminal has."""
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return list(strips)

    # -- the window ---------------------------------------------------------------------------

    @property
    def last_top(self) -> int:
        """The greatest `top`: the last line is in the window."""
        return max(0, self.line_count() - self.size.height)

    def scroll_to_line(self, top: int) -> None:
        """Have a line at the top, or one that is as near to it as there are lines."""
        top = max(0, min(top, self.last_top))
        if top != self.top:
            self.top = top
            window = range(top, top + self.size.height)
            self._painted = {key: strip for key, strip in self._painted.items() if key[0] in window}
            super().refresh()

    def scroll_by(self, lines: int) -> None:
        """Scroll down by so many lines, or up, as far as there are any."""
        self.scroll_to_line(self.top + lines)

    def on_resize(self) -> None:
        """The window may be longer than what there is below its top, and show what was out of it."""
        self._forget_painted()
        self.scroll_to_line(self.top)

    # -- painting -----------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the window, as Textual asks for them."""
        width = self.size.width
        if width != self._painted_width:
            self._forget_painted()
            self._painted_width = width
        thumb = self._thumb()
        wanted = {y: (self.top + y, y in thumb) for y in crop.line_range}
        self._paint_missing({y: key for y, key in wanted.items() if key not in self._painted}, width)
        for y, key in wanted.items():
            if key in self._painted:
                self._seen[y] = self._painted[key]
        strips = [self._seen[y] for y in wanted]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def _paint_missing(self, missing: dict[int, tuple[int, bool]], width: int) -> None:
        """Paint lines, by row of the window: first those that cannot wait, then others while there is time."""
        first, until = self.first_lines(), perf_counter() + SLICE
        can_wait = {y for y, key in missing.items() if y in self._seen and y not in self._late and key[0] not in first}
        self._late -= missing.keys()
        for y in sorted(missing, key=can_wait.__contains__):
            if y in can_wait and perf_counter() > until:
                self._late.add(y)
            else:
                line, bar = missing[y]
                self._painted[line, bar] = self._paint(line, width, bar=bar)
        if self._late:
            start = min(self._late)
            self.call_later(super().refresh, Region(0, start, width, max(self._late) + 1 - start))

    def _forget_painted(self) -> None:
        self._painted.clear()
        self._seen.clear()
        self._late.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the window: Textual looks there for the letter under the mouse."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _paint(self, line: int, width: int, *, bar: bool) -> Strip:
        base = self.style_of()
        inner = (
            self.draw_line(line, width - _BAR) if line < self.line_count() else [Segment(" " * (width - _BAR), base)]
        )
        return Strip([*inner, Segment(" " * _BAR, self.style_of("lines--bar") if bar else base)], width)

    def _thumb(self) -> range:
        """The lines of the window beside which the bar is seen; none when all lines are in it."""
        height, lines = self.size.height, self.line_count()
        if lines <= height:
            return range(0)
        length = max(1, height * height // lines)
        start = (height - length) * self.top // max(1, self.last_top)
        return range(start, start + length)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have some regions, or all lines, painted again."""
        if not regions:
            self._painted.clear()
        for line in [self.top + y for region in regions for y in region.line_range]:
            self._painted.pop((line, True), None)
            self._painted.pop((line, False), None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """The theme changed, or where the widget stands."""
        super().notify_style_update()
        self._looks.clear()
        self._forget_painted()

    # -- the mouse ----------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self.scroll_by(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls back."""
        event.stop()
        self.scroll_by(-_WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The bar is taken hold of."""
        self.held = event.button == _LEFT and event.x >= self.size.width - _BAR and bool(self._thumb())
        if self.held:
            self._dragging = True
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The bar follows the mouse; one that was let go outside the terminal does not."""
        if self._dragging and event.button:
            self._drag(event.y)
        else:
            self._let_go()

    def on_mouse_up(self) -> None:
        """The bar is let go."""
        self._let_go()

    def on_hide(self) -> None:
        """The bar is gone, and takes the mouse with it no longer; what was there will not be there again."""
        self._let_go()
        self._forget_painted()

    def _let_go(self) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag(self, y: int) -> None:
        self.screen.clear_selection()  # a drag elsewhere selects text
        self.scroll_to_line(round(self.last_top * y / max(1, self.size.height - 1)))
