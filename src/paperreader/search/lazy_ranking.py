"""Ranks that are computed when they are needed.

Ranking a title means comparing its words. Of 100,000 hits 200 are shown: the others keep a lower bound of
their rank's code until they are scrolled to. Rows are held in arrays, because Python's garbage collector
would visit every element of a list of a million: 50 ms in which no key is handled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property
from itertools import accumulate, chain, islice
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.search.cancel import StillCurrent, always, check_cancelled
from paperreader.search.hits import Ranking, TieBreakers
from paperreader.search.ranking import CODE_LIMIT, FIRST_NEAR_CODE
from paperreader.search.segment import Indices, Mask

Codes = NDArray[np.int32]

_FIRST_ROWS = 200  # sorted at once
_REACH_FACTOR = 4  # by which each step of the search for the best rows reaches farther
_CACHED_RUNS = 8
_HALF_BITS = 16  # of a code; numpy sorts 16-bit numbers in linear time
_BATCH = 1024  # rows converted to Python's numbers at a time


def _unchanged(_: Indices, codes: Codes, __: StillCurrent) -> Codes:
    return codes


class TierRows(NamedTuple):
    """Rows of a segment and the codes of their ranks, of which some are only lower bounds.

    Attributes:
        rows: each once.
        codes: the code of each row's rank (see `ranking.Rank.code`), or a lower bound of it.
        is_bound: whether the code is a lower bound.
        rank: computes the codes of rows whose codes are bounds, given these rows and the bounds. It may
            be called by another thread than the search, long after it, so it has its own `StillCurrent`.
    """

    rows: Indices
    codes: Codes
    is_bound: Mask
    rank: Callable[[Indices, Codes, StillCurrent], Codes] = _unchanged

    @classmethod
    def ranked(cls, rows: Indices, codes: Codes) -> TierRows:
        """Return an answer in which all codes are final."""
        return cls(rows, codes, np.zeros(len(rows), np.bool_))

    @classmethod
    @cache
    def empty(cls) -> TierRows:
        """Return the answer without rows."""
        return cls.ranked(np.zeros(0, np.int64), np.zeros(0, np.int32))

    def shifted(self, first: int) -> TierRows:
        """Return the answer with `first` added to all rows."""
        if not first:
            return self
        return self._replace(
            rows=self.rows + first,
            rank=lambda rows, codes, still_current: self.rank(rows - first, codes, still_current),
        )

    def merged(self, other: TierRows) -> TierRows:
        """Return the rows of both answers, with the lower code for rows in both. The other one has no bounds."""
        if not len(other.rows):
            return self
        rows, codes, is_bound = self.rows, self.codes.copy(), self.is_bound
        if np.any(rows[1:] < rows[:-1]):
            order = np.argsort(rows, kind="stable")
            rows, codes, is_bound = rows[order], codes[order], is_bound[order]
        indices, in_both = _find(rows, other.rows)
        shared = indices[in_both]
        codes[shared] = np.minimum(codes[shared], other.codes[in_both])

        def rank(rows: Indices, bounds: Codes, still_current: StillCurrent) -> Codes:
            return np.minimum(self.rank(rows, bounds, still_current), other.codes_of(rows))

        return TierRows(
            np.concatenate([rows, other.rows.compress(~in_both)]),
            np.concatenate([codes, other.codes.compress(~in_both)]),
            np.concatenate([is_bound, other.is_bound.compress(~in_both)]),
            rank,
        )

    def codes_of(self, rows: Indices) -> Codes:
        """Return the codes of the rows, `CODE_LIMIT` for those that the answer does not have."""
        order = np.argsort(self.rows, kind="stable")
        indices, is_found = _find(self.rows[order], rows)
        codes = np.full(len(rows), CODE_LIMIT, np.int32)
        codes[is_found] = self.codes[order][indices[is_found]]
        return codes


def _find(ordered: Indices, rows: Indices) -> tuple[Indices, Mask]:
    """Return for each of the rows its index in the ordered rows, and whether it is there."""
    indices = np.searchsorted(ordered, rows)
    is_found = np.zeros(len(rows), np.bool_)
    inside = indices < len(ordered)
    is_found[inside] = ordered[indices[inside]] == rows[inside]
    return indices, is_found


class LazyRanking(Ranking):
    """The hits of the indexed engine, sorted as far as they are looked at.

    Args:
        answers: no row is in two of them.
        titles: the titles and days of all rows.
        still_current: see `cancel.check_cancelled`.

    Raises:
        SearchCancelled: the hits are no longer needed.
    """

    def __init__(self, answers: Sequence[TierRows], titles: TieBreakers, still_current: StillCurrent = always) -> None:
        self._answers = answers = [answer for answer in answers if len(answer.rows)] or [TierRows.empty()]
        self._titles = titles
        check_cancelled(still_current)
        self._rows = np.concatenate([answer.rows for answer in answers])
        self._codes = np.concatenate([answer.codes for answer in answers])
        self._is_bound = np.concatenate([answer.is_bound for answer in answers])
        self._starts = [0, *accumulate([len(answer.rows) for answer in answers])]  # and the end of the last
        self._lock = Lock()  # guards `_codes` and `_is_bound`, which change together
        self._runs: dict[int, Indices] = {}
        self._sorted: tuple[Indices, Codes] | None = None
        self.near_from = int(np.count_nonzero(self._codes < FIRST_NEAR_CODE))
        self._best = self._find_best(still_current)

    def _find_best(self, still_current: StillCurrent) -> Indices:
        """Return at least the first `_FIRST_ROWS` rows in order, or all if there are fewer."""
        if len(self) <= _FIRST_ROWS:
            self._rank(np.flatnonzero(self._is_bound), still_current)
            return self._in_order(self._rows, self._codes)
        reach, highest = _FIRST_ROWS, self._code_at(_FIRST_ROWS)
        while np.any(self._is_bound & (self._codes <= highest)):
            check_cancelled(still_current)
            self._rank(np.flatnonzero(self._is_bound & (self._codes <= self._code_at(reach))), still_current)
            reach, highest = reach * _REACH_FACTOR, self._code_at(_FIRST_ROWS)
        best = np.flatnonzero(self._codes <= highest)
        return self._in_order(self._rows.take(best), self._codes.take(best))

    def _in_order(self, rows: Indices, codes: Codes) -> Indices:
        """Return the rows sorted by their codes, those with equal codes by `TieBreakers.order`."""
        lengths = np.fromiter(map(len, map(self._titles.titles.__getitem__, _iter_rows(rows))), np.int64, len(rows))
        days = np.fromiter(map(self._titles.days.__getitem__, _iter_rows(rows)), np.int64, len(rows))
        return rows.take(np.lexsort((rows, -days, lengths, codes)))

    def _code_at(self, index: int) -> int:
        """Return the code at an index of the sorted codes, or `CODE_LIMIT` if there are not twice as many."""
        if len(self._codes) <= 2 * index:
            return CODE_LIMIT
        return int(np.partition(self._codes, index)[index])

    def _rank(self, indices: Indices, still_current: StillCurrent = always) -> None:
        """Replace the lower bounds at these indices, which are in order, by the codes."""
        with self._lock:
            indices = indices.compress(self._is_bound.take(indices))
            edges = np.searchsorted(indices, self._starts).tolist()
            for answer, start, edge, end in zip(self._answers, self._starts, edges, edges[1:], strict=False):
                part = indices[edge:end]
                if len(part):
                    bounds = answer.codes.take(part - start)
                    self._codes[part] = answer.rank(self._rows.take(part), bounds, still_current)
                    self._is_bound[part] = False

    def __len__(self) -> int:
        return len(self._rows)

    def _rows_at(self, indices: range) -> list[int]:
        if indices.start == 0 and indices.step == 1:
            return list(islice(self, len(indices)))
        return super()._rows_at(indices)

    def __iter__(self) -> Iterator[int]:
        done = 0
        while done < len(self):
            run = self._best if done < len(self._best) else self._run(done)[1]
            yield from _iter_rows(run)
            done += len(run)

    def _row_at(self, index: int) -> int:
        if index < len(self._best):
            return int(self._best[index])
        start, run = self._run(index)
        return int(run[index - start])

    def _run(self, index: int) -> tuple[int, Indices]:
        """Return the rows in order that have the same code as the one at an index, and the index of the first."""
        rows, codes = self._by_code()
        code = codes[index]
        start, end = (int(np.searchsorted(codes, code, side=side)) for side in ("left", "right"))
        run = self._runs.get(start)
        if run is None:
            if len(self._runs) >= _CACHED_RUNS:
                self._runs.clear()
            run = self._runs[start] = self._in_order(rows[start:end], codes[start:end])
        return start, run

    def _by_code(self, still_current: StillCurrent = always) -> tuple[Indices, Codes]:
        """Return all rows and codes, sorted by code. Two threads may do it at once, with the same result."""
        if self._sorted is None:
            self._rank(np.flatnonzero(self._is_bound), still_current)
            order = _code_order(self._codes)
            check_cancelled(still_current)
            self._sorted = self._rows.take(order), self._codes.take(order)
        return self._sorted

    @cached_property
    def _code_by_row(self) -> Mapping[int, int]:
        self._rank(np.flatnonzero(self._is_bound))
        return dict(zip(self._rows.tolist(), self._codes.tolist(), strict=True))

    def code(self, row: int) -> int:
        """See `Ranking`."""
        return self._code_by_row[row]

    def sort_all(self, still_current: StillCurrent = always) -> None:
        """See `Ranking`."""
        if len(self) > len(self._best):
            self._by_code(still_current)

    def only(self, test: Callable[[int], bool], still_current: StillCurrent) -> LazyRanking:
        """See `Ranking`."""
        return self._kept([_passing(answer.rows, test, still_current) for answer in self._answers], still_current)

    def among(self, rows: AbstractSet[int], still_current: StillCurrent) -> LazyRanking:
        """See `Ranking`."""
        size = int(self._rows.max(initial=-1)) + 1
        chosen = np.fromiter(rows, np.int64, len(rows))
        mask = np.zeros(size, np.bool_)
        mask[chosen[chosen < size]] = True
        return self._kept([np.flatnonzero(mask.take(answer.rows)) for answer in self._answers], still_current)

    def _kept(self, kept: Sequence[Indices], still_current: StillCurrent) -> LazyRanking:
        """Return the ranking of a part of the rows, given their indices in each answer."""
        answers = []
        for answer, start, indices in zip(self._answers, self._starts, kept, strict=False):
            with self._lock:
                answers.append(
                    TierRows(
                        self._rows[indices + start],
                        self._codes[indices + start],
                        self._is_bound[indices + start],
                        answer.rank,
                    )
                )
        return LazyRanking(answers, self._titles, still_current)


def _iter_rows(rows: Indices) -> Iterator[int]:
    """Yield the rows as Python's numbers."""
    batches = (rows[begin : begin + _BATCH] for begin in range(0, len(rows), _BATCH))
    return chain.from_iterable(map(np.ndarray.tolist, batches))


def _code_order(codes: Codes) -> Indices:
    """Return the indices that sort the codes: two passes over 16-bit halves take a tenth of `numpy.argsort`'s time."""
    low = np.argsort((codes & (1 << _HALF_BITS) - 1).astype(np.uint16), kind="stable")
    high = (codes >> _HALF_BITS).astype(np.uint16)
    return low.take(np.argsort(high.take(low), kind="stable"))


def _passing(rows: Indices, test: Callable[[int], bool], still_current: StillCurrent) -> Indices:
    """Return the indices of the rows that pass a test."""
    passed = np.zeros(len(rows), np.bool_)
    for begin in range(0, len(rows), _BATCH):
        check_cancelled(still_current)
        batch = slice(begin, begin + _BATCH)
        passed[batch] = [test(row) for row in rows[batch].tolist()]
    return np.flatnonzero(passed)
