"""Days as columns store them: the number yyyymmdd, mmdd while the year is unknown, 0 without a date.

A day that is known to its month or year only has 00 in the other places: 20240500, 20240000.

The standard `calendar` module is not used: importing it takes half as long as printing a short list.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR_UNIT = 10000
"""Numbers below it have no year; `number // YEAR_UNIT` is the year of the others."""
LEAP_DAY = 229
"""mmdd of a February 29."""
FIRST_DAY = 101
"""mmdd of a January 1."""
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def is_leap_year(year: int) -> bool:
    """Return whether a year has a February 29."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_day_of_month(year: int, month: int) -> int:
    """Return the last day of a month; February has 29 if the year is unknown (0)."""
    return _MONTH_LENGTHS[month - 1] + (month == _FEBRUARY and (not year or is_leap_year(year)))


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day; `year` is 0 if it is unknown."""
    return year * YEAR_UNIT + month * 100 + day


def date_to_number(moment: date | datetime) -> int:
    """Return the number of a day; of a time with a zone, its day in the local zone."""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone()
    return day_number(moment.year, moment.month, moment.day)


@lru_cache(maxsize=4096)  # papers share their days
def number_to_date(number: int) -> date | None:
    """Return the date of a number; None unless it is known to the day."""
    return date(number // YEAR_UNIT, number // 100 % 100, number % 100) if is_whole_day(number) else None


def is_whole_day(number: int) -> bool:
    """Return whether a number has year, month and day."""
    return number >= YEAR_UNIT and number % 100 > 0


@lru_cache(maxsize=4096)
def format_day(number: int) -> str:
    """Return `2024-02-23`, `2024-02`, `2024`, `Jun 26` while the year is unknown, or "" without a date."""
    if not number:
        return ""
    if number < YEAR_UNIT:
        return f"{MONTHS[number // 100 - 1]} {number % 100}"
    year, month, day = number // YEAR_UNIT, number // 100 % 100, number % 100
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}" if month else f"{year:04}"
