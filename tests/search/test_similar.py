"""Titles that share rare words with a paper."""

from __future__ import annotations

import pytest

import paperreader
from paperreader.search import TitleIndex
from tests.libraries import SEEDS

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
    rows = list(index(*TITLES).like(FIND, TITLES[FIND]).rows)
    assert rows[0] == SCALING
    assert FIND not in rows
    assert HEADS not in rows


def test_the_shared_words_are_the_matched_letters() -> None:
    hits = index(*TITLES).like(FIND, TITLES[FIND])
    assert [TITLES[SCALING][start:end] for start, end in hits.spans(SCALING)] == ["Sparse", "Autoencoders"]
    assert hits.score(SCALING) > hits.score(SERIES)


def test_a_title_that_shares_no_word_has_no_similar_titles() -> None:
    assert list(index(*TITLES).like(ZEBRAFISH, "Zebrafish").rows) == []
    assert list(index("???", "!!!").like(0, "???").rows) == []


@pytest.mark.parametrize("others", [0, 3, 2000], ids=["none", "few", "many"])
def test_a_paper_that_is_not_indexed_yet_has_similar_titles_among_those_that_are(others: int) -> None:
    titles = [f"Paper {number} on Topic{number % 300}" for number in range(others)]
    found = list(index(*titles).like(others, "On Topic7 and Zebrafish").rows)
    assert found == ([7, 307, 607, 907, 1207, 1507, 1807] if others == 2000 else [*range(others)])


def test_frequent_words_make_no_titles_similar() -> None:
    many = [f"The Study of Subject Number{number}" for number in range(200)]
    titles_index = index(*many, "The Study of Rare Zebrafish", "On Rare Zebrafish")
    assert list(titles_index.like(200, "The Study of Rare Zebrafish").rows) == [201]


@pytest.mark.parametrize("count", [900, 2000])
def test_both_engines_find_the_same_similar_titles(count: int) -> None:
    many = [f"Paper {number} on Topic{number % 300} and Matter{number % 450}" for number in range(count)]
    rows = list(index(*many).like(7, many[7]).rows)
    assert set(rows) == {row for row in range(count) if row != 7 and (row % 300 == 7 or row % 450 == 7)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("study", "studies"), ("case", "cases"), ("class", "classes"), ("batch", "batches"), ("gan", "gans")],
)
def test_singular_and_plural_are_one_word(one: str, other: str) -> None:
    titles = (f"Zebrafish {one}", f"Walrus {other}", "Sorting")
    titles_index = index(*titles)
    assert [list(titles_index.like(row, titles[row]).rows) for row in (0, 1)] == [[1], [0]]
    ((start, end),) = titles_index.like(0, titles[0]).spans(1)
    assert titles[1][start:end] == other


def test_words_of_the_abstract_find_titles_and_those_of_the_title_count_more() -> None:
    titles_index = index("Alpha Zebrafish", "Towards the Walrus", "Zebrafish in Water", "Sorting")
    assert list(titles_index.like(0, "Alpha Zebrafish", "We look at a walrus.").rows) == [2, 1]


def test_from_one_paper_on_sparse_autoencoders_the_other_two_come_first() -> None:
    library = paperreader.load([SEEDS])
    row = next(row for row, title in enumerate(library.titles) if title.startswith("Towards Principled Evaluations"))
    found = [library.titles[row] for row in library.like(row).rows[:2]]
    assert all("Sparse Autoencoder" in title for title in found)
