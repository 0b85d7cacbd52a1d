"""Searching from the screen: requests for rows and facets go to threads, and their answers are shown."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from paperreader.query.model import Query
from paperreader.results.sorting import RECOMMENDED
from paperreader.tui.panes import Panes
from paperreader.tui.search_state import SearchState

if TYPE_CHECKING:
    from paperreader.tui.workers import Indexed, Indexer, SearchAnswered, Searcher


class Searching:
    """The threads that search and index titles, and what the panes show of their answers.

    Attributes:
        state: the latest request, and what its answer does.
        awaits_facets: facets were requested, and are not shown yet.
    """

    _searcher: Searcher
    _indexer: Indexer

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._session = panes.session
        self.state = SearchState(panes.session.query)
        self.awaits_facets = False

    def start(self) -> None:
        """Start the threads."""
        from paperreader.tui.workers import Indexer, Searcher

        self._searcher = Searcher(self._session, self._panes.post_message)
        self._indexer = Indexer(self._panes.post_message)

    @property
    def query(self) -> Query:
        """The query of the open request, else the query shown."""
        return self.state.current_query(self._session.query)

    def ask(self, query: Query, *, to_best: bool = False) -> None:
        """Request the rows of a query; with `to_best` the cursor goes to the best match, until the user moves it."""
        self.state.open(query, to_best=to_best, best_first=self._session.order == RECOMMENDED)
        self._request(query, rows=True, facets=self._panes.filters_open)

    def _request(self, query: Query, *, rows: bool, facets: bool) -> None:
        from paperreader.tui.workers import SearchRequest

        self.awaits_facets |= facets  # a later request takes the place of one that waits
        self._searcher.ask(SearchRequest(query, rows, self.awaits_facets, cursor_hint=not self.state.to_best))

    def ask_again(self) -> None:
        """Request the rows of the current query again."""
        self.ask(self.query, to_best=self.state.to_best)

    def ask_reasons(self) -> None:
        """Request what is needed to say why a paper is recommended."""
        from paperreader.tui.workers import SearchRequest

        self._searcher.ask(
            SearchRequest(self._session.query, not self.state.is_whole, self.awaits_facets, reasons=True)
        )

    def refresh_facets(self) -> None:
        """Count the facets again if they are shown, and no request is open that counts them."""
        if self._panes.filters_open and not self.state.is_open:
            self._request(self._session.query, rows=False, facets=True)

    def cancel(self) -> None:
        """Drop the open request."""
        self._searcher.cancel()
        self.awaits_facets = False
        self.state.cancel()

    def is_current(self, answer: SearchAnswered) -> bool:
        """Return whether no later request was sent."""
        return answer.number == self._searcher.number

    def show(self, answer: SearchAnswered) -> None:
        """Show an answer."""
        panes, session = self._panes, self._session
        if answer.facets is not None:
            self.awaits_facets = False
            panes.filters.show_facets(answer.facets, answer.request.query)
        if answer.view is not None and answer.view.meanings:
            if answer.view.rows is session.view.rows:  # a mark may have changed them since
                session.cursor.extend(answer.view)
                panes.refresh_all()
        elif answer.reordered and not self.state.may_reorder:
            panes.refresh_status()  # the order will change when it is asked for
        elif answer.view is not None and self.state.receive(answer.view, len(session.view.rows)):
            panes.show_status(session.show(answer.view, best=self.state.to_best))
            panes.refresh_all()
            self._search_abstracts()

    def accept(self, query: Query) -> None:
        """Accept the typed query, and request its rows if they are not shown yet. If no title matches, search abstracts."""
        if self.query != query:
            self.ask(query, to_best=True)
        self._panes.show_status(self._session.accept_typing())
        self.state.is_accepted = True
        self._search_abstracts()

    def _search_abstracts(self) -> None:
        query = self.state.query_for_abstracts(self._session.view, self._session.library.row_count)
        if query is not None:
            self.ask(query)

    # -- while papers are loaded ----------------------------------------------------------------

    @property
    def is_index_complete(self) -> bool:
        """Whether all titles are indexed."""
        return self.state.indexed >= self._session.library.row_count

    def grow(self) -> None:
        """Search the papers that were loaded since the last call, too."""
        self._indexer.grow(self._session.library, whole=False)
        if self._session.query.reads_abstracts and self.state.is_whole:
            self.state.is_whole = False  # the new abstracts are searched; keys do not wait
            self._request(self._session.query, rows=True, facets=False)

    def finish_loading(self) -> None:
        """All titles and years are known: run the query again if its rows may have changed."""
        query = self.query
        waits = query.needs_title_index and not self.state.indexed  # then `take_index` asks
        grows = query.without("is").terms or query.view == "starred" or self._session.order
        if (self.state.is_open or (grows and not self.state.keeps_rows)) and not waits:
            self.ask_again()
        else:
            self.refresh_facets()
        self._indexer.grow(self._session.library, whole=True)

    def take_index(self, event: Indexed) -> None:
        """Run a query for titles again, as more of them can be found."""
        if event.library is not self._session.library:
            return
        self.state.indexed = event.count
        if not self._panes.is_loading and self.is_index_complete:
            gc.freeze()  # the index
        awaited = self.state.is_open or not self.state.keeps_rows
        if awaited and self.query.needs_title_index:
            self.ask_again()
