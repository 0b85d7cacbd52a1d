"""Picking the rows of a query: the one evaluator behind screen, command line and library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paperreader.query.columns import Columns, Marks, Test
from paperreader.query.fields import FIELDS
from paperreader.query.model import PHRASE, WORD, Query, Term
from paperreader.search import Hits, Wanted, passing


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows a query picks, exact ones first; those from place `near_from` on are near hits.

    `hits` is the answer of the title search, when the query has words.
    """

    rows: Sequence[int]
    near_from: int
    hits: Hits | None = field(default=None, repr=False)


def select(
    query: Query,
    columns: Columns,
    marks: Marks | None = None,
    wanted: Wanted = lambda: True,
    *,
    within: range | None = None,
) -> Selection:
    """The rows that a query picks: by relevance with words or a paper to be like, else in the order read.

    Args:
        query: what to pick.
        columns: where from.
        marks: None: every paper is unread and unstarred.
        wanted: see `TitleIndex.search`, whose `Abandoned` passes through.
        within: the rows to look at, of a library that grows; words look at all rows in the index.
    """
    tests = [_test_of(term, columns, marks) for term in query.terms if not query.is_ranked_by(term)]
    if query.is_ranked:
        hits = _ranked(query, columns, wanted)
        if hits is None:
            return Selection((), 0)
        if tests:
            hits = hits.only(_all_of(tests), wanted)
        return Selection(hits.rows, hits.near_from, hits)
    rows: Sequence[int] = range(len(columns.titles)) if within is None else within
    if tests:
        rows = passing(rows, _all_of(tests), wanted)
    return Selection(rows, len(rows))


def _ranked(query: Query, columns: Columns, wanted: Wanted) -> Hits | None:
    """The answer of the title search; None when the paper to be like is not there."""
    if query.has_words:
        return columns.index.search(query.words, wanted)
    row = columns.row_of(query.like or "")
    return None if row is None else columns.index.like(row, wanted)


def _all_of(tests: Sequence[Test]) -> Test:
    """One test of several."""
    if len(tests) == 1:
        return tests[0]
    return lambda row: all([test(row) for test in tests])


def _test_of(term: Term, columns: Columns, marks: Marks | None) -> Test:
    tests = [_test(term, value, columns, marks) for value in term.values]
    if len(tests) == 1 and not term.negated:
        return tests[0]
    return lambda row: any([test(row) for test in tests]) is not term.negated


def _test(term: Term, value: str, columns: Columns, marks: Marks | None) -> Test:
    if term.field in (WORD, PHRASE):
        return columns.index.containing(value).__contains__
    return FIELDS[term.field].test(value, columns, marks)
