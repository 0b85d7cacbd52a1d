"""The year in which a page was captured; the page prints no year for dates of that year.

So the year of capture is the one after the latest printed year. Without a printed year it is the year of the
file's last modification. A `Feb 29` without a year requires a leap year.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from paperreader.dates import LEAP_DAY, YEAR_UNIT, is_leap_year
from paperreader.formats.entry import Entry
from paperreader.source import Source


class CaptureYear:
    """The year of capture, inferred from the dates of a page.

    Args:
        given: the day of capture when the user gave it; it overrides the dates.
    """

    def __init__(self, given: date | None) -> None:
        self._given = given
        self._latest_printed = 0
        self._has_leap_day = False

    def observe(self, entries: Iterable[Entry]) -> None:
        """Take the dates of entries into account."""
        days = [entry.day for entry in entries]
        self._latest_printed = max(self._latest_printed, max(days, default=0) // YEAR_UNIT)
        self._has_leap_day = self._has_leap_day or LEAP_DAY in days

    def year(self, source: Source) -> int:
        """Return the year of capture. Call it after the whole dump was observed."""
        if self._given:
            return self._given.year
        year, step = (self._latest_printed + 1, 1) if self._latest_printed else (source.modified.year, -1)
        while self._has_leap_day and not is_leap_year(year):
            year += step
        return year
