"""Loading dumps while the screen is shown: they are read, read again, grow, and others join them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.errors import Notice, PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep, doubts_message, passed_over_message
from paperreader.paths import shown_path
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.text import count_of
from paperreader.tui.panes import Panes
from paperreader.tui.resuming import Resuming
from paperreader.tui.searching import Searching

if TYPE_CHECKING:
    from paperreader.tui.dump_watch import DumpsChanged, DumpWatch
    from paperreader.tui.workers import Reloaded, StepRead

_GROWTH_DELAY = 0.1  # seconds before more papers below the window are counted: painting takes longer than adding them


class DumpLoading:
    """The threads that load dumps, and what the panes show of the papers that come.

    Args:
        panes: show the papers.
        searching: searches the papers that come.
        resuming: places the cursor among them.
        dumps: the open dumps.
        steps: the steps of loading that remain.
    """

    def __init__(
        self, panes: Panes, searching: Searching, resuming: Resuming, dumps: OpenedDumps, steps: Iterator[LoadStep]
    ) -> None:
        self._panes = panes
        self._session = panes.session
        self._searching = searching
        self._resuming = resuming
        self._dumps = dumps
        self._steps = steps
        self._running = 0  # loaders
        self._watch: DumpWatch | None = None  # made when all dumps are loaded
        self._refresh_pending = False
        self._change_notice: Notice | None = None  # of the files of open dumps, last
        self._pasted: Path | None = None  # a pasted page that is being loaded

    def start(self) -> None:
        """Load what remains."""
        self._load(self._steps)

    def stop(self) -> None:
        """Stop the thread that looks at files."""
        if self._watch:
            self._watch.stop()

    def _load(self, steps: Iterator[LoadStep]) -> None:
        from paperreader.tui.workers import Loader

        self._panes.is_loading = True
        self._running += 1
        Loader(steps, self._panes.post_message).start()

    def add(self, path: str) -> None:
        """Load a dump below those that are there."""
        self._load(self._dumps.add(path))

    def add_pasted(self, path: Path) -> None:
        """Load a pasted page below the papers that are open, and go to its first one."""
        self._pasted = path
        self._searching.state.keeps_rows = False
        self._searching.state.to_unread = True
        self.add(str(path))

    def take_step(self, event: StepRead) -> bool:
        """Append the papers of a step. Returns True once no thread loads any more."""
        if event.step is None:
            self._running -= 1
            return not self._running
        searched = len(self._session.view.rows)
        error = self._session.grow(event.step)
        self._resuming.move_to_start(searched)
        event.loader.taken()
        self._searching.grow()
        if error:
            self._panes.status_area.notices.append(Notice("error", error.summary))
        if error or self._panes.list.count < self._panes.list.page_size:
            self._panes.refresh_all()
        elif not self._refresh_pending:
            self._refresh_pending = True
            asyncio.get_running_loop().call_later(_GROWTH_DELAY, self._panes.call_next, self._show_growth)
        return False

    def _show_growth(self) -> None:
        self._refresh_pending = False
        self._panes.refresh_all()

    def finish(self) -> None:
        """All dumps are read: say so, watch their files, and run the query again if its rows may have changed."""
        from paperreader.tui.dump_watch import DumpWatch

        self._panes.is_loading = False
        if self._watch is None:
            self._watch = DumpWatch(lambda: self._session.library.sources, self._panes.post_message)
        self._session.loaded()
        gc.freeze()
        self._panes.status_area.notices += self._news()
        self._panes.refresh_all()
        self._searching.finish_loading()

    def _news(self) -> Iterator[Notice]:
        """Yield what there is to say of the dumps that were loaded; their problems, if there is nothing else."""
        has_news = bool(self._panes.status_area.notices)
        if self._pasted:
            yield Notice("information", f"opened, and kept as {shown_path(self._pasted)}")
            self._pasted, has_news = None, True
        if message := passed_over_message(self._session.library):
            yield Notice("information", message)
            has_news = True
        if not has_news and (message := doubts_message(self._session.library)):
            yield Notice("warning", message)

    def show_changes(self, event: DumpsChanged) -> None:
        """Say what has happened to the files of open dumps, in place of what was said before."""
        first, *others = event.changes
        more = f" and {count_of(len(others), 'other dump')} changed" if others else ""
        change = Notice("information", f"{first}{more}: {self._session.settings.key('dump.reload')}")
        self._panes.status_area.notices = [
            *(notice for notice in self._panes.status_area.notices if notice is not self._change_notice),
            change,
        ]
        self._change_notice = change
        self._panes.refresh_status()

    # -- reading again --------------------------------------------------------------------------

    def load_again(self) -> None:
        """Load the dumps again; the rows stay until they are loaded."""
        if any(dump.is_stdin for dump in self._session.library.sources):
            self._panes.show_status(Notice("warning", "standard input cannot be read again"))
        elif self._panes.is_loading:
            self._panes.show_status(Notice("information", "the dumps are still being read"))
        else:
            self._panes.is_loading = True
            self._panes.refresh_status()
            from paperreader.tui.workers import reload

            reload(self._load_again, self._panes.post_message)

    def _load_again(self) -> tuple[Library, list[PaperReaderError]]:
        library, errors = self._dumps.load_again()
        if not self._session.shows_hidden:
            self._session.standing_filters.hide_in(library)
        return library, errors

    def take_reloaded(self, event: Reloaded) -> None:
        """Run the query on the library that was loaded again."""
        panes = self._panes
        panes.is_loading = False
        errors = [Notice("error", str(error)) for error in event.errors]
        if not len(event.library):
            panes.status_area.notices = errors
            panes.refresh_status()
            return
        before = len(self._session.library)
        query = self._searching.query
        self._searching.cancel()
        self._searching.state.indexed = event.library.row_count
        self._session.replace(event.library)
        texts = [f"read again: {len(event.library)} papers, {before} before", passed_over_message(event.library)]
        panes.status_area.notices = [*(Notice("information", text) for text in texts if text), *errors]
        panes.forget_paper()
        panes.refresh_all()
        self._searching.ask(query)
