"""The distinct words of a segment, sorted, and which of them resemble a word of a query.

A word's id is its index, so the words with a common prefix are a range of ids.

rapidfuzz computes edit distances only for words that pass a filter. A word with at most k typos is
cut into k + 1 pieces: one piece is unchanged, and at most k letters from its place (Wu and Manber,
"Fast text searching allowing errors", 1992). A typo may also swap two letters across a cut; then the
word with the swap undone has one typo less.
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
from paperreader.search.ranking import MAX_EDITS
from paperreader.search.rules import (
    ABBREVIATION_MIN_EDITS,
    ABBREVIATION_MIN_LETTERS,
    ABBREVIATION_RATIO,
    prefix_lengths,
)

WordIds = NDArray[np.int32]
Edits = NDArray[np.uint8]

_LAST_LETTER = "\U0010ffff"  # sorts after every other
_WIDTH = 20  # letters of each word in the table of letters
_MAX_LENGTH = 65_535  # lengths are 16 bits
_BATCH = 5000  # words for one call of rapidfuzz, which holds the GIL


class Vocabulary:
    """Distinct words and tables of their letters.

    Args:
        words: sorted, each once.
        lengths: the number of letters of each word.
        signatures: for each word a set of its letters as 32 bits; two letters may share a bit.
        letters: `_WIDTH` lines; line n has the code (see `_code`) of each word's letter n, or 0
            where the word is shorter.
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

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of(cls, words: list[str]) -> Vocabulary:
        """Return the vocabulary of sorted, distinct words."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        codes = ((np.frombuffer("".join(words).encode("utf-32-le"), np.uint32) - 1) % 255 + 1).astype(np.uint8)
        begins = np.cumsum(lengths) - lengths
        letters = np.zeros((_WIDTH, len(words)), np.uint8)
        signatures = np.zeros(len(words), np.uint32)
        longer = np.arange(len(words))
        for index, line in enumerate(letters):
            longer = longer[lengths[longer] > index]
            line[longer] = codes[begins[longer] + index]
            signatures[longer] |= _BITS[line[longer]]
        for word_id in np.flatnonzero(lengths > _WIDTH).tolist():
            signatures[word_id] = _signature(words[word_id])
        return cls(words, np.minimum(lengths, _MAX_LENGTH).astype(np.uint16), signatures, letters)

    @classmethod
    def joined(cls, parts: Sequence[Vocabulary]) -> tuple[Vocabulary, list[WordIds]]:
        """Return one vocabulary of several, and for each of these the new ids of its words."""
        words: list[str] = []
        id_batches: list[list[WordIds]] = [[] for _ in parts]
        for slices in _aligned_slices([part.words for part in parts]):
            merged = dict.fromkeys(sorted(chain.from_iterable(slices)))  # sorted runs: fast
            id_of = dict(zip(merged, count(len(words)), strict=False))
            words += id_of
            for batches, part_words in zip(id_batches, slices, strict=True):
                batches.append(np.fromiter(map(id_of.__getitem__, part_words), np.int32, len(part_words)))
        lengths = np.empty(len(words), np.uint16)
        signatures = np.empty(len(words), np.uint32)
        letters = np.empty((_WIDTH, len(words)), np.uint8)
        new_ids = [np.concatenate(batches) for batches in id_batches]
        tables = [(part._lengths, part._signatures, part._letters) for part in parts]  # noqa: SLF001 - of the same class
        for ids, table in zip(new_ids, tables, strict=True):
            lengths[ids], signatures[ids], letters[:, ids] = table
        return cls(words, lengths, signatures, letters), new_ids

    def mask(self, ids: WordIds) -> NDArray[np.bool_]:
        """Boolean mask over the vocabulary. The extra last entry is False, for the `NOTHING` (-1) sentinel."""
        found = np.zeros(len(self) + 1, np.bool_)
        found[ids] = True
        return found

    def prefix_range(self, prefix: str) -> tuple[int, int]:
        """Return the ids of the words that begin with a prefix: the first, and the one after the last."""
        first = bisect_left(self.words, prefix)
        return first, bisect_left(self.words, prefix + _LAST_LETTER, first)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.id_of(word) is not None

    def id_of(self, word: str) -> int | None:
        """Return the id of a word, or None if the vocabulary does not have it."""
        index = bisect_left(self.words, word)
        return index if index < len(self.words) and self.words[index] == word else None

    def misspelt(self, word: str, allowed: int, still_current: StillCurrent, *, last: bool) -> tuple[WordIds, Edits]:
        """Return the ids of the words that resemble a query word, and the typos of each; see `rules.misspelt`.

        Args:
            word: the query word.
            allowed: the most typos; with 0 nothing is found.
            still_current: see `cancel.check_cancelled`.
            last: whether the word is still being typed, so that a prefix of the other word suffices.
        """
        if not allowed:
            return np.zeros(0, np.int32), np.zeros(0, np.uint8)
        ids = self._possibly_misspelt(word, allowed, still_current)
        lengths = self._lengths.take(ids)
        possible = lengths >= len(word) - allowed
        if not last:
            possible &= lengths <= len(word) + allowed
        ids = ids.compress(possible)
        words = [self.words[word_id] for word_id in ids.tolist()]
        ends = prefix_lengths(word, allowed) if last else (None,)
        edits = np.empty(len(words), np.uint8)
        for batch in _batches(len(words), _BATCH // len(ends)):
            check_cancelled(still_current)
            prefixes = [other[:end] for end in ends for other in words[batch]]
            distances = cdist([word], prefixes, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)
            edits[batch] = distances.reshape(len(ends), -1).min(axis=0)
        near = edits <= allowed
        return ids.compress(near), edits.compress(near)

    def abbreviated(self, word: str, still_current: StillCurrent) -> tuple[WordIds, Edits]:
        """Return the ids of the words that a query word abbreviates, and the edits; see `rules.abbreviation`."""
        if len(word) < ABBREVIATION_MIN_LETTERS:
            return np.zeros(0, np.int32), np.zeros(0, np.uint8)
        first, end = self.prefix_range(word[0])
        lengths, missing = self._lengths[first:end], _signature(word) & ~self._signatures[first:end]
        possible = (missing == 0) & (lengths > len(word)) & (lengths <= ABBREVIATION_RATIO * len(word))
        ids = np.flatnonzero(possible).astype(np.int32) + np.int32(first)
        words = [self.words[word_id] for word_id in ids.tolist()]
        in_order = np.empty(len(words), np.bool_)
        for batch in _batches(len(words), _BATCH):
            check_cancelled(still_current)
            common = cdist([word], words[batch], scorer=LCSseq.similarity, score_cutoff=len(word), dtype=np.uint16)
            in_order[batch] = common[0] > 0
        ids = ids.compress(in_order)
        left_out = self._lengths.take(ids).astype(np.int64) - len(word)
        return ids, np.clip(left_out, ABBREVIATION_MIN_EDITS, MAX_EDITS).astype(np.uint8)

    def _possibly_misspelt(self, word: str, allowed: int, still_current: StillCurrent) -> WordIds:
        """Return the ids of all words that resemble a query word, and of a few that do not."""
        word = word[: _WIDTH - allowed]
        passed = np.zeros(len(self), np.bool_)
        self._pass_common_piece(passed, word, allowed, still_current)
        ids = np.flatnonzero(passed).astype(np.int32)
        check_cancelled(still_current)
        signature = _signature(word)
        longer = self._prefix_signatures(ids, min(len(word) + allowed, _WIDTH))
        shorter = self._prefix_signatures(ids, max(len(word) - allowed, 0))
        missing, added = np.bitwise_count(signature & ~longer), np.bitwise_count(shorter & ~signature)
        return ids.compress((missing <= allowed) & (added <= allowed))

    def _pass_common_piece(
        self, passed: NDArray[np.bool_], word: str, allowed: int, still_current: StillCurrent
    ) -> None:
        """Set `passed` for the words that have a piece of a query word unchanged; see the module's docstring."""
        cuts = [len(word) * piece // (allowed + 1) for piece in range(allowed + 2)]
        first, end = self.prefix_range(word[: cuts[1]])
        passed[first:end] = True
        for start, stop in pairwise(cuts[1:]):
            check_cancelled(still_current)
            codes = [_code(letter) for letter in word[start:stop]]
            for index in range(max(0, start - allowed), min(start + allowed, _WIDTH - len(codes)) + 1):
                passed |= self._has_letters(codes, index)
        for cut in cuts[1:-1]:
            swapped = word[: cut - 1] + word[cut : cut + 1] + word[cut - 1] + word[cut + 1 :]
            self._pass_common_piece(passed, swapped, allowed - 1, still_current)

    def _has_letters(self, codes: Sequence[int], index: int) -> NDArray[np.bool_]:
        """Return for every word whether it has these letters from an index on."""
        found: NDArray[np.bool_] = self._letters[index] == codes[0]
        for offset, code in enumerate(codes[1:], 1):
            found &= self._letters[index + offset] == code
        return found

    def _prefix_signatures(self, ids: WordIds, length: int) -> NDArray[np.uint32]:
        """Return the signatures of the words' prefixes of a length."""
        signatures = np.zeros(len(ids), np.uint32)
        for line in self._letters[:length]:
            signatures |= _BITS[line[ids]]
        return signatures


def _batches(total: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, total, size))


def _aligned_slices(lists: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Yield a slice of each sorted list at a time; no word of a slice sorts after a word of a later one."""
    starts = [0] * len(lists)
    for word in [*max(lists, key=len)[_BATCH::_BATCH], _LAST_LETTER]:
        ends = [bisect_left(words, word, start) for words, start in zip(lists, starts, strict=True)]
        yield [words[start:end] for words, start, end in zip(lists, starts, ends, strict=True)]
        starts = ends


def _code(letter: str) -> int:
    """Return the code of a letter, from 1 to 255. Two letters may have the same."""
    return (ord(letter) - 1) % 255 + 1


_BITS = np.array([0, *[1 << (code & 31) for code in range(1, 256)]], np.uint32)
"""The bit of a signature for each letter code."""


def _signature(word: str) -> np.uint32:
    bits = 0
    for letter in set(word):
        bits |= 1 << (_code(letter) & 31)
    return np.uint32(bits)
