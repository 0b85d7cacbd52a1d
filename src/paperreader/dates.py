"""Days as columns store them: the number yyyymmdd, mmdd while the year is unknown, 0 without a date.

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
    """Return the date of a number; None without a year."""
    return date(number // YEAR_UNIT, number // 100 % 100, number % 100) if number >= YEAR_UNIT else None


@lru_cache(maxsize=4096)
def format_day(number: int) -> str:
    """Return `2024-02-23`, `Jun 26` while the year is unknown, or "" without a date."""
    if not number:
        return ""
    if number < YEAR_UNIT:
        return f"{MONTHS[number // 100 - 1]} {number % 100}"
    return f"{number // YEAR_UNIT:04}-{number // 100 % 100:02}-{number % 100:02}"
