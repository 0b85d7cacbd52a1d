"""The screen's part in taking up the last session with the same dumps, and in remembering this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from paperreader.errors import Notice
from paperreader.library.loading import LoadStep
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.session.session_memory import SessionMemory
from paperreader.session.sessions_file import RememberedSession
from paperreader.text import count_of
from paperreader.tui.fetching_screen import FetchingScreen

if TYPE_CHECKING:
    from paperreader.tui.workers import SearchAnswered

_INTERVAL = 20  # seconds between two times that the session is saved, so that a kill loses little


class ResumedScreen(FetchingScreen, inherit_bindings=False):
    """The panes, which show at first what they showed last.

    Args:
        dumps: the open dumps.
        steps: the steps of loading that remain.
        notices: shown until the first key.
        memory: what the last session showed.
    """

    def __init__(
        self, dumps: OpenedDumps, steps: Iterator[LoadStep], notices: Sequence[Notice], memory: SessionMemory
    ) -> None:
        super().__init__(memory.session, dumps, steps, notices)
        self._memory = memory
        self._is_first_loading = True
        self.full_screen = memory.last.full_screen
        if memory.last.filters:
            self._open_filters()
        if memory.last.density:
            self.set_density(two_lines=memory.last.density == "roomy")

    def _open_filters(self) -> None:
        """Make the filters, which have their place in the first picture."""
        from paperreader.tui.widgets.filters import Filters

        self.filters_open = True
        self.add_filters(Filters(self.glyphs))

    def on_mount(self) -> None:
        """Show the part of the list that was seen, and the pane that had the keys. The handler of `MainScreen` comes first."""
        pane = self._memory.last.pane
        self.focus_pane(pane if pane in self.panes else self.panes[0])
        if self._memory.is_resumed:
            self._scroll_back()

    def start_threads(self) -> None:
        """Start the threads, ask the query that the first picture could not wait for, and count the filters' values."""
        super().start_threads()
        from paperreader.tui.workers import start_thread

        start_thread(self._memory.load_history, "history")
        self.set_interval(_INTERVAL, self._remember_in_thread)
        query = self._memory.query
        if query is not None:
            self._search.open(query, to_best=False)
            if not query.needs_title_index:  # else `on_indexed` asks
                self._ask_again()
        self.refresh_facets()

    def on_search_answered(self, event: SearchAnswered) -> None:
        """The query of the last session is shown. Textual calls the handler of `ResultsScreen`, too."""
        if event.view is not None:
            self._memory.query = None

    def move_to_first_unread(self, start: int = 0) -> None:
        """Move to the paper of the last session if it is loaded, else to the first unread one."""
        search = self._search
        if search.to_paper and self._memory.return_to_paper():
            search.to_paper = search.to_unread = False
            self._scroll_back()
        elif search.to_unread:
            super().move_to_first_unread(start)
            self._memory.begun()

    def _scroll_back(self) -> None:
        self.refresh_all()
        self.list.scroll_to_line(self.list.line_of_row(self.session.cursor.position) - self._memory.last.offset)

    def finish_loading(self) -> None:
        """At the end of the first loading, look for the paper under its other keys, and tell of new dumps."""
        super().finish_loading()
        if self._is_first_loading:
            self._is_first_loading = False
            if self._search.to_paper:
                self.move_to_first_unread()
            self._search.to_paper = False
            if self._memory.is_resumed:
                self._tell_new_dumps()

    def _tell_new_dumps(self) -> None:
        """Tell that papers came in, which stand above the one under the cursor; not if all are new."""
        sources = self.session.library.sources
        new = [dump for dump in sources if dump.new_from_line is not None]
        if new and any(dump.new_from_line != 1 for dump in sources):
            told = f"{count_of(len(new), 'dump')} new or longer since the last time: is:new finds what came in"
            self._notices.append(Notice("information", told))
            self.refresh_status()

    # -- remembering --------------------------------------------------------------------------

    def _remember_in_thread(self) -> None:
        from paperreader.tui.workers import start_thread

        current = self._current()
        start_thread(lambda: self._memory.save(current), "memory")

    def on_unmount(self) -> None:
        """Save what is shown. Textual calls the handlers of `LoadingScreen` and `ResultsScreen`, too."""
        if self._started:
            self._memory.save(self._current())

    def _current(self) -> RememberedSession:
        offset = self.list.line_of_row(self.list.cursor) - self.list.top
        density = "compact" if self.list.row_height == 1 else "roomy"
        panes = RememberedSession(
            offset=max(0, offset),
            density=density,
            filters=self.filters_open,
            pane=self.scope,
            full_screen=self.full_screen,
        )
        return self._memory.current(panes)
