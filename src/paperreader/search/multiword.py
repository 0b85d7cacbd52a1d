"""Words that a query writes as one: as initials, or as beginnings, of words in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.rules import INITIALS_FROM, INITIALS_TO, PIECE_FROM
from paperreader.search.segment import Places, Rows, Segment, once


class MultiwordMatcher:
    """Where a word of a query stands for words in a row of a segment's titles; if rows are given, in these only."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def rows(self, word: str, among: Places | None, wanted: StillCurrent) -> Iterator[Rows]:
        """The rows where it does, lot by lot; a row may come more than once."""
        check_cancelled(wanted)
        yield self._initials(word, among, wanted)
        check_cancelled(wanted)
        yield from self._beginnings(word, among, wanted)

    def _initials(self, word: str, among: Places | None, wanted: StillCurrent) -> Rows:
        """The rows with words in a row that begin with the letters of a word."""
        segment = self._segment
        ranges = [segment.vocabulary.prefix_range(letter) for letter in word]
        if not INITIALS_FROM <= len(word) <= INITIALS_TO or any([first == end for first, end in ranges]):
            return np.zeros(0, np.int32)
        rarest, *others = sorted(range(len(word)), key=lambda place: segment.count(*ranges[place]))
        positions = segment.positions(*ranges[rarest], among)[1] - rarest
        for place in others:
            positions = positions[segment.followed(positions, place, ranges[place], wanted)]
        return segment.rows_at(positions)

    def _beginnings(self, word: str, among: Places | None, wanted: StillCurrent) -> Iterator[Rows]:
        """The rows that have a word as the beginnings of words in a row; see `tolerance.beginnings`."""
        if not self._may_be_beginnings(word):
            return
        behind: defaultdict[int, list[Places]] = defaultdict(list)  # by letters done, where the next word stands
        for end in range(PIECE_FROM, len(word) - PIECE_FROM + 1):
            behind[end].append(self._side_by_side(word[:end], word[end : end + PIECE_FROM], among, wanted) + 1)
            check_cancelled(wanted)
        for done in range(PIECE_FROM, len(word) - PIECE_FROM + 1):
            lots = [some for some in behind.pop(done) if len(some)]
            if not lots:
                continue
            positions = once(np.concatenate(lots)) if len(lots) > 1 else lots[0]
            tokens = self._segment.tokens.take(positions)
            for end in range(done + PIECE_FROM, len(word) + 1):
                check_cancelled(wanted)
                first, last = self._segment.vocabulary.prefix_range(word[done:end])
                here = positions.compress((tokens >= first) & (tokens < last))
                if not len(here):
                    break
                if end == len(word):
                    yield self._segment.rows_at(here)
                else:
                    behind[end].append(here + 1)

    def _side_by_side(self, one: str, other: str, among: Places | None, wanted: StillCurrent) -> Places:
        """Where words stand that begin so and are followed by words that begin so."""
        segment = self._segment
        pair = [segment.vocabulary.prefix_range(word) for word in (one, other)]
        rarer = min((0, 1), key=lambda place: segment.count(*pair[place]))
        if not segment.count(*pair[rarer]):
            return np.zeros(0, np.int64)
        positions = segment.positions(*pair[rarer], among)[1]
        return positions[segment.followed(positions, 1 - 2 * rarer, pair[1 - rarer], wanted)] - rarer

    def _may_be_beginnings(self, word: str) -> bool:
        """Whether there are words for every piece of a word, cut anywhere."""
        begins = self._segment.vocabulary.prefix_range
        ends_well = {len(word)}
        for start in range(len(word) - PIECE_FROM, -1, -1):
            for end in range(start + PIECE_FROM, len(word) + (start > 0)):
                first, last = begins(word[start:end])
                if first == last:
                    break
                if end in ends_well:
                    ends_well.add(start)
                    break
        return 0 in ends_well
