"""Words glued together from the beginnings of a title's words."""

from __future__ import annotations

import pytest

from paperreader.search import TitleIndex

TITLES = (
    "Successor Heads: Recurring, Interpretable Attention Heads In The Wild",
    "Fast Adversarial Attacks on Language Models In One GPU Minute",
    "A Tutorial on Bayesian Optimization",
    "Bayesian Optimization: A Short Tutorial",
    "Sparse Autoencoders Find Highly Interpretable Features",
    "Succinct Notes of Wild Goose Chases",
    "Automatic Translation of Headlines",
)
HEADS, ATTACKS, TUTORIAL, SHORT_TUTORIAL, SPARSE, GOOSE, HEADLINES = range(7)


def found(query: str, *titles: str) -> list[int]:
    """Rows of the near hits; there must be no exact ones."""
    index = TitleIndex()
    index.extend(titles or TITLES, [0] * len(titles or TITLES))
    hits = index.search(query)
    assert hits.near_from == 0
    return list(hits.rows)


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("succheadwild", HEADS),
        ("advattackgpu", ATTACKS),
        ("bayesopttut", SHORT_TUTORIAL),
        ("attnheads", HEADS),
        ("sparintrp", SPARSE),
        ("sparhigfea", SPARSE),
        ("Succ-HeadWild", HEADS),
        ("interpretable succwild", HEADS),
        ("succwild interpretable", HEADS),
    ],
)
def test_beginnings_of_words_without_blanks_find_their_title(query: str, row: int) -> None:
    assert found(query) == [row]


@pytest.mark.parametrize(
    "query",
    ["wildhead", "headsucc", "succtran", "spsucc", "attnhe", "featautoenc", "xqzjkvwp", "autowild", "aaaaaaaaaa"],
)
def test_other_orders_other_titles_and_nonsense_find_nothing(query: str) -> None:
    assert found(query) == []


def test_a_word_that_a_title_has_is_not_taken_apart() -> None:
    index = TitleIndex()
    index.extend(("A Superset", "Supervised Learning of Settings"), (0, 0))
    assert list(index.search("superset").rows) == [0]


def test_a_title_that_the_letters_spell_comes_before_one_with_two_typos() -> None:
    assert found("succhead", "A Succeed", "Successors of Talking Heads") == [1, 0]


def test_adjacent_words_come_before_words_with_others_between() -> None:
    titles = ("Sparse and Automatic Coding", "Training of Very Large Sparse Autoencoders", "Sparse Autotuning")
    assert found("sparauto", *titles) == [2, 1, 0]
    assert found("attnhead", "Attention Without Heads", "Attention Heads of Large Models") == [1, 0]


def test_of_two_titles_with_the_words_the_shorter_one_comes_first() -> None:
    assert found("sparfeat", "Sparse Networks of Features", "Sparse Rare Features") == [1, 0]
