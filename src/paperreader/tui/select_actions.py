"""Actions that select papers in the list."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.session.selected_papers import SelectedPapers
from paperreader.tui.reader_protocol import Action, Reader


def _selecting(change: Callable[[SelectedPapers], Notice | None]) -> Action:
    def act_on(reader: Reader) -> None:
        notice = change(reader.session.selection)
        reader.list.refresh()
        reader.refresh_cursor()
        reader.show_status(notice)

    return act_on


SELECT_ACTIONS: dict[str, Action] = {
    "select.paper": _selecting(SelectedPapers.toggle),
    "select.range": _selecting(SelectedPapers.toggle_range),
    "select.shown": _selecting(SelectedPapers.toggle_shown),
}
