"""Choosing the rows for a query: which, in which order, and when there are none, why.

Knows a library, the papers that no open dump has, and marks; changes nothing, so any thread may ask.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from paperreader.config import Settings
from paperreader.library.library import Library
from paperreader.marks import STARRED, MarkStore
from paperreader.query.model import Query

if TYPE_CHECKING:
    from paperreader.query import Selection
    from paperreader.search import Hits

_FIRST_LOOK = 8192  # rows whose abstracts are read before the first answer
_SOON = 0.02  # seconds in which an answer needs no other before it
_STEP = 1024  # rows whose abstracts are read before what is found in the first of them goes on
_NEXT_LOOK = 3  # times as many before the next


class ResultView(NamedTuple):
    """Rows to be shown for a query. A row from -1 down is a paper that no open dump has.

    `empty` tells, when there is no row, which term to drop and what that returns; `known` is how
    many rows the library had; `looked` at how many of them abstracts were read so far, when more are
    to follow; `kept` a row and the place at which it, or the nearest, is found here.
    """

    query: Query
    rows: Sequence[int]
    near_from: int
    hits: Hits | None = None
    empty_message: str = ""
    library_size: int = 0
    cursor_hint: tuple[int, int] | None = None
    scanned: int | None = None

    @property
    def exact_rows(self) -> Sequence[int]:
        """The rows that a query picks where one may not ask: the exact hits, or the near ones without any."""
        return self.rows[: self.near_from] or self.rows


class QueryRunner(NamedTuple):
    """Chooses rows as a sitting stands at the moment.

    Attributes:
        library: what is open.
        absent: the starred papers that no open dump has; their row `n` is `~n` in a view.
        marks: what is read and starred.
        settings: which keys are told.
        order: one of `order.ORDERS`; "": relevance with words, else read order.
        reverse: whether the order is turned round.
        typing: whether the query is being typed, so that Enter may search abstracts.
    """

    library: Library
    unlisted: Library
    marks: MarkStore
    settings: Settings
    order: str = ""
    reverse: bool = False
    typing: bool = False

    def run(
        self,
        query: Query,
        wanted: Callable[[], bool] = lambda: True,
        *,
        looked: int | None = None,
        explain: bool = True,
        near: bool = True,
    ) -> ResultView:
        """The rows for a query.

        Args:
            query: what to ask.
            wanted: see `paperreader.query.select`.
            looked: only among so many rows, the first ones; for a query that is not ranked.
            explain: whether to find out, when there are none, what would have some.
            near: see `paperreader.query.select`.

        Raises:
            PaperReaderError: abstracts are to be read, and a dump is gone or has changed.
        """
        from paperreader.query import select
        from paperreader.results.sorting import READ_ORDER, RELEVANCE

        library, known = self.library, len(self.library)
        chosen = select(query, library, self.marks, wanted, within=range(looked or known), near=near)
        rows, near_from = chosen.rows, chosen.near_from
        if not self.is_in_found_order(query):
            order = self.order or (RELEVANCE if query.is_ranked else READ_ORDER)
            rows, near_from = self._in_order(query, chosen, order)
        if looked is not None:
            return ResultView(query, rows, near_from, chosen.hits, "reading abstracts…", known, scanned=looked)
        empty = self._why_empty(query, wanted) if explain and not rows else ""
        return ResultView(query, rows, near_from, chosen.hits, empty, known)

    def stream(self, query: Query, wanted: Callable[[], bool] = lambda: True) -> Iterator[ResultView]:
        """`choose`; where many abstracts are to be read, what is found in the first ones comes first."""
        looked = _FIRST_LOOK
        while query.reads_abstracts and not query.is_ranked and looked < len(self.library):
            start = time.perf_counter()
            view = self.run(query, wanted, looked=looked)
            if time.perf_counter() - start > _SOON:  # else it was known, and so may be all
                yield view
            looked *= _NEXT_LOOK
        yield self.run(query, wanted)

    def iter_rows(self, query: Query, *, near: bool = False) -> Iterator[tuple[Sequence[int], Hits | None]]:
        """The rows, some at a time as soon as they are sure to be next, with the answer of the title search.

        Args:
            query: what to ask.
            near: whether near hits follow the exact ones; they come anyway where there is no other.
        """
        from paperreader.query import select

        if query.reads_abstracts and not query.is_ranked and self.is_in_found_order(query):
            start, step = 0, _STEP
            while start < len(self.library):
                within = range(start, min(start + step, len(self.library)))
                yield select(query, self.library, self.marks, within=within).rows, None
                start, step = within.stop, 2 * step  # each time marks and names are looked up anew
        else:
            view = self.run(query, explain=False, near=near)
            yield (view.rows if near else view.exact_rows), view.hits

    def is_in_found_order(self, query: Query) -> bool:
        """Whether the rows come in the order in which they are found, so that more of them only follow."""
        from paperreader.results.sorting import READ_ORDER, RELEVANCE

        usual = RELEVANCE if query.is_ranked else READ_ORDER
        return self.order in ("", usual) and not self.reverse and query.view != STARRED

    def _in_order(self, query: Query, chosen: Selection, order: str) -> tuple[Sequence[int], int]:
        """Chosen rows in an order, exact and near ones apart, with starred ones of dumps that are not open."""
        from paperreader.query import select

        exact, near = (
            self._ordered(rows, order, self.library)
            for rows in (chosen.rows[: chosen.near_from], chosen.rows[chosen.near_from :])
        )
        if query.view == STARRED:
            gone = select(query, self.unlisted, self.marks)
            exact = [*exact, *(~row for row in self._ordered(gone.rows[: gone.near_from], order, self.unlisted))]
            near = [*near, *(~row for row in self._ordered(gone.rows[gone.near_from :], order, self.unlisted))]
        rows = [*exact, *near] if near else exact
        return rows if isinstance(rows, range) else array("q", rows), len(exact)

    def _ordered(self, rows: Sequence[int], order: str, library: Library) -> Sequence[int]:
        from paperreader.results.sorting import sort_rows

        return sort_rows(rows, order, library, self.marks, reverse=self.reverse)

    def _why_empty(self, query: Query, wanted: Callable[[], bool]) -> str:
        return self._dropping(query, wanted) + (" · Enter: abstracts" if self.typing and query.has_words else "")

    def _dropping(self, query: Query, wanted: Callable[[], bool]) -> str:
        """Which term to drop, and what that returns."""
        from paperreader.query import select

        total = len(self.library)
        if not query.terms:
            return "no papers here"
        if query.view != "all" and len(query.terms) == 1:
            return f"0 {query.view} · {total} in all: press {self.settings.key('view.all')}"
        begun = query.with_prefixes()
        if begun != query:
            count = len(select(begun, self.library, self.marks, wanted).rows)
            if count:
                return f"nothing for {query} · {count} for {begun}"
        peeled = query.without_last_layer()
        others = (Query(tuple(other for other in query.terms if other is not term)) for term in reversed(query.terms))
        for rest in (peeled, *others):
            count = len(select(rest, self.library, self.marks, wanted).rows)
            if rest.view == STARRED:
                count += len(select(rest, self.unlisted, self.marks).rows)
            if count:
                dropped = Query(tuple(term for term in query.terms if term not in rest.terms)) if rest.terms else "it"
                key = f": press {self.settings.key('app.back')}" if rest == peeled else ""
                return f"nothing for {query} · {count} without {dropped}{key}"
        return f"nothing for {query} · {total} in all"
