"""Days as the columns keep them: the number yyyymmdd, mmdd while the year is not known, 0 without a date.

`calendar` knows months and leap years too, and takes as long to import as half of a list.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR_UNIT = 10000
"""Numbers below it have no year; a year is this often in the others."""
LEAP_DAY = 229
"""mmdd of a February 29."""
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def is_leap_year(year: int) -> bool:
    """Whether a year has a February 29."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_day_of_month(year: int, month: int) -> int:
    """The number of the last day of a month; a year that is not known (0) may have a February 29."""
    return _LENGTHS[month - 1] + (month == _FEBRUARY and (not year or is_leap_year(year)))


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day; `year` 0 when it is not known."""
    return year * YEAR_UNIT + month * 100 + day


def date_to_number(moment: date | datetime) -> int:
    """The number of a day; of a moment's day in the local time zone."""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone()
    return day_number(moment.year, moment.month, moment.day)


@lru_cache(maxsize=4096)  # papers share their days
def number_to_date(number: int) -> date | None:
    """The date of a number; None without a year or a date."""
    return date(number // YEAR_UNIT, number // 100 % 100, number % 100) if number >= YEAR_UNIT else None


@lru_cache(maxsize=4096)
def format_day(number: int) -> str:
    """`2024-02-23`, or `Jun 26` while the year is not known, or nothing."""
    if not number:
        return ""
    if number < YEAR_UNIT:
        return f"{MONTHS[number // 100 - 1]} {number % 100}"
    return f"{number // YEAR_UNIT:04}-{number // 100 % 100:02}-{number % 100:02}"
