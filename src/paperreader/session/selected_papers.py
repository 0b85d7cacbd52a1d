"""The papers that the user has selected in the list, and the papers that a command acts on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paperreader.errors import Notice
from paperreader.results.cursor import Cursor
from paperreader.session.papers import OpenPapers

STILL_READING = Notice("warning", "abstracts are still being read: try again when all are searched")


class SelectedPapers:
    """Selected papers of the list: single ones, and while it is open a range that follows the cursor.

    It is held as rows, which stay the same while the library grows; `keys` and `select_keys` carry it over to another
    library. Its length is the number of selected papers.

    Attributes:
        cursor: the cursor of the list, which an open range follows.
    """

    def __init__(self, papers: OpenPapers, cursor: Cursor) -> None:
        self._papers = papers
        self.cursor = cursor
        self._rows: set[int] = set()
        self._range_start: int | None = None  # the position where an open range begins

    def __len__(self) -> int:
        open_range = self._open_range()
        if not self._rows:
            return len(open_range)
        rows = self.cursor.view.rows
        return len(self._rows) + sum(rows[position] not in self._rows for position in open_range)

    def __bool__(self) -> bool:
        return bool(self._rows) or self.has_range

    @property
    def has_range(self) -> bool:
        """Whether a range is open."""
        return self._range_start is not None

    def is_selected(self, position: int) -> bool:
        """Return whether the paper at a position of the list is selected."""
        return self.cursor.view.rows[position] in self._rows or position in self._open_range()

    def target_rows(self) -> Sequence[int]:
        """Return the rows that a command acts on: the selected ones in the order shown, else the one under the cursor.

        An empty list has none.
        """
        self.close_range()
        if self._rows:
            return [row for row in self.cursor.view.rows if row in self._rows]
        row = self.cursor.row
        return [] if row is None else [row]

    def toggle(self) -> None:
        """Select the paper under the cursor, or unselect it, and move down by one; an open range is closed instead."""
        if self.has_range:
            self.close_range()
        elif self.cursor.row is not None:
            self._rows ^= {self.cursor.row}
            self.cursor.move_to(self.cursor.position + 1)

    def toggle_range(self) -> None:
        """Open a range at the cursor, or close the open one; its papers stay selected."""
        if self.has_range:
            self.close_range()
        elif self.cursor.row is not None:
            self._range_start = self.cursor.position

    def toggle_shown(self) -> Notice | None:
        """Select all papers shown, but no near matches; unselect everything if they are selected already.

        Return why nothing can be selected.
        """
        view = self.cursor.view
        if view.scanned is not None:
            return STILL_READING
        if view.rows and not view.near_from:
            return Notice("warning", "only near matches are shown: select them one by one or as a range")
        shown = set(view.rows[: view.near_from])
        self.close_range()
        self._rows = set() if shown <= self._rows else self._rows | shown
        return None

    def clear(self) -> None:
        """Unselect everything."""
        self._rows, self._range_start = set(), None

    def close_range(self) -> None:
        """Let the papers of an open range stay selected, whatever the cursor and the list do next."""
        rows = self.cursor.view.rows
        self._rows.update([rows[position] for position in self._open_range()])
        self._range_start = None

    def keep_shown(self) -> None:
        """Unselect the papers that are not shown."""
        if self._rows:
            self._rows.intersection_update(self.cursor.view.rows)

    def keys(self) -> list[str]:
        """Return the keys of the selected papers, for `select_keys`."""
        self.close_range()
        return [self._papers.key(row) for row in self._rows]

    def select_keys(self, keys: Iterable[str]) -> None:
        """Select the papers with certain keys, and no other ones."""
        self.clear()
        self._rows = {row for key in keys if (row := self._papers.row_of(key)) is not None}

    def _open_range(self) -> range:
        """Return the positions of the open range, from the upper end to the lower one."""
        if self._range_start is None:
            return range(0)
        start, end = sorted((self._range_start, self.cursor.position))
        return range(start, end + 1)
