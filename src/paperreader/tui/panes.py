"""The panes of the main screen: what they show of the session, their sizes, and which one has the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from paperreader.errors import Notice, PaperReaderError
from paperreader.session import Session
from paperreader.tui import hints, render, status_text
from paperreader.tui.detail_text import PaperDetail, ShownText, render_detail
from paperreader.tui.layout import Arrangement, layout
from paperreader.tui.readable_tex import readable
from paperreader.tui.rows import ListRow, column
from paperreader.tui.text_view import StatusLine
from paperreader.tui.themes import DARK, LIGHT
from paperreader.tui.widgets.detail import Detail
from paperreader.tui.widgets.paper_list import PaperList

if TYPE_CHECKING:
    from paperreader.tui.widgets.filters import Filters

_BETWEEN = "   "  # texts of one line
HINTS_GAP = 4
"""Cells at least between the hints and what stands left of them, margin included."""
_DETAIL_DELAY = 0.002  # seconds between painting the list and the detail, in which keys are taken


class Panes(Screen[None], inherit_bindings=False):
    """List, detail and filters over one session. It shows and arranges them, and takes no key.

    Attributes:
        scope: the pane that has the keys: "list", "detail" or "filters"; while a line is typed, the one before.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    focused = Reactive(None, repaint=False)  # the panes paint their focus themselves, not the whole screen
    filters: Filters  # made after the first picture

    def __init__(self, session: Session, notices: Sequence[Notice]) -> None:
        super().__init__()
        self.session: Session = session
        self.glyphs = render.terminal_glyphs()
        self.list = PaperList(self._list_row, self.glyphs)
        self.list.row_height = 1 if session.settings.density == "compact" else 2
        self.detail = Detail(id="detail")
        self.is_loading = True
        self.scope = "list"
        self._hint_line = StatusLine(id="hints")
        self._status = StatusLine(id="status")
        self._notices = [*notices]
        self._today = date.today()
        self._shown: PaperDetail | None = None
        self._raw_key = ""  # of the paper that is shown as the dump has it
        self._detail_is_current = True  # else it follows the list with the next picture

    def compose(self) -> ComposeResult:
        """Return the panes and the two lines below them."""
        self.apply_layout()
        with Container(id="body"):
            yield self.list
            yield self.detail
        with Container(id="foot"):
            yield self._hint_line
            yield self._status

    # -- what the panes show ------------------------------------------------------------------

    def _list_row(self, index: int) -> ListRow:
        session, settings, two_lines = self.session, self.session.settings, self.list.row_height > 1
        row = session.view.rows[index]
        paper = session.papers.paper(row)
        style, columns = settings.date_style, () if two_lines else settings.columns
        day = render.format_date(paper.date, paper.date_text, self._today, style)
        title = readable(paper.title)
        return ListRow(
            title,
            session.view.title_spans(row, title),
            session.marking.is_read(row),
            session.marking.is_starred(row),
            tuple(column(name, paper, self.glyphs, self._today, style) for name in columns),
            render.byline(paper, self.glyphs, day) if two_lines else "",
            dim=row < 0,
            selected=session.selection.is_selected(index),
        )

    def switch_density(self) -> None:
        """Switch between one line for a paper and two."""
        self.list.row_height = 3 - self.list.row_height
        self.refresh_all()

    def switch_raw(self) -> None:
        """Show the paper in the detail as the dump has it, with all authors, or as it is read well again."""
        if self.shown is not None:
            self._raw_key = "" if self.shown.raw else self.shown.paper.key
            self.refresh_paper()

    def switch_theme(self) -> None:
        """Switch between dark and light."""
        self.app.theme = (DARK if self.app.theme == LIGHT.name else LIGHT).name

    def refresh_all(self) -> None:
        """Show the session's rows, its paper and the status lines anew."""
        view = self.session.view
        self.list.show_rows(len(view.rows), view.near_from, self.session.cursor.position, view.empty_message)
        self.refresh_paper()

    def unselect(self) -> None:
        """Unselect all papers."""
        self.session.selection.clear()
        self.list.refresh()
        self.refresh_status()

    def refresh_cursor(self) -> None:
        """Show that the cursor has moved, or that marks on its paper have changed."""
        if self.list.count != len(self.session.view.rows):  # a dump is being loaded
            self.refresh_all()
            return
        if self.session.selection.has_range:
            self.list.refresh()
        self.list.refresh_row(self.list.cursor)
        self.list.set_cursor(self.session.cursor.position)
        self.refresh_paper()

    def refresh_paper(self) -> None:
        """Show the position, and one picture later the paper: each picture takes less time then."""
        self.refresh_status()
        if self._detail_is_current:
            self._detail_is_current = False
            self.call_after_refresh(self._schedule_detail)

    def _schedule_detail(self) -> None:
        loop = asyncio.get_running_loop()  # Textual's own timers may skip
        loop.call_later(_DETAIL_DELAY, self.call_next, self.update_detail)

    def update_detail(self) -> None:
        """Show the paper under the cursor in the detail now."""
        if self._detail_is_current:
            return
        self._detail_is_current = True
        before, self._shown = self._shown, self._read_paper()
        if self._shown is None:
            self.detail.show(Content(""), from_top=True)
        elif self._shown != before:
            other = before is None or before.paper.key != self._shown.paper.key
            self.detail.show(render_detail(self._shown, self.glyphs), from_top=other)

    def _read_paper(self) -> PaperDetail | None:
        session, row = self.session, self.session.cursor.row
        if row is None:
            return None
        paper, failure, abstract = session.papers.paper(row), "", None
        try:
            abstract = paper.abstract
        except PaperReaderError as error:
            failure = f"{error.summary} ({self.session.settings.key('dump.reload')} reads the dumps again)"
        raw = paper.key == self._raw_key
        title, text = (each if raw else readable(each) for each in (paper.title, abstract or ""))
        return PaperDetail(
            paper,
            abstract,
            ShownText(title, session.view.title_spans(row, title)),
            ShownText(text, tuple(session.view.abstract_spans(text)) if text else ()),
            failure,
            session.marking.is_read(row),
            session.marking.is_starred(row),
            raw,
        )

    @property
    def shown(self) -> PaperDetail | None:
        """The paper in the detail, with its abstract."""
        self.update_detail()
        return self._shown

    def refresh_status(self) -> None:
        """Show the lines at the bottom anew: views and hints, notices or query, and position; in one line if it is low."""
        session = self.session
        notices = [*self._notices, *status_text.save_failure(session.marks.trouble, self._notices)]
        told = status_text.notices(notices) if notices else status_text.query(session.query)
        position = status_text.position(session, loading=self.is_loading)
        if notices and told.cell_length + position.cell_length > self.size.width - HINTS_GAP:
            position = Content("")  # the notice is more important
        if not self.has_class("-low"):
            self._hint_line.show(*self._views_and_hints(self.size.width))
            both = Content.assemble(status_text.dumps(session), _BETWEEN, position)
            fits = not notices or told.cell_length + both.cell_length <= self.size.width - HINTS_GAP
            self._status.show(told, both if fits else position)
        elif told.plain:
            self._status.show(told, position)
        else:
            views, keys = self._views_and_hints(self.size.width - position.cell_length - len(_BETWEEN))
            self._status.show(views, Content.assemble(keys, _BETWEEN, position))

    def _views_and_hints(self, width: int) -> tuple[Content, Content]:
        """Return the views, and the hints that fit beside them."""
        views = status_text.views(self.session)
        shown = hints.pane_hints(self.session, self.scope) if self.session.settings.hints else []
        return views, hints.fitted(shown, width - views.cell_length - HINTS_GAP)

    def show_status(self, notice: Notice | None) -> None:
        """Show a notice in the status line until the next key; None changes nothing."""
        if notice is not None:
            self._notices = [notice]
            self.refresh_status()

    # -- layout and focus ---------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay the panes out in the new size of the terminal."""
        self.apply_layout()
        self.refresh_status()

    def apply_layout(self) -> None:
        """Set the sizes of the panes for the size of the terminal."""
        sizes = layout(self.app.size.width, self.app.size.height)
        arrangement = Arrangement.SINGLE if self.full_screen else sizes.arrangement
        classes = {f"-{other.value}": other is arrangement for other in Arrangement}
        classes |= {"-low": not sizes.two_lines, "-column": sizes.filters_column}
        self.remove_class(*(name for name, on in classes.items() if not on), update=False)
        self.add_class(*(name for name, on in classes.items() if on), update=False)
        self.detail.styles.width = sizes.detail_width if arrangement is Arrangement.SIDE else "100%"
        self.list.styles.height = sizes.list_height if arrangement is Arrangement.STACKED else "1fr"
        self._show_panes()
        if self.is_mounted:
            self.app.update_styles(self)

    @property
    def full_screen(self) -> bool:
        """Whether the detail fills the screen."""
        return self.has_class("-full")

    @property
    def single(self) -> bool:
        """Whether one pane is seen at a time."""
        return self.has_class("-single")

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keys."""
        panes: dict[str, Widget] = {"list": self.list, "detail": self.detail, "filters": self.filters}
        self.scope = pane
        if pane != "detail" and self.full_screen:
            self.set_full_screen(on=False)
        self._show_panes()
        self.set_focus(panes[pane], scroll_visible=False)
        self.refresh_status()

    def _show_panes(self) -> None:
        """With one pane at a time, show the one that has the keys (below open filters, the list)."""
        self.list.display = not self.single or self.scope != "detail"
        self.detail.display = not self.single or self.scope == "detail"

    def set_full_screen(self, *, on: bool) -> None:
        """Let the detail fill the screen, or no longer."""
        self.set_class(on, "-full")
        self.apply_layout()
