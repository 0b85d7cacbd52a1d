"""The arrangement of the panes on the screen: their sizes, which of them are seen, and which one has the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from paperreader.tui.glyphs import Glyphs
from paperreader.tui.layout import MEASURE, Arrangement, layout
from paperreader.tui.line_view import BAR_WIDTH, LineView
from paperreader.tui.list_rows import ListRows
from paperreader.tui.status_area import StatusArea
from paperreader.tui.text_view import TextView
from paperreader.tui.widgets.detail import Detail
from paperreader.tui.widgets.paper_list import PaperList

if TYPE_CHECKING:
    from paperreader.tui.widgets.filters import Filters


class ArrangedPanes(Screen[None], inherit_bindings=False):
    """List, detail and filters, and the lines below them. It arranges them, and does not know what they show.

    Attributes:
        scope: the pane that has the keys: "list", "detail" or "filters"; while a line is typed, the one before.
        shows_matches: whether a query is typed: its matches are shown, also where the list is hidden otherwise.
        filters_open: whether the filters are open, though perhaps not seen.
        full_screen: whether the detail fills the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    focused = Reactive(None, repaint=False)  # the panes paint their focus themselves, not the whole screen
    filters: Filters

    scope = "list"
    shows_matches = False
    filters_open = False
    full_screen = False

    def __init__(self, rows: ListRows, glyphs: Glyphs, status_area: StatusArea) -> None:
        super().__init__()
        self._rows = rows
        self.list = PaperList(rows.row, glyphs)
        self.detail = Detail(MEASURE)
        self._panes: dict[str, LineView] = {"list": self.list, "detail": self.detail}
        self._body = Container(id="body")
        self.status_area = status_area

    def compose(self) -> ComposeResult:
        """Return the panes and the lines below them."""
        self.apply_layout()
        with self._body:
            if filters := self._panes.get("filters"):
                yield filters
            yield self.list
            yield self.detail
        yield self.status_area.container

    def refresh_status(self) -> None:
        """Show the lines at the bottom anew; see `Panes`."""

    def on_resize(self) -> None:
        """Lay the panes out in the new size of the terminal."""
        self.apply_layout()
        self.refresh_status()

    def apply_layout(self) -> None:
        """Set the sizes of the panes for the size of the terminal, and let a pane that has a place have the keys.

        While a query is typed, its matches are seen, and the keys go back to their pane afterwards. A click or a new
        size can come after the key that closed its pane.
        """
        width, height = self.app.size
        full_screen = self.full_screen and not self.shows_matches
        sizes = layout(width, height, filters=self.filters_open, full_screen=full_screen)
        if self.shows_matches and sizes.covering:
            sizes = layout(width, height)
        elif not self.shows_matches and self.scope not in sizes.panes():  # closed filters, or the list in their place
            self.scope, self.filters_open = "list", False
            sizes = layout(width, height, full_screen=full_screen)
        self._layout = sizes
        self._rows.columns_width = sizes.columns_width - BAR_WIDTH
        stacked, side = sizes.arrangement is Arrangement.STACKED, sizes.arrangement is Arrangement.SIDE
        self._body.styles.layout = "horizontal" if side else "vertical"
        self.detail.styles.width = sizes.detail_width if side else "100%"
        self.list.styles.height = sizes.list_height if stacked else "1fr"
        if filters := self._panes.get("filters"):
            filters.styles.dock = "none" if sizes.covering else "left"
            filters.styles.width = sizes.filters_width
            filters.styles.height = sizes.list_height if stacked and sizes.covering else "100%"
        self._show_panes()
        self.status_area.arrange(self.app.size, two_lines=sizes.two_lines)

    def add_filters(self, filters: Filters) -> None:
        """Take the filters, which are made after the first picture unless it shows them."""
        self.filters = self._panes["filters"] = filters

    def set_filters(self, *, on: bool) -> None:
        """Open the filters, which get the keys, or close them; the other panes share the rest of the screen."""
        self.filters_open = on
        self.focus_pane("filters" if on else "list" if self.scope == "filters" else self.scope)

    @property
    def panes(self) -> Sequence[str]:
        """The panes that can have the keys, from left to right."""
        return self._layout.panes()

    @property
    def single(self) -> bool:
        """Whether one pane is seen at a time."""
        return self._layout.arrangement is Arrangement.SINGLE

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keys, the list in place of filters that are closed.

        Filters that take the place of the list make room for it, as does a detail that fills the screen for any.
        """
        self.scope = pane
        self.full_screen = self.full_screen and pane == "detail"
        self.apply_layout()
        self.give_keys(self.scope)
        self.refresh_status()

    def give_keys(self, pane: str) -> None:
        """Show which pane takes the keys; none of them while a line is typed."""
        for name, view in self._panes.items():
            view.give_keys(on=name == pane)

    def _show_panes(self) -> None:
        """Show the panes that have room; with one at a time, the one that has the keys."""
        seen = self._layout.seen("list" if self.shows_matches else self.scope)
        for name, pane in self._panes.items():
            pane.display = name in seen

    def show_matches(self, *, on: bool) -> None:
        """Show the list while a query is typed, whatever has its place otherwise."""
        self.shows_matches = on
        self.apply_layout()

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget at a place and the character of its text; in a margin, the first one of the line."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, TextView):
            _, offset = super().get_widget_and_offset_at(max(x, widget.region.x + widget.margin), y)
        return widget, offset

    def set_full_screen(self, *, on: bool) -> None:
        """Let the detail fill the screen, or no longer."""
        self.full_screen = on
        self.apply_layout()
