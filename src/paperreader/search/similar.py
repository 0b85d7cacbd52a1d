"""More like this: titles that share a title's rare words."""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import Protocol

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.hits import Hits, SortedRanking, TieBreakers
from paperreader.search.ranking import NEAR_FROM
from paperreader.search.spans import matched
from paperreader.text import normalize_title

_RARE = 20  # a word is rare in one of so many titles at most,
_RARE_ANYWAY = 3  # or in so many
_LEAST = 4  # a title is alike with one in so many of the weight
_UNIT = 100  # a word in half as many titles weighs so much more


class SimilarityIndex(Protocol):
    """What is asked of an engine."""

    def __len__(self) -> int: ...

    def folded(self, row: int) -> str:
        """The folded title of a row."""
        ...

    def frequency(self, word: str) -> int:
        """How often a folded word stands in the titles."""
        ...

    def containing(self, phrase: str) -> set[int]:
        """The rows that have some folded words."""
        ...


class SimilarHits(Hits):
    """Titles like another; what they share is lit, to the letter."""

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """The shared words of the row's title, as (start, end) code points."""
        title = self._titles[row]
        return matched(title, [word for word in normalize_title(title).split() if word in self._words])


def similar_titles(engine: SimilarityIndex, row: int, titles: TieBreakers, wanted: StillCurrent) -> SimilarHits:
    """The titles that share at least a quarter of the weight of a title's rare words, nearest first.

    A word weighs the more the fewer titles have it (the logarithm that inverse document frequency
    is known for), in whole numbers; words that no other title has do not count.
    """
    most = max(_RARE_ANYWAY, len(engine) // _RARE)
    rare: dict[str, set[int]] = {}
    for word in dict.fromkeys(engine.folded(row).split()):
        check_cancelled(wanted)
        if 1 < engine.frequency(word) <= most:
            rare[word] = engine.containing(word)
    weights: Counter[int] = Counter()
    for rows in rare.values():
        weight = round(_UNIT * log2(len(engine) / len(rows))) + 1
        weights.update(dict.fromkeys(rows, weight))
    whole = weights.pop(row, 1)
    codes = {other: _code(weight, whole) for other, weight in weights.items() if _LEAST * weight >= whole}
    return SimilarHits(SortedRanking(codes, titles), titles.titles, tuple(rare))


def _code(weight: int, whole: int) -> int:
    """A rank's code by the share of the weight: the whole is as good as the title itself."""
    return (whole - weight) * (NEAR_FROM - 1) // whole
