"""Where a word of a query stands in the titles of a segment, with some tolerance.

For a word an array of *costs*: the edits for each row, `ABSENT` for rows without the word. Words
before the last are kept, being asked for again with every letter typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from paperreader.search.answer import Mask
from paperreader.search.exact import distinct
from paperreader.search.few import FEW, loosely
from paperreader.search.in_a_row import InARow
from paperreader.search.latest import Latest
from paperreader.search.segment import Places, Rows, Segment, put
from paperreader.search.tolerance import budget
from paperreader.search.vocabulary import Numbers
from paperreader.search.wanted import Wanted, check

Costs = NDArray[np.uint8]

ABSENT = 255
_KEPT = 24  # words
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


class Words:
    """The words of queries in one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._in_a_row = InARow(segment)
        self._close = Latest[tuple[str, bool], Tolerated](_KEPT)
        self._loose = Latest[str, tuple[Tolerated, Places]](_KEPT)
        self._typed: dict[int, tuple[str, Numbers]] = {}  # by typos, the word still being typed and what it may be

    def close(self, word: str, wanted: Wanted, *, last: bool) -> Tolerated:
        """A word with one typo at most."""
        return self._close.get((word, last), lambda: self._closely(word, wanted, last=last))

    def _closely(self, word: str, wanted: Wanted, *, last: bool) -> Tolerated:
        check(wanted)
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        there = segment.vocabulary.begun(word)
        numbers, rows = self._misspelt(costs, word, budget(word, 1), wanted, last=last)
        check(wanted)
        put(costs, segment.rows(*there), 0, wanted)
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
            found[place], rows = self._loose.get(words, work)
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
        for some in self._in_a_row.rows(word, among, wanted):
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
