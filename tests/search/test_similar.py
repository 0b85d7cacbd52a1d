"""Titles that share rare words with a title."""

from __future__ import annotations

import pytest

from paperreader.search import TitleIndex

TITLES = (
    "Sparse Autoencoders Find Highly Interpretable Features",
    "Scaling Sparse Autoencoders",
    "Interpretable Time Series Models",
    "Successor Heads in the Wild",
    "Highly Efficient Sorting",
    "Zebrafish",
)
FIND, SCALING, SERIES, HEADS, SORTING, ZEBRAFISH = range(6)


def index(*titles: str) -> TitleIndex:
    titles_index = TitleIndex()
    titles_index.extend(titles, [0] * len(titles))
    return titles_index


def test_the_title_that_shares_most_comes_first_and_the_title_itself_is_left_out() -> None:
    rows = list(index(*TITLES).like(FIND).rows)
    assert rows[0] == SCALING
    assert FIND not in rows
    assert HEADS not in rows


def test_the_shared_words_are_the_matched_letters() -> None:
    hits = index(*TITLES).like(FIND)
    assert [TITLES[SCALING][start:end] for start, end in hits.spans(SCALING)] == ["Sparse", "Autoencoders"]
    assert hits.score(SCALING) > hits.score(SERIES)


def test_a_title_that_shares_no_word_has_no_similar_titles() -> None:
    assert list(index(*TITLES).like(ZEBRAFISH).rows) == []
    assert list(index("???", "!!!").like(0).rows) == []


def test_frequent_words_make_no_titles_similar() -> None:
    many = [f"The Study of Subject Number{number}" for number in range(200)]
    titles_index = index(*many, "The Study of Rare Zebrafish", "On Rare Zebrafish")
    assert list(titles_index.like(200).rows) == [201]


@pytest.mark.parametrize("count", [900, 2000])
def test_both_engines_find_the_same_similar_titles(count: int) -> None:
    many = [f"Paper {number} on Topic{number % 300} and Matter{number % 450}" for number in range(count)]
    rows = list(index(*many).like(7).rows)
    assert set(rows) == {row for row in range(count) if row != 7 and (row % 300 == 7 or row % 450 == 7)}
