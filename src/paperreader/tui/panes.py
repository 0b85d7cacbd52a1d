"""What the panes show of the session."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from paperreader.errors import Notice, PaperReaderError
from paperreader.session import Session
from paperreader.tui import hints, status_text
from paperreader.tui.arranged_panes import ArrangedPanes
from paperreader.tui.detail_text import PaperDetail, ShownText, render_detail
from paperreader.tui.list_rows import ListRows
from paperreader.tui.readable_tex import readable
from paperreader.tui.render import terminal_glyphs
from paperreader.tui.themes import other_theme

if TYPE_CHECKING:
    from paperreader.tui.widgets.foot_text import FootText

_BETWEEN = "   "  # texts of one line
HINTS_GAP = 4
"""Cells at least between the hints and what stands left of them, margin included."""
_FEW_HINTS = 4
_DETAIL_DELAY = 0.002  # seconds between painting the list and the detail, in which keys are taken


class Panes(ArrangedPanes, inherit_bindings=False):
    """The panes over one session. It shows what is in them, and takes no key."""

    _foot_text: FootText | None = None  # made when it is first shown

    def __init__(self, session: Session, notices: Sequence[Notice]) -> None:
        glyphs = terminal_glyphs()
        super().__init__(ListRows(session, glyphs), glyphs)
        self.session: Session = session
        self.glyphs = glyphs
        self.set_density(two_lines=session.settings.density == "roomy")
        self.is_loading = True
        self.notices = [*notices]
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
        """Show the lines at the bottom anew: views and hints, notices or query, and position; in one line if it is low."""
        session = self.session
        notices = [*self.notices, *status_text.save_failure(session.marks.trouble, self.notices)]
        told = status_text.notices(notices) if notices else status_text.query(session.query)
        position = status_text.position(session, loading=self.is_loading)
        if notices and told.cell_length + position.cell_length > self.size.width - HINTS_GAP:
            position = Content("")  # the notice is more important
        if self._layout.two_lines:
            views, keys, form = self._views_and_hints(self.size.width)
            self.hint_line.show(views, keys)
            dumps = status_text.dumps(session, counts_unread=form is not status_text.ViewsForm.COUNTED)
            both = Content.assemble(dumps, _BETWEEN, position)
            fits = not notices or told.cell_length + both.cell_length <= self.size.width - HINTS_GAP
            self.status_line.show(told, both if fits else position)
        elif notices or session.query.with_view("all").terms:
            self.status_line.show(told, position)
        else:
            views, keys, _ = self._views_and_hints(self.size.width - position.cell_length - len(_BETWEEN))
            self.status_line.show(views, Content.assemble(keys, _BETWEEN, position))

    def show_page_status(self, page: str, told: Content, position: Content) -> None:
        """Show the lines at the bottom for a page over the panes."""
        name = Content.styled(page, "bold")
        one_line = not self._layout.two_lines
        left = told if one_line and told.plain else name
        beside = left.cell_length + HINTS_GAP + (position.cell_length + HINTS_GAP if one_line else 0)
        keys = hints.joined_hints(hints.fitting(self._hints(page), self.size.width - beside))
        if one_line:
            self.status_line.show(left, Content.assemble(keys, _BETWEEN, position))
        else:
            self.hint_line.show(name, keys)
            self.status_line.show(told, position)

    def _views_and_hints(self, width: int) -> tuple[Content, Content, status_text.ViewsForm]:
        """Return the views, the hints beside them, and the form of the views: less is said if few hints fit beside all."""
        all_hints = self._hints(self.scope)
        for form in status_text.ViewsForm:
            views = status_text.views(self.session, form)
            shown = hints.fitting(all_hints, width - views.cell_length - HINTS_GAP)
            if len(shown) >= min(_FEW_HINTS, len(all_hints)):
                break
        return views, hints.joined_hints(shown), form

    def _hints(self, pane: str) -> list[hints.Hint]:
        return hints.pane_hints(self.session, pane) if self.session.settings.hints else []

    def show_at_foot(self, text: Content) -> None:
        """Show a text above the status line until the next key; nothing once the program ends."""
        if not self.is_attached:
            return
        if self._foot_text is None:
            from paperreader.tui.widgets.foot_text import FootText

            self._foot_text = FootText(id="foot-text")
            self._foot.mount(self._foot_text, before=0)
        self._foot_text.show(text, self.size)

    def hide_foot_text(self) -> bool:
        """Hide the text above the status line. Returns False if there was none."""
        if self._foot_text is None or not self._foot_text.display:
            return False
        self._foot_text.display = False
        return True

    def show_status(self, notice: Notice | None) -> None:
        """Show a notice in the status line until the next key; None changes nothing."""
        if notice is not None:
            self.notices = [notice]
            self.refresh_status()
