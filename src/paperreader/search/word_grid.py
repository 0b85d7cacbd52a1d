"""The words of some titles as a table: what stands where, worked out for many titles together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from paperreader.search.answer import Mask
from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.segment import NOTHING, Places, Segment

_CELLS = 70_000  # words looked at together
_USUAL = 16  # words of a title
_FEW = 2000  # titles that need not be sorted by their length
_LONG = 65_535  # words; small numbers are sorted fast


def batches(segment: Segment, rows: Places, wanted: StillCurrent) -> Iterator[Places]:
    """Places of `rows`, in lots of about as many words, long titles together."""
    counts = segment.word_counts(rows)
    few = len(rows) <= _FEW
    places = np.arange(len(rows)) if few else np.argsort(np.minimum(counts, _LONG).astype(np.uint16), kind="stable")
    begin = 0
    while begin < len(rows):
        check_cancelled(wanted)
        longest = int(counts[places[begin : begin + _CELLS // _USUAL]].max())
        end = begin + max(1, _CELLS // max(1, longest))
        yield places[begin:end]
        begin = end


class WordGrid:
    """A column for each title, its words from the top, `NOTHING` below the last one.

    So a look at every word of many titles goes along memory, which takes a fifth of the time.

    Attributes:
        counts: how many words each title has.
        words: their numbers.
    """

    def __init__(self, segment: Segment, rows: Places) -> None:
        self.counts = segment.word_counts(rows)
        height = int(self.counts.max(initial=1))
        self._lines = np.arange(height, dtype=np.min_scalar_type(height))[:, None]
        places = np.minimum(segment.starts[rows] + np.arange(height)[:, None], len(segment.tokens) - 1)
        self.words = segment.tokens[places]
        self.words[self._lines >= self.counts] = NOTHING

    def is_in_order(self, stand: Sequence[Mask], lengths: Sequence[int]) -> Mask:
        """For each title whether what is sought stands in it in this order, leaving out what it has not.

        Args:
            stand: for each thing sought, where it stands.
            lengths: of how many words it is.
        """
        end = len(self._lines)
        in_order = np.ones(len(self.counts), np.bool_)
        behind = np.zeros(len(self.counts), np.int32)
        for stands, length in zip(stand, lengths, strict=True):
            first = np.where(stands & (self._lines >= behind), self._lines, end).min(axis=0)
            is_later = first < end
            in_order &= is_later | ~stands.any(axis=0)
            behind = np.where(is_later, first.astype(np.int32) + np.int32(length), behind)
        return in_order


def shifted(stands: Mask, places: int) -> Mask:
    """A table whose lines are moved up; nothing stands in those that come in."""
    moved = np.zeros_like(stands)
    moved[: max(0, len(stands) - places)] = stands[places:]
    return moved
