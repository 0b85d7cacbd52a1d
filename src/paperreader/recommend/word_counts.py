"""The words of papers, counted in batches: an id of 16 bits and a count of 8 for each word of a paper.

A word is what stands between spaces of a normalized text, in two bytes of UTF-8 or more. It is known by its first
8 bytes, which makes one of most inflections: `recommends` and `recommendation` are `recommen`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.text import normalize_bytes

WORD_IDS = 1 << 16
"""The number of word ids. Words with the same id count as one."""
MAX_COUNT = 5
"""Words that a paper has more often are counted so often."""
_TITLE_COUNT = 3  # a word of the title counts as often
_KEPT_BYTES = 8
_MIN_BYTES = 2
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, with bits spread evenly: Fibonacci hashing
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(_KEPT_BYTES + 1)], np.uint64)
_SPACE, _LINE_FEED = ord(" "), ord("\n")

Texts = tuple[str, bytes]
"""The title of a paper, and its abstract in UTF-8."""


class CountedWords(NamedTuple):
    """The words of a batch of papers.

    Attributes:
        ids: of the different words of each paper, in ascending order, paper by paper.
        counts: how often the paper has each.
        bounds: the words of paper `n` are those from `bounds[n]` to before `bounds[n + 1]`.
    """

    ids: NDArray[np.uint16]
    counts: NDArray[np.uint8]
    bounds: NDArray[np.int32]

    def paper(self, index: int) -> CountedWords:
        """Return the words of one paper of the batch."""
        start, end = self.bounds[index], self.bounds[index + 1]
        return CountedWords(self.ids[start:end], self.counts[start:end], np.array([0, end - start], np.int32))


_NO_PAPERS = CountedWords(np.zeros(0, np.uint16), np.zeros(0, np.uint8), np.zeros(1, np.int32))


def count_words(papers: Sequence[Texts]) -> CountedWords:
    """Count the words of papers, 65,536 at most."""
    lines = b"".join([_normalized(title, abstract) + b"\n" for title, abstract in papers])
    keys, counts = np.unique(_line_words(lines), return_counts=True)
    line_starts = np.arange(len(papers), dtype=np.uint32) << np.uint32(16)
    bounds = np.append(np.searchsorted(keys, line_starts), len(keys)).astype(np.int32)
    return CountedWords(
        (keys & np.uint32(WORD_IDS - 1)).astype(np.uint16), np.minimum(counts, MAX_COUNT).astype(np.uint8), bounds
    )


def join(batches: Sequence[CountedWords]) -> CountedWords:
    """Return the words of several batches as those of one."""
    batches = [_NO_PAPERS, *batches]
    sizes = np.concatenate([np.diff(batch.bounds) for batch in batches])
    return CountedWords(
        np.concatenate([batch.ids for batch in batches]),
        np.concatenate([batch.counts for batch in batches]),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
    )


def spelled_words(title: str, abstract: bytes) -> dict[int, str]:
    """Return the words of a paper as it first spells them, by their ids."""
    spelled: dict[int, str] = {}
    for word in _normalized(title, abstract).split():
        if len(word) >= _MIN_BYTES:
            spelled.setdefault(word_id(word), word.decode("utf-8", "replace"))
    return spelled


def word_id(word: bytes) -> int:
    """Return the id of a normalized word."""
    number = int.from_bytes(word[:_KEPT_BYTES], "little")
    return (number * _MULTIPLIER & ((1 << 64) - 1)) >> 48


def _normalized(title: str, abstract: bytes) -> bytes:
    """Return the normalized words of a paper in one line, those of its title as often as they count."""
    return _TITLE_COUNT * normalize_bytes(title.encode("utf-8", "replace")) + normalize_bytes(abstract)


def _line_words(lines: bytes) -> NDArray[np.uint32]:
    """Return the words of lines in their order, each as 65,536 times the number of its line plus its id."""
    data = np.frombuffer(lines + b" " * _KEPT_BYTES, np.uint8)
    in_word = data > _SPACE
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1  # each line begins with a space
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    long_enough = lengths >= _MIN_BYTES
    starts, lengths = starts[long_enough], lengths[long_enough]
    firsts = np.ndarray((len(data) - _KEPT_BYTES + 1,), "<u8", data, strides=(1,))  # 8 bytes from each position on
    kept = firsts[starts] & _MASKS[np.minimum(lengths, _KEPT_BYTES)]
    ids = (kept * np.uint64(_MULTIPLIER) >> np.uint64(48)).astype(np.uint32)
    words_before = np.searchsorted(starts, np.flatnonzero(data == _LINE_FEED))  # the end of each line
    line_numbers = np.repeat(np.arange(len(words_before), dtype=np.uint32), np.diff(words_before, prepend=0))
    words: NDArray[np.uint32] = line_numbers << np.uint32(16) | ids
    return words
