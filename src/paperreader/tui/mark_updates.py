"""Marks that are loaded after the first picture, changed by a command or by another window, as the screen shows them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from paperreader.errors import Notice
from paperreader.tui.panes import Panes
from paperreader.tui.resuming import Resuming
from paperreader.tui.searching import Searching

if TYPE_CHECKING:
    from paperreader.tui.mark_worker import MarksMade


class MarkUpdates:
    """The threads that save and read marks and that mark many papers, and what the panes show of changed marks.

    Args:
        panes: show the marks.
        searching: searches again what depends on marks.
        resuming: places the cursor, when the marks are loaded, on the first unread paper.

    Attributes:
        loaded: whether the marks are loaded; keys wait for them.
    """

    def __init__(self, panes: Panes, searching: Searching, resuming: Resuming) -> None:
        self.loaded = False
        self._panes = panes
        self._session = panes.session
        self._searching = searching
        self._resuming = resuming
        self._known_messages = len(panes.session.marks.messages)

    def start(self) -> None:
        """Start the threads, which post `MarksChanged` and `MarksMade`."""
        from paperreader.tui.mark_worker import MarkWorker
        from paperreader.tui.workers import MarksChanged

        self._session.marking.turns.background = MarkWorker(self._panes.post_message).make
        marks = self._session.marks
        self.loaded = marks.loaded  # else `take_changes` follows
        marks.start_writer(lambda: self._panes.post_message(MarksChanged()))

    def stop(self) -> None:
        """Stop the thread that saves; the caller saves what is left."""
        self._session.marks.stop_writer()

    def show(self) -> None:
        """Show that marks of any rows have changed."""
        self._panes.list.refresh()
        self._panes.list.set_cursor(self._session.cursor.position)
        self._panes.refresh_paper()
        self._searching.refresh_facets()

    def show_step(self, notice: Notice | None) -> None:
        """Show what a command did to marks; if it undid marks of papers that are not shown, the query may bring them."""
        self.show()
        self._panes.show_status(notice)
        if self._session.marking.has_hidden_step:
            self._searching.ask(self._session.query)

    def take_made(self, event: MarksMade) -> None:
        """Show marks that were made while keys were taken; nothing once the program ends."""
        notice = self._session.marking.turns.finish(event.finish)
        gc.freeze()  # the marks
        if self._panes.is_attached:
            self.show_step(notice)

    def take_changes(self) -> None:
        """Show that marks were loaded, changed in another window, or that saving fails or works again."""
        changed = self._session.counts.apply_changes() if self.loaded else self._take_loaded()
        messages = self._session.marks.messages
        self._panes.status_area.notices += [Notice("warning", text) for text in messages[self._known_messages :]]
        self._known_messages = len(messages)
        if changed:
            if self._session.standing_filters.show_starred(self._session.library):
                self._session.counts.recount()
                self._searching.ask(self._searching.query)
            self.show()
        self._panes.refresh_status()

    def _take_loaded(self) -> bool:
        """Begin with the marks of a large file, which are loaded after the first picture. Returns False before that."""
        session = self._session
        self.loaded = session.marks.loaded
        if self.loaded:
            session.counts.recount()
            gc.freeze()
            self._resuming.move_to_start()
            if session.query.terms:
                self._searching.ask_again()
            if not self._panes.is_loading:
                session.loaded()
            self._resuming.take_rows()
        return self.loaded
