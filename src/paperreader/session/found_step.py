"""A step of marks that was undone or redone, and where the list shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from paperreader.errors import Notice
from paperreader.query.model import Query
from paperreader.results.cursor import Cursor


class FoundStep(NamedTuple):
    """A step, by the rows of its papers.

    Attributes:
        description: what was undone or redone.
        place: the row that was under the cursor when the step was made; None if there was none.
        rows: the rows of the papers that it marked.
        query: the query that was shown when it was undone or redone.
    """

    description: str
    place: int | None
    rows: Sequence[int]
    query: Query

    def is_shown(self, cursor: Cursor) -> bool:
        """Return whether all its papers are in the list."""
        return set(self.rows).issubset(cursor.view.rows)

    def move(self, cursor: Cursor) -> Notice:
        """Move to where the step was made, else to the first of its papers in the list. Describe it."""
        shown = set(cursor.view.rows)
        row = next((row for row in (self.place, *self.rows) if row in shown), None)
        if row is not None:
            cursor.move_to_row(row)
        told = "" if not shown.isdisjoint(self.rows) else " · not shown here"
        return Notice("information", self.description + told)
