"""What a search of segments finds: rows with codes, of which some are only known not to be lower yet.

To rank a title takes a look at its words. Of a hundred thousand hits two hundred are shown: the
others keep a lower bound until they are scrolled to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.search.cancel import StillCurrent
from paperreader.search.ranking import MOST_CODE
from paperreader.search.segment import Places

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]


def _as_they_are(_: Places, codes: Codes, __: StillCurrent) -> Codes:
    return codes


class PartialAnswer(NamedTuple):
    """Some rows and the codes of their ranks.

    Attributes:
        rows: each once.
        codes: as in `ranking.Rank.code`; of open rows a lower bound.
        is_open: which rows have not been ranked.
        ranked: the codes of some open rows, given these rows, the bounds, and whether they are still
            wanted: who asks then is not who asked for the answer.
    """

    rows: Places
    codes: Codes
    is_open: Mask
    ranked: Callable[[Places, Codes, StillCurrent], Codes] = _as_they_are

    @classmethod
    def settled(cls, rows: Places, codes: Codes) -> PartialAnswer:
        """All rows are ranked."""
        return cls(rows, codes, np.zeros(len(rows), np.bool_))

    @classmethod
    def of(cls, codes: Mapping[int, int]) -> PartialAnswer:
        """Ranked rows, given their codes by row."""
        count = len(codes)
        return cls.settled(np.fromiter(codes, np.int64, count), np.fromiter(codes.values(), np.int32, count))

    @classmethod
    @cache
    def nothing(cls) -> PartialAnswer:
        """No rows."""
        return cls.settled(np.zeros(0, np.int64), np.zeros(0, np.int32))

    def shifted(self, first: int) -> PartialAnswer:
        """The same with `first` added to all rows."""
        if not first:
            return self
        return self._replace(
            rows=self.rows + first, ranked=lambda rows, codes, wanted: self.ranked(rows - first, codes, wanted)
        )

    def or_better(self, other: PartialAnswer) -> PartialAnswer:
        """This answer and another, settled one, with the lower code where both have a row."""
        if not len(other.rows):
            return self
        rows, codes, is_open = self.rows, self.codes.copy(), self.is_open
        if np.any(rows[1:] < rows[:-1]):
            order = np.argsort(rows, kind="stable")
            rows, codes, is_open = rows[order], codes[order], is_open[order]
        places, both = _places(rows, other.rows)
        there = places[both]
        codes[there] = np.minimum(codes[there], other.codes[both])

        def ranked(some: Places, bounds: Codes, wanted: StillCurrent) -> Codes:
            return np.minimum(self.ranked(some, bounds, wanted), other.code_of(some))

        return PartialAnswer(
            np.concatenate([rows, other.rows.compress(~both)]),
            np.concatenate([codes, other.codes.compress(~both)]),
            np.concatenate([is_open, other.is_open.compress(~both)]),
            ranked,
        )

    def code_of(self, some: Places) -> Codes:
        """The codes of some rows; a code higher than any for those that are not here."""
        order = np.argsort(self.rows, kind="stable")
        places, here = _places(self.rows[order], some)
        codes = np.full(len(some), MOST_CODE, np.int32)
        codes[here] = self.codes[order][places[here]]
        return codes


def _places(rows: Places, some: Places) -> tuple[Places, Mask]:
    """Where in `rows`, which are in order, some rows are, and which of them are there."""
    places = np.searchsorted(rows, some)
    here = np.zeros(len(some), np.bool_)
    inside = places < len(rows)
    here[inside] = rows[places[inside]] == some[inside]
    return places, here
