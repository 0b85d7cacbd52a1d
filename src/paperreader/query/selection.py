"""Picking the rows of a query: the one evaluator behind screen, command line and library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from paperreader.query.columns import Columns, Marks, Test
from paperreader.query.fields import FIELDS
from paperreader.query.model import PHRASE, WORD, Query, Term
from paperreader.search import Hits


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows a query picks, exact ones first; those from place `near_from` on are near hits.

    `hits` is the answer of the title search, when the query has words.
    """

    rows: list[int]
    near_from: int
    hits: Hits | None = field(default=None, repr=False)


def select(
    query: Query,
    columns: Columns,
    marks: Marks | None = None,
    wanted: Callable[[], bool] = lambda: True,
    *,
    within: range | None = None,
) -> Selection:
    """The rows that a query picks: by relevance with words, else in the order read.

    Args:
        query: what to pick.
        columns: where from.
        marks: None: every paper is unread and unstarred.
        wanted: see `TitleIndex.search`, whose `Abandoned` passes through.
        within: the rows to look at, of a library that grows; words look at all rows in the index.
    """
    hits = columns.index.search(query.words, wanted) if query.has_words else None
    rows: Sequence[int] = range(len(columns.titles)) if within is None else within
    if hits is not None:
        rows = hits.rows
    for term in query.terms:
        if term.field != WORD or term.negated:
            rows = _narrowed(rows, term, columns, marks)
    picked = list(rows)
    near = set(hits.rows[hits.near_from :]) if hits else set()
    return Selection(picked, len(picked) - (sum([row in near for row in picked]) if near else 0), hits)


def _narrowed(rows: Sequence[int], term: Term, columns: Columns, marks: Marks | None) -> Sequence[int]:
    tests = [_test(term, value, columns, marks) for value in term.values]
    if len(tests) == 1:
        test, wanted = tests[0], not term.negated
        return [row for row in rows if test(row) is wanted]
    return [row for row in rows if any(test(row) for test in tests) is not term.negated]


def _test(term: Term, value: str, columns: Columns, marks: Marks | None) -> Test:
    if term.field in (WORD, PHRASE):
        return columns.index.containing(value).__contains__
    return FIELDS[term.field].test(value, columns, marks)
