"""Ranges of numbers and days as people write them: `6..`, `2020..2023`, `>=5`, `..2023`, `2024-05`.

Reads them to inclusive bounds and writes each in its one spelling. Knows no fields and no papers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

LAST = 10**9
_LAST_DAY = 99991231


class RangeError(ValueError):
    """A text that is no such range; the message says why."""


def numbers(text: str) -> tuple[int, int]:
    """The lowest and highest number meant, both included. Raises RangeError."""
    return _bounds(text, _number, 0, LAST, lambda number, step: number + step)


def dates(text: str) -> tuple[int, int]:
    """The first and last day meant, as yyyymmdd, both included. Raises RangeError."""
    return _bounds(text, _days, 0, _LAST_DAY, _next_day)


def write_numbers(text: str) -> str:
    """A range of numbers in its one spelling (`>5` is `6..`). Raises RangeError."""
    low, high = numbers(text)
    if low == high:
        return str(low)
    return f"{low}.." if high == LAST else f"{low or ''}..{high}"


def write_dates(text: str) -> str:
    """A range of days in its one spelling, which is the person's own but for signs. Raises RangeError."""
    low, high = dates(text)
    if text[0] not in "<>":
        return text
    return f"{_iso(low)}.." if text[0] == ">" else f"..{_iso(high)}"


def day_of(moment: date | datetime) -> int:
    """A day as yyyymmdd; a moment's day in the local time zone."""
    if isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone()
    return moment.year * 10000 + moment.month * 100 + moment.day


_SIGN = re.compile(r"(>=|<=|>|<)(.+)")


def _bounds(
    text: str, read: Callable[[str], tuple[int, int]], lowest: int, highest: int, step: Callable[[int, int], int]
) -> tuple[int, int]:
    """Inclusive bounds; `read` gives those of one value, `step` moves a bound by one."""
    signed = _SIGN.fullmatch(text)
    if signed:
        sign, (low, high) = signed[1], read(signed[2])
        if sign[0] == ">":
            low, high = (low if sign == ">=" else step(high, 1)), highest
        else:
            low, high = lowest, (high if sign == "<=" else step(low, -1))
        if low >= LAST or high < lowest:
            raise RangeError(f"nothing is {text}")
        return low, high
    first, dots, last = text.partition("..")
    if not dots:
        return read(first)
    if not first and not last:
        raise RangeError(".. has neither a beginning nor an end")
    return (read(first)[0] if first else lowest, read(last)[1] if last else highest)


def _number(text: str) -> tuple[int, int]:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise RangeError(f"{text} is no number")
    return int(text), int(text)


def _days(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text)
    if match is None:
        raise RangeError(f"{text} is no {_DATES}")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise RangeError(f"{text} is no {_DATES}") from None
    last = (month or 12, day or monthrange(year, month or 12)[1])
    return day_of(first), year * 10000 + last[0] * 100 + last[1]


_DATES = "date like 2024, 2024-05 or 2024-05-17"


def _next_day(day: int, step: int) -> int:
    try:
        return day_of(date(day // 10000, day // 100 % 100, day % 100) + timedelta(step))
    except OverflowError:
        raise RangeError("no calendar goes there") from None


def _iso(day: int) -> str:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"
