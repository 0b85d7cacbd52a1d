"""The cursor over the rows of a result view. It keeps its paper when other rows are shown."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from paperreader.results.results import ResultView


class SavedPosition(NamedTuple):
    """A result view and the position of the cursor in it, to return to."""

    view: ResultView
    position: int


class Cursor:
    """A position in the rows of a result view: an index, 0 if there are no rows."""

    def __init__(self, view: ResultView) -> None:
        self.view = view
        self.position = 0
        # While partial answers arrive: the rows and position to return to, and the position used meanwhile.
        self._anchor: tuple[SavedPosition, int] | None = None

    @property
    def row(self) -> int | None:
        """The row under the cursor; None in an empty list."""
        return self.view.rows[self.position] if self.view.rows else None

    def move_to(self, position: int) -> None:
        """Move to a position, or to the nearest one that exists."""
        self.position = max(0, min(position, len(self.view.rows) - 1))

    def move_to_row(self, row: int | None) -> None:
        """Move to a row if it is shown."""
        if row is not None:
            with suppress(ValueError):
                self.position = self.view.rows.index(row)

    def move_near(self, row: int) -> None:
        """Move to a row; if it is not shown and rows are in the order read, to the next one that is."""
        rows = self.view.rows
        if row in rows:
            self.move_to_row(row)
        elif isinstance(rows, (range, array)):
            self.move_to(bisect_left(rows, row))

    def save(self) -> SavedPosition:
        """Return the view and the position, for `restore`."""
        return SavedPosition(self.view, self.position)

    def restore(self, saved: SavedPosition) -> None:
        """Return to a saved view and position."""
        self.view, self._anchor = saved.view, None
        self.move_to(saved.position)

    def extend(self, view: ResultView) -> None:
        """Replace the view by one that begins with the same rows; the cursor stays."""
        self.view = view

    def show(self, view: ResultView, *, best: bool = False) -> None:
        """Show another view. The cursor keeps its paper or moves to the nearest one; with `best`, to the first row."""
        kept = self._kept()
        rows, index = kept.view.rows, kept.position
        row = rows[index] if index < len(rows) else None
        self.view = view
        if best:
            self.position = 0
        elif view.cursor_hint is not None and view.cursor_hint[0] == row:
            self.position = view.cursor_hint[1]
        else:
            self.position = _nearest(rows, index, view.rows)
        self._anchor = None if best or view.scanned is None else (kept, self.position)

    def with_cursor_hint(self, view: ResultView) -> ResultView:
        """Compute in the searcher's thread where the cursor will stand in the view; return the view with that hint.

        So `show` need not search the rows on the screen's thread, 34 to 64 ms in 100,000 rows. Cursor and rows may
        change meanwhile: `show` uses the hint only if the cursor is still to keep the row that it was computed for.
        """
        kept = self._kept()
        rows, index = kept.view.rows, kept.position
        if index >= len(rows):
            return view
        return view._replace(cursor_hint=(rows[index], _nearest(rows, index, view.rows)))

    def _kept(self) -> SavedPosition:
        """Return the position whose row is to be kept: the anchor's, unless the user has moved since."""
        anchor = self._anchor
        return self.save() if anchor is None or anchor[1] != self.position else anchor[0]


def _nearest(before: Sequence[int], index: int, rows: Sequence[int]) -> int:
    """Return the index in `rows` of the row `before[index]`, else of the next row below or above it that is there."""
    if not before or not rows:
        return 0
    if index < len(before) and index < len(rows) and before[index] == rows[index]:
        return index
    if index < len(before) and (found := _index_in_read_order(before[index], rows)) is not None:
        return found
    indices = {row: found for found, row in enumerate(rows)}
    outward = chain(range(index, len(before)), range(min(index, len(before)) - 1, -1, -1))
    return next((indices[row] for other in outward if (row := before[other]) in indices), 0)


def _index_in_read_order(row: int, rows: Sequence[int]) -> int | None:
    """Return the index of a row by bisection; None if it is absent or the rows are in another order."""
    if not isinstance(rows, (range, array)):
        return None
    index = bisect_left(rows, row)
    return index if index < len(rows) and rows[index] == row else None
