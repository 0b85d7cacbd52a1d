"""Marking papers from the list, with undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat

from paperreader.config import Settings
from paperreader.errors import Notice
from paperreader.marks import NOTE, READ, Mark, MarkStore, clean_note, mark_changes, note_mark, now, tag_mark
from paperreader.marks.undo import UndoHistory, UndoStep
from paperreader.session.found_step import FoundStep
from paperreader.session.mark_counts import MarkCounts
from paperreader.session.mark_texts import describe, describe_step
from paperreader.session.papers import OpenPapers
from paperreader.session.selected_papers import STILL_READING, SelectedPapers
from paperreader.session.tag_changes import TagChange


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
        self._last: Sequence[tuple[str, bool]] = ()  # the marks that `repeat` sets or unsets

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step."""
        return self._history.can_redo

    @property
    def undo_size(self) -> int:
        """The number of marks that `undo` takes back."""
        return self._history.undo_size

    @property
    def redo_size(self) -> int:
        """The number of marks that `redo` sets again."""
        return self._history.redo_size

    @property
    def can_repeat(self) -> bool:
        """Whether there is a mark to repeat."""
        return bool(self._last)

    def is_read(self, row: int) -> bool:
        """Return True if the paper of a row is read."""
        return self._marks.read_at(self._papers.key(row)) is not None

    def is_starred(self, row: int) -> bool:
        """Return True if the paper of a row is starred."""
        return self._marks.starred_at(self._papers.key(row)) is not None

    def has_tags(self, row: int) -> bool:
        """Return True if the paper of a row has tags."""
        return bool(self._marks.tags(self._papers.key(row)))

    def has_note(self, row: int) -> bool:
        """Return True if the paper of a row has a note."""
        return bool(self._marks.note(self._papers.key(row)))

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
        return self._mark([row], [(READ, Mark(on=True, since=now()))])[1]

    def toggle(self, name: str) -> Notice | None:
        """Set a mark, `READ` or `STARRED`, on the papers acted on; unset it if all have it. Unselect them.

        It is one step for undo.
        """
        self._marks.refresh()
        rows = self._selection.target_rows()
        return self._mark_targets(rows, [(name, not self._all_have(name, rows))])

    def change_tags(self, changes: Sequence[TagChange]) -> Notice | None:
        """Add tags to the papers acted on or take them; one that is toggled is taken if all have it. Unselect them.

        It is one step for undo.
        """
        self._marks.refresh()
        rows = self._selection.target_rows()
        names = [(tag_mark(change.tag), change.on) for change in changes]
        return self._mark_targets(
            rows, [(name, not self._all_have(name, rows) if on is None else on) for name, on in names]
        )

    def _all_have(self, name: str, rows: Sequence[int]) -> bool:
        registers = self._marks.registers([self._papers.key(row) for row in rows], name)
        return all([register is not None and register.on for register in registers])

    def write_note(self, text: str) -> Notice | None:
        """Write the note of the papers acted on; an empty one takes it back. Unselect them. It is one step for undo."""
        self._marks.refresh()
        text = clean_note(text)
        return self._set_on_targets(self._selection.target_rows(), [(NOTE, note_mark(text, now()))])

    def target_keys(self) -> list[str]:
        """Return the keys of the papers that a mark acts on."""
        return [self._papers.key(row) for row in self._selection.target_rows()]

    def repeat(self) -> Notice | None:
        """Set or unset the last mark on the papers acted on, too; of tags all those that were changed together."""
        if not self._last:
            return Notice("information", "there is no mark to repeat yet")
        self._marks.refresh()
        return self._mark_targets(self._selection.target_rows(), self._last)

    def _mark_targets(self, rows: Sequence[int], marks: Sequence[tuple[str, bool]]) -> Notice | None:
        """Set or unset marks on the papers acted on, and unselect them; `repeat` does it again."""
        if rows:
            self._last = marks
        moment = now()
        return self._set_on_targets(rows, [(name, Mark(on, moment)) for name, on in marks])

    def _set_on_targets(self, rows: Sequence[int], marks: Sequence[tuple[str, Mark]]) -> Notice | None:
        if not rows:
            return None
        was_selected = len(self._selection) > 0
        count, notice = self._mark(rows, marks, skip_unchanged=True)
        self._selection.clear()
        description = describe((name, mark.on) for name, mark in marks)
        if was_selected:
            unchanged = f" · {len(rows) - count} were already" if count < len(rows) else ""
            description = f"{count} {description}{unchanged} · {self._settings.key('mark.undo')} undoes"
        elif not count:
            description = "the note was not changed" if marks[0][0] == NOTE else f"already {description}"
        return notice or Notice("information", description)

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
        count, notice = self._mark(rows, [(READ, Mark(on=True, since=now()))], skip_unchanged=True)
        self._selection.clear()
        if notice or not count:
            return notice or Notice("information", f"all {which} papers are read already")
        view = self._cursor.view.query.view
        next_step = {"all": f" · {unread} lists the unread", "unread": f" · {unread} refreshes the list"}.get(view, "")
        return Notice("information", f"{count} marked read · {undo} undoes{next_step}")

    def _mark(
        self, rows: Sequence[int], marks: Sequence[tuple[str, Mark]], *, skip_unchanged: bool = False
    ) -> tuple[int, Notice | None]:
        """Mark papers as one step. Return how many changed, and a failure or news of the file."""
        known = len(self._marks.messages)
        papers = self._papers.paper_refs(rows)
        changes = [change for name, mark in marks for change in mark_changes(papers, name, repeat(mark))]
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
        found = FoundStep(f"{done}: {describe_step(step)}", place, rows, query)
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
