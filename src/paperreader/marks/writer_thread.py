"""The one thread that touches the state file while the reader is open.

Knows when to work; the work itself is passed to it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

IDLE = 0.8
"""Seconds between two checks of the file."""


class WriterThread:
    """A thread that works when requested, and every `IDLE` seconds.

    Args:
        work: writes what is pending.
        after: called after `work`, when the requests have been answered: flushes, checks the file, reports.
    """

    def __init__(self, work: Callable[[], None], after: Callable[[], None]) -> None:
        self._work = work
        self._after = after
        self._changed = threading.Condition()
        self._requested = self._done = 0
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def request(self, timeout: float) -> bool:
        """Request the work; returns True if it was done within `timeout` seconds."""
        with self._changed:
            self._requested += 1
            number = self._requested
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._done >= number or self._stopped, timeout) and not self._stopped

    def stop(self, timeout: float) -> None:
        """Stop the thread, waiting at most `timeout` seconds for its end."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopped:
            with self._changed:
                if self._requested == self._done:
                    self._changed.wait(IDLE)
                requested = self._requested
            self._work()
            with self._changed:
                self._done = requested
                self._changed.notify_all()
            self._after()
