"""Where a word of a query stands in the titles of a segment, with some tolerance.

For a word an array of *costs*: the edits for each row, `ABSENT` for rows without the word. What was
found for words is kept, as those before the last are asked for again with every letter typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from paperreader.search.answer import Mask
from paperreader.search.cancel import StillCurrent, check_cancelled
from paperreader.search.exact import distinct
from paperreader.search.lru_cache import LRUCache
from paperreader.search.multiword import MultiwordMatcher
from paperreader.search.rules import budget
from paperreader.search.segment import Places, Rows, Segment, set_rows
from paperreader.search.vocabulary import Numbers

Costs = NDArray[np.uint8]

ABSENT = 255
_KEPT = 24  # words
_TWO = 2


class WordMatches:
    """Where a word of a query is found with some tolerance.

    Attributes:
        costs: for each row the edits, or `ABSENT`.
        numbers: the words that count as the word, in the titles in which it was looked for.
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


class WordMatcher:
    """The words of queries in one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._in_a_row = MultiwordMatcher(segment)
        self._close = LRUCache[tuple[str, bool], WordMatches](_KEPT)
        self._loose = LRUCache[str, WordMatches](_KEPT)
        self._before: tuple[tuple[str, ...], list[WordMatches], Places | None] | None = None

    def close(self, word: str, wanted: StillCurrent, *, last: bool) -> WordMatches:
        """A word with one typo at most."""
        return self._close.get((word, last), lambda: self._closely(word, wanted, last=last))

    def _closely(self, word: str, wanted: StillCurrent, *, last: bool) -> WordMatches:
        check_cancelled(wanted)
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        there = segment.vocabulary.prefix_range(word)
        numbers, rows = self._misspelt(costs, word, budget(word, 1), wanted, last=last)
        check_cancelled(wanted)
        set_rows(costs, segment.rows(*there), 0, wanted)
        return WordMatches(costs, np.append(numbers, np.arange(*there, dtype=np.int32)), [rows, segment.rows(*there)])

    def _misspelt(  # noqa: PLR0913 - how far, and for whom
        self, costs: Costs, word: str, allowed: int, wanted: StillCurrent, *, last: bool, fewest: int = 1
    ) -> tuple[Numbers, Rows]:
        """Set the costs of the rows that have a word with typos; what stands there, and these rows."""
        numbers, edits = self._with_typos(word, allowed, wanted, last=last)
        check_cancelled(wanted)
        return numbers, self._set(costs, numbers, np.maximum(edits, fewest))

    def _with_typos(self, word: str, allowed: int, wanted: StillCurrent, *, last: bool) -> tuple[Numbers, Costs]:
        """The words with 1 to `allowed` typos."""
        if not allowed:
            return np.zeros(0, np.int32), np.zeros(0, np.uint8)
        numbers, edits = self._segment.vocabulary.misspelt(word, allowed, wanted, last=last)
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
        self, asked: tuple[str, ...], close: Sequence[WordMatches], known: Mask, wanted: StillCurrent
    ) -> tuple[list[WordMatches], Places]:
        """All words loosely, in turn from the rarest, each only in the rows that have those before it.

        The last word comes last: what the others give stays while it is being typed.

        Returns:
            The words, and the rows not yet known that have them all.
        """
        found, rows = self._loose_before(asked[:-1], close, wanted)
        check_cancelled(wanted)
        if rows is not None:
            rows = rows.compress(~known.take(rows))
        last = self._loosely(asked[-1], close[-1], wanted, rows, last=True)
        there = self._among(last, rows)
        return [*found, last], there.compress(~known.take(there)) if rows is None else there

    def _loose_before(
        self, words: tuple[str, ...], close: Sequence[WordMatches], wanted: StillCurrent
    ) -> tuple[list[WordMatches], Places | None]:
        """The words before the last loosely, and the rows that have them all."""
        if self._before is None or self._before[0] != words:
            found: list[WordMatches] = list(close[:-1])
            rows: Places | None = None
            through = ""
            for place in sorted(range(len(words)), key=lambda place: (close[place].frequency, place)):
                through += f" {words[place]}"
                work = partial(self._loosely, words[place], close[place], wanted, rows)
                found[place] = self._loose.get(through, work)
                rows = self._among(found[place], rows)
            self._before = words, found, rows
        return self._before[1:]

    def _among(self, word: WordMatches, rows: Places | None) -> Places:
        """The rows that have a word, of given ones if there are any."""
        return distinct(self._segment, np.concatenate(word.rows)) if rows is None else word.among(rows)

    def widely(self, asked: tuple[str, ...], close: Sequence[WordMatches], wanted: StillCurrent) -> list[WordMatches]:
        """All words as they are closely, but with all numbers that count loosely."""
        found = []
        for place, (text, word) in enumerate(zip(asked, close, strict=True)):
            last = place == len(asked) - 1
            short, _ = self._segment.vocabulary.abbreviated(text, wanted)
            typos, _ = self._with_typos(text, budget(text, _TWO), wanted, last=last)
            found.append(WordMatches(word.costs, np.concatenate([word.numbers, short, typos]), word.rows))
        return found

    def _loosely(
        self, word: str, close: WordMatches, wanted: StillCurrent, among: Places | None = None, *, last: bool = False
    ) -> WordMatches:
        """A word at the loose level, if rows are given in these only."""
        if among is not None and not len(among):
            return close
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        check_cancelled(wanted)
        short, edits = segment.vocabulary.abbreviated(word, wanted)
        rows: list[Rows] = [*close.rows, self._set(costs, short, edits)]
        numbers = [close.numbers, short]
        check_cancelled(wanted)
        if budget(word, _TWO) > budget(word, 1):  # where there is one typo, `close` has it
            typos, there = self._misspelt(costs, word, budget(word, _TWO), wanted, last=last, fewest=_TWO)
            numbers.append(typos)
            rows.append(there)
        for some in self._in_a_row.rows(word, among, wanted):
            costs[some] = 1
            rows.append(some)
        return WordMatches(np.minimum(close.costs, costs), np.concatenate(numbers), rows)
