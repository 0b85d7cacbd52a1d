"""Titles that share rare words with a title."""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import Protocol

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.hits import Hits, SortedRanking, TieBreakers
from paperreader.search.ranking import FIRST_NEAR_CODE
from paperreader.search.spans import matched_spans
from paperreader.text import normalize_title

_RARE = 20  # a rare word is in at most one title in 20,
_RARE_COUNT = 3  # or in at most 3
_MIN_SHARE = 4  # a similar title shares at least a quarter of the weight
_WEIGHT_UNIT = 100  # what a word weighs more if half as many titles contain it


class SimilarityIndex(Protocol):
    """What `similar_titles` needs of an engine."""

    def __len__(self) -> int: ...

    def normalized_title(self, row: int) -> str:
        """Return the normalized title of a row."""
        ...

    def frequency(self, word: str) -> int:
        """Return how often a normalized word occurs in the titles."""
        ...

    def containing(self, phrase: str) -> set[int]:
        """Return the rows that contain a normalized phrase in whole words."""
        ...


class SimilarHits(Hits):
    """Titles similar to a title. Their matched letters are those of the shared words."""

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """Return the shared words of the row's title, as (start, end) in code points."""
        title = self._titles[row]
        return matched_spans(title, [word for word in normalize_title(title).split() if word in self._query_words])


def similar_titles(engine: SimilarityIndex, row: int, titles: TieBreakers, still_current: StillCurrent) -> SimilarHits:
    """Return the titles that share at least a quarter of the weight of a title's rare words, the most similar first.

    A word weighs the more the fewer titles contain it, by its inverse document frequency (the
    logarithm of the share of titles that contain it) in whole numbers. Words that no other title contains
    do not count.
    """
    limit = max(_RARE_COUNT, len(engine) // _RARE)
    rare: dict[str, set[int]] = {}
    for word in dict.fromkeys(engine.normalized_title(row).split()):
        check_cancelled(still_current)
        if 1 < engine.frequency(word) <= limit:
            rare[word] = engine.containing(word)
    weights: Counter[int] = Counter()
    for rows in rare.values():
        weight = round(_WEIGHT_UNIT * log2(len(engine) / len(rows))) + 1
        weights.update(dict.fromkeys(rows, weight))
    total = weights.pop(row, 1)
    codes = {other: _code(weight, total) for other, weight in weights.items() if _MIN_SHARE * weight >= total}
    return SimilarHits(SortedRanking(codes, titles), titles.titles, tuple(rare))


def _code(weight: int, total: int) -> int:
    """Return the rank code for a share of the weight: all of it ranks as the title itself."""
    return (total - weight) * (FIRST_NEAR_CODE - 1) // total
