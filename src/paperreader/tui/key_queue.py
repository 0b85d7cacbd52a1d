"""Keys that wait until the screen can act on them, so that they act in the order typed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from textual import events

_TURN = 0.01  # seconds in which waiting keys are taken before the screen may be painted


class KeyQueue:
    """The keys that were typed while none could be taken.

    Args:
        can_take: whether a key can be taken now.
        take: acts on a key.
        call_later: calls a function after what is waiting to be painted.
    """

    def __init__(
        self, can_take: Callable[[], bool], take: Callable[[events.Key], None], call_later: Callable[..., object]
    ) -> None:
        self._can_take = can_take
        self._take = take
        self._call_later = call_later
        self._waiting: deque[events.Key] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def receive(self, event: events.Key) -> None:
        """Take a key, or let it wait behind the others."""
        if self._waiting or not self._can_take():
            self._waiting.append(event)
        else:
            self._take(event)

    def release(self) -> None:
        """Take the waiting keys, until one of them makes the others wait; let the screen be painted while they are many."""
        end = time.perf_counter() + _TURN
        while self._waiting and self._can_take():
            if time.perf_counter() > end:
                self._call_later(self.release)
                return
            self._take(self._waiting.popleft())
