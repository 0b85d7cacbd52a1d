"""Undo and redo of marks: one step for each command, however many papers it marked, as deep as the session.

Undoing writes newer marks that restore value and time. It touches only registers that still hold what
this session wrote last: a mark made in another window is never undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from paperreader.errors import Notice, PaperReaderError
from paperreader.marks.register import LwwRegister, Mark, now
from paperreader.marks.store import MarkStore
from paperreader.marks.table import MarkChange, WriteResult

_MARKED_ELSEWHERE = Notice("warning", "not changed: it has been marked in another window since")


class UndoStep(NamedTuple):
    """The marks of one command.

    Attributes:
        before: the registers before it; None for one that was never set.
        after: the marks that it set.
        place: the key of the paper that was under the cursor.
    """

    before: tuple[LwwRegister | None, ...]
    after: tuple[MarkChange, ...]
    place: str = ""


class UndoHistory:
    """The steps of one session."""

    def __init__(self, marks: MarkStore) -> None:
        self._marks = marks
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step."""
        return bool(self._undone)

    @property
    def undo_size(self) -> int:
        """The number of marks of the last step."""
        return len(self._done[-1].after) if self._done else 0

    @property
    def redo_size(self) -> int:
        """The number of marks of the last undone step."""
        return len(self._undone[-1].after) if self._undone else 0

    def do(self, changes: Iterable[MarkChange], *, place: str = "") -> tuple[int, Notice | None]:
        """Set marks as one step. Skip papers that already have this value; if all are skipped, record no step.

        Args:
            changes: the marks to set.
            place: see `UndoStep`.

        Returns:
            The number of papers that changed, and a failure to save the marks.
        """
        written = self._marks.set(changes, skip_unchanged=True)
        if not written.changes:
            return 0, None
        self._done.append(UndoStep(tuple(written.replaced), tuple(written.changes), place))
        self._undone.clear()
        return len({change.paper.key for change in written.changes}), self._save(written)

    def undo(self) -> tuple[UndoStep, Notice | None] | None:
        """Undo the last step; returns the step and what failed, None if there is no step."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        never_set = Mark(on=False, since=now())
        return step, self._set_own(
            [
                MarkChange(change.paper, change.name, register.mark if register else never_set)
                for change, register in zip(step.after, step.before, strict=True)
            ]
        )

    def redo(self) -> tuple[UndoStep, Notice | None] | None:
        """Redo the last undone step; returns the step and what failed, None if there is no step."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return step, self._set_own(step.after)

    def _set_own(self, changes: Sequence[MarkChange]) -> Notice | None:
        written = self._marks.set(changes, own=True)
        return self._save(written) if written.changes else _MARKED_ELSEWHERE

    def _save(self, written: WriteResult) -> Notice | None:
        try:
            self._marks.save(len(written.changes))
        except PaperReaderError as error:
            return Notice("error", str(error))
        return None
