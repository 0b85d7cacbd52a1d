"""Undo and redo of marks: one step each however many papers, as deep as the sitting.

A step back is a newer mark that restores value and time. It touches only registers that still hold
what this sitting wrote last: another window's mark is never taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.state import Change, Mark, Remembered, State, now

_NOT_OURS = "another window has marked that since: it stays as it is"


class Deed(NamedTuple):
    """What one undo takes back: marks after, and what they were before (None: never set)."""

    before: tuple[Mark | None, ...]
    after: tuple[Change, ...]


class History:
    """The steps of one sitting."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

    def do(self, changes: Sequence[Change]) -> str:
        """Set marks of one name as one step; what went wrong, in words, or nothing."""
        registers = self._state.registers([change.paper.key for change in changes], changes[0].name)
        self._done.append(Deed(tuple([found.mark if found else None for found in registers]), tuple(changes)))
        self._undone.clear()
        return self._apply(changes)

    def undo(self) -> tuple[Deed, str] | None:
        """Take the last step back: the step, and what went wrong; None without a step."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        never = Mark(on=False, since=now())
        changes = [
            change._replace(mark=mark or never)
            for change, mark in zip(step.after, step.before, strict=True)
            if self._is_ours(change.paper, change.name)
        ]
        return step, self._apply(changes) if changes else _NOT_OURS

    def redo(self) -> tuple[Deed, str] | None:
        """Make the last undone step again; gives the same as `undo`."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        changes = [change for change in step.after if self._is_ours(change.paper, change.name)]
        return step, self._apply(changes) if changes else _NOT_OURS

    def _is_ours(self, paper: Remembered, name: str) -> bool:
        return self._state.register(paper.key, name) == self._state.own_register(paper.key, name)

    def _apply(self, changes: Sequence[Change]) -> str:
        try:
            self._state.apply(changes)
        except PaperReaderError as error:
            return str(error)
        return ""
