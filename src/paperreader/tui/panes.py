"""What the panes show of the session."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.widget import Widget

from paperreader.errors import Notice, PaperReaderError
from paperreader.session import Session
from paperreader.tui.arranged_panes import ArrangedPanes
from paperreader.tui.detail_text import PaperDetail, ShownText, render_detail
from paperreader.tui.glyphs import terminal_glyphs
from paperreader.tui.list_rows import ListRows
from paperreader.tui.readable_tex import readable
from paperreader.tui.status_area import StatusArea
from paperreader.tui.themes import other_theme

if TYPE_CHECKING:
    from paperreader.tui.widgets.command_list import CommandList
    from paperreader.tui.widgets.help_page import HelpPage
    from paperreader.tui.widgets.link_list import LinkList

_DETAIL_DELAY = 0.002  # seconds between painting the list and the detail, in which keys are taken


AnyWidget = TypeVar("AnyWidget", bound=Widget)


class Panes(ArrangedPanes, inherit_bindings=False):
    """The panes over one session. It shows what is in them, and takes no key."""

    _help: HelpPage | None = None

    def __init__(self, session: Session, notices: Sequence[Notice]) -> None:
        glyphs = terminal_glyphs()
        super().__init__(ListRows(session, glyphs), glyphs, StatusArea(session, notices))
        self.session: Session = session
        self.glyphs = glyphs
        self.set_density(two_lines=session.settings.density == "roomy")
        self.is_loading = True
        self._listed: tuple[object, ...] = ()  # what the list was asked for when it was last shown
        self._shown: PaperDetail | None = None
        self._raw_key = ""  # of the paper that is shown as the dump has it
        self._detail_is_current = True  # else it follows the list with the next picture

    def switch_density(self) -> None:
        """Switch between one line for a paper and two."""
        self.set_density(two_lines=not self._rows.two_lines)
        self.refresh_all()

    def set_density(self, *, two_lines: bool) -> None:
        """Show one line for a paper, or two."""
        self._rows.two_lines = two_lines
        self.list.row_height = 2 if two_lines else 1

    def switch_raw(self) -> None:
        """Show the paper in the detail as the dump has it, with all authors, or as it is read well again."""
        if self.shown is not None:
            self._raw_key = "" if self.shown.raw else self.shown.paper.key
            self.refresh_paper()

    def switch_theme(self) -> None:
        """Switch between dark and light."""
        self.app.theme = other_theme(self.app.theme)

    def refresh_all(self) -> None:
        """Show the session's rows, its paper and the status lines anew."""
        session, view = self.session, self.session.view
        listed = view.query, session.order, session.reverse, self._rows.two_lines
        same, self._listed = listed == self._listed, listed
        message = view.meanings if view.rows else view.empty_message
        self.list.show_rows(len(view.rows), view.near_from, session.cursor.position, message, same_rows=same)
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

    def forget_paper(self) -> None:
        """Show the next paper in the detail from its top, whichever it is."""
        self._shown = None

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
            ShownText(title, session.view.title_spans(row, title), session.highlights.spans(title)),
            ShownText(text, tuple(session.view.abstract_spans(text)), session.highlights.spans(text)),
            failure,
            session.marking.is_read(row),
            session.marking.is_starred(row),
            raw,
            tuple(session.marks.tags(paper.key)),
            session.marks.note(paper.key),
        )

    @property
    def shown(self) -> PaperDetail | None:
        """The paper in the detail, with its abstract."""
        self.update_detail()
        return self._shown

    def refresh_status(self) -> None:
        """Show the lines at the bottom anew: of the panes or of the help page."""
        if page := self.open_help:
            searched = f"/{page.searched}   {page.match_count}" if page.searched else ""
            self.status_area.show_page("help", searched, page.position)
        else:
            self.status_area.show_panes(self.scope, loading=self.is_loading)

    def show_status(self, notice: Notice | None) -> None:
        """Show a notice in the status line until the next key; None changes nothing."""
        if notice is not None:
            self.status_area.notices = [notice]
            self.refresh_status()

    # -- over the panes, made when it is first opened -------------------------------------------

    @cached_property
    def commands(self) -> CommandList:
        """The list of the palette."""
        from paperreader.tui.widgets.command_list import CommandList

        return self._over_panes(CommandList(id="commands"))

    @cached_property
    def links(self) -> LinkList:
        """The list of a paper's links."""
        from paperreader.tui.widgets.link_list import LinkList

        return self._over_panes(LinkList(id="links"))

    @property
    def help(self) -> HelpPage:
        """The help page."""
        if self._help is None:
            from paperreader.tui.widgets.help_page import HelpPage

            self._help = self._over_panes(HelpPage(self._body))
        return self._help

    def _over_panes(self, widget: AnyWidget) -> AnyWidget:
        self._body.mount(widget, before=0)
        return widget

    @property
    def open_help(self) -> HelpPage | None:
        """The help page if it is open."""
        return self._help if self._help is not None and self._help.display else None
