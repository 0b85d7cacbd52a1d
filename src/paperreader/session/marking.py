"""Marking papers from the list, with undo, and counting the marked ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat

from paperreader.config import Settings
from paperreader.errors import Notice
from paperreader.marks import READ, STARRED, Mark, MarkStore, mark_changes, now
from paperreader.marks.undo import UndoHistory, UndoStep
from paperreader.session.found_step import FoundStep
from paperreader.session.papers import OpenPapers
from paperreader.session.selected_papers import STILL_READING, SelectedPapers


class MarkCounts:
    """How many papers of the library are read, and how many are starred; kept up to date as papers and marks come in."""

    def __init__(self, papers: OpenPapers, marks: MarkStore) -> None:
        self._papers = papers
        self._marks = marks
        self.recount()

    def recount(self) -> None:
        """Count all papers: the library is another one, or the file of marks has been read."""
        self.read = self.starred = self._counted = 0
        self.add_new_papers()

    def add_new_papers(self) -> None:
        """Count the papers that the library has received since the last call."""
        library = self._papers.library
        with self._marks.lock:  # a mark set meanwhile is counted once
            self.apply_changes()
            new = range(self._counted, library.row_count)
            rows = library.listed(new)
            keys = library.keys[new.start : new.stop] if rows is new else [library.keys[row] for row in rows]
            self.read += self._count(keys, READ)
            self.starred += self._count(keys, STARRED)
            self._counted = new.stop

    def _count(self, keys: Sequence[str], name: str) -> int:
        return sum([found is not None and found.on for found in self._marks.registers(keys, name)])

    def apply_changes(self) -> bool:
        """Apply mark changes since the last call (from any window). Return True if anything changed."""
        deltas, counted = self._marks.take_deltas(), self._counted
        for name, by, keys in deltas:
            changed = by * sum([row is not None and row < counted for row in self._papers.library.rows_with(keys)])
            if name == READ:
                self.read += changed
            elif name == STARRED:
                self.starred += changed
        return bool(deltas)

    @property
    def all_starred(self) -> int:
        """The number of starred papers, those of dumps that are not open included."""
        keys = self._papers.unlisted.keys
        return self.starred + sum(self._marks.starred_at(key) is not None for key in keys)


class Marking:
    """Sets marks on selected papers or the one under the cursor, and undoes them. Every method returns what to show."""

    def __init__(
        self, papers: OpenPapers, selection: SelectedPapers, marks: MarkStore, counts: MarkCounts, settings: Settings
    ) -> None:
        self._papers = papers
        self._selection = selection
        self._cursor = selection.cursor
        self._marks = marks
        self._counts = counts
        self._settings = settings
        self._history = UndoHistory(marks)
        self._hidden: FoundStep | None = None
        self._last: tuple[str, bool] | None = None  # the mark that `repeat` sets, and whether it is set

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step."""
        return self._history.can_redo

    @property
    def can_repeat(self) -> bool:
        """Whether there is a mark to repeat."""
        return self._last is not None

    def is_read(self, row: int) -> bool:
        """Return True if the paper of a row is read."""
        return self._marks.read_at(self._papers.key(row)) is not None

    def is_starred(self, row: int) -> bool:
        """Return True if the paper of a row is starred."""
        return self._marks.starred_at(self._papers.key(row)) is not None

    def first_unread(self, start: int = 0) -> bool:
        """Move to the first unread paper at or after a position. Return True if there is one."""
        return self._move_to_unread(range(start, len(self._cursor.view.rows)))

    def next_unread(self) -> Notice | None:
        """Mark the paper read, and move to the next unread one below; stay if there is none."""
        cursor = self._cursor
        notice = self.mark_opened()
        if self._move_to_unread(range(cursor.position + 1, len(cursor.view.rows))) or notice:
            return notice
        above = sum(not self.is_read(row) for row in cursor.view.rows[: cursor.position])
        return Notice("information", "no more unread below" + (f", {above} above" if above else ""))

    def previous_unread(self) -> Notice | None:
        """Move to the previous unread paper; mark nothing."""
        found = self._move_to_unread(range(self._cursor.position - 1, -1, -1))
        return None if found else Notice("information", "no unread above")

    def _move_to_unread(self, positions: range) -> bool:
        rows = self._cursor.view.rows
        position = next((position for position in positions if not self.is_read(rows[position])), None)
        if position is not None:
            self._cursor.move_to(position)
        return position is not None

    def mark_opened(self) -> Notice | None:
        """Mark the paper under the cursor read, as it was opened or left; nothing if the settings forbid that."""
        row = self._cursor.row
        if row is None or not self._settings.auto_read or self.is_read(row):
            return None
        return self._mark([row], READ, on=True)[1]

    def toggle(self, name: str) -> Notice | None:
        """Set a mark, `READ` or `STARRED`, on the papers acted on; unset it if all have it. Unselect them.

        It is one step for undo.
        """
        self._marks.refresh()
        rows = self._selection.target_rows()
        registers = self._marks.registers([self._papers.key(row) for row in rows], name)
        on = not all([register is not None and register.on for register in registers])
        return self.mark_targets(rows, name, on=on)

    def mark_targets(self, rows: Sequence[int], name: str, *, on: bool) -> Notice | None:
        """Set or unset a mark on the papers acted on, and unselect them."""
        if not rows:
            return None
        self._last = name, on
        was_selected = len(self._selection) > 0
        count, notice = self._mark(rows, name, on=on, skip_unchanged=True)
        self._selection.clear()
        description = f"{'' if count or was_selected else 'already '}{_description(name, on=on)}"
        if was_selected:
            unchanged = f" · {len(rows) - count} were already" if count < len(rows) else ""
            description = f"{count} {description}{unchanged} · {self._settings.key('mark.undo')} undoes"
        return notice or Notice("information", description)

    def repeat(self) -> Notice | None:
        """Set or unset the last mark on the papers acted on, too."""
        if self._last is None:
            return Notice("information", "there is no mark to repeat yet")
        self._marks.refresh()
        name, on = self._last
        return self.mark_targets(self._selection.target_rows(), name, on=on)

    def mark_all_read(self) -> Notice:
        """Mark the selected papers read, else all shown, but no near matches. It is one step for undo."""
        view = self._cursor.view
        if self._selection:
            return self._mark_all(self._selection.target_rows(), "selected")
        if view.scanned is not None:
            return STILL_READING
        if not view.rows:
            return Notice("information", "no papers are shown")
        if not view.near_from:
            return Notice("warning", f"only near matches are shown: {self._settings.key('mark.read')} marks one")
        return self._mark_all(view.rows[: view.near_from], "shown")

    def _mark_all(self, rows: Sequence[int], which: str) -> Notice:
        """Mark papers read, unselect them, and say how many they were."""
        undo, unread = self._settings.key("mark.undo"), self._settings.key("view.unread")
        count, notice = self._mark(rows, READ, on=True, skip_unchanged=True)
        self._selection.clear()
        if notice or not count:
            return notice or Notice("information", f"all {which} papers are read already")
        view = self._cursor.view.query.view
        next_step = {"all": f" · {unread} hides", "unread": f" · {unread} refreshes"}.get(view, "")
        return Notice("information", f"{count} marked read · {undo} undoes{next_step}")

    def _mark(
        self, rows: Sequence[int], name: str, *, on: bool, skip_unchanged: bool = False
    ) -> tuple[int, Notice | None]:
        """Mark papers as one step. Return how many, and a failure or news of the file."""
        known = len(self._marks.messages)
        changes = mark_changes(self._papers.paper_refs(rows), name, repeat(Mark(on, now())))
        self._hidden = None
        place = "" if self._cursor.row is None else self._papers.key(self._cursor.row)
        count, failure = self._history.do(changes, place=place, skip_unchanged=skip_unchanged)
        return count, self._after_change(known, failure)

    def undo(self) -> Notice:
        """Take back the last step, however many papers it marked. Move to where it was made, or to one of its papers.

        If `has_hidden_step` then, the query is to be run again.
        """
        return self._replay(self._history.undo, "undo", "undone")

    def redo(self) -> Notice:
        """Make the last undone step again; else as `undo`."""
        return self._replay(self._history.redo, "redo", "redone")

    def _replay(self, replay: Callable[[], tuple[UndoStep, Notice | None] | None], verb: str, done: str) -> Notice:
        self._marks.refresh()
        known = len(self._marks.messages)
        result = replay()
        notice = self._after_change(known, result[1] if result else None)
        if notice or not result:
            return notice or Notice("information", f"nothing to {verb}")
        step = result[0]
        rows = [row for change in step.after if (row := self._papers.row_of(change.paper.key)) is not None]
        place, query = self._papers.row_of(step.place), self._cursor.view.query
        found = FoundStep(f"{done}: {_describe_step(step)}", place, rows, query)
        self._hidden = None if found.is_shown(self._cursor) else found
        return found.move(self._cursor)

    @property
    def has_hidden_step(self) -> bool:
        """Whether papers of the step just undone or redone are not shown, and may be when the query is run again."""
        return self._hidden is not None

    def find_hidden_step(self) -> Notice | None:
        """Move to the step just undone or redone, as the query was run again for it; None if it was not."""
        found, self._hidden = self._hidden, None
        if found is None or found.query != self._cursor.view.query:
            return None
        return found.move(self._cursor)

    def _after_change(self, known: int, failure: Notice | None) -> Notice | None:
        """Update the counters. Return the failure of a change, else news of the file since `known` notices."""
        self._counts.apply_changes()
        news = self._marks.messages[known:]
        return failure or (Notice("warning", " · ".join(news)) if news else None)


def _description(name: str, *, on: bool) -> str:
    return name if on else f"un{name}"


def _describe_step(step: UndoStep) -> str:
    first = step.after[0]
    description = _description(first.name, on=first.mark.on)
    return f"{len(step.after)} marked {description}" if len(step.after) > 1 else f"{description} · {first.paper.title}"
