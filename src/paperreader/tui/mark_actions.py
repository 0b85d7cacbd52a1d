"""Actions that change marks, of one paper or of many at once."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.marks import READ, STARRED
from paperreader.session.marking import Marking
from paperreader.tui.reader_protocol import Action, Reader


def _marking(change: Callable[[Marking], Notice | None]) -> Action:
    def change_marks(reader: Reader) -> None:
        reader.mark_updates.show_step(change(reader.session.marking))

    return change_marks


MARK_ACTIONS: dict[str, Action] = {
    "mark.star": _marking(lambda marking: marking.toggle(STARRED)),
    "mark.read": _marking(lambda marking: marking.toggle(READ)),
    "mark.all_read": _marking(Marking.mark_all_read),
    "mark.repeat": _marking(Marking.repeat),
    "mark.undo": _marking(Marking.undo),
    "mark.redo": _marking(Marking.redo),
}
