"""The screen as the last session with the same dumps left it, and how this session is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperreader.errors import Notice
from paperreader.session.session_memory import SessionMemory
from paperreader.session.sessions_file import RememberedSession
from paperreader.text import count_of
from paperreader.tui.panes import Panes
from paperreader.tui.searching import Searching

if TYPE_CHECKING:
    from paperreader.tui.workers import SearchAnswered

_INTERVAL = 20  # seconds between two times that the session is saved, so that a kill loses little


class Resuming:
    """The beginning of a session where the last one ended, else at the first unread paper.

    Args:
        panes: show at first what they showed last.
        searching: asks the last query again.
        memory: what the last session showed.
    """

    def __init__(self, panes: Panes, searching: Searching, memory: SessionMemory) -> None:
        self._panes = panes
        self._searching = searching
        self._search = searching.state
        self._memory = memory
        self._is_first_loading = True
        self._is_placed = False  # the cursor is on the paper or near it, and changes only with other rows
        self._may_begin_with_new = False  # the next key is the first one
        panes.scope, panes.full_screen = memory.last.pane, memory.last.full_screen
        if memory.last.filters:
            self._open_filters()
        if memory.last.density:
            panes.set_density(two_lines=memory.last.density == "roomy")

    def _open_filters(self) -> None:
        """Make the filters, which have their place in the first picture."""
        from paperreader.tui.widgets.filters import Filters

        self._panes.filters_open = True
        self._panes.add_filters(Filters(self._panes.glyphs))

    def show_place(self) -> None:
        """Show the part of the list that was seen, and the pane that had the keys.

        The list has those of filters that stand beside it: the first `/` of a session searches papers, not values.
        """
        scope, panes = self._panes.scope, self._panes.panes
        self._panes.focus_pane("list" if scope == "filters" and "list" in panes else scope)
        if self._is_placed:
            self._scroll_back()

    def start(self) -> None:
        """Ask the query that the first picture could not wait for, count the filters' values, and save at intervals."""
        from paperreader.tui.workers import start_thread

        start_thread(self._memory.load_history, "history", self._panes.post_message)
        self._panes.set_interval(_INTERVAL, self._save_in_thread)
        query = self._memory.query
        if query is not None:
            self._search.open(query, to_best=False)
            if not query.needs_title_index:  # else it is asked once titles are indexed
                self._searching.ask_again()
        self._searching.refresh_facets()

    def take_answer(self, event: SearchAnswered) -> None:
        """The query of the last session is shown, once rows come."""
        if event.view is not None:
            self._memory.query = None

    def move_to_start(self, first: int = 0) -> None:
        """Move to the paper of the last session if it is loaded, else to the first unread one from a position on.

        Does nothing once the user has moved, and before the marks are loaded.
        """
        search, session = self._search, self._panes.session
        if search.to_paper and not self._is_placed and self._return_to_paper():
            return
        if search.to_unread:
            if session.marks.loaded:
                search.to_unread = not session.marking.first_unread(first)
            self._memory.begun()

    def take_rows(self) -> None:
        """Return to the paper among other rows than before, which may lack it until its year or its mark is known."""
        if self._search.to_paper:
            self._return_to_paper()
            self._stay_among_last_rows()

    def _return_to_paper(self) -> bool:
        """Return to the paper or near it. Returns False if it is not loaded, or not shown in another order."""
        cursor = self._panes.session.cursor
        before = cursor.position if self._is_placed else None
        if not self._memory.return_to_paper():
            return False
        self._is_placed = self._may_begin_with_new = True
        self._search.to_unread = False
        if cursor.position != before:  # else the wheel may have moved the window
            self._scroll_back()
        return True

    def _stay_among_last_rows(self) -> None:
        """Look for the paper no more if no other rows will come; say that there are new dumps, beside the query."""
        search, session = self._search, self._panes.session
        are_known = search.is_whole and not search.is_open and session.marks.loaded and not self._panes.is_loading
        if are_known and (self._searching.is_index_complete or not session.query.needs_title_index):
            search.to_paper = False
            self._memory.is_resumed = self._is_placed
            self._show_new_dumps()
            if self._panes.status_area.show_query():
                self._panes.refresh_status()

    def _scroll_back(self) -> None:
        papers = self._panes.list
        self._panes.refresh_all()
        papers.scroll_to_line(papers.line_of_row(self._panes.session.cursor.position) - self._memory.last.offset)

    def finish_loading(self) -> None:
        """At the end of the first loading, look for the paper under its other keys, and say that there are new dumps."""
        if self._is_first_loading:
            self._is_first_loading = False
            if not self._search.to_paper:
                self._show_new_dumps()
                return
            if not self._memory.is_resumed and not self._return_to_paper():
                self.move_to_start()
            self._stay_among_last_rows()

    def _show_new_dumps(self) -> None:
        """Say that papers came in, which stand above the one returned to; not if all are new."""
        if not self._memory.is_resumed:
            return
        session = self._panes.session
        new = [dump for dump in session.library.sources if dump.new_from_line is not None]
        if new and any(dump.new_from_line != 1 for dump in session.library.sources):
            begins = self._may_begin_with_new and session.first_new is not None
            how = f"{session.settings.key('read.next')} begins with" if begins else "is:new finds"
            message = f"{count_of(len(new), 'dump')} new or longer since the last time: {how} what came in"
            self._panes.status_area.notices.append(Notice("information", message))
            self._panes.refresh_status()

    def begin_with_new(self, command: str) -> bool:
        """Go to the first paper that came in if the first command is to go to the next one; mark nothing.

        Returns:
            False if the command is to be run.
        """
        session = self._panes.session
        is_first, self._may_begin_with_new = self._may_begin_with_new, False
        position = session.first_new if is_first and command == "read.next" else None
        if position is None or position == session.cursor.position:
            return False
        session.cursor.move_to(position)
        self._panes.refresh_cursor()
        return True

    # -- remembering --------------------------------------------------------------------------

    def save(self) -> None:
        """Save what is shown."""
        self._memory.save(self._current())

    def _save_in_thread(self) -> None:
        from paperreader.tui.workers import start_thread

        current = self._current()
        start_thread(lambda: self._memory.save(current), "memory", self._panes.post_message)

    def _current(self) -> RememberedSession:
        panes = self._panes
        offset = panes.list.line_of_row(panes.list.cursor) - panes.list.top
        shown = RememberedSession(
            offset=max(0, offset),
            density="compact" if panes.list.row_height == 1 else "roomy",
            filters=panes.filters_open,
            pane=panes.scope,
            full_screen=panes.full_screen,
        )
        return self._memory.current(shown)
