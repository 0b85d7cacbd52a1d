"""The column of dates."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from datetime import MAXYEAR, date

from paperreader.dates import LEAP_DAY, YEAR_UNIT, day_number, format_day, is_leap_year, number_to_date
from paperreader.formats.entry import Entry
from paperreader.formats.entry_columns import EntryColumns
from paperreader.identifiers import year_by_arxiv_id
from paperreader.library.column_types import Column, MergeRule, Spelling


def best_date(known: tuple[int, bool], new: tuple[int, bool]) -> tuple[int, bool]:
    """Merge rule for dates: a printed year wins over an inferred one, then the more precise date; else the first stays."""
    return max(known, new, key=lambda date: (date[1], _precision(date[0])))


def _precision(day: int) -> int:
    """Return 2 for a date known to the day, 1 to the month, 0 to the year."""
    return (day % 100 > 0) + (day // 100 % 100 > 0)


class DateColumn(Column):
    """Days as numbers (see `paperreader.dates`), and whether the year of each one was printed.

    A day without a year waits for `infer_years`, since only the end of a dump says when it was captured.
    """

    def __init__(self, name: str, merge: MergeRule) -> None:
        super().__init__(name, merge)
        self.read = _read_day
        self.numbers = array("i")
        self._printed = bytearray()
        self._yearless: list[int] = []

    def extend(self, entries: EntryColumns) -> None:
        """See `Column`."""
        days, inferred = entries.values("day"), entries.values("year_inferred")
        self._printed.extend([day >= YEAR_UNIT and not guess for day, guess in zip(days, inferred, strict=True)])
        self._yearless += [row for row, day in enumerate(days, len(self.numbers)) if 0 < day < YEAR_UNIT]
        self.numbers.extend(days)

    def get(self, row: int) -> tuple[int, bool] | None:
        """Return the day and whether its year was printed; None without a date."""
        day = self.numbers[row]
        return (day, bool(self._printed[row])) if day else None

    def put(self, row: int, value: tuple[int, bool]) -> None:
        """See `Column`."""
        self.numbers[row], self._printed[row] = value
        if value[0] < YEAR_UNIT:
            self._yearless.append(row)

    def infer_years(self, year: int) -> list[int]:
        """Give days without a year the year in which their dump was captured. Return their rows."""
        rows, self._yearless = [row for row in self._yearless if self.numbers[row] < YEAR_UNIT], []
        for row in rows:
            self.numbers[row] += _year_of(self.numbers[row], year) * YEAR_UNIT
        return rows

    def correct_year(self, row: int, arxiv_id: str, *, published: bool) -> tuple[int, int] | None:
        """Correct a year that contradicts an arXiv id; return the new year and the old one if it did.

        A paper comes to arXiv days after its date. A printed year is taken for wrong only if it is one too low, as
        programs infer it; that of a published paper stays: a journal's date may be years before the id.
        """
        stated, day = divmod(self.numbers[row], YEAR_UNIT)
        year = year_by_arxiv_id(arxiv_id, day) if stated else 0
        if year in (0, stated) or (self._printed[row] and (published or stated != year - 1)):
            return None
        self.numbers[row], self._printed[row] = day_number(year, 0, day), False
        return year, stated

    def __getitem__(self, row: int) -> date | None:
        """The date; None unless it is known to the day."""
        return number_to_date(self.numbers[row])

    def text(self, row: int) -> str:
        """Return `2024-02-23`, `2024-02`, `2024`, `Jun 26` while the year is unknown, or "" without a date."""
        return format_day(self.numbers[row])

    def basis(self, row: int) -> str | None:
        """Return how the year is known, "printed" or "inferred"; None while it is unknown."""
        if self.numbers[row] < YEAR_UNIT:
            return None
        return "printed" if self._printed[row] else "inferred"

    def exported(self, row: int) -> tuple[str | None, str | None]:
        """Return the text of the date and its basis."""
        basis = self.basis(row)
        return (self.text(row) if basis else None), basis

    def sort_key(self, row: int) -> int | None:
        """See `Column`."""
        return self.numbers[row] or None

    def counts(self, rows: Iterable[int], limit: int | None = None) -> list[tuple[Spelling, int]]:
        """Return how many of the rows are of each year, the newest year first."""
        numbers = self.numbers
        years = Counter([numbers[row] // YEAR_UNIT for row in rows])
        newest = [year for year in sorted(years, reverse=True) if year][:limit]
        return [((str(year),), years[year]) for year in newest]

    def month_counts(self, rows: Iterable[int], limit: int) -> list[tuple[int, int]]:
        """Return how many of the rows are of each of the newest months, as the number yyyymm, the newest month first."""
        months = Counter([self.numbers[row] // 100 for row in rows])
        newest = [month for month in sorted(months, reverse=True) if month > YEAR_UNIT // 100 and month % 100]
        return [(month, months[month]) for month in newest[:limit]]


def _read_day(entry: Entry) -> tuple[int, bool] | None:
    return (entry.day, entry.day >= YEAR_UNIT and not entry.year_inferred) if entry.day else None


def _year_of(day: int, year: int) -> int:
    """Return the year of a day mmdd in a dump of a year; a `Feb 29` is of the last leap year until then."""
    year = min(year, MAXYEAR)
    while day == LEAP_DAY and not is_leap_year(year):
        year -= 1
    return year
