"""When Python looks for garbage: little at a time while keys are pressed, everywhere when they are not.

Everything waits meanwhile. With Textual's objects a look at the youngest takes half a millisecond,
one at the older ones 3 to 6, and one at all 8 to 12.
"""

from __future__ import annotations

import gc

BEAT = 1.0
"""Seconds between two calls of `beat`."""
_FEW = 5  # looks at the youngest objects between two at the older ones; Python's own number is 10
_NEVER = 1_000_000  # looks at the older ones between two at all objects; Python's own number is 10
_MUCH = 20  # looks at the older ones without one at all objects


class Garbage:
    """Has all objects looked through when a beat has passed without a key: after some keys, or when much is new."""

    def __init__(self) -> None:
        self._used = self._due = False
        gc.set_threshold(gc.get_threshold()[0], _FEW, _NEVER)

    def used(self) -> None:
        """A key was pressed."""
        self._used = True

    def beat(self) -> None:
        """`BEAT` seconds have passed."""
        if (self._due or gc.get_count()[2] > _MUCH) and not self._used:
            gc.collect()
        self._due, self._used = self._used, False

    @staticmethod
    def keep() -> None:
        """What is there now stays, and is looked through no more."""
        gc.freeze()
