"""The columns of the list: which of them a width has room for, and what they show of a paper.

Each has one form or several. The narrowest form decides whether it is shown; it gets wider where the title stays long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from paperreader.library.author_names import family_name
from paperreader.library.columns import LIST_COLUMNS
from paperreader.paper import Paper
from paperreader.text import count_of
from paperreader.tui.glyphs import Glyphs, truncate
from paperreader.tui.paper_texts import date_forms

_MIN_TITLE = 60  # cells that are left to the title by the narrowest columns
_LONG_TITLE = 76  # by wider ones
_DATE_CELLS = {"short": (13, 10, 7), "iso": (12, 9, 6), "age": (6,)}
_GAP = 2  # cells
_THOUSAND = 1000


def column_forms(name: str, date_style: str) -> tuple[int, ...]:
    """Return the cells of each form of one of `LIST_COLUMNS`, the widest first."""
    _, spec = LIST_COLUMNS[name]
    return _DATE_CELLS[date_style] if name == "date" else (spec.cells, spec.least_cells)


@lru_cache(maxsize=8)
def fit_columns(width: int, limit: int, columns: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the cells of each column shown: as many of the first ones as fit.

    Args:
        width: cells for title and columns.
        limit: so many of these cells decide how many columns are shown.
        columns: the cells of the forms of each column.
    """
    room, shown = limit - _MIN_TITLE, 0
    while shown < len(columns) and columns[shown][-1] <= room:
        room -= columns[shown][-1]
        shown += 1
    cells = [forms[-1] for forms in columns[:shown]]
    spare = width - _LONG_TITLE - sum(cells)
    for index, forms in enumerate(columns[:shown]):
        cells[index] = next((wide for wide in forms if wide - forms[-1] <= spare), forms[-1])
        spare -= cells[index] - forms[-1]
        if cells[index] < forms[0]:
            break  # else a wider list could have a narrower column further on
    return tuple(cells)


class ColumnTexts:
    """What the columns show of papers.

    Args:
        date_style: see `format_date`.
    """

    def __init__(self, glyphs: Glyphs, today: date, date_style: str) -> None:
        self._glyphs = glyphs
        self._today = today
        self._date_style = date_style

    def text(self, name: str, cells: int, paper: Paper) -> str:
        """Return the text of one of `LIST_COLUMNS` in a number of cells, the gap before it included."""
        if name == "date":
            return self._date(paper, cells)
        attribute, spec = LIST_COLUMNS[name]
        if name == "authors":
            return self._authors(paper, cells - _GAP)
        value = getattr(paper, attribute)
        if isinstance(value, int):
            return self._number(value, spec.template, cells - 1)
        return (
            truncate(value if isinstance(value, str) else value[0], cells - _GAP, self._glyphs.ellipsis)
            if value
            else ""
        )

    def _number(self, value: int, template: str, cells: int) -> str:
        """Return a number with its sign, without it where there is no room for both; "" for none."""
        number = "" if value <= 0 else str(value) if value < _THOUSAND else f"{value // _THOUSAND}k"
        signed = template.format(value=number, comments=self._glyphs.comments, upvotes=self._glyphs.upvotes)
        return signed if number and len(signed) <= cells else number

    def _date(self, paper: Paper, cells: int) -> str:
        forms = date_forms(paper.date, paper.date_text, self._today, self._date_style)
        return next(
            (form for form in forms if len(form) < cells), truncate(forms[-1], cells - 1, self._glyphs.ellipsis)
        )

    def _authors(self, paper: Paper, cells: int) -> str:
        """Return the first author's family name and the number of the others, `Vaswani +7`; else their number, `8 authors`."""
        if not paper.authors:
            return count_of(paper.authors_count, "author") if paper.authors_count else ""
        others = max(len(paper.authors), paper.authors_count or 0) - 1
        count = f" +{others}" if others else ""
        return truncate(family_name(paper.authors[0]), cells - len(count), self._glyphs.ellipsis) + count
