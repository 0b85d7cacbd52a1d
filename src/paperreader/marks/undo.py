"""Undo and redo of marks: one step each however many papers, as deep as the sitting.

A step back is a newer mark that restores value and time. It touches only registers that still hold
what this sitting wrote last: another window's mark is never taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.marks import LwwRegister, Mark, MarkChange, MarkStore, mark_changes, now

_NOT_OURS = "another window has marked that since: it stays as it is"


class UndoStep(NamedTuple):
    """What one undo takes back: marks after, and what stood there before (None: never set)."""

    before: tuple[LwwRegister | None, ...]
    after: tuple[MarkChange, ...]


class UndoHistory:
    """The steps of one sitting."""

    def __init__(self, state: MarkStore) -> None:
        self._state = state
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def do(self, changes: Sequence[MarkChange], *, turning: bool = False) -> tuple[int, str]:
        """Set marks of one name as one step; how many, and what went wrong, in words, or nothing.

        `turning`: leave alone what is marked, or not, as it shall be; without any other it is no step.
        """
        written = self._state.set(changes, turning=turning)
        if not written.changes:
            return 0, ""
        self._done.append(UndoStep(tuple(written.replaced), tuple(written.changes)))
        self._undone.clear()
        return len(written.changes), self._saved()

    def undo(self) -> tuple[UndoStep, str] | None:
        """Take the last step back: the step, and what went wrong; None without a step."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        never = Mark(on=False, since=now())
        before = [found.mark if found else never for found in step.before]
        return step, self._set_own(mark_changes([change.paper for change in step.after], step.after[0].name, before))

    def redo(self) -> tuple[UndoStep, str] | None:
        """Make the last undone step again; gives the same as `undo`."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return step, self._set_own(step.after)

    def _set_own(self, changes: Sequence[MarkChange]) -> str:
        return self._saved() if self._state.set(changes, own=True).changes else _NOT_OURS

    def _saved(self) -> str:
        try:
            self._state.save()
        except PaperReaderError as error:
            return str(error)
        return ""
