"""Words that a query writes as one: as initials, or as beginnings, of words in a row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from paperreader.search.segment import Places, Rows, Segment
from paperreader.search.tolerance import INITIALS_FROM, INITIALS_TO, PIECE_FROM
from paperreader.search.vocabulary import letter_numbers
from paperreader.search.wanted import Wanted, check


class InARow:
    """Where a word of a query stands for words in a row of a segment's titles; if rows are given, in these only."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def rows(self, word: str, among: Places | None, wanted: Wanted) -> Iterator[Rows]:
        """The rows where it does, lot by lot; a row may come more than once."""
        check(wanted)
        yield self._initials(word, among, wanted)
        check(wanted)
        yield from self._beginnings(word, among, wanted)

    def _initials(self, word: str, among: Places | None, wanted: Wanted) -> Rows:
        """The rows with words in a row that begin with the letters of a word."""
        segment = self._segment
        ranges = [segment.vocabulary.begun(letter) for letter in word]
        if not INITIALS_FROM <= len(word) <= INITIALS_TO or any([first == end for first, end in ranges]):
            return np.zeros(0, np.int32)
        rarest, *others = sorted(range(len(word)), key=lambda place: segment.count(*ranges[place]))
        likely = segment.likely_initials(letter_numbers(word)) if among is None else None
        if likely is None:
            positions = segment.positions(*ranges[rarest], among)[1] - rarest
        else:
            positions, others = likely[1].astype(np.int64) - likely[0], [rarest, *others]
        for place in others:
            positions = positions[segment.followed(positions, place, ranges[place], wanted)]
        return segment.rows_at(positions)

    def _beginnings(self, word: str, among: Places | None, wanted: Wanted) -> Iterator[Rows]:
        """The rows that have a word as the beginnings of words in a row; see `tolerance.beginnings`."""
        if self._may_be_beginnings(word):
            for end in range(PIECE_FROM, len(word) - PIECE_FROM + 1):
                rows, positions = self._side_by_side(word[:end], word[end : end + PIECE_FROM], among, wanted)
                if len(rows):
                    check(wanted)
                    yield from self._go_on(word, end, rows, positions + 1, wanted)

    def _side_by_side(self, one: str, other: str, among: Places | None, wanted: Wanted) -> tuple[Rows, Places]:
        """The rows, and where in them, words stand that begin so and are followed by words that begin so."""
        segment = self._segment
        pair = [segment.vocabulary.begun(word) for word in (one, other)]
        rarer = min((0, 1), key=lambda place: segment.count(*pair[place]))
        if not segment.count(*pair[rarer]):
            return np.zeros(0, np.int32), np.zeros(0, np.int64)
        rows, positions = segment.positions(*pair[rarer], among)
        there = segment.followed(positions, 1 - 2 * rarer, pair[1 - rarer], wanted)
        return rows[there], positions[there] - rarer

    def _may_be_beginnings(self, word: str) -> bool:
        """Whether there are words for every piece of a word, cut anywhere."""
        begins = self._segment.vocabulary.begun
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

    def _go_on(self, word: str, done: int, rows: Rows, positions: Places, wanted: Wanted) -> Iterator[Rows]:
        """From words to the words behind them, with the letters from the `done`th on; the rows where all are found."""
        tokens = self._segment.tokens.take(positions)
        for end in range(done + PIECE_FROM, len(word) + 1):
            first, last = self._segment.vocabulary.begun(word[done:end])
            here = np.flatnonzero((tokens >= first) & (tokens < last))
            if not len(here):
                return
            check(wanted)
            if end == len(word):
                yield rows[here]
            elif end + PIECE_FROM <= len(word):
                yield from self._go_on(word, end, rows[here], positions[here] + 1, wanted)
