"""The screen's part in fetching: it starts and stops a run, and opens the dumps that come below the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperreader.errors import Notice
from paperreader.tui.loading_screen import LoadingScreen

if TYPE_CHECKING:
    from paperreader.tui.fetching import FetchDone, FetchRun, FetchTold


class FetchingScreen(LoadingScreen, inherit_bindings=False):
    """The panes, and a run of fetching.

    Attributes:
        fetch_command: `paperreader fetch` with the reader's own settings and marks.
        fetch_on_start: whether to fetch when the dumps are loaded.
    """

    fetch_command: Sequence[str] = ()
    fetch_on_start = False

    _fetch_run: FetchRun | None = None  # the last one
    _papers_before = 0  # the dumps of a run were opened

    def fetch(self, sources: Sequence[str] = ()) -> None:
        """Fetch what the settings follow, or sources as the command line names them."""
        from paperreader.tui.fetching import FetchRun

        progress = self.session.fetching
        if progress.is_running:
            key = self.session.settings.key("app.back")
            self.show_status(Notice("information", f"new papers are being fetched already; {key} stops it"))
            return
        progress.begin()
        self._fetch_run = FetchRun((*self.fetch_command, "--format=jsonl", *sources), self.post_message)
        self.refresh_status()

    def stop_fetching(self) -> None:
        """Stop the run; `FetchDone` follows."""
        if self._fetch_run is not None:
            self._fetch_run.stop()

    def on_fetch_told(self, event: FetchTold) -> None:
        """Show how far fetching is, and open a dump that came."""
        self.session.fetching.take(event.event)
        if event.event["event"] == "file":
            if not self.is_loading:
                self._papers_before = len(self.session.library)
                self.keeps_rows = True
            self.load_more(self._dumps.add(event.event["path"]))
        self.refresh_status()

    def on_fetch_done(self, event: FetchDone) -> None:
        """Say what came of it."""
        stopped = self._fetch_run is not None and self._fetch_run.is_stopped
        self.show_status(self.session.fetching.end(event.said, stopped=stopped))

    def finish_loading(self) -> None:
        """Count the fetched papers that came in; after the first loading, fetch if the settings say so."""
        if self.keeps_rows:
            self.session.fetching.arrived += len(self.session.library) - self._papers_before
            self._papers_before = len(self.session.library)
        super().finish_loading()
        if self.fetch_on_start:
            self.fetch_on_start = False
            self.fetch()
