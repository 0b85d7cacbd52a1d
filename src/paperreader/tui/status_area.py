"""The lines at the bottom: notices, query, position, views and hints, and now and then a text above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from paperreader.errors import Notice
from paperreader.session import Session
from paperreader.tui import hints, status_text
from paperreader.tui.text_view import StatusLine

if TYPE_CHECKING:
    from paperreader.tui.widgets.foot_text import FootText

_BETWEEN = "   "  # texts of one line
HINTS_GAP = 4
"""Cells at least between the hints and what stands left of them, margin included."""
_FEW_HINTS = 4
_WIDE = 100  # cells: the beginning of a message of this length says what happened, and stays in the status line


class StatusArea:
    """The hint line and the status line below it, which is the only one of the two on a low terminal.

    Attributes:
        container: the widget with all lines.
        hint_line: views and hints.
        status_line: the notices, else the query; and the position.
        notices: shown until the next key.
    """

    _text: FootText | None = None  # made when it is first shown
    _is_notice = False  # the text above the lines is what did not fit into the status line
    _hides_query = False  # notices stand in its place

    def __init__(self, session: Session, notices: Sequence[Notice]) -> None:
        self.notices = [*notices]
        self.hint_line = StatusLine(id="hints")
        self.status_line = StatusLine(id="status")
        self.container = Container(self.hint_line, self.status_line, id="foot")
        self._session = session
        self._screen = Size()
        self._two_lines = True

    @property
    def width(self) -> int:
        """The cells of a line."""
        return self._screen.width

    def arrange(self, screen: Size, *, two_lines: bool) -> None:
        """Fit the lines to the size of the screen."""
        self._screen, self._two_lines = screen, two_lines
        self.show_hint_line()

    def show_hint_line(self, *, needed: bool = False) -> None:
        """Show the upper line if the terminal is high enough, or if it is needed."""
        self.hint_line.display = needed or self._two_lines

    def replace(self, line: Widget, *, on: bool) -> None:
        """Show another line in place of the status line, or the status line again."""
        line.display, self.status_line.display = on, not on
        self.show_hint_line()

    # -- the panes and the pages over them ------------------------------------------------------

    def show_panes(self, pane: str, *, loading: bool) -> None:
        """Show views and hints of a pane, query and notices, and position; in one line if the terminal is low.

        Without room for all, the query gives way to the notices, and then the position.
        """
        session = self._session
        notices = [*self.notices, *status_text.save_failure(session.marks.trouble, self.notices)]
        is_searched = bool(session.query.with_view("all").terms)
        message = query = status_text.query(session.query)
        position = status_text.position(session, loading=loading)
        self._hides_query = False
        if notices:
            message = status_text.notices(notices)
            both = Content.assemble(query, _BETWEEN, message)
            self._hides_query = is_searched and both.cell_length + position.cell_length > self.width - HINTS_GAP
            if is_searched and not self._hides_query:
                message = both
        if notices and message.cell_length + position.cell_length > self.width - HINTS_GAP:
            position = Content("")  # the notice is more important
        if self._two_lines:
            views, keys, form = self._views_and_hints(pane, self.width)
            self.hint_line.show(views, keys)
            dumps = status_text.dumps(session, counts_unread=form is not status_text.ViewsForm.COUNTED)
            both = Content.assemble(dumps, _BETWEEN, position)
            fits = not notices or message.cell_length + both.cell_length <= self.width - HINTS_GAP
            self.status_line.show(message, both if fits else position)
        elif notices or is_searched:
            self.status_line.show(message, position)
        else:
            views, keys, _ = self._views_and_hints(pane, self.width - position.cell_length - len(_BETWEEN))
            self.status_line.show(views, Content.assemble(keys, _BETWEEN, position))

    def _views_and_hints(self, pane: str, width: int) -> tuple[Content, Content, status_text.ViewsForm]:
        """Return the views, the hints and the form of the views, which is shorter if few hints fit next to the longest one."""
        all_hints = self._hints(pane)
        for form in status_text.ViewsForm:
            views = status_text.views(self._session, form)
            shown = hints.fitting(all_hints, width - views.cell_length - HINTS_GAP)
            if len(shown) >= min(_FEW_HINTS, len(all_hints)):
                break
        return views, hints.joined_hints(shown), form

    def _hints(self, pane: str) -> list[hints.Hint]:
        return hints.pane_hints(self._session, pane) if self._session.settings.hints else []

    def show_page(self, page: str, searched: str, position: str) -> None:
        """Show the name and the hints of a page over the panes, notices or what is searched in it, and the position."""
        name = Content.styled(page, "bold")
        message = status_text.notices(self.notices) if self.notices else Content(searched)
        one_line = not self._two_lines
        left = message if one_line and message.plain else name
        beside = left.cell_length + HINTS_GAP + (len(position) + HINTS_GAP if one_line else 0)
        keys = hints.joined_hints(hints.fitting(self._hints(page), self.width - beside))
        if one_line:
            self.status_line.show(left, Content.assemble(keys, _BETWEEN, position))
        else:
            self.hint_line.show(name, keys)
            self.status_line.show(message, Content(position))

    # -- the text above the lines ---------------------------------------------------------------

    def show_text(self, text: Content) -> None:
        """Show a text above the lines until the next key; nothing once the program ends."""
        self._is_notice = False
        if not self.container.is_attached:
            return
        if self._text is None:
            from paperreader.tui.widgets.foot_text import FootText

            self._text = FootText(id="foot-text")
            self.container.mount(self._text, before=0)
        self._text.show(text, self._screen)

    @property
    def has_text(self) -> bool:
        """Whether there is a text above the lines, which leaves the panes less room."""
        return self._text is not None and self._text.display

    @property
    def has_layer(self) -> bool:
        """Whether a command has shown a text above the lines: the first layer that Esc removes. A notice is none."""
        return self.has_text and not self._is_notice

    def hide_text(self) -> None:
        """Hide the text above the lines."""
        if self._text is not None:
            self._text.display = False

    def show_long_notices(self) -> bool:
        """Show notices that are too long for the status line whole above it. Returns True if they leave the line."""
        message = status_text.notices(self.notices)
        if self.has_text or message.cell_length <= self.width - 2:
            return False
        self._show_above(message)
        if self.width >= _WIDE:
            return False
        self.notices = []
        return True

    def show_query(self) -> bool:
        """Show notices that stand in the place of the query above the lines. Returns True if they leave the status line."""
        if self.has_text or not self._hides_query:
            return False
        self._show_above(status_text.notices(self.notices))
        self.notices = []
        return True

    def _show_above(self, notices: Content) -> None:
        self.show_text(notices)
        self._is_notice = True
