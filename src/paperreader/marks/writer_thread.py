"""The one thread that touches the state file while the reader is open.

Knows when, not what: its works are given to it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

IDLE = 0.8
"""Seconds between two looks at the file."""


class Writer:
    """Does a work whenever it is asked to, and once in a while without.

    Args:
        work: writes what is pending.
        after: what follows at once, when those who asked have been answered: flush, look, tell.
    """

    def __init__(self, work: Callable[[], None], after: Callable[[], None]) -> None:
        self._work = work
        self._after = after
        self._changed = threading.Condition()
        self._asked = self._done = 0
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def ask(self, patience: float) -> bool:
        """Have the work done; whether it was within some seconds."""
        with self._changed:
            self._asked += 1
            wanted = self._asked
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._done >= wanted or self._ended, patience) and not self._ended

    def end(self, patience: float) -> None:
        """Let the thread come to its end."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._thread.join(patience)

    def _run(self) -> None:
        while not self._ended:
            with self._changed:
                if self._asked == self._done:
                    self._changed.wait(IDLE)
                asked = self._asked
            self._work()
            with self._changed:
                self._done = asked
                self._changed.notify_all()
            self._after()
