"""The indexed engine and the linear one: the same rows, the same ranks, the same order."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import chain, cycle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paperreader.search.cancel import SearchCancelled, always
from paperreader.search.hits import SortedRanking, TieBreakers
from paperreader.search.indexed import IndexedEngine
from paperreader.search.lazy_ranking import LazyRanking
from paperreader.search.linear import LinearEngine
from paperreader.text import normalize_title
from tests.strategies import hostile_text

WORDS = (
    "sparse", "spars", "sprase", "autoencoder", "autoencoders", "auto", "encoder", "encoders", "attention", "atention",
    "head", "heads", "of", "in", "the", "wild", "interpretability", "interpretable", "interp", "few", "shot", "fewshot",
    "mechanistic", "mech", "large", "language", "model", "models", "a", "é", "ß", "π", "模型", "4", "gpt4", "gpt",
)  # fmt: skip
_TITLE = st.one_of(st.lists(st.sampled_from(WORDS), min_size=0, max_size=9).map(" ".join), hostile_text(4))
_TITLES = st.lists(_TITLE, min_size=1, max_size=40)
_QUERY = st.one_of(
    st.lists(
        st.sampled_from((*WORDS, "mechint", "sae", "lm", "itrp", "zebra", "intrpretabilty")), min_size=1, max_size=5
    ).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map("".join),
    st.tuples(st.sampled_from(WORDS), st.integers(0, 8), st.sampled_from("aeinrt ")).map(
        lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :]
    ),
    st.lists(st.tuples(st.sampled_from(WORDS), st.integers(2, 5)), min_size=2, max_size=4).map(
        lambda made: "".join(word[:end] for word, end in made)
    ),
    hostile_text(3),
)


def engines(titles: Sequence[str], batches: int = 1, *, finished: bool = False) -> tuple[LinearEngine, IndexedEngine]:
    """Both engines over the same titles, which the indexed one gets in batches."""
    linear, indexed = LinearEngine(), IndexedEngine()
    linear.extend(titles)
    for batch in range(1, batches + 1):
        indexed.extend(titles[: len(titles) * batch // batches], len(indexed))
    if finished:
        indexed.finish()
    return linear, indexed


def tie_breakers(titles: Sequence[str]) -> TieBreakers:
    return TieBreakers(titles, [20200101 + row % 3 for row in range(len(titles))])


def rankings(
    linear: LinearEngine, indexed: IndexedEngine, titles: Sequence[str], query: str
) -> tuple[SortedRanking, LazyRanking]:
    """What each engine finds."""
    query_words, ties = tuple(normalize_title(query)[:400].split()[:24]) or ("a",), tie_breakers(titles)
    return SortedRanking(linear.search(query_words, always), ties), LazyRanking(
        indexed.search(query_words, always), ties
    )


def compare(linear: LinearEngine, indexed: IndexedEngine, titles: Sequence[str], query: str) -> None:
    expected, found = rankings(linear, indexed, titles, query)
    assert found[:200] == expected[:200], query
    assert list(found) == list(expected), query
    assert (len(found), found.near_from) == (len(expected), expected.near_from)
    assert [found.code(row) for row in found] == [expected.code(row) for row in expected]


@given(
    titles=_TITLES, queries=st.lists(_QUERY, min_size=1, max_size=4), batches=st.integers(1, 4), finished=st.booleans()
)
def test_both_engines_find_the_same_in_the_same_order(
    titles: list[str], queries: list[str], batches: int, *, finished: bool
) -> None:
    linear, indexed = engines(titles, batches, finished=finished)
    for query in queries:
        compare(linear, indexed, titles, query)


@given(_TITLES, _QUERY)
def test_both_engines_find_the_same_with_every_letter_typed(titles: list[str], query: str) -> None:
    linear, indexed = engines(titles, 2, finished=True)
    for end in range(1, len(query) + 1):
        compare(linear, indexed, titles, query[:end])


@given(
    _TITLES, st.lists(st.tuples(_QUERY, st.integers(0, 20), st.integers(1, 20), st.booleans()), min_size=2, max_size=5)
)
def test_both_engines_find_the_same_after_cancelled_searches_and_added_titles(
    titles: list[str], steps: list[tuple[str, int, int, bool]]
) -> None:
    (linear, indexed), count = engines(titles[:1]), 1
    for query, checks, more, finished in steps:
        still_current = chain([True] * checks, cycle([False])).__next__
        with suppress(SearchCancelled):
            query_words = tuple(normalize_title(query).split()[:24]) or ("a",)
            LazyRanking(indexed.search(query_words, still_current), tie_breakers(titles), still_current)
        linear.extend(titles[count : count + more])
        indexed.extend(titles[: count + more], len(indexed))
        count += more
        if finished:
            indexed.finish()
        compare(linear, indexed, titles, query)


FEW_WORDS = ("few", "shot", "fewshot", "auto", "encoder", "autoencoder", "encoders", "the", "head", "heads", "haeds")
_DENSE_TITLES = st.lists(
    st.lists(st.sampled_from(FEW_WORDS), min_size=1, max_size=6).map(" ".join), min_size=6, max_size=40
)
_DENSE_QUERY = st.tuples(
    st.lists(st.sampled_from(FEW_WORDS), min_size=1, max_size=3).map(" ".join), st.integers(0, 3)
).map(lambda drawn: drawn[0][: len(drawn[0]) - drawn[1]] or "a")


@given(_DENSE_TITLES, _DENSE_QUERY, st.integers(1, 3))
@example(["few shot the few"], "the fewshot", 1)
def test_both_engines_find_the_same_in_titles_of_few_words(titles: list[str], query: str, batches: int) -> None:
    compare(*engines(titles, batches), titles, query)


@settings(max_examples=settings().max_examples // 4)
@given(_DENSE_TITLES, _DENSE_QUERY, st.integers(1, 3))
@example(["shot few fewshot", "few shot", "few of shot", "shot few", "fewshot", "a few fewshot shots"], "few shot", 1)
@example(["few shot", "few shot heads", "the few shots", "few of shots", "shot of few"], "few sho", 1)
def test_both_engines_find_the_same_among_thousands_of_hits(titles: list[str], query: str, batches: int) -> None:
    """More hits than are ranked at once, so that most ranks are computed when they are scrolled to."""
    many = titles * (9000 // len(titles))
    compare(*engines(many, batches), many, query)


def test_the_garbage_collector_has_no_list_of_many_hits_to_visit() -> None:
    titles = crowd(2000)
    _, indexed = engines(titles)
    found = LazyRanking(indexed.search(("a",), always), tie_breakers(titles))
    half = found.only(lambda row: row % 2 > 0, always)
    for hits in (found, half):
        assert len(hits) > 200
        assert hits[-1] != hits[len(hits) // 2]  # all are sorted
        kept = [*vars(hits).values(), *hits._runs.values()]
        assert all(len(value) < 9 for value in kept if isinstance(value, (list, tuple, set)))


def test_joined_words_are_ranked_by_order_among_any_number_of_other_titles() -> None:
    for others in (0, 1, 12, 13):
        titles = ["intrprt autoencoders interpretation", *[f"auto encoder {number}" for number in range(others)]]
        titles.append("auto encoder")
        compare(*engines(titles), titles, "auto encoder intrprt")


@pytest.mark.parametrize("count", [1, 12, 13])
def test_more_edits_than_a_rank_holds_rank_alike(count: int) -> None:
    short = [f"{letter}bcd" for letter in "abcdefghijklmnopqrst"]
    titles = [" ".join(f"{word[0]}x{word[1]}x{word[2]}x{word[3]}xxxxx" for word in short)] * count
    for query in (short, reversed(short)):
        compare(*engines(titles), titles, " ".join(query))


def test_of_two_words_with_one_abbreviation_the_one_with_fewer_edits_counts() -> None:
    titles = ["axbxcxd axxbxcxd", "axxbxcxd axbxcxd", "axxbxcxd", "axbxcxd"]
    compare(*engines(titles), titles, "abcd")


@pytest.mark.parametrize("tail", ["ab", "x ac"])
def test_a_word_with_very_many_possible_splits_is_ranked_at_once(tail: str) -> None:
    titles = [" ".join(["rare", *["a" * 30] * 20, tail])]
    linear, indexed = engines(titles)
    for query in (f"rare {'a' * 32}c", f"{'a' * 60}b"):
        compare(linear, indexed, titles, query)


@cache
def crowd_engines(count: int, batches: int = 1) -> tuple[LinearEngine, IndexedEngine]:
    return engines(crowd(count), batches)


@cache
def crowd(count: int) -> list[str]:
    """Titles of few different words, so that most queries have many hits."""
    return [" ".join(WORDS[(row * step + step) % len(WORDS)] for step in range(2, 4 + row % 7)) for row in range(count)]


@pytest.mark.parametrize(
    "query",
    [
        "a",
        "the head",
        "head the",
        "sp au",
        "a m",
        "a a",
        "in the wild",
        "language modle",
        "language zebra models",
        "lm",
        "fewshot",
    ],
)
def test_the_first_hits_of_many_are_the_same_and_the_rest_sorted_when_scrolled_to(query: str) -> None:
    titles = crowd(9000)
    linear, indexed = crowd_engines(9000, 3)
    expected, found = rankings(linear, indexed, titles, query)
    assert found[:200] == expected[:200]
    assert len(found) == len(expected) > 0
    middle = len(expected) // 2
    for index in (-1, 0, middle, middle + 1):
        assert found[index] == expected[index]
    assert found[middle:] == expected[middle:]
    assert list(found) == list(expected)


@pytest.mark.parametrize("query", ["the head", "a", "language modle"])
def test_filtered_hits_keep_their_order(query: str) -> None:
    titles = crowd(5000)
    expected, found = rankings(*crowd_engines(5000), titles, query)
    even = found.only(lambda row: row % 2 == 0, always)
    assert list(even) == [row for row in expected if row % 2 == 0]
    assert even.near_from == sum(row % 2 == 0 for row in expected[: expected.near_from])


def test_hits_can_be_sorted_before_they_are_scrolled_to() -> None:
    titles = crowd(5000)
    _, indexed = crowd_engines(5000)
    first, second = (LazyRanking(indexed.search(("head",), always), tie_breakers(titles)) for _ in range(2))
    first.sort_all()
    assert list(first) == list(second)


def test_titles_in_many_batches_become_few_segments_and_keep_their_rows() -> None:
    titles = crowd(3000)
    indexed = IndexedEngine()
    for end in range(100, 3001, 100):
        indexed.extend(titles[:end], len(indexed))
    assert len(indexed) == 3000
    assert len(indexed._parts) < 12
    for row in (0, 99, 100, 1777, 2999):
        assert row in indexed.containing(normalize_title(titles[row]))
    assert indexed.containing("in the") == {row for row, title in enumerate(titles) if "in the" in f"{title} "}


def test_a_finished_index_is_one_segment_or_a_large_and_a_small_one() -> None:
    titles = crowd(3000)
    indexed = IndexedEngine()
    for end in (1000, 2000, 3000):
        indexed.extend(titles[:end], len(indexed))
    indexed.finish()
    assert len(indexed._parts) == 1
    for end in (3010, 3020):
        indexed.extend(crowd(end), len(indexed))
    indexed.finish()
    assert [len(part.segment) for part in indexed._parts] == [3000, 20]


@pytest.mark.parametrize("checks", range(4))
def test_a_search_can_be_cancelled_at_each_check(checks: int) -> None:
    titles = crowd(9000)
    _, indexed = crowd_engines(9000)
    still_current = chain([True] * checks, cycle([False])).__next__
    with pytest.raises(SearchCancelled):
        LazyRanking(indexed.search(("language", "modle", "headz"), still_current), tie_breakers(titles))


@pytest.mark.parametrize("query", ["the head", "a m", "language modle"])
def test_hits_can_be_scrolled_after_their_search_is_no_longer_current(query: str) -> None:
    titles = crowd(9000)
    linear, indexed = crowd_engines(9000)
    current, query_words = [True], tuple(query.split())
    found = LazyRanking(indexed.search(query_words, lambda: current[0]), tie_breakers(titles), lambda: current[0])
    current[0] = False
    expected = SortedRanking(linear.search(query_words, always), tie_breakers(titles))
    assert found[-1] == expected[-1]
    assert list(found.only(lambda row: row % 2 == 0, always)) == [row for row in expected if row % 2 == 0]
    assert found.code(expected[0]) == expected.code(expected[0])


@pytest.mark.parametrize("batches", [1, 3])
@pytest.mark.parametrize("query", ["sprsauto", "autoheadwild", "wild sparhead", "langmodelarg", "attnhead", "headattn"])
def test_glued_words_are_found_alike(query: str, batches: int) -> None:
    titles = [*crowd(200), "attention of the heads", "heads of attention", "sparse talking heads in the wild"]
    compare(*engines(titles, batches), titles, query)


def test_very_long_titles_rank_alike() -> None:
    titles = ["a " * 5000, "a " * 4500, "a b"]
    compare(*engines(titles), titles, "a a")
