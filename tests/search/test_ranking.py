"""The order of hits: tiers, then counts."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.search import TitleIndex
from paperreader.search.ranking import Rank, Tier


def found_titles(query: str, *titles: str, days: tuple[int, ...] = ()) -> list[str]:
    index = TitleIndex()
    index.extend(titles, days or [0] * len(titles))
    return [titles[row] for row in index.search(query).rows]


def test_the_title_itself_comes_first_then_the_phrase_then_the_words() -> None:
    best_first = [
        "Attention Heads",
        "Successor Attention Heads",
        "Attention in Many Heads",
        "Heads of Attention",
        "Attentional Heads",
        "Atention Heads",
    ]
    assert found_titles("attention heads", *reversed(best_first)) == best_first


def test_a_whole_word_comes_before_a_prefix() -> None:
    assert found_titles("head", "Headline Generation", "Head Pruning at Length") == [
        "Head Pruning at Length",
        "Headline Generation",
    ]


def test_of_two_equal_hits_the_title_with_fewer_unmatched_letters_comes_first() -> None:
    longer, shorter = "Sparse Coding for Very Long Titles", "Sparse Coding for Titles"
    assert found_titles("sparse coding", longer, shorter) == [shorter, longer]


def test_of_two_titles_of_equal_rank_and_length_the_newer_comes_first_then_the_lower_row() -> None:
    first, second, third = "Sparse Coding A", "Sparse Coding B", "Sparse Coding C"
    assert found_titles("sparse", first, second, third, days=(20230101, 20240101, 20230101)) == [second, first, third]


def test_fewer_typos_come_first() -> None:
    assert found_titles("interpretability", "Intrepretabilty at Scale", "Interpretabilty at Scale") == [
        "Interpretabilty at Scale",
        "Intrepretabilty at Scale",
    ]


def test_a_title_without_a_word_comes_after_one_with_a_typo_in_it() -> None:
    assert found_titles(
        "sparse autoencoder feature circuits", "Sparse Autoencoder Features", "Sparse Autoencoder Feature Circiuts"
    ) == [
        "Sparse Autoencoder Feature Circiuts",
        "Sparse Autoencoder Features",
    ]


_RANKS = st.builds(Rank, st.sampled_from(Tier), st.integers(0, 24), st.integers(0, 60), st.integers(0, 5000))


@given(_RANKS, _RANKS)
@example(Rank(Tier.PREFIXES, 10, 0, 50), Rank(Tier.PREFIXES, 11, 0, 0))
@example(Rank(Tier.MOST, 0, 10, 50), Rank(Tier.MOST, 0, 11, 0))
def test_a_better_rank_never_has_the_lower_score(first: Rank, second: Rank) -> None:
    better, worse = sorted((first, second))
    assert better.score() >= worse.score()


def test_every_tier_scores_below_the_one_before() -> None:
    worst = [Rank(tier, 24, 60, 5000).score() for tier in Tier]
    best = [Rank(tier, 0, 0, 0).score() for tier in Tier]
    assert all(low > high for low, high in zip(worst, best[1:], strict=False))
    assert best[0] == 100
    assert worst[-1] > 0


_WORDS = st.sampled_from(
    ("sparse", "spars", "sprase", "attention", "atention", "heads", "head", "of", "in", "the", "wild", "interp")
)
_TITLES = st.lists(st.lists(_WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=12)


@given(_TITLES, st.lists(_WORDS, min_size=1, max_size=14).map(" ".join))
def test_scores_never_rise_along_the_hits(titles: list[str], words: str) -> None:
    index = TitleIndex()
    index.extend(titles, [0] * len(titles))
    hits = index.search(words)
    scores = [hits.score(row) for row in hits.rows]
    assert scores == sorted(scores, reverse=True)


def test_scores_do_not_rise_when_a_dozen_words_are_prefixes() -> None:
    words = [f"{letter}aa" for letter in "bcdfghjklmnp"]
    ten = " ".join(word if index < 2 else word + "xxxxxxxxx" for index, word in enumerate(reversed(words)))
    eleven = " ".join(word if index < 1 else word + "x" for index, word in enumerate(reversed(words)))
    titles_index = TitleIndex()
    titles_index.extend([ten, eleven], [0, 0])
    hits = titles_index.search(" ".join(words))
    assert len(hits.rows) == 2
    assert hits.score(hits.rows[0]) >= hits.score(hits.rows[1])
