"""The near tiers over a segment: which titles have a word of a query with some tolerance.

For every word an array of *costs*: the edits for each row, `ABSENT` for rows without the word.
Costs of the words before the last are kept, being asked again with every letter typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.search.answer import Answer, Mask
from paperreader.search.exact import begun, candidates, distinct, having, left_over, members
from paperreader.search.ranking import EDIT, MISSING_EDITS, MOST_EDITS, MOST_PREFIXES, PREFIX, TIER, Tier
from paperreader.search.segment import Places, Rows, Segment
from paperreader.search.table import Table, lots
from paperreader.search.tolerance import INITIALS_FROM, INITIALS_TO, PIECE_FROM, budget, words_to_miss
from paperreader.search.vocabulary import Numbers
from paperreader.search.wanted import Wanted, check

Costs = NDArray[np.uint8]

ABSENT = 255
_KEPT = 24  # words whose costs are kept
_TWO = 2


class Tolerated(NamedTuple):
    """Where a word of a query is found with some tolerance.

    Attributes:
        costs: for each row the edits, or `ABSENT`.
        numbers: the words of titles that count as the word.
        rows: the rows that have it; a row may come more than once.
    """

    costs: Costs
    numbers: Numbers
    rows: Sequence[Rows]

    def frequency(self) -> int:
        """How often it is found."""
        return sum([len(rows) for rows in self.rows])


class Near:
    """What tolerance finds in one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._kept: dict[tuple[str, Tier, bool], Tolerated] = {}

    def search(self, asked: tuple[str, ...], known: Mask, wanted: Wanted) -> Iterator[Answer]:
        """For TYPO, LOOSE and MOST in turn the rows found there first.

        Args:
            asked: the query's words.
            known: the rows found before, to which those given are added.
            wanted: see `wanted.check`.
        """
        close = [self._close(word, wanted, last=place == len(asked) - 1) for place, word in enumerate(asked)]
        yield self._answer(Tier.TYPO, asked, close, *self._meet(close, known), known, wanted)
        loose = self._loose(asked, close, known, wanted)
        found = self._with_run_together(asked, *self._meet(loose, known), known)
        yield self._answer(Tier.LOOSE, asked, loose, *found, known, wanted)
        yield self._answer(Tier.MOST, asked, close, *self._most(asked, close, known), known, wanted)

    def _answer(  # noqa: PLR0913, PLR0917 - what the three tiers have in common
        self,
        tier: Tier,
        asked: tuple[str, ...],
        words: Sequence[Tolerated],
        rows: Places,
        edits: Places,
        known: Mask,
        wanted: Wanted,
    ) -> Answer:
        """Rows with the edits of their words; whether these stand in the query's order is left open."""
        if not len(rows):
            return Answer.nothing()
        known[rows] = True
        prefixes = np.minimum(self._begun_only(rows, asked, words), MOST_PREFIXES)
        codes = tier * TIER + prefixes * PREFIX + np.minimum(edits, MOST_EDITS - 1) * EDIT
        codes += left_over(self._segment, rows, len("".join(asked)))
        return Answer(
            rows,
            codes.astype(np.int32),
            np.full(len(rows), len(asked) > 1),
            lambda some, bounds: bounds + np.int32(EDIT) * self._out_of_order(some, words, wanted),
        )

    def _out_of_order(self, rows: Places, words: Sequence[Tolerated], wanted: Wanted) -> Mask:
        """Whether the words that a row has stand in another order than the query's."""
        out = np.zeros(len(rows), np.bool_)
        counts = [np.zeros(len(self._segment.vocabulary) + 1, np.bool_) for _ in words]  # the last: for `NOTHING`
        for word, is_it in zip(words, counts, strict=True):
            is_it[word.numbers] = True
        for places in lots(self._segment, rows, wanted):
            table = Table(self._segment, rows[places])
            out[places] = ~table.is_in_order([is_it[table.words] for is_it in counts], [1] * len(words))
        return out

    def _meet(self, words: Sequence[Tolerated], known: Mask) -> tuple[Places, Places]:
        """The rows not yet known that have all words, with the edits over all words."""
        rows = self._having(words, known)
        edits = np.zeros(len(rows), np.int64)
        for word in words:
            edits += word.costs[rows]
        return rows, edits

    def _most(self, asked: tuple[str, ...], words: Sequence[Tolerated], known: Mask) -> tuple[Places, Places]:
        """The rows not yet known that lack no more words than may be missing: they have one of the rarest."""
        may_miss = words_to_miss(len(words))
        rarest = sorted(words, key=Tolerated.frequency)[: may_miss + 1] if may_miss else []
        rows = distinct(
            self._segment, np.concatenate([np.zeros(0, np.int32), *[some for word in rarest for some in word.rows]])
        )
        rows = rows[~known[rows]]
        edits = np.zeros(len(rows), np.int64)
        missing, letters = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        for text, word in zip(asked, words, strict=True):
            costs = word.costs[rows]
            is_missing = costs == ABSENT
            missing += is_missing
            letters += ~is_missing * len(text)
            edits += np.where(is_missing, MISSING_EDITS, costs)
        enough = (missing <= may_miss) & (2 * letters >= len("".join(asked)))
        return rows[enough], edits[enough]

    def _begun_only(self, rows: Places, asked: tuple[str, ...], words: Sequence[Tolerated]) -> Places:
        """How many words are in each row as beginnings only."""
        count = np.zeros(len(rows), np.int64)
        for text, word in zip(asked, words, strict=True):
            only = word.costs[rows] == 0
            number = self._segment.vocabulary.number(text)
            if number is not None:
                only &= ~having(self._segment, self._segment.rows(number, number + 1), rows)
            count += only
        return count

    # -- one typo -----------------------------------------------------------------------------

    def _close(self, word: str, wanted: Wanted, *, last: bool) -> Tolerated:
        """A word with one typo at most."""
        return self._remembered((word, Tier.TYPO, last), wanted, lambda: self._closely(word, last=last))

    def _closely(self, word: str, *, last: bool) -> Tolerated:
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        there = segment.vocabulary.begun(word)
        numbers, rows = self._misspelt(costs, word, budget(word, 1), last=last)
        costs[segment.rows(*there)] = 0
        return Tolerated(costs, np.append(numbers, np.arange(*there, dtype=np.int32)), [rows, segment.rows(*there)])

    def _misspelt(self, costs: Costs, word: str, allowed: int, *, last: bool, fewest: int = 1) -> tuple[Numbers, Rows]:
        """Set the costs of the rows that have a word with typos; what stands there, and these rows."""
        if not allowed:
            return np.zeros(0, np.int32), np.zeros(0, np.int32)
        numbers, edits = self._segment.vocabulary.misspelt(word, allowed, last=last)
        return numbers, self._set(costs, numbers, np.maximum(edits, fewest))

    def _set(self, costs: Costs, numbers: Numbers, edits: Costs) -> Rows:
        """Set the costs of the rows that have some words, to the fewest edits where there are several."""
        dearest_first = np.argsort(edits, kind="stable")[::-1]
        rows, counts = self._segment.rows_of(numbers[dearest_first])
        costs[rows] = np.repeat(edits[dearest_first], counts)
        return rows

    def _remembered(self, key: tuple[str, Tier, bool], wanted: Wanted, work: Callable[[], Tolerated]) -> Tolerated:
        found = self._kept.pop(key, None)
        if found is None:
            check(wanted)
            found = work()
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
        self._kept[key] = found  # the latest used is the last to go
        return found

    # -- loosely ------------------------------------------------------------------------------

    def _loose(
        self, asked: tuple[str, ...], close: Sequence[Tolerated], known: Mask, wanted: Wanted
    ) -> list[Tolerated]:
        """All words loosely, in turn from the rarest, each only in the rows that have those before it.

        The last word comes last: what the others give stays while it is being typed.
        """
        found = list(close)
        places = sorted(range(len(asked) - 1), key=lambda place: (close[place].frequency(), place))
        nothing = np.zeros(len(known), np.bool_)
        among: Places | None = None
        for count, place in enumerate(places, 1):
            words = " ".join([asked[one] for one in places[:count]])
            work = partial(self._loosely, asked[place], close[place], among)
            found[place] = self._remembered((words, Tier.LOOSE, False), wanted, work)
            among = self._having([found[one] for one in places[:count]], nothing)
        check(wanted)
        if among is not None:
            among = among[~known[among]]
        found[-1] = self._loosely(asked[-1], close[-1], among, last=True)
        return found

    def _loosely(self, word: str, close: Tolerated, among: Places | None = None, *, last: bool = False) -> Tolerated:
        """A word at the loose level, if rows are given in these only."""
        if among is not None and not len(among):
            return close
        segment = self._segment
        costs = np.full(len(segment), ABSENT, np.uint8)
        short, edits = segment.vocabulary.abbreviated(word)
        rows: list[Rows] = [*close.rows, self._set(costs, short, edits)]
        numbers = [close.numbers, short]
        if budget(word, _TWO) > budget(word, 1):  # where there is one typo, `close` has it
            typos, there = self._misspelt(costs, word, budget(word, _TWO), last=last, fewest=_TWO)
            numbers.append(typos)
            rows.append(there)
        for some in (self._initials(word, among), *self._beginnings(word, among)):
            costs[some] = 1
            rows.append(some)
        return Tolerated(np.minimum(close.costs, costs), np.concatenate(numbers), rows)

    def _having(self, words: Sequence[Tolerated], known: Mask) -> Places:
        """The rows not yet known that have all words."""
        by_rarity = sorted(words, key=Tolerated.frequency)
        rows = distinct(self._segment, np.concatenate(by_rarity[0].rows))
        rows = rows[~known[rows]]
        for word in by_rarity[1:]:
            rows = rows[word.costs[rows] != ABSENT]
        return rows

    def _initials(self, word: str, among: Places | None) -> Rows:
        """The rows with words in a row that begin with the letters of a word."""
        segment = self._segment
        ranges = [segment.vocabulary.begun(letter) for letter in word]
        if not INITIALS_FROM <= len(word) <= INITIALS_TO or any([first == end for first, end in ranges]):
            return np.zeros(0, np.int32)
        rarest = min(range(len(word)), key=lambda place: segment.count(*ranges[place]))
        rows, positions = segment.positions(*ranges[rarest], among)
        for place, (first, end) in enumerate(ranges):
            if place != rarest:
                tokens = segment.tokens[positions + (place - rarest)]
                there = (tokens >= first) & (tokens < end)
                rows, positions = rows[there], positions[there]
        return rows

    def _beginnings(self, word: str, among: Places | None) -> Iterator[Rows]:
        """The rows that have a word as the beginnings of words in a row; see `tolerance.beginnings`."""
        begins = self._segment.vocabulary.begun
        if not self._may_be_beginnings(word):
            return
        yield from self._go_on(word, 0, *self._segment.positions(*begins(word[:PIECE_FROM]), among))

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

    def _go_on(self, word: str, done: int, rows: Rows, positions: Places) -> Iterator[Rows]:
        """Go from words to the words behind them; the rows where the whole word is done."""
        tokens = self._segment.tokens[positions]
        for end in range(done + PIECE_FROM, len(word) + (done > 0)):
            first, last = self._segment.vocabulary.begun(word[done:end])
            here = np.flatnonzero((tokens >= first) & (tokens < last))
            if not len(here):
                return
            if end == len(word):
                yield rows[here]
            elif end + PIECE_FROM <= len(word):
                yield from self._go_on(word, end, rows[here], positions[here] + 1)

    def _with_run_together(
        self, asked: tuple[str, ...], rows: Places, edits: Places, known: Mask
    ) -> tuple[Places, Places]:
        """Some rows, and those that have all words as beginnings when two neighbours are one: one edit."""
        segment = self._segment
        for place in range(len(asked) - 1):
            words = (asked[place] + asked[place + 1], *asked[:place], *asked[place + 2 :])
            units = [unit for word in words if (unit := begun(word, segment.vocabulary)) is not None]
            if len(units) == len(words):
                more = members(segment, units, candidates(segment, units, None))
                more = more[~known[more]]
                rows, edits = np.append(more, rows), np.append(np.ones(len(more), np.int64), edits)
        rows, first = np.unique(rows, return_index=True)
        return rows, edits[first]
