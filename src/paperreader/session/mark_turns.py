"""Changes of marks, one after another: short ones at once, long ones in the background. Knows no thread."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice

LONG = 500
"""Papers whose marking takes longer than a picture, 10 ms with what is written of them."""

Finish = Callable[[], Notice | None]
"""Ends a change in the session's own thread; returns what was done."""
Change = Callable[[], Finish]
"""Changes marks and writes them, in any thread."""


class MarkTurns:
    """The changes of one session.

    Attributes:
        background: makes changes in the order given, in another thread, and has `finish` called for each in the
            session's own. None: every change is made at once.
    """

    def __init__(self) -> None:
        self.background: Callable[[Change], object] | None = None
        self._unfinished = 0

    @property
    def is_busy(self) -> bool:
        """Whether a change is being made in the background."""
        return self._unfinished > 0

    def make(self, change: Change, papers: int, doing: str) -> Notice | None:
        """Make a change of marks, after those being made. Return what was done, or of a long change what is being done.

        Args:
            change: makes the change.
            papers: the number of papers that it marks; it decides where the change is made.
            doing: what is being done, in words; shown while a change is made in the background.
        """
        if self.background is None or (papers < LONG and not self.is_busy):
            return change()()
        self._unfinished += 1
        self.background(change)
        return Notice("information", doing)

    def finish(self, finish: Finish) -> Notice | None:
        """End a change that was made in the background. Return what was done."""
        self._unfinished -= 1
        return finish()
