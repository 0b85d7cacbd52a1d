"""A step of marks that was undone or redone, and where the list shows it."""

from __future__ import annotations

from typing import NamedTuple

from paperreader.errors import Notice
from paperreader.marks.undo import UndoStep
from paperreader.results.results import ResultView
from paperreader.session.mark_texts import describe_step
from paperreader.session.papers import OpenPapers


class FoundStep(NamedTuple):
    """A step, by the rows of its papers.

    Attributes:
        description: what was undone or redone.
        place: the row that was under the cursor when the step was made; None if there was none.
        rows: the rows of the papers that it marked, in their order.
    """

    description: str
    place: int | None
    rows: dict[int, None]

    def is_shown(self, view: ResultView) -> bool:
        """Return whether all its papers are in a list."""
        return self.rows.keys() <= set(view.rows)

    def row_in(self, view: ResultView) -> int | None:
        """Return the row of a list where the step was made, else that of the first of its papers there."""
        shown = set(view.rows)
        return next((row for row in (self.place, *self.rows) if row in shown), None)

    def notice(self, view: ResultView) -> Notice:
        """Describe it, and whether a list has none of its papers."""
        is_shown = any(row in self.rows for row in view.rows)
        return Notice("information", self.description + ("" if is_shown else " · not shown here"))


def find_step(step: UndoStep, done: str, papers: OpenPapers) -> FoundStep:
    """Return where the papers of a step are; `done` is what was done with it."""
    rows = [row for change in step.after if (row := papers.row_of(change.paper.key)) is not None]
    return FoundStep(f"{done}: {describe_step(step)}", papers.row_of(step.place), dict.fromkeys(rows))
