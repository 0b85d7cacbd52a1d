"""Fetching from the screen: a run is started and stopped, and the dumps that come open below the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperreader.errors import Notice
from paperreader.library.kept_dumps import dumps_folder, has_fetched
from paperreader.tui.dump_loading import DumpLoading
from paperreader.tui.panes import Panes
from paperreader.tui.search_state import SearchState

if TYPE_CHECKING:
    from paperreader.tui.fetching import FetchDone, FetchReported, FetchRun, StatusesRead


class FetchControl:
    """A run of fetching, and what the panes show of it.

    Args:
        panes: say how far it is.
        search: keeps the rows shown as they are.
        loading: opens the dumps.

    Attributes:
        command: `paperreader fetch` with the reader's own settings and marks.
        follows_sources: whether the dumps are those that fetching brings, so that what the settings follow matters.
    """

    def __init__(self, panes: Panes, search: SearchState, loading: DumpLoading) -> None:
        self.command: Sequence[str] = ()
        self.follows_sources = False
        self._panes = panes
        self._session = panes.session
        self._search = search
        self._loading = loading
        self._run: FetchRun | None = None  # the last one
        self._papers_before = 0  # the dumps of a run were opened

    def start(self, sources: Sequence[str] = ()) -> None:
        """Fetch what the settings follow, or sources as the command line names them."""
        from paperreader.tui.fetching import FetchRun

        progress = self._session.fetching
        if progress.is_running:
            key = self._session.settings.key("app.back")
            self._panes.show_status(Notice("information", f"new papers are being fetched already; {key} stops it"))
            return
        progress.begin()
        self._run = FetchRun((*self.command, "--format=jsonl", *sources), self._panes.post_message)
        self._panes.refresh_status()

    def stop(self) -> None:
        """Stop the run; `FetchDone` follows."""
        if self._run is not None:
            self._run.stop()

    def take(self, event: FetchReported) -> None:
        """Show how far fetching is, and open a dump that came."""
        self._session.fetching.take(event.event)
        if event.event["event"] == "file":
            if not self._panes.is_loading:
                self._papers_before = len(self._session.library)
                self._search.keeps_rows = True
            self._loading.add(event.event["path"])
        self._panes.refresh_status()

    def end(self, event: FetchDone) -> None:
        """Say what came of it."""
        stopped = self._run is not None and self._run.is_stopped
        self._panes.show_status(self._session.fetching.end(event.said, stopped=stopped))

    def count_arrived(self) -> None:
        """Count the fetched papers that came in since the last call."""
        if self._search.keeps_rows:
            self._session.fetching.arrived += len(self._session.library) - self._papers_before
            self._papers_before = len(self._session.library)

    def begin(self) -> None:
        """After the first loading, fetch if the settings say so; else show what has failed while the reader was closed."""
        follows, self.follows_sources = self.follows_sources, False
        if follows and self._session.settings.fetch.on_start:
            self.start()
        elif follows and has_fetched(dumps_folder()):
            from paperreader.tui.fetching import read_statuses

            read_statuses(self.command, self._panes.post_message)

    def take_statuses(self, event: StatusesRead) -> None:
        """Show which sources have failed."""
        self._session.fetching.take_statuses(event.statuses)
        self._panes.refresh_status()
