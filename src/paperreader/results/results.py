"""Running a query: its rows, their order, and for an empty list the reason.

Knows a library, the starred papers that no open dump has, and marks. It changes nothing, so any thread may use it.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from paperreader.config import Settings
from paperreader.library.library import Library
from paperreader.marks import STARRED, MarkStore
from paperreader.query.fields import FIELDS
from paperreader.query.model import Query
from paperreader.query.other_spellings import with_values_as_terms, with_words_as_names
from paperreader.query.selection import Selection, select
from paperreader.results.sorting import READ_ORDER, RECOMMENDED, RELEVANCE, sort_rows
from paperreader.search.cancel import StillCurrent, always

if TYPE_CHECKING:
    from paperreader.recommend import Recommender
    from paperreader.search import Hits

_SOON = 0.02  # seconds within which the whole answer needs no partial one before it

_MOST_PAPERS = 200_000  # in the names of more, the first search takes 0.5 s and more
_MARKED_PASSAGES = 20  # more take longer to find in an abstract than a key may


class ResultView(NamedTuple):
    """The rows shown for a query. A row below 0 is a paper that no open dump has: `~n` is row `n` of the unlisted.

    Attributes:
        rows: exact matches, then near ones.
        near_from: the index of the first near match.
        hits: the answer of the title search, if the query has words.
        empty_message: for an empty list, which term to drop and how many rows return.
        meanings: what the words may mean instead of near matches: `4 for author:vaswani`.
        library_size: the number of rows that the library had.
        is_large: the library has so many papers that a key would have to wait for a search in all names.
        cursor_hint: a row, and the index of it or of the nearest row here; see `Cursor.with_cursor_hint`.
        scanned: the number of rows whose abstracts were searched, in a partial answer; None in a whole one.
        recommender: whose scores order the rows; None in other orders.
        explored: why a row is among the first of the recommended order though its score is not; see `recommend`.
    """

    query: Query
    rows: Sequence[int]
    near_from: int
    hits: Hits | None = None
    empty_message: str = ""
    meanings: str = ""
    library_size: int = 0
    is_large: bool = False
    cursor_hint: tuple[int, int] | None = None
    scanned: int | None = None
    recommender: Recommender | None = None
    explored: Mapping[int, str] = MappingProxyType({})

    @property
    def exact_rows(self) -> Sequence[int]:
        """The exact matches, or the near ones if there are none: for programs, which cannot ask."""
        return self.rows[: self.near_from] or self.rows

    @property
    def may_mean_more(self) -> bool:
        """Whether the query has words that are understood, and nothing matches exactly."""
        return bool(not self.near_from and self.query.written_words and not self.query.mistakes)

    def without(self, rows: Iterable[int]) -> ResultView:
        """Return the view without some rows, few of many."""
        kept, near_from = array("q", self.rows), self.near_from
        for row in rows:
            index = bisect_left(kept, row)  # in the order read
            if index == len(kept) or kept[index] != row:
                index = kept.index(row) if row in kept else -1
            if index >= 0:
                del kept[index]
                near_from -= index < near_from
        return self._replace(rows=kept, near_from=near_from)

    def title_spans(self, row: int, title: str) -> tuple[tuple[int, int], ...]:
        """Return the matched parts of a row's title as (start, end) code points."""
        return (self.hits.spans(row) if self.hits and row >= 0 else ()) or self._passages(title, "text")

    def abstract_spans(self, abstract: str) -> tuple[tuple[int, int], ...]:
        """Return the matched parts of an abstract as (start, end) code points."""
        return self._passages(abstract, "abstract", "text")

    def _passages(self, text: str, *fields: str) -> tuple[tuple[int, int], ...]:
        if not self.query.passages:
            return ()
        from paperreader.search import Passage

        values = dict.fromkeys(value for term in self.query.passages if term.field in fields for value in term.values)
        return tuple(sorted(span for value in islice(values, _MARKED_PASSAGES) for span in Passage(value).spans(text)))


