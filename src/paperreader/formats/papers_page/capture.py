"""In which year a page was captured: the year that its dates leave out.

The rule is the page's own: it prints no year for papers of the current one. So the year of capture
is the smallest after every year printed in the dump; without any, the year in which the file was
last written. A `Feb 29` asks for a leap year.
"""

from __future__ import annotations

from datetime import date

from paperreader.dates import LEAP_DAY, YEAR_UNIT, is_leap_year
from paperreader.formats.entry import Batch
from paperreader.source import Source


class CaptureYear:
    """What the dates read so far tell of the year of capture.

    Args:
        told: the day of capture where a person gave it; it wins over everything.
    """

    def __init__(self, told: date | None) -> None:
        self._told = told
        self._latest = 0
        self._leap_day = False

    def observe(self, batch: Batch) -> Batch:
        """The batch, its dates taken into account."""
        days = [entry.day for entry in batch.entries]
        self._latest = max(self._latest, max(days, default=0) // YEAR_UNIT)
        self._leap_day = self._leap_day or LEAP_DAY in days
        return batch

    def year(self, source: Source) -> int:
        """The year of capture, once the whole dump is read."""
        if self._told:
            return self._told.year
        year, step = (self._latest + 1, 1) if self._latest else (source.modified.year, -1)
        while self._leap_day and not is_leap_year(year):
            year += step
        return year
