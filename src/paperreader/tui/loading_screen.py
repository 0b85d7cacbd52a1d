"""The screen's part in loading: dumps that are read while they are shown, read again, grow, or are pasted."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.errors import Notice, PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep, passed_over_message
from paperreader.paths import shown_path
from paperreader.session import Session
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.text import count_of
from paperreader.tui import readable_tex
from paperreader.tui.results_screen import ResultsScreen

if TYPE_CHECKING:
    from paperreader.tui.dump_watch import DumpsChanged, DumpWatch
    from paperreader.tui.pasting import PasteKept
    from paperreader.tui.workers import Reloaded, StepRead

_GROWTH_DELAY = 0.1  # seconds before more papers below the window are counted: painting takes longer than adding them


class LoadingScreen(ResultsScreen, inherit_bindings=False):
    """The panes, and the threads that load dumps.

    Args:
        dumps: the open dumps.
        steps: the steps of loading that remain.
        notices: shown until the first key.
    """

    _dump_watch: DumpWatch | None = None  # made when all dumps are loaded
    _loaders = 0  # that are running
    _refresh_pending = False
    _change_told: Notice | None = None  # of the files of open dumps, last
    _added: Path | None = None  # a pasted page that is being loaded

    def __init__(
        self, session: Session, dumps: OpenedDumps, steps: Iterator[LoadStep], notices: Sequence[Notice]
    ) -> None:
        super().__init__(session, notices)
        self._dumps = dumps
        self._steps = steps

    def start_threads(self) -> None:
        """Start loading, and the other threads."""
        from paperreader.tui.workers import start_thread

        super().start_threads()
        start_thread(_preload, "preloader")
        self.load_more(self._steps)

    def load_more(self, steps: Iterator[LoadStep]) -> None:
        """Load papers below those that are there."""
        from paperreader.tui.workers import Loader

        self.is_loading = True
        self._loaders += 1
        Loader(steps, self.post_message).start()

    def on_unmount(self) -> None:
        """Stop the thread that looks at files. Textual calls the handler of `ResultsScreen`, too."""
        if self._dump_watch:
            self._dump_watch.stop()

    def on_step_read(self, event: StepRead) -> None:
        """Append the papers of a step."""
        if event.step is None:
            self._loaders -= 1
            if not self._loaders:
                self.finish_loading()
            return
        searched = len(self.session.view.rows)
        error = self.session.grow(event.step)
        self.move_to_first_unread(searched)
        event.loader.taken()
        self._indexer.grow(self.session.library, whole=False)
        if self.session.query.reads_abstracts and self._search.is_whole:
            self._search.is_whole = False  # the new abstracts are searched, too; keys do not wait
            self._request(self.session.query, rows=True, facets=False)
        if error:
            self._notices.append(Notice("error", error.summary))
        if error or self.list.count < self.list.page_size:
            self.refresh_all()
        elif not self._refresh_pending:
            self._refresh_pending = True
            asyncio.get_running_loop().call_later(_GROWTH_DELAY, self.call_next, self._show_growth)

    def _show_growth(self) -> None:
        self._refresh_pending = False
        self.refresh_all()

    def finish_loading(self) -> None:
        """All dumps are read: run the query again if its rows may have changed."""
        from paperreader.tui.dump_watch import DumpWatch

        self.is_loading = False
        if self._dump_watch is None:
            self._dump_watch = DumpWatch(lambda: self.session.library.sources, self.post_message)
        if self._added:
            self._notices.append(Notice("information", f"opened, and kept as {shown_path(self._added)}"))
            self._added = None
        self.session.loaded()
        gc.freeze()
        if message := passed_over_message(self.session.library):
            self._notices.append(Notice("information", message))
        problems = len(self.session.library.problems)
        if problems and not self._notices:
            lines = count_of(problems, "line")
            self._notices.append(Notice("warning", f"{lines} read with doubt: `paperreader check` lists them"))
        self.refresh_all()
        query = self._search.current_query(self.session.query)
        waits = query.needs_title_index and not self._search.indexed  # then `on_indexed` asks
        grows = query.without("is").terms or query.view == "starred" or self.session.order
        if (self._search.is_open or (grows and not self.keeps_rows)) and not waits:
            self._ask_again()  # all titles and years are known now
        else:
            self.refresh_facets()
        self._indexer.grow(self.session.library, whole=True)

    def on_dumps_changed(self, event: DumpsChanged) -> None:
        """Tell what has happened to the files of open dumps, in place of what was told before."""
        first, *others = event.changes
        more = f" and {count_of(len(others), 'other dump')} changed" if others else ""
        told = Notice("information", f"{first}{more}: {self.session.settings.key('dump.reload')}")
        self._notices = [*(notice for notice in self._notices if notice is not self._change_told), told]
        self._change_told = told
        self.refresh_status()

    def load_again(self) -> None:
        """Load the dumps again; the rows stay until they are loaded."""
        if any(dump.is_stdin for dump in self.session.library.sources):
            self.show_status(Notice("warning", "standard input cannot be read again"))
        elif self.is_loading:
            self.show_status(Notice("information", "the dumps are still being read"))
        else:
            self.is_loading = True
            self.refresh_status()
            from paperreader.tui.workers import reload

            reload(self._load_again, self.post_message)

    def _load_again(self) -> tuple[Library, list[PaperReaderError]]:
        library, errors = self._dumps.load_again()
        if not self.session.shows_hidden:
            self.session.standing_filters.hide_in(library)
        return library, errors

    def on_reloaded(self, event: Reloaded) -> None:
        """Run the query on the library that was loaded again."""
        self.is_loading = False
        errors = [Notice("error", str(error)) for error in event.errors]
        if not len(event.library):
            self._notices = errors
            self.refresh_status()
            return
        before = len(self.session.library)
        query = self._search.current_query(self.session.query)
        self.cancel_search()
        self._search.indexed = event.library.row_count
        self.session.replace(event.library)
        told = [f"read again: {len(event.library)} papers, {before} before", passed_over_message(event.library)]
        self._notices = [*(Notice("information", text) for text in told if text), *errors]
        self._shown = None
        self.refresh_all()
        self.ask(query)

    def on_paste_kept(self, event: PasteKept) -> None:
        """Open a pasted page below the papers that are open, and go to its first one."""
        self._added = event.path
        self.keeps_rows = False
        self._search.to_unread = True
        self.load_more(self._dumps.add(str(event.path)))


def _preload() -> None:
    """Import what the first key and the first formula need, as both take longer than a picture may."""
    import_module("paperreader.tui.actions")
    readable_tex.preload()
