"""When Python looks for garbage: little at a time while keys are pressed, everywhere when they are not.

Everything waits meanwhile. With Textual's objects a look at the youngest takes half a millisecond,
one at the older ones 2 to 6, and one at all 8 to 12.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

BEAT = 1.0
"""Seconds between two calls of `beat`."""
_PAUSE = 0.024  # seconds without a key: what it set going is painted, and a held one has not come again
_LATER = 0.004  # seconds until it is looked again whether what the key set going is done
_FEW = 3  # looks at the youngest objects between two at the older ones, in a pause
_MANY = 15  # without a pause; Python's own number is 10
_NEVER = 1_000_000  # looks at the older ones between two at all objects; Python's own number is 10
_MUCH = 20  # looks at the older ones without one at all objects


class GcPolicy:
    """Has the older objects looked through after a key, and all when a beat has passed without one.

    All of them after some keys, or when much is new.

    Args:
        busy: whether what a key set going is still to be shown.
    """

    def __init__(self, busy: Callable[[], bool] = lambda: False) -> None:
        self._busy = busy
        self._used = self._due = False
        self._coming: asyncio.TimerHandle | None = None
        gc.set_threshold(gc.get_threshold()[0], _MANY, _NEVER)

    def used(self) -> None:
        """A key was pressed; called by the screen's loop."""
        self._used = True
        self._wait(_PAUSE)

    def _wait(self, seconds: float) -> None:
        if self._coming is not None:
            self._coming.cancel()
        self._coming = asyncio.get_running_loop().call_later(seconds, self._pause)

    def _pause(self) -> None:
        if self._busy():
            self._wait(_LATER)
        elif gc.get_count()[1] >= _FEW:
            gc.collect(1)  # better now than beside the painting for the next key

    def beat(self) -> None:
        """`BEAT` seconds have passed."""
        if (self._due or gc.get_count()[2] > _MUCH) and not self._used:
            gc.collect()
        self._due, self._used = self._used, False

    @staticmethod
    def keep() -> None:
        """What is there now stays, and is looked through no more."""
        gc.freeze()
