"""Many rows, put in order as far as they are looked at: the best at once, the rest when scrolled to.

All are kept in arrays: a list of a million numbers would be gone through by Python's garbage
collector, in whichever thread it next runs, for 50 ms in which no key is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from threading import Lock
from typing import overload

import numpy as np

from paperreader.search.answer import Codes, PartialAnswer
from paperreader.search.cancel import StillCurrent, always, check_cancelled
from paperreader.search.hits import Ranking, TieBreakers
from paperreader.search.ranking import MOST_CODE, NEAR_FROM
from paperreader.search.segment import Places

_FIRST = 200  # rows that are put in order at once
_FURTHER = 4  # times as far as before to look for them among rows that are not ranked
_KEPT = 8  # runs of one rank that are kept in order
_HALF = 16  # bits of a code that one pass sorts by
_RANKED = 50_000  # rows that are ranked between two looks at whether that is still wanted
_SORTED = 30_000  # codes, about, that are sorted between two looks at whether the order is still wanted
_SAMPLE = 1000  # codes that tell how the others are spread
_AT_ONCE = 1024  # rows of an array that are made Python's numbers at once


class LazyRanking(Ranking):
    """Rows found by the fast engine.

    Args:
        answers: no row is in two of them.
        titles: of all rows.
        wanted: see `wanted.check`.
    """

    def __init__(self, answers: Sequence[PartialAnswer], titles: TieBreakers, wanted: StillCurrent = always) -> None:
        self._answers = answers = [answer for answer in answers if len(answer.rows)] or [PartialAnswer.nothing()]
        self._titles = titles
        check_cancelled(wanted)
        self._rows = np.concatenate([answer.rows for answer in answers])
        self._codes = np.concatenate([answer.codes for answer in answers])
        self._is_open = np.concatenate([answer.is_open for answer in answers])
        self._ends = [*accumulate([len(answer.rows) for answer in answers])]
        self._ranking = Lock()  # codes and `_is_open` change together
        self._runs: dict[int, Places] = {}
        self._sorted: tuple[Places, Codes] | None = None
        check_cancelled(wanted)
        self.near_from = int(np.count_nonzero(self._codes < NEAR_FROM))
        self._best = self._find_best(wanted)

    def _find_best(self, wanted: StillCurrent) -> Places:
        """At least the first `_FIRST` rows in order, or all there are."""
        if len(self) <= _FIRST:
            self._rank(np.flatnonzero(self._is_open), wanted)
            return self._ordered(self._rows, self._codes)
        reach, bound = _FIRST, self._bound(_FIRST)
        while np.any(self._is_open & (self._codes <= bound)):
            check_cancelled(wanted)
            self._rank(np.flatnonzero(self._is_open & (self._codes <= self._bound(reach))), wanted)
            reach, bound = reach * _FURTHER, self._bound(_FIRST)
        best = np.flatnonzero(self._codes <= bound)
        return self._ordered(self._rows.take(best), self._codes.take(best))

    def _ordered(self, rows: Places, codes: Codes) -> Places:
        """Rows by their codes; see `Titles.order` for those of one rank."""
        lengths = np.fromiter(map(len, map(self._titles.titles.__getitem__, _each(rows))), np.int64, len(rows))
        days = np.fromiter(map(self._titles.days.__getitem__, _each(rows)), np.int64, len(rows))
        return rows.take(np.lexsort((rows, -days, lengths, codes)))

    def _bound(self, count: int) -> int:
        """A code that at least so many codes do not exceed."""
        if len(self._codes) <= 2 * count:
            return MOST_CODE
        return int(np.partition(self._codes, count)[count])

    def _rank(self, places: Places, wanted: StillCurrent = always) -> None:
        """Work out the codes at some places, which are in order; another thread may be doing the same."""
        for begin in range(0, len(places), _RANKED):
            check_cancelled(wanted)
            with self._ranking:
                some = places[begin : begin + _RANKED]
                self._rank_some(some.compress(self._is_open.take(some)), wanted)

    def _rank_some(self, places: Places, wanted: StillCurrent) -> None:
        for answer, start, end in zip(self._answers, [0, *self._ends], self._ends, strict=False):
            first, after = np.searchsorted(places, [start, end])
            some = places[first:after]
            if len(some):
                self._codes[some] = answer.ranked(self._rows.take(some), answer.codes.take(some - start), wanted)
                self._is_open[some] = False

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            return self._slice(range(*place.indices(len(self))))
        return self._at(range(len(self))[place])

    def _slice(self, places: range) -> list[int]:
        if places.start == 0 and places.step == 1:
            return list(islice(self, len(places)))
        return [self._at(place) for place in places]

    def __iter__(self) -> Iterator[int]:
        done = 0
        while done < len(self):
            run = self._best if done < len(self._best) else self._run(done)[1]
            yield from _each(run)
            done += len(run)

    def _at(self, place: int) -> int:
        if place < len(self._best):
            return int(self._best[place])
        start, run = self._run(place)
        return int(run[place - start])

    def _run(self, place: int) -> tuple[int, Places]:
        """The rows of one rank around a place, in order, and the place of the first."""
        rows, codes = self._by_code()
        code = codes[place]
        start, end = (int(np.searchsorted(codes, code, side=side)) for side in ("left", "right"))
        run = self._runs.get(start)
        if run is None:
            if len(self._runs) >= _KEPT:
                self._runs.clear()
            run = self._runs[start] = self._ordered(rows[start:end], codes[start:end])
        return start, run

    def _by_code(self, wanted: StillCurrent = always) -> tuple[Places, Codes]:
        """All rows sorted by code, a lot of like codes after the other. Two threads may do it at once, to the same end."""
        if self._sorted is None:
            self._rank(np.flatnonzero(self._is_open), wanted)
            rows, codes = [], []
            for some in self._by_likeness(wanted):
                order = some.take(_sorted(self._codes.take(some)))
                rows.append(self._rows.take(order))
                codes.append(self._codes.take(order))
            self._sorted = np.concatenate(rows), np.concatenate(codes)
        return self._sorted

    def _by_likeness(self, wanted: StillCurrent) -> Iterator[Places]:
        """All places in lots, no code of a lot being lower than one of the lot before."""
        sample = np.sort(self._codes[:: max(1, len(self._codes) // _SAMPLE)])
        steps = max(1, len(sample) * _SORTED // max(1, len(self._codes)))
        edges = [*dict.fromkeys(sample[steps::steps].tolist()), MOST_CODE + 1]
        low = 0
        for high in edges:
            check_cancelled(wanted)
            yield np.flatnonzero((self._codes >= low) & (self._codes < high))
            low = high

    @cached_property
    def _code_of(self) -> dict[int, int]:
        self._rank(np.flatnonzero(self._is_open))
        return dict(zip(self._rows.tolist(), self._codes.tolist(), strict=True))

    def code(self, row: int) -> int:
        """See `Ranked`."""
        return self._code_of[row]

    def sort_all(self, wanted: StillCurrent = always) -> None:
        """See `Ranked`."""
        if len(self) > len(self._best):
            self._by_code(wanted)

    def only(self, test: Callable[[int], bool], wanted: StillCurrent) -> LazyRanking:
        """See `Ranked`."""
        answers, start = [], 0
        for answer, end in zip(self._answers, self._ends, strict=True):
            there = _passing(answer.rows, test, wanted) + start
            with self._ranking:
                answers.append(
                    PartialAnswer(self._rows[there], self._codes[there], self._is_open[there], answer.ranked)
                )
            start = end
        return LazyRanking(answers, self._titles, wanted)


def _each(rows: Places) -> Iterator[int]:
    """The rows as Python's numbers."""
    some = (rows[begin : begin + _AT_ONCE] for begin in range(0, len(rows), _AT_ONCE))
    return chain.from_iterable(map(np.ndarray.tolist, some))


def _sorted(codes: Codes) -> Places:
    """The order of some codes: one or two passes over halves of them, which take a tenth of a sort's time."""
    low = np.argsort((codes & (1 << _HALF) - 1).astype(np.uint16), kind="stable")
    high = (codes >> _HALF).astype(np.uint16)
    if np.all(high == high[:1]):
        return low
    return low.take(np.argsort(high.take(low), kind="stable"))


def _passing(rows: Places, test: Callable[[int], bool], wanted: StillCurrent) -> Places:
    """The places of the rows that pass a test."""
    passed = np.zeros(len(rows), np.bool_)
    for begin in range(0, len(rows), _AT_ONCE):
        check_cancelled(wanted)
        some = slice(begin, begin + _AT_ONCE)
        passed[some] = [test(row) for row in rows[some].tolist()]
    return np.flatnonzero(passed)
