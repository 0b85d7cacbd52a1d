"""When Python looks for garbage: little at a time while keys are pressed, everywhere when they are not.

Everything waits meanwhile. With Textual's objects a look at the youngest takes half a millisecond,
one at the older ones 2 to 6, and one at all 8 to 12.
"""

from __future__ import annotations

import gc

BEAT = 1.0
"""Seconds between two calls of `beat`."""
PAUSE = 0.024
"""Seconds from a key to the call of `pause`: what it set going is painted, and a key that is held not yet come again."""
_FEW = 3  # looks at the youngest objects between two at the older ones, in a pause
_MANY = 15  # without a pause; Python's own number is 10
_NEVER = 1_000_000  # looks at the older ones between two at all objects; Python's own number is 10
_MUCH = 20  # looks at the older ones without one at all objects


class Garbage:
    """Has the older objects looked through after a key, and all when a beat has passed without one.

    All of them after some keys, or when much is new.
    """

    def __init__(self) -> None:
        self._used = self._due = False
        gc.set_threshold(gc.get_threshold()[0], _MANY, _NEVER)

    def used(self) -> None:
        """A key was pressed."""
        self._used = True

    @property
    def due(self) -> bool:
        """Whether the older objects are to be looked at in the next pause."""
        return gc.get_count()[1] >= _FEW

    def pause(self) -> None:
        """`PAUSE` seconds have passed since a key: better now than beside the painting for the next."""
        if self.due:
            gc.collect(1)

    def beat(self) -> None:
        """`BEAT` seconds have passed."""
        if (self._due or gc.get_count()[2] > _MUCH) and not self._used:
            gc.collect()
        self._due, self._used = self._used, False

    @staticmethod
    def keep() -> None:
        """What is there now stays, and is looked through no more."""
        gc.freeze()
