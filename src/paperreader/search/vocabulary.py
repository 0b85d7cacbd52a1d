"""All words of all titles: which of them are almost a word of the query.

The vocabulary is small beside the titles, so typos are looked for here; the distance is
rapidfuzz's optimal string alignment (a swap of neighbours is one edit).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

_CHUNK = 2000  # strings a call: rapidfuzz holds the interpreter's lock for the whole call
_LONGEST = 3  # a word that holds the letters of an abbreviation is at most so many times its length


class Vocabulary:
    """Words, sorted and by length.

    Args:
        words: in any order, each once.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._sorted = sorted(words)
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)
        self._beginnings: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._sorted)

    def misspelt(self, word: str, allowed: int) -> Iterator[tuple[str, int]]:
        """Words that are this one but for at most so many typos, with the typos."""
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            yield from _within(word, self._by_length.get(length, ()), allowed)

    def begun_misspelt(self, word: str, allowed: int) -> Iterator[tuple[str, int]]:
        """Longer words whose beginning is this one but for at most so many typos, with the typos."""
        for beginning, edits in _within(word, self._beginnings_of(len(word)), allowed):
            place = bisect_left(self._sorted, beginning)
            while place < len(self._sorted) and self._sorted[place].startswith(beginning):
                yield self._sorted[place], edits
                place += 1

    def abbreviated(self, word: str) -> Iterator[str]:
        """Longer words with the same first letter that hold the word's letters in order (`intrp`)."""
        letters = re.compile(word[0] + "".join([f"[^{letter}]*{letter}" for letter in word[1:]]))  # linear: one way
        for place in range(bisect_left(self._sorted, word[0]), len(self._sorted)):
            other = self._sorted[place]
            if other[0] != word[0]:
                return
            if len(word) < len(other) <= _LONGEST * len(word) and letters.match(other):
                yield other

    def _beginnings_of(self, length: int) -> list[str]:
        """The different beginnings, so long, of longer words."""
        if length not in self._beginnings:
            self._beginnings[length] = list({word[:length] for word in self._sorted if len(word) > length})
        return self._beginnings[length]


def prepare() -> None:
    """Load what the first tolerant search needs, so that no key waits for it."""
    _within("a", ["a"], 1)


def _within(word: str, others: Sequence[str], allowed: int) -> list[tuple[str, int]]:
    """Those of some words that are so near, with the distance."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: list[tuple[str, int]] = []
    for begin in range(0, len(others), _CHUNK):
        some = others[begin : begin + _CHUNK]
        near = process.extract(word, some, scorer=OSA.distance, score_cutoff=allowed, limit=None, processor=None)
        found += [(other, int(edits)) for other, edits, _ in near]
    return found
