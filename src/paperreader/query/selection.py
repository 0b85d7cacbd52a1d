"""Select the rows of a query: the one evaluator behind screen, command line and scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from paperreader.library.library import Library
from paperreader.marks import MarkStore
from paperreader.query.fields import FIELDS, RowTest
from paperreader.query.model import PHRASE, READING, WORD, Query, Term
from paperreader.search import filter_rows
from paperreader.search.cancel import StillCurrent, always

if TYPE_CHECKING:
    from paperreader.search import Hits


class Selection(NamedTuple):
    """The rows of a query, exact hits first.

    Attributes:
        rows: row numbers.
        near_from: index in `rows` of the first near hit.
        hits: the result of the title search, if the query has words.
    """

    rows: Sequence[int]
    near_from: int
    hits: Hits | None = None

    @property
    def exact_rows(self) -> Sequence[int]:
        """The exact matches, or the near ones if there are none: for programs, which cannot ask."""
        return self.rows[: self.near_from] or self.rows


def select(  # noqa: PLR0913 - the last three limit the work
    query: Query,
    library: Library,
    marks: MarkStore | None = None,
    still_current: StillCurrent = always,
    *,
    within: range | None = None,
    near: bool = True,
) -> Selection:
    """Return the rows of a query: by relevance with words or `like:`, else in the order read.

    Args:
        query: the query.
        library: the papers.
        marks: None: every paper is unread and unstarred.
        still_current: see `TitleIndex.search`, which raises SearchCancelled.
        within: the rows to test, of a library that grows; a search for words takes all rows of the index.
        near: whether near hits are needed where there are exact ones; else they may be missing.

    Raises:
        PaperReaderError: an abstract has to be read, and its dump is gone or has changed.
    """
    evaluator = _Evaluator(library, marks, still_current)
    terms = [term for term in query.expanded_terms if not query.is_ranked_by(term)]
    quick = [evaluator.test(term) for term in terms if not _reads(term)]
    reading = [term for term in terms if _reads(term)]  # last, for the rows that are left
    if query.is_ranked:
        hits = evaluator.ranked(query, near=near or len(terms) > 0)
        if hits is None:
            return Selection((), 0)
        if library.leaves_out:
            hits = hits.only(library.is_listed, still_current)
        if quick:
            hits = hits.only(_all_of(quick), still_current)
        for term in reading:
            hits = hits.only(evaluator.test(term), still_current)
        return Selection(hits.rows, hits.near_from, hits)
    rows = library.listed(range(library.row_count) if within is None else within)
    if quick:
        rows = filter_rows(rows, _all_of(quick), still_current)
    for term in reading:
        rows = filter_rows(rows, evaluator.test(term), still_current, evaluator.read_ahead(term))
    return Selection(rows, len(rows))


def _all_of(tests: Sequence[RowTest]) -> RowTest:
    if len(tests) == 1:
        return tests[0]
    return lambda row: all([test(row) for test in tests])


def _reads(term: Term) -> bool:
    """Return whether a term's test reads abstracts. An excluded query with words reads those of its hits alone."""
    queries = term.alternatives if term.meaning is None else (term.meaning,)
    return term.field in READING or any(query.reads_abstracts and not query.is_ranked for query in queries)


class _Evaluator(NamedTuple):
    """Makes the tests of terms."""

    library: Library
    marks: MarkStore | None
    still_current: StillCurrent

    def ranked(self, query: Query, *, near: bool) -> Hits | None:
        """Return the hits of words or `like:`; None if the library lacks the paper that others are to be like."""
        if query.has_words:
            return self.library.index.search(query.words, self.still_current, near=near)
        row = self.library.row_of(query.like or "")
        return None if row is None else self.library.like(row, self.still_current)

    def test(self, term: Term) -> RowTest:
        """Return the test whether a row passes a term."""
        if term.meaning is not None:
            return self._outside(term.meaning)
        if term.alternatives:
            return self._in_any(term)
        tests = [self._value_test(term, value) for value in term.values]
        if len(tests) == 1 and not term.negated:
            return tests[0]
        return lambda row: any([test(row) for test in tests]) is not term.negated

    def _value_test(self, term: Term, value: str) -> RowTest:
        if term.field in (WORD, PHRASE):
            return self.library.index.containing(value).__contains__
        return FIELDS[term.field].make_test(value, self.library, self.marks)

    def read_ahead(self, term: Term) -> Callable[[Sequence[int]], None]:
        """Return the function that searches many abstracts for the values of a term: neighbours are read at once."""
        searches = [self.library.abstracts.containing(value) for value in term.values] if not term.meaning else []

        def ahead(rows: Sequence[int]) -> None:
            for search in searches:
                search.ahead(rows)

        return ahead

    def _in_any(self, group: Term) -> RowTest:
        """Return the test whether a row is among those of any query of a group."""
        cheap_first = sorted(group.alternatives, key=lambda query: query.reads_abstracts)
        tests = [self._inside(query) for query in cheap_first]
        return lambda row: any(test(row) for test in tests) is not group.negated

    def _outside(self, query: Query) -> RowTest:
        """Return the test whether a row is not among those of a query."""
        inside = self._inside(query)
        return lambda row: not inside(row)

    def _inside(self, query: Query) -> RowTest:
        """Return the test whether a row is among those of a query."""
        if not query.is_ranked:
            tests = [self.test(term) for term in sorted(query.expanded_terms, key=_reads)]
            return lambda row: all(test(row) for test in tests)
        chosen = select(query, self.library, self.marks, self.still_current)
        return set(chosen.exact_rows).__contains__
