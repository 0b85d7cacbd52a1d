"""Select the rows of a query: the one evaluator behind screen, command line and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from paperreader.library.library import Library
from paperreader.query.fields import FIELDS
from paperreader.query.model import NAMED, PHRASE, READING, WORD, Query, Term
from paperreader.query.row_tests import AbstractTest, MarkLookup, RowTest
from paperreader.search import filter_rows

if TYPE_CHECKING:
    from paperreader.search import Hits, StillCurrent


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


def select(  # noqa: PLR0913 - three of them restrict the search
    query: Query,
    library: Library,
    marks: MarkLookup | None = None,
    still_current: StillCurrent = lambda: True,
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
    quick, reading = evaluator.tests(terms)
    if query.is_ranked:
        hits = evaluator.ranked(query, near=near or len(terms) > 0)
        if hits is None:
            return Selection((), 0)
        if quick:
            hits = hits.only(_all_of(quick), still_current)
        for test in reading:
            hits = hits.only(test, still_current)
        return Selection(hits.rows, hits.near_from, hits)
    rows: Sequence[int] = range(len(library)) if within is None else within
    if quick:
        rows = filter_rows(rows, _all_of(quick), still_current)
    for test in reading:
        rows = filter_rows(rows, test, still_current, test.ahead)
    return Selection(rows, len(rows))


def _all_of(tests: Sequence[RowTest]) -> RowTest:
    if len(tests) == 1:
        return tests[0]
    return lambda row: all([test(row) for test in tests])


def _reads(term: Term) -> bool:
    """Return whether a term's test reads abstracts. An excluded query with words reads those of its hits alone."""
    meaning = term.meaning
    return term.field in READING or (meaning is not None and meaning.reads_abstracts and not meaning.is_ranked)


class _Evaluator(NamedTuple):
    """Makes the tests of terms."""

    library: Library
    marks: MarkLookup | None
    still_current: StillCurrent

    def tests(self, terms: Sequence[Term]) -> tuple[list[RowTest], list[AbstractTest]]:
        """Return the quick tests, and those that read abstracts: they come last, for the rows that are left."""
        return (
            [self._quick_test(term) for term in terms if not _reads(term)],
            [self._abstract_test(term) for term in terms if _reads(term)],
        )

    def ranked(self, query: Query, *, near: bool) -> Hits | None:
        """Return the hits of words or `like:`; None if the library lacks the paper that others are to be like."""
        if query.has_words:
            return self.library.index.search(query.words, self.still_current, near=near)
        row = self.library.row_of(query.like or "")
        return None if row is None else self.library.index.like(row, self.still_current)

    def _quick_test(self, term: Term) -> RowTest:
        if term.field == NAMED:
            return self._outside(term.meaning or Query())
        tests = [self._value_test(term, value) for value in term.values]
        if len(tests) == 1 and not term.negated:
            return tests[0]
        return lambda row: any([test(row) for test in tests]) is not term.negated

    def _outside(self, query: Query) -> RowTest:
        """Return the test whether a row is not among those of a query."""
        if not query.is_ranked:
            return _ExclusionTest(self, query)
        chosen = select(query, self.library, self.marks, self.still_current)
        excluded = set(chosen.rows[: chosen.near_from] or chosen.rows)
        return lambda row: row not in excluded

    def _value_test(self, term: Term, value: str) -> RowTest:
        if term.field in (WORD, PHRASE):
            return self.library.index.containing(value).__contains__
        return FIELDS[term.field].make_test(value, self.library, self.marks)

    def _abstract_test(self, term: Term) -> AbstractTest:
        if term.meaning is not None:
            return _ExclusionTest(self, term.meaning)
        tests = [self._value_test(term, value) for value in term.values]
        return _AbstractTermTest(cast("list[AbstractTest]", tests), negated=term.negated)


class _ExclusionTest:
    """Tests whether a row is not among those of a query without words."""

    def __init__(self, evaluator: _Evaluator, query: Query) -> None:
        self._quick, self._reading = evaluator.tests(query.expanded_terms)

    def __call__(self, row: int) -> bool:
        return not (all([test(row) for test in self._quick]) and all(test(row) for test in self._reading))

    def ahead(self, rows: Sequence[int]) -> None:
        """See `AbstractTest`."""
        rows = [row for row in rows if all([test(row) for test in self._quick])]
        for test in self._reading:
            test.ahead(rows)


class _AbstractTermTest:
    """Tests whether a row's abstract passes the test of any value of a term."""

    def __init__(self, tests: Sequence[AbstractTest], *, negated: bool) -> None:
        self._tests = tests
        self._negated = negated

    def __call__(self, row: int) -> bool:
        return any([test(row) for test in self._tests]) is not self._negated

    def ahead(self, rows: Sequence[int]) -> None:
        """See `AbstractTest`."""
        for test in self._tests:
            test.ahead(rows)
            rows = [row for row in rows if not test(row)]
