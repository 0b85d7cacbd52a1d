"""Signs that tell titles apart: `c++`, `c#`, `a*`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.search import Hits, TitleIndex

TITLES = (
    "Learning C",
    "Learning C++",
    "Learning C# by Example",
    "Learning Clustering",
    "Memory Safety in C/C++",
    "A Search for Order",
    "Planning with A$^{*}$ Search",
    "F\uff03 in Ten Minutes",
    "A+B Arithmetic",
    "Autoencoders",
)
C, CPP, SHARP, CLUSTERING, BOTH, A, STAR, F, JOINED, AUTO = range(10)
SIZES = pytest.mark.parametrize("others", [0, 1500], ids=["linear", "indexed"])


def search(query: str, others: int = 0, titles: Sequence[str] = TITLES) -> tuple[list[int], list[int]]:
    """Rows of the exact and the near hits, among other titles."""
    hits = hits_of(query, [*titles, *["Zebrafish"] * others])
    return list(hits.rows[: hits.near_from]), list(hits.rows[hits.near_from :])


def hits_of(query: str, titles: Sequence[str]) -> Hits:
    index = TitleIndex()
    index.extend(titles, [0] * len(titles))
    return index.search(query)


@SIZES
@pytest.mark.parametrize(
    ("query", "exact", "near"),
    [
        ("learning c++", [CPP], [C, SHARP]),
        ("c++ learning", [CPP], [C, SHARP]),
        ("c++", [CPP, BOTH], [C, SHARP]),
        ("c+", [CPP, BOTH], [C, SHARP]),
        ("C/C++", [BOTH, CPP], [C, SHARP]),
        ("c#", [SHARP], [C, CPP, BOTH]),
        ("f#", [F], []),
        ("a*", [STAR], [JOINED, A]),
        ("a* search", [STAR], [A]),
        ("lerning c++", [], [CPP, C, SHARP]),
    ],
)
def test_titles_with_the_sign_come_first_and_others_are_near(
    query: str, exact: list[int], near: list[int], others: int
) -> None:
    assert search(query, others) == (exact, near)


@SIZES
@pytest.mark.parametrize(
    ("query", "plain"),
    [("autoenc*", "autoenc"), ("learning*", "learning"), ("d++ c", "d c"), ("a+b", "a b"), ("+", "")],
)
def test_signs_that_no_title_has_do_not_count(query: str, plain: str, others: int) -> None:
    assert search(query, others) == search(plain, others)


def test_without_signs_all_titles_with_the_letter_are_found() -> None:
    assert search("c")[0] == [C, CPP, BOTH, SHARP, CLUSTERING]
    assert search("learning c")[0] == [C, CPP, SHARP, CLUSTERING]


def test_a_longer_word_finds_what_begins_with_it_too() -> None:
    assert search("tree*", titles=("Volumetric Tree*: Graphs", "Treebanks")) == ([0], [1])


def test_titles_without_the_sign_are_left_out_when_enough_have_it() -> None:
    assert search("c++", titles=["More C++", *["Even More C++"] * 19, "Less C"])[1] == []


def test_a_phrase_has_its_signs() -> None:
    index = TitleIndex()
    index.extend(TITLES, [0] * len(TITLES))
    assert index.containing("learning c++") == {CPP}
    assert index.containing("learning c") == {C, CPP, SHARP}


def test_signs_of_titles_added_later_count() -> None:
    titles = ["Learning C++", "Learning C"]
    index = TitleIndex()
    index.extend(titles, [0, 0])
    assert index.search("learning c++").near_from == 1
    titles.append("More Learning with C++")
    index.extend(titles, [0, 0, 0])
    assert list(index.search("learning c++").rows) == [0, 2, 1]


_WORDS = st.sampled_from(("c", "c++", "c#", "a*", "learning", "lerning", "search", "the"))
_LINES = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)


@given(st.lists(_LINES, min_size=1, max_size=40), _LINES, st.integers(0, 1))
def test_scores_never_rise_and_filtered_hits_keep_their_order(titles: list[str], query: str, odd: int) -> None:
    hits = hits_of(query, titles)
    scores = [hits.score(row) for row in hits.rows]
    assert scores == sorted(scores, reverse=True)
    some = hits.only(lambda row: row % 2 == odd)
    assert list(some.rows) == [row for row in hits.rows if row % 2 == odd]
    assert some.near_from == sum(row % 2 == odd for row in hits.rows[: hits.near_from])
