"""What a search of segments finds: rows with codes, of which some are only known not to be lower yet.

To rank a title takes a look at its words. Of a hundred thousand hits two hundred are shown: the
others keep a lower bound until they are scrolled to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paperreader.search.segment import Places

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]


def _as_they_are(_: Places, codes: Codes) -> Codes:
    return codes


class Answer(NamedTuple):
    """Some rows and the codes of their ranks.

    Attributes:
        rows: each once.
        codes: as in `ranking.Rank.code`; of open rows a lower bound.
        is_open: which rows have not been ranked.
        ranked: the codes of some open rows, given these rows and the bounds.
    """

    rows: Places
    codes: Codes
    is_open: Mask
    ranked: Callable[[Places, Codes], Codes] = _as_they_are

    @classmethod
    def settled(cls, rows: Places, codes: Codes) -> Answer:
        """All rows are ranked."""
        return cls(rows, codes, np.zeros(len(rows), np.bool_))

    @classmethod
    def nothing(cls) -> Answer:
        """No rows."""
        return cls.settled(np.zeros(0, np.int64), np.zeros(0, np.int32))

    def shifted(self, first: int) -> Answer:
        """The same with `first` added to all rows."""
        return self._replace(rows=self.rows + first, ranked=lambda rows, codes: self.ranked(rows - first, codes))

    def or_better(self, other: Answer) -> Answer:
        """This answer and another, settled one, with the lower code where both have a row."""
        if not len(other.rows):
            return self
        order = np.argsort(self.rows, kind="stable")
        rows, codes, is_open = self.rows[order], self.codes[order], self.is_open[order]
        places = np.searchsorted(rows, other.rows)
        both = np.zeros(len(other.rows), np.bool_)
        inside = places < len(rows)
        both[inside] = rows[places[inside]] == other.rows[inside]
        there = places[both]
        pending = there[is_open[there]]
        codes[pending] = self.ranked(rows[pending], codes[pending])
        is_open[pending] = False
        codes[there] = np.minimum(codes[there], other.codes[both])
        return Answer(
            np.concatenate([rows, other.rows[~both]]),
            np.concatenate([codes, other.codes[~both]]),
            np.concatenate([is_open, other.is_open[~both]]),
            self.ranked,
        )