class QueryRunner(NamedTuple):
    """Runs queries over a library.

    Attributes:
        unlisted: the starred papers that no open dump has.
        settings: the keys that messages name.
        order: one of `sorting.ORDERS`; "" for relevance with words, else read order.
        typing: whether the query is being typed, so that Enter may search abstracts.
        recommender: has the scores of the library's rows, for the recommended order, in which one place in five is for exploration
            unless words are searched; without it papers are by date.
    """

    library: Library
    unlisted: Library
    marks: MarkStore
    settings: Settings
    order: str = ""
    reverse: bool = False
    typing: bool = False
    recommender: Recommender | None = None

    def run(
        self,
        query: Query,
        still_current: StillCurrent = always,
        *,
        scanned: int | None = None,
        explain: bool = True,
        near: bool = True,
    ) -> ResultView:
        """Return the rows of a query. Other arguments and errors are those of `select`.

        With `scanned`, only so many first rows are searched, for a query that is not ranked. Without `explain`, an
        empty list has no message.
        """
        size = self.library.row_count
        selection = select(query, self.library, self.marks, still_current, within=range(scanned or size), near=near)
        rows, near_from = selection.rows, selection.near_from
        explored: Mapping[int, str] = {}
        if not self._keeps_found_order(query):
            rows, near_from, explored = self._sort(query, selection)
        message = "reading abstracts…"
        if scanned is None:
            message = self._empty_message(query, still_current) if explain and not rows else ""
        recommender = self.recommender if self.order == RECOMMENDED else None
        return ResultView(
            query,
            rows,
            near_from,
            selection.hits,
            message,
            library_size=size,
            is_large=size > _MOST_PAPERS,
            scanned=scanned,
            recommender=recommender,
            explored=explored,
        )

    def stream(
        self, query: Query, still_current: StillCurrent = always, *, scan: int = 8192, soon: float = _SOON
    ) -> Iterator[ResultView]:
        """Run a query; if many abstracts are to be searched, partial answers come first.

        Args:
            query: the query.
            still_current: see `select`.
            scan: rows to search for the first answer; each later one searches three times as many.
            soon: seconds within which a partial answer is skipped: its abstracts were known, and so may be all.
        """
        while query.reads_abstracts and not query.is_ranked and scan < self.library.row_count:
            start = time.perf_counter()
            view = self.run(query, still_current, scanned=scan)
            if time.perf_counter() - start > soon:
                yield view
            scan *= 3
        yield self.run(query, still_current)

    def with_meanings(self, view: ResultView, still_current: StillCurrent = always) -> ResultView:
        """Return a view with what its words may mean; in a large library without."""
        meanings = self.meanings(view, still_current) if not view.is_large else ""
        if not meanings or view.rows:
            return view._replace(meanings=meanings)
        message = f"nothing for {view.query} · {meanings}{self._abstracts_hint(view.query)}"
        return view._replace(meanings=meanings, empty_message=message)

    def meanings(self, view: ResultView, still_current: StillCurrent = always) -> str:
        """Return what the words of a view's query may mean, if they may mean more."""
        query = view.query
        if not view.may_mean_more:
            return ""
        values = self._counted((with_values_as_terms(query, FIELDS["is"].values),), query, still_current)
        return " · ".join(list(values) or self._counted(with_words_as_names(query), query, still_current))

    def iter_views(self, query: Query, *, near: bool = False) -> Iterator[ResultView]:
        """Yield the rows in pieces, each as soon as it is certain.

        With `near`, near matches follow the exact ones; without exact ones they always come.
        """
        if query.reads_abstracts and not query.is_ranked and self._keeps_found_order(query):
            start, step = 0, 1024
            while start < self.library.row_count:
                within = range(start, min(start + step, self.library.row_count))
                rows = select(query, self.library, self.marks, within=within).rows
                yield ResultView(query, rows, len(rows))
                start, step = within.stop, 2 * step  # each call looks up marks and names anew
        else:
            view = self.run(query, explain=False, near=near)
            yield view if near else view._replace(rows=view.exact_rows)

    def extend(self, view: ResultView) -> ResultView:
        """Return the view with the matching rows that the library has received since.

        A query with words or for abstracts is left as it is: it runs again when all papers are there.
        """
        size, query = self.library.row_count, view.query
        if size <= view.library_size or query.needs_title_index or query.reads_abstracts:
            return view
        rows: array[int] | range = range(size)
        if query.terms or not isinstance(view.rows, range) or self.library.leaves_out:
            new = select(query, self.library, self.marks, within=range(view.library_size, size))
            rows = array("q", view.rows)
            rows.extend(new.rows)
        return view._replace(rows=rows, near_from=len(rows), library_size=size)

    def _keeps_found_order(self, query: Query) -> bool:
        """Return True if rows stay in the order in which they are found, so that later ones only follow."""
        return self.order in ("", _found_order(query)) and not self.reverse and query.view != STARRED

    def _sort(self, query: Query, selection: Selection) -> tuple[Sequence[int], int, Mapping[int, str]]:
        """Sort exact and near matches apart; starred papers that no open dump has follow each."""
        order = self.order or _found_order(query)
        if order == RECOMMENDED and self.recommender is None:
            order = "date"

        def parts(
            selection: Selection, library: Library, recommender: Recommender | None = None
        ) -> list[Sequence[int]]:
            exact, near = selection.rows[: selection.near_from], selection.rows[selection.near_from :]
            return [
                sort_rows(rows, order, library, self.marks, recommender, reverse=self.reverse) for rows in (exact, near)
            ]

        exact, near = parts(selection, self.library, self.recommender)
        explored: Mapping[int, str] = {}
        if self.recommender and order == RECOMMENDED and query.view == "unread":
            exact = self.recommender.wanted_last(exact)
        if self.recommender and order == RECOMMENDED and not self.reverse and not query.is_ranked:
            exact, explored = self.recommender.explore(exact)
        if query.view == STARRED:
            unlisted = parts(select(query, self.unlisted, self.marks), self.unlisted)
            exact, near = ([*rows, *(~row for row in more)] for rows, more in zip((exact, near), unlisted, strict=True))
        rows = [*exact, *near] if near else exact
        return rows if isinstance(rows, range) else array("q", rows), len(exact), explored

    def _empty_message(self, query: Query, still_current: StillCurrent) -> str:
        return self._what_to_drop(query, still_current) + self._abstracts_hint(query)

    def _abstracts_hint(self, query: Query) -> str:
        return " · Enter: abstracts" if self.typing and query.has_words and not query.mistakes else ""

    def _counted(self, meanings: Iterable[Query], query: Query, still_current: StillCurrent) -> Iterator[str]:
        """Yield each other meaning of a query that has rows, with their number: `12 for year:2024`."""
        for meant in meanings:
            if meant != query and (rows := self.run(meant, still_current, explain=False).rows):
                yield f"{len(rows)} for {meant}"

    def _what_to_drop(self, query: Query, still_current: StillCurrent) -> str:
        """Name the term whose removal returns rows, and their number."""
        total = len(self.library)
        if not query.terms:
            return "no papers here"
        if query.view != "all" and len(query.terms) == 1:
            return f"0 {query.view} · {total} in all: press {self.settings.key('view.all')}"
        meanings = (query.with_prefixes(), with_values_as_terms(query, FIELDS["is"].values))
        if meant := next(self._counted(meanings, query, still_current), ""):
            return f"nothing for {query} · {meant}"
        peeled = query.without_last_layer()
        others = (Query(tuple(other for other in query.terms if other is not term)) for term in reversed(query.terms))
        for rest in (peeled, *others):
            count = len(select(rest, self.library, self.marks, still_current).rows)
            if rest.view == STARRED:
                count += len(select(rest, self.unlisted, self.marks).rows)
            if count:
                dropped = Query(tuple(term for term in query.terms if term not in rest.terms)) if rest.terms else "it"
                key = f": press {self.settings.key('app.back')}" if rest == peeled else ""
                return f"nothing for {query} · {count} without {dropped}{key}"
        return f"nothing for {query} · {total} in all"


def _found_order(query: Query) -> str:
    return RELEVANCE if query.is_ranked else READ_ORDER
