"""The parts of titles and abstracts that match a query."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.query.model import Query
from paperreader.results.results import ResultView


def title_spans(view: ResultView, row: int, title: str) -> tuple[tuple[int, int], ...]:
    """Return the matched parts of a row's title as (start, end) code points."""
    spans = view.hits.spans(row) if view.hits and row >= 0 else ()
    return spans or tuple(_passages(view.query, title, "text"))


def abstract_spans(query: Query, abstract: str) -> tuple[tuple[int, int], ...]:
    """Return the matched parts of an abstract as (start, end) code points."""
    return tuple(_passages(query, abstract, "abstract", "text"))


def _passages(query: Query, text: str, *fields: str) -> Iterator[tuple[int, int]]:
    terms = query.passages
    if terms:
        from paperreader.search import Passage

        values = [value for term in terms if term.field in fields for value in term.values]
        yield from sorted(span for value in values for span in Passage(value).spans(text))
