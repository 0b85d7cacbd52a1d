"""The words of many titles as a table, so that they are compared together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.segment import NOTHING, Indices, Mask, Segment

_BATCH_CELLS = 70_000  # words compared together
_TITLE_WORDS = 16  # words of a title, usually; a first guess at the size of a batch
_UNSORTED = 2000  # so few titles are not sorted by length
_MAX_WORDS = 65_535  # numpy sorts 16-bit numbers in linear time


def batches_by_length(segment: Segment, rows: Indices, still_current: StillCurrent) -> Iterator[Indices]:
    """Yield indices of `rows` in batches of about as many words, titles of like length together."""
    counts = segment.word_counts(rows)
    if len(rows) <= _UNSORTED:
        indices = np.arange(len(rows))
    else:
        indices = np.argsort(np.minimum(counts, _MAX_WORDS).astype(np.uint16), kind="stable")
    begin = 0
    while begin < len(rows):
        check_cancelled(still_current)
        longest = int(counts[indices[begin : begin + _BATCH_CELLS // _TITLE_WORDS]].max())
        end = begin + max(1, _BATCH_CELLS // max(1, longest))
        yield indices[begin:end]
        begin = end


class WordGrid:
    """A column for each title: its word ids from the top, and `NOTHING` below the last.

    With titles as columns numpy goes along memory, in a fifth of the time that titles as lines take.

    Attributes:
        counts: how many words each title has.
        words: the word ids, of shape (words of the longest title, titles).
    """

    def __init__(self, segment: Segment, rows: Indices) -> None:
        self.counts = segment.word_counts(rows)
        height = int(self.counts.max(initial=1))
        self._lines = np.arange(height, dtype=np.min_scalar_type(height))[:, None]
        self.words = segment.tokens.take(segment.starts[rows] + self._lines, mode="clip")
        self.words[self._lines >= self.counts] = NOTHING

    def is_in_order(self, matches: Sequence[Mask], lengths: Sequence[int]) -> Mask:
        """Return for each title whether it has the terms of a query in their order. Missing terms are skipped.

        Args:
            matches: for each term a mask of `words`, True where the term begins.
            lengths: of how many words each term is.
        """
        in_order = np.ones(len(self.counts), np.bool_)
        start = np.zeros(len(self.counts), np.int64)
        for match, length in zip(matches, lengths, strict=True):
            later = match & (self._lines >= start)
            is_later = later.any(axis=0)
            in_order &= is_later == match.any(axis=0)
            start = np.where(is_later, later.argmax(axis=0) + length, start)
        return in_order
