"""The screen's part in searching and marks: it sends requests to threads, and shows what they answer."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from paperreader.errors import Notice, PaperReaderError
from paperreader.query.model import Query
from paperreader.results.sorting import RECOMMENDED
from paperreader.session import Session
from paperreader.tui.gc_policy import INTERVAL, GcPolicy
from paperreader.tui.last_work import shown
from paperreader.tui.panes import Panes
from paperreader.tui.search_state import SearchState

if TYPE_CHECKING:
    from paperreader.tui.exporting import Exported
    from paperreader.tui.workers import Indexed, Indexer, SearchAnswered, Searcher, ThreadFinished, WorkerFailed


class ResultsScreen(Panes, inherit_bindings=False):
    """The panes, and the threads that search, index titles and save marks."""

    keeps_rows = False  # what is being loaded stands at the end, whatever the query, until that is asked again

    _searcher: Searcher
    _indexer: Indexer
    _is_working = False  # at what was told and is not done yet

    def __init__(self, session: Session, notices: Sequence[Notice]) -> None:
        super().__init__(session, notices)
        self._search = SearchState(session.query)
        self._started = False  # the marks are loaded and the threads run: keys are taken
        self._known_notices = len(session.marks.messages)
        self._gc_policy = GcPolicy()
        self._after_start: list[Callable[[], None]] | None = []  # None when it is done

    def start_threads(self) -> None:
        """Start the threads."""
        from paperreader.tui.workers import Indexer, MarksChanged, Searcher

        self._searcher = Searcher(self.session, self.post_message)
        self._indexer = Indexer(self.post_message)
        marks_loaded = self.session.marks.loaded  # else `on_marks_changed` starts
        self.session.marks.start_writer(lambda: self.post_message(MarksChanged()))
        self.set_interval(INTERVAL, self._gc_policy.collect_if_idle)
        if marks_loaded:
            self._started = True
            self.release_keys()
        calls, self._after_start = self._after_start or [], None
        for call in calls:
            call()

    def call_after_start(self, call: Callable[[], None]) -> None:
        """Call a function when all widgets are made, at once if they are: Textual cannot end while it makes some."""
        if self._after_start is None:
            call()
        else:
            self._after_start.append(call)

    def on_unmount(self) -> None:
        """Stop the thread that saves marks; the caller saves what is left."""
        self.session.marks.stop_writer()

    def release_keys(self) -> None:
        """Take the keys that waited; see `MainScreen`."""

    # -- searching ----------------------------------------------------------------------------

    def ask(self, query: Query, *, to_best: bool = False) -> None:
        """Request the rows of a query; with `to_best` the cursor goes to the best match, until the user moves it."""
        self._search.open(query, to_best=to_best, best_first=self.session.order == RECOMMENDED)
        self._request(query, rows=True, facets=self.filters_open)

    def _request(self, query: Query, *, rows: bool, facets: bool) -> None:
        from paperreader.tui.workers import SearchRequest

        self._searcher.ask(SearchRequest(query, rows, facets, cursor_hint=not self._search.to_best))

    def ask_reasons(self) -> None:
        """Request what is needed to say why a paper is recommended."""
        from paperreader.tui.workers import SearchRequest

        self._searcher.ask(
            SearchRequest(self.session.query, not self._search.is_whole, self.filters_open, reasons=True)
        )

    def show_reasons(self) -> None:
        """Say why the paper under the cursor is recommended; see `MainScreen`."""

    def _ask_again(self) -> None:
        self.ask(self._search.current_query(self.session.query), to_best=self._search.to_best)

    def cancel_search(self) -> None:
        """Drop the open request."""
        self._searcher.cancel()
        self._search.cancel()

    def refresh_facets(self) -> None:
        """Count the facets again if they are shown, and no request is open that counts them."""
        if self.filters_open and not self._search.is_open:
            self._request(self.session.query, rows=False, facets=True)

    def set_filters(self, *, on: bool) -> None:
        """Open or close the filters, and count their values."""
        super().set_filters(on=on)
        self.refresh_facets()

    def on_search_answered(self, event: SearchAnswered) -> None:
        """Show an answer, unless a later request was sent."""
        if event.number != self._searcher.number:
            return
        if event.facets is not None:
            self.filters.show_facets(event.facets, event.request.query)
        if event.request.reasons and event.view is None and event.facets is None:
            self.show_reasons()
        if event.reordered and not self._search.may_reorder:
            self.refresh_status()  # the order will change when it is asked for
        elif event.view is not None and self._search.receive(event.view, len(self.session.view.rows)):
            self.show_status(self.session.show(event.view, best=self._search.to_best))
            self.refresh_all()
            self._search_abstracts()
            self.release_keys()

    def accept_query(self, query: Query) -> None:
        """Keep the typed query, whose rows are asked for if they did not come; without any, the abstracts are searched."""
        if self._search.current_query(self.session.query) != query:
            self.ask(query, to_best=True)
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
        awaited = self._search.is_open or not self.keeps_rows
        if awaited and self._search.current_query(self.session.query).needs_title_index:
            self._ask_again()

    def on_worker_failed(self, event: WorkerFailed) -> None:
        """Show the error of a thread, and take keys again."""
        self._search.cancel()
        known = isinstance(event.error, PaperReaderError)
        text = str(event.error) if known else f"unexpected error: {event.error!r}; please report it"
        self.show_status(Notice("error", text))
        self.release_keys()

    def on_thread_finished(self, event: ThreadFinished) -> None:
        """Show the result of what a thread did; once the program ends, that is told after it."""
        if self.is_attached:
            self.show_status(event.notice)
            shown(event.notice)

    def on_exported(self, event: Exported) -> None:
        """Say what was exported, and unselect it; once the program ends, that is told after it."""
        if self.is_attached:
            self.unselect()
            self.show_status(event.notice)
            shown(event.notice)

    # -- marks --------------------------------------------------------------------------------

    def work(self, told: str, action: Callable[[], None]) -> None:
        """Say what is being done, and do it when that is seen, as it takes long; keys wait."""
        self._is_working = True
        self.show_status(Notice("information", told))
        self.call_after_refresh(self._finish_work, action)

    def _finish_work(self, action: Callable[[], None]) -> None:
        self._is_working = False
        action()
        self.release_keys()

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
                if session.query.terms:
                    self._ask_again()
                if not self.is_loading:
                    session.loaded()
        self._notices += [Notice("warning", text) for text in session.marks.messages[self._known_notices :]]
        self._known_notices = len(session.marks.messages)
        if changed and session.standing_filters.show_starred(session.library):
            session.counts.recount()
            self.ask(self._search.current_query(session.query))
        if changed:
            self.refresh_marks()
        self.refresh_status()
        self.release_keys()

    def move_to_first_unread(self, start: int = 0) -> None:
        """Move to the first unread paper from a position on, if that is still the target and the marks are loaded."""
        search = self._search
        if search.to_unread and self.session.marks.loaded:
            search.to_unread = not self.session.marking.first_unread(start)
