"""The screen's part in searching, loading and marks: it sends requests to threads, and shows what they answer."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from paperreader.errors import Notice, PaperReaderError
from paperreader.library.loading import LoadStep, passed_over_message
from paperreader.query.model import Query
from paperreader.session import Session
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.text import count_of
from paperreader.tui.gc_policy import INTERVAL, GcPolicy
from paperreader.tui.panes import Panes
from paperreader.tui.search_state import SearchState

if TYPE_CHECKING:
    from paperreader.tui.dump_watch import DumpsChanged, DumpWatch
    from paperreader.tui.workers import (
        Indexed,
        Indexer,
        Reloaded,
        SearchAnswered,
        Searcher,
        StepRead,
        ThreadFinished,
        WorkerFailed,
    )

_GROWTH_DELAY = 0.1  # seconds before more papers below the window are counted: painting takes longer than adding them


class ResultsScreen(Panes, inherit_bindings=False):
    """The panes, and the threads that change what they show.

    Args:
        dumps: the open dumps.
        steps: the steps of loading that remain.
        notices: shown until the first key.
    """

    _searcher: Searcher
    _indexer: Indexer
    _dump_watch: DumpWatch | None = None  # made when all dumps are loaded

    def __init__(
        self, session: Session, dumps: OpenedDumps, steps: Iterator[LoadStep], notices: Sequence[Notice]
    ) -> None:
        super().__init__(session, notices)
        self._dumps = dumps
        self._steps = steps
        self._search = SearchState(session.query)
        self._started = False  # the marks are loaded and the threads run: keys are taken
        self._known_notices = len(session.marks.messages)
        self._refresh_pending = False
        self._gc_policy = GcPolicy()

    def start_threads(self) -> None:
        """Start loading, and the threads that search, index titles and save marks."""
        from paperreader.tui.workers import Indexer, Loader, MarksChanged, Searcher

        self._searcher = Searcher(self.session, self.post_message)
        self._indexer = Indexer(self.post_message)
        marks_loaded = self.session.marks.loaded  # else `on_marks_changed` starts
        self.session.marks.start_writer(lambda: self.post_message(MarksChanged()))
        Loader(self._steps, self.post_message).start()
        self.set_interval(INTERVAL, self._gc_policy.collect_if_idle)
        if marks_loaded:
            self._started = True
            self.release_keys()

    def on_unmount(self) -> None:
        """Stop the threads that look at files; the caller saves the marks that are left."""
        if self._dump_watch:
            self._dump_watch.stop()
        self.session.marks.stop_writer()

    def release_keys(self) -> None:
        """Take the keys that waited; see `MainScreen`."""

    # -- searching ----------------------------------------------------------------------------

    def ask(self, query: Query, *, to_best: bool = False) -> None:
        """Request the rows of a query; with `to_best` the cursor goes to the best match, until the user moves it."""
        self._search.open(query, to_best=to_best)
        self._request(query, rows=True, facets=self.filters.display)

    def _request(self, query: Query, *, rows: bool, facets: bool) -> None:
        from paperreader.tui.workers import SearchRequest

        self._searcher.ask(SearchRequest(query, rows, facets, cursor_hint=not self._search.to_best))

    def _ask_again(self) -> None:
        self.ask(self._search.current_query(self.session.query), to_best=self._search.to_best)

    def cancel_search(self) -> None:
        """Drop the open request."""
        self._searcher.cancel()
        self._search.cancel()

    def refresh_facets(self) -> None:
        """Count the facets again if they are shown, and no request is open that counts them."""
        if self.filters.display and not self._search.is_open:
            self._request(self.session.query, rows=False, facets=True)

    def on_search_answered(self, event: SearchAnswered) -> None:
        """Show an answer, unless a later request was sent."""
        if event.number != self._searcher.number:
            return
        if event.facets is not None:
            self.filters.show_facets(event.facets, event.request.query)
        if event.view is not None and self._search.receive(event.view, len(self.session.view.rows)):
            self.show_status(self.session.show(event.view, best=self._search.to_best))
            self.refresh_all()
            self._search_abstracts()
            self.release_keys()

    def accept_query(self) -> None:
        """Keep the typed query; if no title matches, the abstracts are searched."""
        self.show_status(self.session.accept_typing())
        self._search.is_accepted = True
        self._search_abstracts()

    def _search_abstracts(self) -> None:
        query = self._search.query_for_abstracts(self.session.view, self.session.library.row_count)
        if query is not None:
            self.ask(query)

    def on_indexed(self, event: Indexed) -> None:
        """Run a query for titles again, as more of them can be found."""
        if event.library is not self.session.library:
            return
        self._search.indexed = event.count
        if not self.is_loading and event.count == event.library.row_count:
            gc.freeze()  # the index
        if self._search.current_query(self.session.query).needs_title_index:
            self._ask_again()

    def on_worker_failed(self, event: WorkerFailed) -> None:
        """Show the error of a thread, and take keys again."""
        self._search.cancel()
        known = isinstance(event.error, PaperReaderError)
        text = str(event.error) if known else f"unexpected error: {event.error!r}; please report it"
        self.show_status(Notice("error", text))
        self.release_keys()

    def on_thread_finished(self, event: ThreadFinished) -> None:
        """Show the result of what a thread did."""
        self.show_status(event.notice)

    # -- marks --------------------------------------------------------------------------------

    def refresh_marks(self) -> None:
        """Show that marks of any rows have changed."""
        self.list.refresh()
        self.list.set_cursor(self.session.cursor.position)
        self.refresh_paper()
        self.refresh_facets()

    def on_marks_changed(self) -> None:
        """Show that marks were loaded, changed in another window, or that saving fails or works again."""
        session = self.session
        if self._started:
            changed = session.counts.apply_changes()
        else:
            self._started = changed = session.marks.loaded
            if changed:  # the marks of a large file are loaded after the first picture
                session.counts.recount()
                gc.freeze()
                self.move_to_first_unread()
                if not self.is_loading:
                    session.loaded()
        self._notices += [Notice("warning", text) for text in session.marks.messages[self._known_notices :]]
        self._known_notices = len(session.marks.messages)
        if changed:
            self.refresh_marks()
        self.refresh_status()
        self.release_keys()

    def move_to_first_unread(self, start: int = 0) -> None:
        """Move to the first unread paper from a position on, if that is still the target and the marks are loaded."""
        search = self._search
        if search.to_unread and self.session.marks.loaded:
            search.to_unread = not self.session.marking.first_unread(start)

    # -- loading ------------------------------------------------------------------------------

    def on_step_read(self, event: StepRead) -> None:
        """Append the papers of a step."""
        if event.step is None:
            self._finish_loading()
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

    def _finish_loading(self) -> None:
        from paperreader.tui.dump_watch import DumpWatch

        self.is_loading = False
        self._dump_watch = DumpWatch(lambda: self.session.library.sources, self.post_message)
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
        if self._search.is_open or query.without("is").terms or query.view == "starred" or self.session.order:
            self._ask_again()  # all titles and years are known now
        else:
            self.refresh_facets()
        self._indexer.grow(self.session.library, whole=True)

    def on_dumps_changed(self, event: DumpsChanged) -> None:
        """Tell what has happened to the files of open dumps."""
        first, *others = event.changes
        more = f" and {count_of(len(others), 'other dump')} changed" if others else ""
        self.show_status(Notice("information", f"{first}{more}: {self.session.settings.key('dump.reload')}"))

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

            reload(self._dumps.load_again, self.post_message)

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
