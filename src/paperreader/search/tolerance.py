"""What counts as almost: typos, splits, initials, subsequences, a word too many.

Each query word is held against the vocabulary, which is small, and not against the titles; the
distance is rapidfuzz's optimal string alignment (a swap of neighbours is one edit).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from paperreader.search.ranking import Tier

_ONE_TYPO_FROM = 4
_TWO_TYPOS_FROM = 8
_LOOSE_FROM = 4
_INITIALS_FROM = 2
_MISS_FROM = 3
_CHUNK = 2000  # strings a call: rapidfuzz holds the interpreter's lock for the whole call


class Level(NamedTuple):
    """One level of tolerance: its tier, the typos allowed, whether splits and abbreviations count."""

    tier: Tier
    typos: int
    loose: bool


LEVELS = (Level(Tier.TYPO, 1, loose=False), Level(Tier.LOOSE, 2, loose=True), Level(Tier.MOST, 1, loose=False))


def budget(word: str, typos: int) -> int:
    """The typos that a word of its length may have, at most `typos`."""
    return min(typos, 0 if len(word) < _ONE_TYPO_FROM else 1 if len(word) < _TWO_TYPOS_FROM else 2)


def words_to_miss(count: int) -> int:
    """How many words of a query may be missing from a title that has most of them."""
    return 0 if count < _MISS_FROM else max(1, count // 4)


def similar_words(word: str, vocabulary: list[str], level: Level, *, prefix: bool) -> Iterator[tuple[str, int]]:
    """Words of the sorted vocabulary that are, but for some typos, this one, with the edits.

    Args:
        word: a folded word of the query.
        vocabulary: all words of all titles, sorted.
        level: how much is allowed.
        prefix: whether the word may also be the beginning, with typos, of a longer one.
    """
    allowed = budget(word, level.typos)
    if allowed:
        yield from _within(word, vocabulary, vocabulary, allowed)
        if prefix:
            longer = [other for other in vocabulary if len(other) > len(word)]
            yield from _within(word, [other[: len(word)] for other in longer], longer, allowed)
    if level.loose and len(word) >= _LOOSE_FROM:
        yield from _subsequence(word, vocabulary)


def _within(word: str, compared: list[str], words: list[str], allowed: int) -> Iterator[tuple[str, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    for begin in range(0, len(compared), _CHUNK):
        chunk = compared[begin : begin + _CHUNK]
        for _, edits, place in process.extract(
            word, chunk, scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None
        ):
            yield words[begin + place], int(edits)


def _subsequence(word: str, vocabulary: list[str]) -> Iterator[tuple[str, int]]:
    """Words with the same first letter that hold the word's letters in order (`intrp`)."""
    letters = re.compile("[^ ]*".join(map(re.escape, word)))
    longest = 3 * len(word)
    for place in range(bisect_left(vocabulary, word[0]), len(vocabulary)):
        other = vocabulary[place]
        if other[0] != word[0]:
            return
        if len(word) < len(other) <= longest and letters.match(other):
            yield other, 2


def split_pattern(word: str) -> re.Pattern[str] | None:
    """A word as the beginnings of two words in a row (`mechint`, `fewshot`); None for a short one."""
    if len(word) < _LOOSE_FROM:
        return None
    ways = [
        f"{re.escape(word[:cut])}[^ ]* {re.escape(word[cut:])}" for cut in range(2, len(word) - 1)
    ]
    return re.compile(f" (?:{'|'.join(ways)})")


def initials_pattern(word: str) -> re.Pattern[str]:
    """A word as the first letters of words in a row (`sae`)."""
    return re.compile(" " + "[^ ]* ".join(map(re.escape, word)))


def loose_rows(word: str, folded: list[str]) -> Iterator[int]:
    """The rows in whose titles a word stands as two words in a row or as the initials of some."""
    split = split_pattern(word)
    if split:
        start = f" {word[:2]}"
        yield from (row for row, title in enumerate(folded) if start in title and split.search(title))
    if len(word) >= _INITIALS_FROM:
        initials, start = initials_pattern(word), f" {word[0]}"
        yield from (row for row, title in enumerate(folded) if start in title and initials.search(title))
