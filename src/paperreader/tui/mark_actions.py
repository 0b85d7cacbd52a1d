"""Actions that change marks, of one paper or of many at once."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.marks import READ, STARRED
from paperreader.session import Session
from paperreader.session.marking import Marking
from paperreader.tui.reader_protocol import Action, Reader

_MANY = 2000  # papers whose marking takes so long that it is told before


def _marking(
    change: Callable[[Marking], Notice | None], count: Callable[[Session], int] = lambda session: len(session.selection)
) -> Action:
    """Return the action of a change of marks; `count` tells how many papers it may be for, which takes long for many."""

    def change_marks(reader: Reader) -> None:
        notice = change(reader.session.marking)
        reader.refresh_marks()
        reader.show_status(notice)
        if reader.session.marking.has_hidden_step:
            reader.searching.ask(reader.session.query)

    def act_on(reader: Reader) -> None:
        papers = count(reader.session)
        if papers < _MANY:
            change_marks(reader)
        else:
            reader.work(f"marking {papers:,} papers…", lambda: change_marks(reader))

    return act_on


MARK_ACTIONS: dict[str, Action] = {
    "mark.star": _marking(lambda marking: marking.toggle(STARRED)),
    "mark.read": _marking(lambda marking: marking.toggle(READ)),
    "mark.all_read": _marking(Marking.mark_all_read, lambda session: len(session.selection) or session.view.near_from),
    "mark.repeat": _marking(Marking.repeat),
    "mark.undo": _marking(Marking.undo, lambda session: session.marking.undo_size),
    "mark.redo": _marking(Marking.redo, lambda session: session.marking.redo_size),
}
