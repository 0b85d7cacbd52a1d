"""The fast engine and the plain one: the same rows, the same ranks, the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.search import few, lazy, segment
from paperreader.search.cancel import SearchCancelled, always
from paperreader.search.hits import SortedRanking, TieBreakers
from paperreader.search.indexed import IndexedEngine
from paperreader.search.lazy import LazyRanking
from paperreader.search.linear import LinearEngine
from paperreader.text import normalize_title
from tests.libraries import modest
from tests.strategies import hostile_text

WORDS = (
    "sparse", "spars", "sprase", "autoencoder", "autoencoders", "auto", "encoder", "encoders", "attention", "atention",
    "head", "heads", "of", "in", "the", "wild", "interpretability", "interpretable", "interp", "few", "shot", "fewshot",
    "mechanistic", "mech", "large", "language", "model", "models", "a", "é", "ß", "π", "模型", "4", "gpt4", "gpt",
)  # fmt: skip
_TITLE = st.one_of(st.lists(st.sampled_from(WORDS), min_size=0, max_size=9).map(" ".join), hostile_text(4))
_TITLES = st.lists(_TITLE, min_size=1, max_size=40)
_ASKED = st.one_of(
    st.lists(
        st.sampled_from((*WORDS, "mechint", "sae", "lm", "itrp", "zebra", "intrpretabilty")), min_size=1, max_size=5
    ).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map("".join),
    st.tuples(st.sampled_from(WORDS), st.integers(0, 8), st.sampled_from("aeinrt ")).map(
        lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :]
    ),
    hostile_text(3),
)


@pytest.fixture(autouse=True, scope="module", params=[few.FEW, 0], ids=["few one by one", "all by arrays"])
def few_titles_are_many(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have what is made only for large segments, and long work in many lots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few, "FEW", request.param)
        patch.setattr(segment, "_LARGE", 1)
        patch.setattr(segment, "_AT_ONCE", 3)
        for name, size in (("_FIRST", 3), ("_RANKED", 3), ("_SORTED", 4), ("_SAMPLE", 9), ("_AT_ONCE", 3)):
            patch.setattr(lazy, name, size)
        yield


def engines(titles: Sequence[str], lots: int, *, settled: bool = False) -> tuple[LinearEngine, IndexedEngine]:
    """Both engines over the same titles, the fast one fed in so many lots."""
    plain, fast = LinearEngine(), IndexedEngine()
    plain.extend(titles)
    for lot in range(1, lots + 1):
        fast.extend(titles[: len(titles) * lot // lots], len(fast), always)
    if settled:
        fast.finish(always)
    return plain, fast


def compare(plain: LinearEngine, fast: IndexedEngine, titles: TieBreakers, words: str) -> None:
    asked = tuple(normalize_title(words)[:400].split()[:24])
    if asked:
        wanted = SortedRanking(plain.search(asked, always), titles)
        found = LazyRanking(fast.search(asked, always), titles)
        assert found[:200] == wanted[:200], asked
        assert list(found) == list(wanted), asked
        assert (len(found), found.near_from) == (len(wanted), wanted.near_from)
        assert [found.code(row) for row in found] == [wanted.code(row) for row in wanted]


@modest
@given(titles=_TITLES, queries=st.lists(_ASKED, min_size=1, max_size=4), lots=st.integers(1, 4), settled=st.booleans())
def test_both_engines_find_the_same_in_the_same_order(
    titles: list[str], queries: list[str], lots: int, *, settled: bool
) -> None:
    plain, fast = engines(titles, lots, settled=settled)
    days = [20200101 + row % 3 for row in range(len(titles))]
    for words in queries:
        compare(plain, fast, TieBreakers(titles, days), words)


@modest
@given(_TITLES, _ASKED)
def test_they_do_so_with_every_letter_typed(titles: list[str], words: str) -> None:
    plain, fast = engines(titles, 2, settled=True)
    for end in range(1, len(words) + 1):
        compare(plain, fast, TieBreakers(titles, [0] * len(titles)), words[:end])


@modest
@given(
    _TITLES, st.lists(st.tuples(_ASKED, st.integers(0, 20), st.integers(1, 20), st.booleans()), min_size=2, max_size=5)
)
def test_they_do_so_between_searches_given_up_and_titles_added(
    titles: list[str], steps: list[tuple[str, int, int, bool]]
) -> None:
    (plain, fast), count = engines(titles[:1], 1), 1
    for words, looks, more, settled in steps:
        wanted = chain([True] * looks, cycle([False])).__next__
        with suppress(SearchCancelled):
            asked = tuple(normalize_title(words).split()[:24]) or ("a",)
            LazyRanking(fast.search(asked, wanted), TieBreakers(titles, [0] * len(titles)), wanted)
        plain.extend(titles[count : count + more])
        fast.extend(titles[: count + more], len(fast), always)
        count += more
        if settled:
            fast.finish(always)
        compare(plain, fast, TieBreakers(titles, [0] * len(titles)), words)


def test_python_s_garbage_collector_has_no_list_of_many_hits_to_go_through() -> None:
    titles = crowd(2000)
    _, fast = engines(titles, 1)
    found = LazyRanking(fast.search(("a",), always), TieBreakers(titles, [0] * len(titles)))
    half = found.only(lambda row: row % 2 > 0, always)
    for hits in (found, half):
        assert len(hits) > 200
        assert hits[-1] != hits[len(hits) // 2]  # all put in order
        kept = [*vars(hits).values(), *hits._runs.values()]
        assert all(len(some) < 9 for some in kept if isinstance(some, (list, tuple, set)))


def test_words_run_together_are_judged_in_order_beside_any_number_of_others() -> None:
    for others in (0, 1, 12, 13):
        titles = ["intrprt autoencoders interpretation", *[f"auto encoder {number}" for number in range(others)]]
        plain, fast = engines([*titles, "auto encoder"], 1)
        compare(plain, fast, TieBreakers([*titles, "auto encoder"], [0] * (others + 2)), "auto encoder intrprt")


@pytest.mark.parametrize("count", [1, 12, 13])
def test_so_many_edits_that_they_count_alike(count: int) -> None:
    short = [f"{letter}bcd" for letter in "abcdefghijklmnopqrst"]
    titles = [" ".join(f"{word[0]}x{word[1]}x{word[2]}x{word[3]}xxxxx" for word in short)] * count
    plain, fast = engines(titles, 1)
    compare(plain, fast, TieBreakers(titles, [0] * count), " ".join(short))


@pytest.mark.parametrize("tail", ["ab", "x ac"])
def test_a_word_that_can_be_cut_in_very_many_ways_is_judged_at_once(tail: str) -> None:
    titles = [" ".join(["rare", *["a" * 30] * 20, tail])]
    plain, fast = engines(titles, 1)
    for words in (f"rare {'a' * 32}c", f"{'a' * 60}b"):
        compare(plain, fast, TieBreakers(titles, [0]), words)


def crowd(count: int) -> list[str]:
    """Many titles of few words, so that most queries have many hits."""
    return [" ".join(WORDS[(row * step + step) % len(WORDS)] for step in range(2, 4 + row % 7)) for row in range(count)]


@pytest.mark.parametrize(
    "words",
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
def test_the_best_hits_of_many_are_the_same_and_the_rest_in_order_when_scrolled_to(words: str) -> None:
    made = crowd(9000)
    plain, fast = engines(made, 3)
    titles = TieBreakers(made, [20200101 + row % 28 for row in range(len(made))])
    asked = tuple(words.split())
    wanted, found = SortedRanking(plain.search(asked, always), titles), LazyRanking(fast.search(asked, always), titles)
    assert found[:200] == wanted[:200]
    assert len(found) == len(wanted) > 0
    middle = len(wanted) // 2
    assert [found[place] for place in (-1, 0, middle, middle + 1)] == [
        wanted[place] for place in (-1, 0, middle, middle + 1)
    ]
    assert found[middle:] == wanted[middle:]
    assert list(found) == list(wanted)


@pytest.mark.parametrize("words", ["the head", "a", "language modle"])
def test_filtered_hits_keep_their_order(words: str) -> None:
    made = crowd(5000)
    plain, fast = engines(made, 1)
    titles = TieBreakers(made, [0] * len(made))
    wanted = SortedRanking(plain.search(tuple(words.split()), always), titles)
    found = LazyRanking(fast.search(tuple(words.split()), always), titles)
    even = found.only(lambda row: row % 2 == 0, always)
    assert list(even) == [row for row in wanted if row % 2 == 0]
    assert even.near_from == sum(row % 2 == 0 for row in wanted[: wanted.near_from])


def test_hits_can_be_put_in_order_before_they_are_scrolled_to() -> None:
    made = crowd(5000)
    _, fast = engines(made, 1)
    titles = TieBreakers(made, [0] * len(made))
    first, second = (LazyRanking(fast.search(("head",), always), titles) for _ in range(2))
    first.sort_all()
    assert list(first) == list(second)


def test_titles_in_many_lots_become_few_segments_and_keep_their_rows() -> None:
    made = crowd(3000)
    fast = IndexedEngine()
    for end in range(100, 3001, 100):
        fast.extend(made[:end], len(fast), always)
    assert len(fast) == 3000
    assert [fast.folded(row) for row in (0, 99, 100, 1777, 2999)] == [
        normalize_title(made[row]) for row in (0, 99, 100, 1777, 2999)
    ]
    assert fast.containing("in the") == {row for row, title in enumerate(made) if "in the" in f"{title} "}


def test_a_search_is_given_up_between_steps() -> None:
    made = crowd(9000)
    _, fast = engines(made, 1)
    for allowed in range(4):
        answers = iter([True] * allowed + [False] * 1000)
        with pytest.raises(SearchCancelled):
            LazyRanking(
                fast.search(("language", "modle", "headz"), answers.__next__), TieBreakers(made, [0] * len(made))
            )


@pytest.mark.parametrize("words", ["the head", "a m", "language modle"])
def test_hits_serve_after_whoever_asked_wants_them_no_more(words: str) -> None:
    made = crowd(9000)
    plain, fast = engines(made, 1)
    titles, going_on = TieBreakers(made, [0] * len(made)), [True]
    found = LazyRanking(fast.search(tuple(words.split()), lambda: going_on[0]), titles, lambda: going_on[0])
    going_on[0] = False
    wanted = SortedRanking(plain.search(tuple(words.split()), always), titles)
    assert found[-1] == wanted[-1]
    assert list(found.only(lambda row: row % 2 == 0, always)) == [row for row in wanted if row % 2 == 0]
    assert found.code(wanted[0]) == wanted.code(wanted[0])


def test_very_long_titles_rank_alike() -> None:
    plain, fast = engines(["a " * 5000, "a " * 4500, "a b"], 1)
    compare(plain, fast, TieBreakers(["a " * 5000, "a " * 4500, "a b"], [0, 0, 0]), "a a")
