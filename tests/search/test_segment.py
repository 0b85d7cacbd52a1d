"""Segments of titles against a plain model: lists of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperreader.search.segment import NOTHING, PAD, Segment, unique
from paperreader.text import normalize_title
from tests.strategies import hostile_text

LONG = "electroencephalographically"
_WORD = st.sampled_from(
    ["a", "ab", "abc", "sparse", LONG, f"{LONG}s", LONG[:24], "переобучение", "模", "é", "π", "ﬁne"]
)
_TITLES = st.lists(st.lists(_WORD, max_size=7).map(" ".join) | hostile_text(5), max_size=12)


def split(titles: Sequence[str]) -> list[list[str]]:
    """The model: the normalized words of each title."""
    return [normalize_title(title).split() for title in titles]


def built(titles: Sequence[str], cuts: Sequence[int] = (), first: int = 0) -> Segment:
    """A segment of the titles, joined from one segment for each part between the cuts."""
    if not cuts:
        return Segment.of(first, titles)
    edges = [0, *sorted(min(cut, len(titles)) for cut in cuts), len(titles)]
    return Segment.joined([Segment.of(first + start, titles[start:end]) for start, end in pairwise(edges)])


_CUTS = st.lists(st.integers(0, 12), max_size=3)


@given(_TITLES, _CUTS)
@example([], [])
@example([], [0])
@example(["", "a", ""], [1])
@example([f"{LONG} {LONG}s", f"{LONG}s {LONG}"], [1])
def test_the_vocabulary_is_all_words_sorted_and_the_tokens_are_the_titles(titles: list[str], cuts: list[int]) -> None:
    segment, model = built(titles, cuts), split(titles)
    assert segment.vocabulary.words == sorted({word for words in model for word in words})
    assert len(segment) == len(titles)
    assert segment.letters.tolist() == [sum(map(len, words)) for words in model]
    assert segment.word_counts(np.arange(len(titles))).tolist() == [len(words) for words in model]
    tokens = [segment.vocabulary.words[token] if token != NOTHING else None for token in segment.tokens.tolist()]
    titles_apart = [token for words in model for token in (*words, None)]
    assert tokens == [*[None] * PAD, *titles_apart, *[None] * PAD]
    assert segment.starts.tolist() == [
        PAD + sum(len(words) + 1 for words in model[:row]) for row in range(len(titles) + 1)
    ]


@given(_TITLES, _CUTS)
def test_the_postings_of_each_word_are_its_rows_in_order(titles: list[str], cuts: list[int]) -> None:
    segment, model = built(titles, cuts), split(titles)
    for word_id, word in enumerate(segment.vocabulary.words):
        expected = [
            (row, index) for row, words in enumerate(model) for index, other in enumerate(words) if other == word
        ]
        rows, positions = segment.positions(word_id, word_id + 1)
        assert segment.count(word_id, word_id + 1) == len(expected)
        assert segment.rows(word_id, word_id + 1).tolist() == [row for row, _ in expected]
        assert rows.tolist() == [row for row, _ in expected]
        assert positions.tolist() == [int(segment.starts[row]) + index for row, index in expected]
        assert segment.rows_at(positions).tolist() == [row for row, _ in expected]
        assert segment.word_mask(word_id, word_id + 1).tolist() == [word in words for words in model]
        rows_of, counts = segment.rows_of(np.array([word_id, word_id], np.int32))
        assert rows_of.tolist() == 2 * [row for row, _ in expected]
        assert counts.tolist() == 2 * [len(expected)]


@given(_TITLES, _CUTS, st.data())
def test_a_range_of_words_is_found_in_all_rows_or_in_given_ones(
    titles: list[str], cuts: list[int], data: st.DataObject
) -> None:
    segment, model = built(titles, cuts), split(titles)
    prefix = data.draw(st.sampled_from(["a", "ab", "s", LONG[:5], LONG, "zzz", ""]))
    first, end = segment.vocabulary.prefix_range(prefix)
    expected = {
        (row, int(segment.starts[row]) + index)
        for row, words in enumerate(model)
        for index, word in enumerate(words)
        if word.startswith(prefix)
    }
    rows, positions = segment.positions(first, end)
    assert len(rows) == len(expected)
    assert set(zip(rows.tolist(), positions.tolist(), strict=True)) == expected
    among = sorted(data.draw(st.sets(st.integers(0, max(0, len(titles) - 1)), max_size=len(titles))))
    rows, positions = segment.positions(first, end, np.array(among, np.int64))
    inside = {pair for pair in expected if pair[0] in among}
    assert len(rows) == len(inside)
    assert set(zip(rows.tolist(), positions.tolist(), strict=True)) == inside


def test_a_frequent_word_is_found_in_a_few_given_rows() -> None:
    segment = Segment.of(0, ["the the cat", "the dog", *["of the"] * 50])
    the = segment.vocabulary.prefix_range("the")
    rows, positions = segment.positions(*the, np.array([0, 1, 7]))
    assert rows.tolist() == [0, 0, 1, 7]
    assert positions.tolist() == [segment.starts[0], segment.starts[0] + 1, segment.starts[1], segment.starts[7] + 1]


@given(_TITLES, st.integers(-PAD, PAD))
def test_a_word_some_steps_away_is_found_even_in_the_next_title(titles: list[str], step: int) -> None:
    segment = built(titles)
    ids = segment.vocabulary.prefix_range("a")
    _, positions = segment.positions(*ids)
    line = [word for words in split(titles) for word in (*words, "")]
    expected = [
        index + PAD
        for index, word in enumerate(line)
        if word.startswith("a") and 0 <= index + step < len(line) and line[index + step].startswith("a")
    ]
    assert sorted(positions[segment.with_neighbour(positions, step, ids)].tolist()) == expected


@given(_TITLES)
def test_neighbours_are_in_the_same_title(titles: list[str]) -> None:
    segment = built(titles)
    ids = segment.vocabulary.prefix_range("a")
    rows, positions = segment.positions(*ids)
    expected = [
        row
        for row, words in enumerate(split(titles))
        for word, following in pairwise(words)
        if word.startswith("a") and following.startswith("a")
    ]
    assert sorted(rows[segment.with_neighbour(positions, 1, ids)].tolist()) == expected


@given(_TITLES, st.integers(1, 100_000), st.lists(st.integers(1, 12), min_size=1, max_size=3))
def test_joined_segments_are_as_if_made_at_once(titles: list[str], first: int, cuts: list[int]) -> None:
    joined, whole = built(titles, cuts, first), built(titles, first=first)
    assert joined.first == first
    assert joined.vocabulary.words == whole.vocabulary.words
    for name in ("tokens", "starts", "letters", "_rows", "_columns", "_ends"):
        assert getattr(joined, name).tolist() == getattr(whole, name).tolist(), name
        assert getattr(joined, name).dtype == getattr(whole, name).dtype, name
    for word in ("abd", "spasre", f"{LONG}x"):
        for last in (True, False):
            of_joined, of_whole = (
                made.vocabulary.misspelt(word, 1, lambda: True, last=last) for made in (joined, whole)
            )
            assert [array.tolist() for array in of_joined] == [array.tolist() for array in of_whole]


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(41, 400))
def test_distinct_rows_are_sorted_without_repetition(rows: list[int], size: int) -> None:
    segment = Segment.of(0, ["a"] * size)
    assert segment.distinct_rows(np.array(rows, np.int32)).tolist() == sorted(set(rows))
    assert segment.distinct_rows(np.array(rows, np.int32)).dtype == np.int64
    assert unique(np.array(rows, np.int32)).tolist() == sorted(set(rows))
    assert np.flatnonzero(segment.row_mask(np.array(rows, np.int32))).tolist() == sorted(set(rows))


@pytest.mark.parametrize("words", [254, 255, 256, 257, 65_535, 65_537])
def test_titles_of_very_many_words_keep_every_position(words: int) -> None:
    title = "a " * (words - 1) + "b"
    for segment in (Segment.of(0, ["b", title]), Segment.joined([Segment.of(0, ["b"]), Segment.of(1, [title])])):
        rows, positions = segment.positions(*segment.vocabulary.prefix_range("b"))
        assert rows.tolist() == [0, 1]
        assert (positions - segment.starts[rows]).tolist() == [0, words - 1]
        assert segment.letters[1] == min(words, 65_535)
