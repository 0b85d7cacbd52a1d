"""Where in titles words stand side by side, by their first letters: initials are found without a look at all words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_CLASSES = 32  # of first letters; letters may share one, so that what is found is only likely
_BITS = 5

Positions = NDArray[np.int32]


def letter_class(codes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """From 1 to 31, by the numbers of letters (see `vocabulary`); 0 is for where no word stands."""
    return codes % np.uint8(_CLASSES - 1) + np.uint8(1)


class Neighbours:
    """The positions in a segment's tokens at which two words follow each other, sorted by their first letters.

    Args:
        classes: for each token the class of its first letter, 0 between titles.
    """

    def __init__(self, classes: NDArray[np.uint8]) -> None:
        one, other = classes[:-1], classes[1:]
        there = np.flatnonzero((one > 0) & (other > 0)).astype(np.int32)
        keys = (one.astype(np.uint16) << _BITS | other).take(there)
        self._positions: Positions = there.take(np.argsort(keys, kind="stable"))  # small numbers: fast
        self._ends = np.append(0, np.cumsum(np.bincount(keys, minlength=_CLASSES * _CLASSES)))

    def rarest(self, classes: NDArray[np.uint8]) -> tuple[int, Positions]:
        """Of letters in a row the two neighbours that are the rarest: the place of the first, and where they stand."""
        keys = classes[:-1].astype(np.int64) << _BITS | classes[1:]
        place = int((self._ends[keys + 1] - self._ends[keys]).argmin())
        return place, self._positions[self._ends[keys[place]] : self._ends[keys[place] + 1]]
