"""When Python collects garbage: everything seldom while keys are pressed.

A full collection stops the screen for 8 to 12 ms, one of the two younger generations for 2 to 6 ms. What stays until
the end, as all that is loaded, the screen excludes with `gc.freeze`.
"""

from __future__ import annotations

import gc

INTERVAL = 1.0  # seconds between two calls of `GcPolicy.collect_if_idle`
_SELDOM = 100  # collections of the middle generation between two automatic full ones: hundreds of keys without a pause
_DUE = 5  # collections of the middle generation that make a full one worth its time


class GcPolicy:
    """Collects the oldest objects after an interval without a key, or when there are many."""

    def __init__(self) -> None:
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _SELDOM)
        gc.freeze()  # the imported modules: the first collection would go through all of them
        gc.enable()
        self._key_pressed = False

    def key_pressed(self) -> None:
        """Put off the next full collection."""
        self._key_pressed = True

    def collect_if_idle(self) -> None:
        """Run a full collection if one is due and no key was pressed since the last call."""
        if gc.get_count()[2] >= _DUE and not self._key_pressed:
            gc.collect()
        self._key_pressed = False
