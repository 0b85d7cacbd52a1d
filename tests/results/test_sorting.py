"""Sort orders of the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.results.sorting import ORDERS, sort_rows
from tests.libraries import NOON, Marked, entry, library

PAPERS = library(
    entry("Zebra Stripes of Deep Networks", day=20230915, authors_count=5, comments=2),
    entry("An Undated Paper Comes Last"),
    entry("Éclairs and Other Accented Titles", day=20240517, authors_count=3, comments=7),
    entry("a Lower Case Title Here", day=20230915, authors_count=671, comments=2),
    entry("Another Undated Paper Comes Last"),
    entry("“Quoted” Titles Sort by Letters", day=20250101, comments=0),
)
STARS = Marked(starred={PAPERS.keys[0]: NOON, PAPERS.keys[5]: NOON.replace(year=2027)})
ALL = range(len(PAPERS))


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ("read-order", [0, 1, 2, 3, 4, 5]),
        ("date", [5, 2, 0, 3, 1, 4]),
        ("title", [3, 1, 4, 2, 5, 0]),
        ("comments", [2, 0, 3, 5, 1, 4]),
        ("authors", [3, 0, 2, 1, 4, 5]),
        ("starred", [5, 0, 1, 2, 3, 4]),
    ],
)
def test_an_order_begins_with_the_newest_or_highest_value(order: str, rows: list[int]) -> None:
    assert list(sort_rows(ALL, order, PAPERS, STARS)) == rows


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ("read-order", [5, 4, 3, 2, 1, 0]),
        ("date", [0, 3, 2, 5, 1, 4]),
        ("title", [0, 5, 2, 4, 1, 3]),
        ("comments", [5, 0, 3, 2, 1, 4]),
        ("authors", [2, 0, 3, 1, 4, 5]),
        ("starred", [0, 5, 1, 2, 3, 4]),
    ],
)
def test_in_reverse_unknown_values_stay_last_and_ties_in_read_order(order: str, rows: list[int]) -> None:
    assert list(sort_rows(ALL, order, PAPERS, STARS, reverse=True)) == rows


def test_relevance_is_the_order_of_the_hits() -> None:
    assert sort_rows([4, 0, 2], "relevance", PAPERS) == [4, 0, 2]
    assert sort_rows([4, 0, 2], "relevance", PAPERS, reverse=True) == [2, 0, 4]


def test_without_marks_the_order_by_stars_is_the_read_order() -> None:
    assert sort_rows([3, 1, 2], "starred", PAPERS) == [1, 2, 3]


@given(st.sampled_from(ORDERS), st.permutations(list(ALL)), st.booleans())
def test_sorting_keeps_every_paper_and_ignores_the_order_before(
    order: str,
    rows: list[int],
    reverse: bool,  # noqa: FBT001 # drawn, not chosen by a caller
) -> None:
    found = sort_rows(rows, order, PAPERS, STARS, reverse=reverse)
    assert sorted(found) == list(ALL)
    if order != "relevance":
        assert list(found) == list(sort_rows(ALL, order, PAPERS, STARS, reverse=reverse))
