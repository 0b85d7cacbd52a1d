"""The state of the search: the open request, the completeness of the answer, and where the cursor goes."""

from __future__ import annotations

from dataclasses import dataclass

from paperreader.query.model import Query
from paperreader.results.results import ResultView


@dataclass(slots=True)
class SearchState:
    """The latest request for rows, and what its answer does.

    Attributes:
        is_open: keys wait for its rows.
        is_whole: the last answer is complete; else it is partial, or more abstracts are being searched.
        to_best: the cursor goes to the best match when rows arrive; else it keeps its paper.
        to_paper: the cursor goes to the paper of the last session when it is loaded.
        to_unread: the cursor goes to the first unread paper when papers or marks are loaded.
        is_accepted: Enter was pressed, so without any matching title the abstracts are searched next.
        may_reorder: rows may be ordered anew as more is learned, as no key was pressed since.
        keeps_rows: what is being loaded stands at the end, whatever the query, until that is asked again.
        indexed: the number of titles in the index.
    """

    query: Query
    is_open: bool = False
    is_whole: bool = True
    to_best: bool = False
    to_paper: bool = True
    to_unread: bool = True
    is_accepted: bool = False
    may_reorder: bool = True
    keeps_rows: bool = False
    indexed: int = 0

    def open(self, query: Query, *, to_best: bool, best_first: bool = False) -> None:
        """A request for the rows of a query is sent, which are ranked by words or `best_first`; keys wait for them."""
        self.query, self.is_open, self.is_whole = query, True, False
        self.may_reorder = True
        self.to_best = to_best and (query.is_ranked or best_first)

    def cancel(self) -> None:
        """The answer of the open request is no longer needed, or will not come."""
        self.is_open = self.to_best = False

    def key_pressed(self) -> None:
        """The user acts: cursor and rows move by themselves no more, and abstracts are not searched without Enter."""
        self.to_best = self.to_paper = self.to_unread = self.is_accepted = self.may_reorder = False

    def current_query(self, shown: Query) -> Query:
        """Return the query of the open request, else the query shown."""
        return self.query if self.is_open else shown

    def receive(self, view: ResultView, shown: int) -> bool:
        """Take an answer. Return False if it is to be dropped: less than the rows `shown`, while a dump is loaded."""
        if not self.is_open and view.scanned and len(view.rows) < shown:
            return False
        self.is_open, self.is_whole = False, view.scanned is None
        return True

    def query_for_abstracts(self, view: ResultView, library_size: int) -> Query | None:
        """Return the accepted query as one for abstracts, once, if no title of the whole library matches; else None.

        A query with a mistake is none: what was meant as a field is not to be found in abstracts.
        """
        if not self.is_accepted or self.is_open or self.indexed < library_size:
            return None
        if view.rows or not view.query.has_words or view.query.mistakes:
            return None
        self.is_accepted = False
        query = view.query.in_abstracts()
        return query if query.reads_abstracts else None
