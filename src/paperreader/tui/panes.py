"""The panes of the main screen: what they show of the session, their shares of the terminal, and which has the keys."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from paperreader.errors import PaperReaderError
from paperreader.session import Session
from paperreader.tui import render, status_text
from paperreader.tui.layout import Arrangement, layout
from paperreader.tui.render import PaperDetail
from paperreader.tui.rows import ListRow, column
from paperreader.tui.text_view import StatusLine
from paperreader.tui.widgets.detail import Detail
from paperreader.tui.widgets.paper_list import PaperList

if TYPE_CHECKING:
    from paperreader.tui.widgets.filters import Filters

_BREATH = 0.002  # seconds between the picture of the list and the work for the next, the detail's: keys come in


class Panes(Screen[None], inherit_bindings=False):
    """List, detail and filters over one session; it shows and arranges them, and takes no key.

    Args:
        session: the sitting.
        told: what a person should know at the start, a line each.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    focused = Reactive(None, repaint=False)  # the panes that get and lose the keys paint that, not the whole screen
    filters: Filters  # comes after the first picture

    def __init__(self, session: Session, told: list[str]) -> None:
        super().__init__()
        self.session: Session = session
        self.glyphs = render.terminal_glyphs()
        self.list = PaperList(self._row_at, self.glyphs)
        self.list.row_height = 1 if session.settings.density == "compact" else 2
        self.detail: Detail = Detail()
        self.reading = True
        self._pane = "list"
        self._top = StatusLine("top")
        self._status = StatusLine("status")
        self._messages = list(told)
        self._today = date.today()
        self._shown: PaperDetail | None = None
        self._follows = True  # the detail what the list shows; else it will with the next picture

    def compose(self) -> ComposeResult:
        """Chrome above and below, the panes between."""
        self.apply_layout()
        yield self._top
        with Container(id="body"):
            yield self.list
            yield self.detail
        with Container(id="foot"):
            yield self._status

    # -- what the panes show ------------------------------------------------------------------

    def _row_at(self, place: int) -> ListRow:
        session, settings, roomy = self.session, self.session.settings, self.list.row_height > 1
        row = session.rows[place]
        paper = session.paper(row)
        style, columns = settings.date_style, () if roomy else settings.columns
        day = render.format_date(paper.date, paper.date_text, self._today, style)
        return ListRow(
            paper.title,
            session.spans(row),
            session.is_read(row),
            session.is_starred(row),
            tuple(column(name, paper, self.glyphs, self._today, style) for name in columns),
            render.byline(paper, self.glyphs, day) if roomy else "",
            dim=row < 0,
        )

    def switch_density(self) -> None:
        """From a line a paper to two, and back."""
        self.list.row_height = 3 - self.list.row_height
        self.refresh_all()

    def refresh_all(self) -> None:
        """Show the session's rows, its paper and the chrome anew."""
        view = self.session.view
        self.list.show_rows(len(view.rows), view.near_from, self.session.cursor, view.empty_message)
        self.refresh_paper()

    def refresh_cursor(self) -> None:
        """Show that the cursor has moved, or that marks on its paper have changed."""
        if self.list.count != len(self.session.rows):  # a dump is being read
            self.refresh_all()
            return
        self.list.refresh_row(self.list.cursor)
        self.list.set_cursor(self.session.cursor)
        self.refresh_paper()

    def refresh_paper(self) -> None:
        """Show where the cursor is and, a picture later than the list, its paper: no picture takes long then."""
        self.refresh_chrome()
        if self._follows:
            self._follows = False
            self.call_after_refresh(self._take_breath)

    def _take_breath(self) -> None:
        asyncio.get_running_loop().call_later(_BREATH, self.call_next, self.follow)  # Textual's timers may skip

    def follow(self) -> None:
        """Show the paper under the cursor in the detail, unless it is there already."""
        if self._follows:
            return
        self._follows = True
        before, self._shown = self._shown, self._paper_shown()
        if self._shown is None:
            self.detail.show(Content(""), from_top=True)
        elif self._shown != before:
            other = before is None or before.paper.key != self._shown.paper.key
            self.detail.show(render.render_detail(self._shown, self.glyphs), from_top=other)

    def _paper_shown(self) -> PaperDetail | None:
        session, row = self.session, self.session.row
        if row is None:
            return None
        paper, trouble, abstract = session.paper(row), "", None
        try:
            abstract = paper.abstract
        except PaperReaderError as error:
            trouble = str(error)
        found = session.spans_in(abstract) if abstract else []
        marks = session.is_read(row), session.is_starred(row)
        return PaperDetail(paper, abstract, trouble, session.spans(row), tuple(found), *marks)

    @property
    def shown(self) -> PaperDetail | None:
        """The paper in the detail, its abstract read."""
        self.follow()
        return self._shown

    def refresh_chrome(self) -> None:
        """Both lines of chrome."""
        self._top.show(status_text.views(self.session), status_text.dumps(self.session, loading=self.reading))
        told = [*self._messages, *status_text.trouble(self.session.marks.trouble, self._messages)]
        left = status_text.notice(told) if told else status_text.query(self.session.query)
        if not left.plain and self.has_class("-low"):
            left = status_text.views(self.session)
        self._status.show(left, status_text.place(self.session.view, self.session.cursor))

    def show_status(self, message: str) -> None:
        """Say something in the status line, until the next key; nothing said changes nothing."""
        if message:
            self._messages = [message]
            self.refresh_chrome()

    # -- layout and focus ---------------------------------------------------------------------

    def on_resize(self) -> None:
        """The terminal has another size."""
        self.apply_layout()
        self.refresh_chrome()

    def apply_layout(self) -> None:
        """Give the panes their shares of the terminal."""
        shares = layout(self.app.size.width, self.app.size.height)
        arrangement = Arrangement.SINGLE if self.full_screen else shares.arrangement
        wanted = {f"-{other.value}": other is arrangement for other in Arrangement}
        wanted |= {"-low": not shares.title_line, "-column": shares.filters_column}
        self.remove_class(*(name for name, on in wanted.items() if not on), update=False)
        self.add_class(*(name for name, on in wanted.items() if on), update=False)
        self.detail.styles.width = shares.detail_width if arrangement is Arrangement.SIDE else "100%"
        self.list.styles.height = shares.list_height if arrangement is Arrangement.STACKED else "1fr"
        self._show_panes()
        if self.is_mounted:
            self.app.update_styles(self)

    @property
    def full_screen(self) -> bool:
        """Whether the detail was asked to fill the screen."""
        return self.has_class("-full")

    @property
    def single(self) -> bool:
        """Whether one pane is seen at a time."""
        return self.has_class("-single")

    @property
    def scope(self) -> str:
        """The pane that has the keys: "list", "detail" or "filters"."""
        if self.focused is self.detail:
            return "detail"
        return "filters" if self.focused is self.filters else "list"

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keys."""
        panes: dict[str, Widget] = {"list": self.list, "detail": self.detail, "filters": self.filters}
        self._pane = pane
        if pane != "detail" and self.full_screen:
            self.set_full_screen(on=False)
        self._show_panes()
        self.set_focus(panes[pane], scroll_visible=False)

    def _show_panes(self) -> None:
        """With one pane at a time, the one that has the keys (the list below an open drawer)."""
        self.list.display = not self.single or self._pane != "detail"
        self.detail.display = not self.single or self._pane == "detail"

    def set_full_screen(self, *, on: bool) -> None:
        """Let the detail fill the screen, or no longer."""
        self.set_class(on, "-full")
        self.apply_layout()
