"""Picking the rows of a query: the one evaluator behind screen, command line and library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from paperreader.query.fields import FIELDS
from paperreader.query.model import NAMED, PHRASE, READING, WORD, Query, Term
from paperreader.query.protocols import AbstractTest, Columns, MarkLookup, RowTest
from paperreader.search import filter_rows

if TYPE_CHECKING:
    from paperreader.search import Hits, StillCurrent


class Selection(NamedTuple):
    """The rows a query picks, exact ones first; those from place `near_from` on are near hits.

    `hits` is the answer of the title search, when the query has words.
    """

    rows: Sequence[int]
    near_from: int
    hits: Hits | None = None


def select(  # noqa: PLR0913 - what, where from, and three ways to ask for less
    query: Query,
    columns: Columns,
    marks: MarkLookup | None = None,
    wanted: StillCurrent = lambda: True,
    *,
    within: range | None = None,
    near: bool = True,
) -> Selection:
    """The rows that a query picks: by relevance with words or a paper to be like, else in the order read.

    Args:
        query: what to pick.
        columns: where from.
        marks: None: every paper is unread and unstarred.
        wanted: see `TitleIndex.search`, whose `Abandoned` passes through.
        within: the rows to look at, of a library that grows; words look at all rows in the index.
        near: whether near hits are wanted where there are exact ones; else they may be missing.

    Raises:
        PaperReaderError: an abstract is to be read, and its dump is gone or has changed.
    """
    terms = [term for term in query.expanded_terms if not query.is_ranked_by(term)]
    tests = [_test_of(term, columns, marks, wanted) for term in terms if not _reads(term)]
    reading = [_reading(term, columns, marks, wanted) for term in terms if _reads(term)]
    if query.is_ranked:
        hits = _ranked(query, columns, wanted, near=near or len(terms) > 0)
        if hits is None:
            return Selection((), 0)
        if tests:
            hits = hits.only(_all_of(tests), wanted)
        for term in reading:
            hits = hits.only(term, wanted)
        return Selection(hits.rows, hits.near_from, hits)
    rows: Sequence[int] = range(len(columns.titles)) if within is None else within
    if tests:
        rows = filter_rows(rows, _all_of(tests), wanted)
    for term in reading:
        rows = filter_rows(rows, term, wanted, term.ahead)
    return Selection(rows, len(rows))


def _ranked(query: Query, columns: Columns, wanted: StillCurrent, *, near: bool) -> Hits | None:
    """The answer of the title search; None when the paper to be like is not there."""
    if query.has_words:
        return columns.index.search(query.words, wanted, near=near)
    row = columns.row_of(query.like or "")
    return None if row is None else columns.index.like(row, wanted)


def _all_of(tests: Sequence[RowTest]) -> RowTest:
    """One test of several."""
    if len(tests) == 1:
        return tests[0]
    return lambda row: all([test(row) for test in tests])


def _reads(term: Term) -> bool:
    """Whether abstracts are read for a term; where an excluded query has words, they are read for its hits alone."""
    meaning = term.meaning
    return term.field in READING or (meaning is not None and meaning.reads_abstracts and not meaning.is_ranked)


def _reading(term: Term, columns: Columns, marks: MarkLookup | None, wanted: StillCurrent) -> AbstractTest:
    if term.meaning is not None:
        return _Excluding(term.meaning, columns, marks, wanted)
    return _AbstractTermTest(term, columns, marks)


class _Excluding:
    """Whether a row is none of a query without words."""

    def __init__(self, query: Query, columns: Columns, marks: MarkLookup | None, wanted: StillCurrent) -> None:
        terms = query.expanded_terms
        self._quick = [_test_of(term, columns, marks, wanted) for term in terms if not _reads(term)]
        self._reading = [_reading(term, columns, marks, wanted) for term in terms if _reads(term)]

    def __call__(self, row: int) -> bool:
        return not (all([test(row) for test in self._quick]) and all(test(row) for test in self._reading))

    def ahead(self, rows: Sequence[int]) -> None:
        """See `AbstractTest`."""
        rows = [row for row in rows if all([test(row) for test in self._quick])]
        for test in self._reading:
            test.ahead(rows)


class _AbstractTermTest:
    """The test of a term for which abstracts are read; it comes after all others, which let fewer rows through."""

    def __init__(self, term: Term, columns: Columns, marks: MarkLookup | None) -> None:
        field_ = FIELDS[term.field]
        self._tests = [cast("AbstractTest", field_.test(value, columns, marks)) for value in term.values]
        self._wanted = not term.negated

    def __call__(self, row: int) -> bool:
        return any([test(row) for test in self._tests]) is self._wanted

    def ahead(self, rows: Sequence[int]) -> None:
        """See `AbstractTest`."""
        for test in self._tests:
            test.ahead(rows)
            rows = [row for row in rows if not test(row)]


def _test_of(term: Term, columns: Columns, marks: MarkLookup | None, wanted: StillCurrent) -> RowTest:
    if term.field == NAMED:
        meaning = term.meaning or Query()
        if not meaning.is_ranked:
            return _Excluding(meaning, columns, marks, wanted)
        chosen = select(meaning, columns, marks, wanted)
        excluded = set(chosen.rows[: chosen.near_from] or chosen.rows)
        return lambda row: row not in excluded
    tests = [_test(term, value, columns, marks) for value in term.values]
    if len(tests) == 1 and not term.negated:
        return tests[0]
    return lambda row: any([test(row) for test in tests]) is not term.negated


def _test(term: Term, value: str, columns: Columns, marks: MarkLookup | None) -> RowTest:
    if term.field in (WORD, PHRASE):
        return columns.index.containing(value).__contains__
    return FIELDS[term.field].test(value, columns, marks)
