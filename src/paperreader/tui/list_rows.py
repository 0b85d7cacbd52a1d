"""What the list shows of the papers of a session: one row at a time, as it is drawn."""

from __future__ import annotations

from datetime import date

from paperreader.paper import Paper
from paperreader.session import Session
from paperreader.tui.glyphs import Glyphs
from paperreader.tui.list_columns import ColumnTexts, column_forms, fit_columns
from paperreader.tui.paper_texts import byline, format_date
from paperreader.tui.readable_tex import readable
from paperreader.tui.row_strips import ListRow, marks_width


class ListRows:
    """The rows of a session's result view.

    Attributes:
        two_lines: whether a row has authors and date in a second line, instead of columns.
        columns_width: no more columns than fit a list so many cells wide are shown; see `Layout`.
    """

    two_lines = False
    columns_width = 0

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        self._session = session
        self._glyphs = glyphs
        self._today = date.today()
        self._texts = ColumnTexts(glyphs, self._today, session.settings.date_style)

    def row(self, index: int, width: int) -> ListRow:
        """Return the row at an index, for a line `width` cells wide."""
        session = self._session
        row = session.view.rows[index]
        paper = session.papers.paper(row)
        title = readable(paper.title)
        return ListRow(
            title,
            session.view.title_spans(row, title),
            session.marking.is_read(row),
            session.marking.is_starred(row),
            () if self.two_lines else self._columns(paper, width),
            self._byline(paper) if self.two_lines else "",
            dim=row < 0,
            selected=session.selection.is_selected(index),
            highlights=session.highlights.spans(title),
            tagged=session.marking.has_tags(row),
            noted=session.marking.has_note(row),
            strength=self._strength(row),
        )

    def _strength(self, row: int) -> str | None:
        """Return the sign for how much a paper is recommended; None if papers are in another order."""
        view = self._session.view
        if view.recommender is None:
            return None
        if row in view.explored:
            return self._glyphs.exploration
        signs = f" {self._glyphs.strengths}"
        return signs[round(view.recommender.strength(row) * (len(signs) - 1))]

    def _columns(self, paper: Paper, width: int) -> tuple[tuple[str, int], ...]:
        """Return text and cells of each column that fits."""
        names, style = self._session.settings.columns, self._session.settings.date_style
        forms = tuple(column_forms(name, style) for name in names)
        marks = marks_width(recommended=self._session.view.recommender is not None)
        fitting = fit_columns(width - marks, min(width, self.columns_width) - marks, forms)
        return tuple((self._texts.text(name, cells, paper), cells) for name, cells in zip(names, fitting, strict=False))

    def _byline(self, paper: Paper) -> str:
        day = format_date(paper.date, paper.date_text, self._today, self._session.settings.date_style)
        return byline(paper, self._glyphs, day)
