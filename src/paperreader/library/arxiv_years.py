"""Years of dates that contradict arXiv ids: a paper comes to arXiv days after its date, not a year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from paperreader.dates import YEAR_UNIT
from paperreader.formats.entry_columns import EntryColumns
from paperreader.library.column_types import Column
from paperreader.library.columns import is_published
from paperreader.library.date_column import DateColumn


class YearCorrection(NamedTuple):
    """A row whose year was corrected, the new year and the old one."""

    row: int
    year: int
    stated: int


def doubtful_years(entries: EntryColumns, first: int) -> list[int]:
    """Return the rows, from `first` on, of entries whose arXiv ids do not begin with the years of their dates."""
    return [
        row
        for row, (arxiv_id, day) in enumerate(
            zip(entries.values("arxiv_id"), entries.values("day"), strict=True), first
        )
        if arxiv_id and day >= YEAR_UNIT and arxiv_id[:2] != str(day)[2:4]
    ]


def correct_years(rows: Iterable[int], dates: DateColumn, arxiv_ids: Column, venues: Column) -> list[YearCorrection]:
    """Correct the years of rows that contradict their arXiv ids; see `DateColumn.correct_year`."""
    corrected = []
    for row in rows:
        arxiv_id = arxiv_ids.get(row)
        years = dates.correct_year(row, arxiv_id, published=is_published(venues.get(row))) if arxiv_id else None
        if years:
            corrected.append(YearCorrection(row, *years))
    return corrected
