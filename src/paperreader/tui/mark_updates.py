"""Marks that are loaded after the first picture, or changed by another window, as the screen shows them."""

from __future__ import annotations

import gc

from paperreader.errors import Notice
from paperreader.tui.panes import Panes
from paperreader.tui.resuming import Resuming
from paperreader.tui.searching import Searching


class MarkUpdates:
    """The thread that saves and reads marks, and what the panes show of changed marks.

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
        """Start the thread, which posts `MarksChanged`."""
        from paperreader.tui.workers import MarksChanged

        marks = self._session.marks
        self.loaded = marks.loaded  # else `take_changes` follows
        marks.start_writer(lambda: self._panes.post_message(MarksChanged()))

    def stop(self) -> None:
        """Stop the thread; the caller saves what is left."""
        self._session.marks.stop_writer()

    def show(self) -> None:
        """Show that marks of any rows have changed."""
        self._panes.list.refresh()
        self._panes.list.set_cursor(self._session.cursor.position)
        self._panes.refresh_paper()
        self._searching.refresh_facets()

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
        return self.loaded
