"""Marking papers from the list, with undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from itertools import repeat

from paperreader.config import Settings
from paperreader.errors import Notice
from paperreader.marks import (
    NOTE,
    READ,
    Mark,
    MarkChange,
    MarkStore,
    clean_note,
    mark_changes,
    note_mark,
    now,
    tag_mark,
)
from paperreader.marks.undo import UndoHistory, UndoStep
from paperreader.query.model import Query
from paperreader.session.found_step import FoundStep, find_step
from paperreader.session.mark_counts import MarkCounts
from paperreader.session.mark_texts import describe
from paperreader.session.mark_turns import Finish, MarkTurns
from paperreader.session.papers import OpenPapers
from paperreader.session.selected_papers import STILL_READING, SelectedPapers
from paperreader.session.tag_changes import TagChange
from paperreader.text import count_of

_PIECE = 500  # papers whose names are read at once, about 2 ms
_Marks = Sequence[tuple[str, Mark]]
_ChooseMarks = Callable[[Sequence[str]], _Marks]
_Replay = Callable[[], tuple[UndoStep, Notice | None] | None]


class Marking:
    """Sets marks on selected papers or the one under the cursor, and undoes them. Every method returns what to show.

    Attributes:
        turns: make the changes one after another, those of many papers in the background if there is one.
    """

    def __init__(
        self, papers: OpenPapers, selection: SelectedPapers, marks: MarkStore, counts: MarkCounts, settings: Settings
    ) -> None:
        self._papers = papers
        self._selection = selection
        self._cursor = selection.cursor
        self._marks = marks
        self._counts = counts
        self._settings = settings
        self.turns = MarkTurns()
        self._history = UndoHistory(marks)
        self._hidden: tuple[FoundStep, Query] | None = None  # and the query that was shown then
        self._last: _Marks = ()  # those that `repeat` sets or unsets

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
        return self._mark([row], _read_now, lambda *_: None)

    def toggle(self, name: str) -> Notice | None:
        """Set a mark, `READ` or `STARRED`, on the papers acted on; unset it if all have it. Unselect them.

        It is one step for undo.
        """
        return self._mark_targets(lambda keys: [_mark_now(name, on=self._any_lacks(name, keys))])

    def change_tags(self, changes: Sequence[TagChange]) -> Notice | None:
        """Add tags to the papers acted on or take them; one that is toggled is taken if all have it. Unselect them.

        It is one step for undo.
        """
        names = [(tag_mark(change.tag), change.on) for change in changes]
        return self._mark_targets(
            lambda keys: [_mark_now(name, on=self._any_lacks(name, keys) if on is None else on) for name, on in names]
        )

    def _any_lacks(self, name: str, keys: Sequence[str]) -> bool:
        return not all([register is not None and register.on for register in self._marks.registers(keys, name)])

    def write_note(self, text: str) -> Notice | None:
        """Write the note of the papers acted on; an empty one takes it back. Unselect them. It is one step for undo."""
        text = clean_note(text)
        return self._mark_targets(lambda _: [(NOTE, note_mark(text, now()))])

    def target_keys(self) -> list[str]:
        """Return the keys of the papers that a mark acts on."""
        return [self._papers.key(row) for row in self._selection.target_rows()]

    def repeat(self) -> Notice | None:
        """Set or unset the last mark on the papers acted on, too: a note, or all tags that were changed together."""
        if not self._last:
            return Notice("information", "there is no mark to repeat yet")
        texts = {mark.text for name, mark in self._last if name == NOTE}
        if texts and any(note and {note} != texts for note in map(self._marks.note, self.target_keys())):
            return Notice("warning", f"there is another note: {self._settings.key('mark.note')} writes in it")
        return self._mark_targets(lambda _: [(name, mark._replace(since=now())) for name, mark in self._last])

    def _mark_targets(self, choose: _ChooseMarks) -> Notice | None:
        """Set or unset marks on the papers acted on, chosen by their keys, and unselect them; `repeat` does it again."""
        rows, was_selected = self._selection.target_rows(), len(self._selection) > 0
        self._selection.clear()

        def report(count: int, set_marks: _Marks) -> Notice:
            description = describe((name, mark.on) for name, mark in set_marks)
            if was_selected:
                unchanged = f" · {len(rows) - count} were already" if count < len(rows) else ""
                description = f"{count} {description}{unchanged} · {self._settings.key('mark.undo')} undoes"
            elif not count:
                description = "the note was not changed" if set_marks[0][0] == NOTE else f"already {description}"
            return Notice("information", description)

        return self._mark(rows, lambda keys: self._remember(choose(keys)), report)

    def _remember(self, marks: _Marks) -> _Marks:
        """Return marks that are being set, in whichever thread; `repeat` sets the last ones again."""
        self._last = marks
        return marks

    def mark_all_read(self) -> Notice | None:
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

    def _mark_all(self, rows: Sequence[int], which: str) -> Notice | None:
        """Mark papers read, unselect them, and say how many they were."""
        undo, unread = self._settings.key("mark.undo"), self._settings.key("view.unread")
        view = self._cursor.view.query.view
        next_step = {"all": f" · {unread} lists the unread", "unread": f" · {unread} refreshes the list"}.get(view, "")
        self._selection.clear()

        def report(count: int, _: _Marks) -> Notice:
            if not count:
                return Notice("information", f"all {which} papers are read already")
            return Notice("information", f"{count} marked read · {undo} undoes{next_step}")

        return self._mark(rows, lambda keys: self._remember(_read_now(keys)), report)

    def _mark(
        self, rows: Sequence[int], choose: _ChooseMarks, report: Callable[[int, _Marks], Notice | None]
    ) -> Notice | None:
        """Set marks on papers as one step; those that have them are left. Return a failure, or what was done.

        Args:
            rows: the papers' rows.
            choose: the marks to set, by the keys of the papers; called in the thread that sets them.
            report: makes the notice, of how many papers were changed, and by which marks.
        """
        if not rows:
            return None
        papers = copy(self._papers)  # which keep their library when the dumps are loaded again
        place = "" if self._cursor.row is None else papers.key(self._cursor.row)
        self._hidden = None

        def change() -> Finish:
            self._marks.refresh()
            known = len(self._marks.messages)
            marks = choose([papers.key(row) for row in rows])
            count, failure = self._history.do(_changes(papers, rows, marks), place=place)
            return lambda: self._after_change(known, failure) or report(count, marks)

        return self.turns.make(change, len(rows), f"marking {count_of(len(rows), 'paper')}…")

    def undo(self) -> Notice | None:
        """Take back the last step, however many papers it marked. Move to where it was made, or to one of its papers.

        If `has_hidden_step` then, the query is to be run again.
        """
        return self._replay(self._history.undo, self._history.undo_size, "undo")

    def redo(self) -> Notice | None:
        """Make the last undone step again; else as `undo`."""
        return self._replay(self._history.redo, self._history.redo_size, "redo")

    def _replay(self, replay: _Replay, size: int, verb: str) -> Notice | None:
        papers, view, left = copy(self._papers), self._cursor.view, self._cursor.row

        def change() -> Finish:
            self._marks.refresh()
            known = len(self._marks.messages)
            result = replay()
            if result is None:
                return lambda: self._after_change(known, None) or Notice("information", f"nothing to {verb}")
            found = find_step(result[0], f"{verb}ne", papers)
            to_row, is_shown = found.row_in(view), found.is_shown(view)

            def finish() -> Notice:
                notice = self._after_change(known, result[1])
                if not notice and self._cursor.view is view and self._cursor.row == left:  # else the user has moved on
                    self._cursor.move_to_row(to_row)
                    self._hidden = None if is_shown else (found, view.query)
                return notice or found.notice(self._cursor.view)

            return finish

        return self.turns.make(change, size, f"{verb}ing…")

    @property
    def has_hidden_step(self) -> bool:
        """Whether papers of the step just undone or redone are not shown, and may be when the query is run again."""
        return self._hidden is not None

    def find_hidden_step(self) -> Notice | None:
        """Move to the step just undone or redone, as the query was run again for it; None if it was not."""
        hidden, self._hidden = self._hidden, None
        if hidden is None or hidden[1] != self._cursor.view.query:
            return None
        self._cursor.move_to_row(hidden[0].row_in(self._cursor.view))
        return hidden[0].notice(self._cursor.view)

    def _after_change(self, known: int, failure: Notice | None) -> Notice | None:
        """Update the counters. Return the failure of a change, else news of the file since `known` notices."""
        self._counts.apply_changes()
        news = self._marks.messages[known:]
        return failure or (Notice("warning", " · ".join(news)) if news else None)


def _mark_now(name: str, *, on: bool) -> tuple[str, Mark]:
    return name, Mark(on, now())


def _read_now(_: Sequence[str]) -> _Marks:
    return [_mark_now(READ, on=True)]


def _changes(papers: OpenPapers, rows: Sequence[int], marks: _Marks) -> Iterator[MarkChange]:
    """Yield the changes that set marks on papers; their names are read piece by piece, between which others may work."""
    for start in range(0, len(rows), _PIECE):
        refs = papers.paper_refs(rows[start : start + _PIECE])
        for name, mark in marks:
            yield from mark_changes(refs, name, repeat(mark))
