"""The words of many titles, sorted: which of them are almost a word of a query.

A word's number is its place, so that those with one beginning are a range. Before rapidfuzz is
asked for distances, few words are let through: cut a query's word in one piece more than it may
have typos, and a piece is left intact, at most so many places from where it was; or two
neighbours were swapped across a cut, and with them swapped back there is one typo less.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, count, pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cdist

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.ranking import MOST_EDITS
from paperreader.search.rules import ABBREVIATED_EDITS, ABBREVIATED_FROM, ABBREVIATED_TIMES, lengths_begun

Numbers = NDArray[np.int32]
Edits = NDArray[np.uint8]

_LAST = "\U0010ffff"  # after every letter
_WIDTH = 20  # letters from a word's beginning that are looked at together
_KEPT = 500  # beginnings of which the words are kept: the next key asks again
_CHUNK = 5000  # words that one call takes, so that other threads have their turn


class Vocabulary:
    """Words and their letters.

    Args:
        words: sorted, each once.
        lengths: letters of each word.
        signatures: a bit for each letter that a word has; letters may share one.
        letters: a line for each of the first `_WIDTH` letters, 0 where a word has ended; two
            letters may have one number.
    """

    def __init__(
        self,
        words: list[str],
        lengths: NDArray[np.uint16],
        signatures: NDArray[np.uint32],
        letters: NDArray[np.uint8],
    ) -> None:
        self.words = words
        self._lengths = lengths
        self._signatures = signatures
        self._letters = letters
        self._begun: dict[str, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of(cls, words: list[str]) -> Vocabulary:
        """The vocabulary of sorted words."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        codes = ((np.frombuffer("".join(words).encode("utf-32-le"), np.uint32) - 1) % 255 + 1).astype(np.uint8)
        begins = np.cumsum(lengths) - lengths
        letters = np.zeros((_WIDTH, len(words)), np.uint8)
        signatures = np.zeros(len(words), np.uint32)
        longer = np.arange(len(words))
        for place, line in enumerate(letters):
            longer = longer[lengths[longer] > place]
            line[longer] = codes[begins[longer] + place]
            signatures[longer] |= _BITS[line[longer]]
        for number in np.flatnonzero(lengths > _WIDTH).tolist():
            signatures[number] = _signature(words[number])
        return cls(words, np.minimum(lengths, 65_000).astype(np.uint16), signatures, letters)

    @classmethod
    def joined(cls, parts: Sequence[Vocabulary]) -> tuple[Vocabulary, list[Numbers]]:
        """One vocabulary of several, and the new numbers of the words of each."""
        words: list[str] = []
        told: list[list[Numbers]] = [[] for _ in parts]
        for lots in _in_step([part.words for part in parts]):
            both = dict.fromkeys(sorted(chain.from_iterable(lots)))  # sorted runs: fast
            number = dict(zip(both, count(len(words)), strict=False))
            words += number
            for numbers, lot in zip(told, lots, strict=True):
                numbers.append(np.fromiter(map(number.__getitem__, lot), np.int32, len(lot)))
        lengths = np.empty(len(words), np.uint16)
        signatures = np.empty(len(words), np.uint32)
        letters = np.empty((_WIDTH, len(words)), np.uint8)
        new = [np.concatenate(numbers) for numbers in told]
        known = [(part._lengths, part._signatures, part._letters) for part in parts]  # noqa: SLF001 - of the same kind
        for there, arrays in zip(new, known, strict=True):
            lengths[there], signatures[there], letters[:, there] = arrays
        return cls(words, lengths, signatures, letters), new

    def are(self, numbers: Numbers) -> NDArray[np.bool_]:
        """For each word whether it is one of some; and, at the end, that `NOTHING` is not."""
        found = np.zeros(len(self) + 1, np.bool_)
        found[numbers] = True
        return found

    def prefix_range(self, word: str) -> tuple[int, int]:
        """The range of the words that begin with this one."""
        found = self._begun.get(word)
        if found is None:
            if len(self._begun) >= _KEPT:
                self._begun.clear()
            first = bisect_left(self.words, word)
            found = self._begun[word] = first, bisect_left(self.words, word + _LAST, first)
        return found

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.number(word) is not None

    def number(self, word: str) -> int | None:
        """The number of a word; None when it is not there."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None

    def misspelt(self, word: str, allowed: int, wanted: StillCurrent, *, last: bool) -> tuple[Numbers, Edits]:
        """The words that this one is but for at most so many typos, each once, and the typos; see `tolerance.misspelt`.

        Args:
            word: of a query.
            allowed: typos.
            wanted: see `wanted.check`.
            last: whether the word is still being typed, so that a beginning is enough.
        """
        numbers = self._likely(word, allowed, wanted)
        lengths = self._lengths.take(numbers)
        possible = lengths >= len(word) - allowed
        if not last:
            possible &= lengths <= len(word) + allowed
        numbers = numbers.compress(possible)
        words = [self.words[number] for number in numbers.tolist()]
        ends = lengths_begun(word, allowed) if last else (None,)
        edits = np.empty(len(words), np.uint8)
        for some in _lots(len(words), _CHUNK // len(ends)):
            check_cancelled(wanted)
            others = [other[:end] for end in ends for other in words[some]]
            found = cdist([word], others, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)
            edits[some] = found.reshape(len(ends), -1).min(axis=0)
        near = edits <= allowed
        return numbers.compress(near), edits.compress(near)

    def abbreviated(self, word: str, wanted: StillCurrent) -> tuple[Numbers, Edits]:
        """The words that this one abbreviates, and the edits; see `tolerance.abbreviation`."""
        if len(word) < ABBREVIATED_FROM:
            return np.zeros(0, np.int32), np.zeros(0, np.uint8)
        first, end = self.prefix_range(word[0])
        lengths, lacks = self._lengths[first:end], _signature(word) & ~self._signatures[first:end]
        likely = (lacks == 0) & (lengths > len(word)) & (lengths <= ABBREVIATED_TIMES * len(word))
        numbers = np.flatnonzero(likely).astype(np.int32) + np.int32(first)
        words = [self.words[number] for number in numbers.tolist()]
        in_order = np.empty(len(words), np.bool_)
        for some in _lots(len(words), _CHUNK):
            check_cancelled(wanted)
            alike = cdist([word], words[some], scorer=LCSseq.similarity, score_cutoff=len(word), dtype=np.uint16)
            in_order[some] = alike[0] > 0
        numbers = numbers.compress(in_order)
        left_out = self._lengths.take(numbers).astype(np.int64) - len(word)
        return numbers, np.clip(left_out, ABBREVIATED_EDITS, MOST_EDITS).astype(np.uint8)

    # -- what may be near enough --------------------------------------------------------------

    def _likely(self, word: str, allowed: int, wanted: StillCurrent) -> Numbers:
        """Words of which a beginning may be this one, or its first letters, but for so many typos."""
        word = word[: _WIDTH - allowed]
        intact = np.zeros(len(self), np.bool_)
        self._let_through(intact, word, allowed, wanted)
        likely = np.flatnonzero(intact).astype(np.int32)
        check_cancelled(wanted)
        signature = _signature(word)
        more = self._seen(likely, min(len(word) + allowed, _WIDTH))
        less = self._seen(likely, max(len(word) - allowed, 0))
        near = (np.bitwise_count(signature & ~more) <= allowed) & (np.bitwise_count(less & ~signature) <= allowed)
        return likely.compress(near)

    def _let_through(self, intact: NDArray[np.bool_], word: str, allowed: int, wanted: StillCurrent) -> None:
        """Set the words that have a piece of this one intact; see the module's words."""
        cuts = [len(word) * piece // (allowed + 1) for piece in range(allowed + 2)]
        first, end = self.prefix_range(word[: cuts[1]])
        intact[first:end] = True
        for start, stop in pairwise(cuts[1:]):
            check_cancelled(wanted)
            codes = [_code(letter) for letter in word[start:stop]]
            for place in range(max(0, start - allowed), min(start + allowed, _WIDTH - len(codes)) + 1):
                intact |= self._stand(codes, place)
        for cut in cuts[1:-1]:
            swapped = word[: cut - 1] + word[cut : cut + 1] + word[cut - 1] + word[cut + 1 :]
            self._let_through(intact, swapped, allowed - 1, wanted)

    def _stand(self, codes: Sequence[int], place: int) -> NDArray[np.bool_]:
        """Whether words have these letters at a place."""
        found: NDArray[np.bool_] = self._letters[place] == codes[0]
        for more, code in enumerate(codes[1:], 1):
            found &= self._letters[place + more] == code
        return found

    def _seen(self, numbers: Numbers, end: int) -> NDArray[np.uint32]:
        """The signatures of the first letters of some words."""
        seen = np.zeros(len(numbers), np.uint32)
        for line in self._letters[:end]:
            seen |= _BITS[line[numbers]]
        return seen


def _lots(count: int, size: int) -> Iterator[slice]:
    """So many things in lots."""
    return (slice(start, start + size) for start in range(0, count, size))


def _in_step(lists: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Sorted lists in lots, so that what is alike, or comes before, is in no later lot of any list."""
    starts = [0] * len(lists)
    for word in [*max(lists, key=len)[_CHUNK::_CHUNK], _LAST]:
        ends = [bisect_left(some, word, start) for some, start in zip(lists, starts, strict=True)]
        yield [some[start:end] for some, start, end in zip(lists, starts, ends, strict=True)]
        starts = ends


def _code(letter: str) -> int:
    """The number of a letter, from 1 to 255."""
    return (ord(letter) - 1) % 255 + 1


_BITS = np.array([0, *[1 << (code & 31) for code in range(1, 256)]], np.uint32)
"""The bit of a signature for each letter's number."""


def _signature(word: str) -> np.uint32:
    bits = 0
    for letter in set(word):
        bits |= 1 << (_code(letter) & 31)
    return np.uint32(bits)
