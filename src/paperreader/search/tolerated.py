"""Where a word of a query stands in the titles of a segment, with some tolerance.

For a word an array of *costs*: the edits for each row, `ABSENT` for rows without the word. Words
before the last are kept, being asked for again with every letter typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from paperreader.search.answer import Mask
from paperreader.search.exact import distinct
from paperreader.search.few import FEW, loosely
from paperreader.search.segment import Places, Rows, Segment
from paperreader.search.tolerance import INITIALS_FROM, INITIALS_TO, PIECE_FROM, budget
from paperreader.search.vocabulary import Numbers, letter_numbers
from paperreader.search.wanted import Wanted, check

Costs = NDArray[np.uint8]
Key = TypeVar("Key")
Found = TypeVar("Found")

ABSENT = 255
_KEPT = 24  # words that are kept
_TWO = 2


class Tolerated:
    """Where a word of a query is found with some tolerance.

    Attributes:
        costs: for each row the edits, or `ABSENT`.
        numbers: the words of titles that count as the word.
        rows: the rows that have it; a row may come more than once.
        frequency: how often it is found.
    """

    __slots__ = ("costs", "frequency", "numbers", "rows")

    def __init__(self, costs: Costs, numbers: Numbers, rows: Sequence[Rows]) -> None:
        self.costs = costs
        self.numbers = numbers
        self.rows = rows
        self.frequency = sum([len(some) for some in rows])

    def among(self, rows: Places) -> Places:
        """Those of some rows that have it."""
        return rows.compress(self.costs.take(rows) != ABSENT)


class _Latest(Generic[Key, Found]):
    """The latest of what has been found."""

    def __init__(self) -> None:
        self._kept: dict[Key, Found] = {}

    def remembered(self, key: Key, wanted: Wanted, work: Callable[[], Found]) -> Found:
        """What was found before, or is now."""
        found = self._kept.pop(key, None)
        if found is None:
            check(wanted)
            found = work()
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
        self._kept[key] = found  # the latest used is the last to go
        return found


class Words:
    """The words of queries in one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._close = _Latest[tuple[str, bool], Tolerated]()
        self._loose = _Latest[str, tuple[Tolerated, Places]]()
        self._typed: dict[int, tuple[str, Numbers]] = {}  # by typos, the word still being typed and what it may be

    def close(self, word: str, wanted: Wanted, *, last: bool) -> Tolerated:
        """A word with one typo at most."""
        return self._close.remembered((word, last), wanted, lambda: self._closely(word, wanted, last=last))

    def _closely(self, word: str, wanted: Wanted, *, last: bool) -> Tolerated:
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        there = segment.vocabulary.begun(word)
        numbers, rows = self._misspelt(costs, word, budget(word, 1), wanted, last=last)
        check(wanted)
        costs[segment.rows(*there)] = 0
        return Tolerated(costs, np.append(numbers, np.arange(*there, dtype=np.int32)), [rows, segment.rows(*there)])

    def _misspelt(  # noqa: PLR0913 - how far, and for whom
        self, costs: Costs, word: str, allowed: int, wanted: Wanted, *, last: bool, fewest: int = 1
    ) -> tuple[Numbers, Rows]:
        """Set the costs of the rows that have a word with typos; what stands there, and these rows."""
        if not allowed:
            return np.zeros(0, np.int32), np.zeros(0, np.int32)
        numbers, edits = self._with_typos(word, allowed, wanted, last=last)
        check(wanted)
        return numbers, self._set(costs, numbers, np.maximum(edits, fewest))

    def _with_typos(self, word: str, allowed: int, wanted: Wanted, *, last: bool) -> tuple[Numbers, Costs]:
        """The words with 1 to `allowed` typos. Those of a word that goes on are among those of its beginning."""
        typed, numbers = self._typed.get(allowed, (word, None))
        among = numbers if word.startswith(typed) else None
        numbers, edits = self._segment.vocabulary.misspelt(word, allowed, wanted, last=last, among=among)
        if last:
            self._typed[allowed] = word, numbers
        wrong = edits > 0
        return numbers.compress(wrong), edits.compress(wrong)

    def _set(self, costs: Costs, numbers: Numbers, edits: Costs) -> Rows:
        """Set the costs of the rows that have some words, to the fewest edits where there are several."""
        if not len(numbers):
            return np.zeros(0, np.int32)
        dearest_first = np.argsort(edits, kind="stable")[::-1]
        rows, counts = self._segment.rows_of(numbers[dearest_first])
        costs[rows] = np.repeat(edits[dearest_first], counts)
        return rows

    def loose(
        self, asked: tuple[str, ...], close: Sequence[Tolerated], known: Mask, wanted: Wanted
    ) -> tuple[list[Tolerated], Places]:
        """All words loosely, in turn from the rarest, each only in the rows that have those before it.

        The last word comes last: what the others give stays while it is being typed.

        Returns:
            The words, and the rows not yet known that have them all.
        """
        found = list(close)
        places = sorted(range(len(asked) - 1), key=lambda place: (close[place].frequency, place))
        rows: Places | None = None
        words = ""
        for place in places:
            words += f" {asked[place]}"
            work = partial(self._further, asked[place], close[place], wanted, rows)
            found[place], rows = self._loose.remembered(words, wanted, work)
        check(wanted)
        if rows is not None:
            rows = rows.compress(~known.take(rows))
        found[-1], rows = self._further(asked[-1], close[-1], wanted, rows, last=True)
        return found, rows.compress(~known.take(rows)) if len(asked) == 1 else rows

    def _further(
        self, word: str, close: Tolerated, wanted: Wanted, among: Places | None = None, *, last: bool = False
    ) -> tuple[Tolerated, Places]:
        """A word loosely, and the rows that have it; of given rows, if there are any before it."""
        found = self._loosely(word, close, wanted, among, last=last)
        if among is None:
            return found, distinct(self._segment, np.concatenate(found.rows))
        return found, found.among(among)

    def _loosely(
        self, word: str, close: Tolerated, wanted: Wanted, among: Places | None = None, *, last: bool = False
    ) -> Tolerated:
        """A word at the loose level, if rows are given in these only."""
        if among is not None and len(among) <= FEW:
            return self._in_few(word, close, among, last=last)
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        check(wanted)
        short, edits = segment.vocabulary.abbreviated(word)
        rows: list[Rows] = [*close.rows, self._set(costs, short, edits)]
        numbers = [close.numbers, short]
        check(wanted)
        if budget(word, _TWO) > budget(word, 1):  # where there is one typo, `close` has it
            typos, there = self._misspelt(costs, word, budget(word, _TWO), wanted, last=last, fewest=_TWO)
            numbers.append(typos)
            rows.append(there)
        for some in self._in_a_row(word, among, wanted):
            costs[some] = 1
            rows.append(some)
        return Tolerated(np.minimum(close.costs, costs), np.concatenate(numbers), rows)

    def _in_few(self, word: str, close: Tolerated, among: Places, *, last: bool) -> Tolerated:
        if not len(among):
            return close
        found, numbers = loosely(self._segment, among, word, last=last)
        rows, costs = np.array([*found], np.int32), close.costs.copy()
        costs[rows] = np.minimum(costs.take(rows), np.array([*found.values()], np.uint8))
        return Tolerated(costs, np.append(close.numbers, np.array(numbers, np.int32)), [*close.rows, rows])

    def _in_a_row(self, word: str, among: Places | None, wanted: Wanted) -> Iterator[Rows]:
        """The rows that have a word as initials, or as beginnings, of words in a row."""
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
            check(wanted)
            first, end = ranges[place]
            tokens = segment.tokens.take(positions + place)
            positions = positions.compress((tokens >= first) & (tokens < end))
        return segment.rows_at(positions)

    def _beginnings(self, word: str, among: Places | None, wanted: Wanted) -> Iterator[Rows]:
        """The rows that have a word as the beginnings of words in a row; see `tolerance.beginnings`."""
        if self._may_be_beginnings(word):
            for end in range(PIECE_FROM, len(word) - PIECE_FROM + 1):
                rows, positions = self._side_by_side(word[:end], word[end : end + PIECE_FROM], among)
                if len(rows):
                    check(wanted)
                    yield from self._go_on(word, end, rows, positions + 1, wanted)

    def _side_by_side(self, one: str, other: str, among: Places | None) -> tuple[Rows, Places]:
        """The rows, and where in them, words stand that begin so and are followed by words that begin so."""
        segment = self._segment
        pair = [segment.vocabulary.begun(word) for word in (one, other)]
        rarer = min((0, 1), key=lambda place: segment.count(*pair[place]))
        if not segment.count(*pair[rarer]):
            return np.zeros(0, np.int32), np.zeros(0, np.int64)
        rows, positions = segment.positions(*pair[rarer], among)
        positions = positions - rarer
        first, end = pair[1 - rarer]
        tokens = segment.tokens.take(positions + (1 - rarer))
        there = np.flatnonzero((tokens >= first) & (tokens < end))
        return rows[there], positions[there]

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
