"""Ranges of numbers and days as people write them: `6..`, `2020..2023`, `>=5`, `2024-05`, `30d..`.

Parses them to inclusive bounds, and writes each in one spelling. Knows no fields and no papers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from paperreader.dates import date_to_number, day_number, format_day, last_day_of_month, number_to_date

MAX_NUMBER = 10**9
_LAST_DAY = 99991231


class RangeError(ValueError):
    """A text is not a value of a field; the message says why, and `near` is the value that may be meant."""

    def __init__(self, reason: str, near: str = "") -> None:
        super().__init__(reason)
        self.near = near


def parse_numbers(text: str) -> tuple[int, int]:
    """Return the lowest and highest number of a range, both included. Raises RangeError."""
    return _bounds(text, _number, 0, MAX_NUMBER, lambda number, step: number + step)


def parse_dates(text: str) -> tuple[int, int]:
    """Return the first and last day of a range as yyyymmdd, both included. Ages count from today. Raises RangeError."""
    return _bounds(text, _days, 0, _LAST_DAY, _shift_day)


def canonical_numbers(text: str) -> str:
    """Return a range of numbers in one spelling: `6..` for `>5`. Raises RangeError."""
    low, high = parse_numbers(text)
    if low == high:
        return str(low)
    return f"{low}.." if high == MAX_NUMBER else f"{low or ''}..{high}"


def canonical_years(text: str) -> str:
    """Return a range of years in one spelling. Raises RangeError, also for years that have not four digits."""
    canonical = canonical_numbers(text)
    written = re.findall(r"[0-9]+", f"{text} {canonical}")
    short = next((digits for digits in written if len(digits) != _YEAR_DIGITS), "")
    if short:
        near = _TWO_DIGITS.sub(_with_century, text)
        raise RangeError(f"{short} is not a year", near if near != text else "")
    return canonical


def _with_century(year: re.Match[str]) -> str:
    return f"{'20' if int(year[0]) <= _LAST_OF_THIS_CENTURY else '19'}{year[0]}"


def canonical_dates(text: str) -> str:
    """Return a range of days as it was written, with `..` instead of signs. Raises RangeError.

    Ages stay ages, so that a saved query moves with the days; `30d` means `30d..`.
    """
    if _AGE.fullmatch(text):
        text += ".."
    low, high = parse_dates(text)
    if text[0] not in "<>":
        return text
    return f"{format_day(low)}.." if text[0] == ">" else f"..{format_day(high)}"


_YEAR_DIGITS = 4
_TWO_DIGITS = re.compile(r"(?<!\d)\d\d(?!\d)")
_LAST_OF_THIS_CENTURY = 49
_SIGN = re.compile(r"(>=|<=|>|<)(.+)")


def _bounds(
    text: str, read: Callable[[str], tuple[int, int]], lowest: int, highest: int, step: Callable[[int, int], int]
) -> tuple[int, int]:
    """Return inclusive bounds; `read` returns those of one value, `step` moves a bound by one."""
    signed = _SIGN.fullmatch(text)
    if signed and _AGE.fullmatch(signed[2]):
        raise RangeError(f"is ambiguous: ..{signed[2]} is older, {signed[2]}.. is newer")
    if signed:
        sign, (low, high) = signed[1], read(signed[2])
        if sign[0] == ">":
            low, high = (low if sign == ">=" else step(high, 1)), highest
        else:
            low, high = lowest, (high if sign == "<=" else step(low, -1))
        if low >= MAX_NUMBER or high < lowest:
            raise RangeError(f"no value is {text}")
        return low, high
    first, dots, last = text.partition("..")
    if not dots:
        return read(first)
    if not first and not last:
        raise RangeError(".. has neither a start nor an end")
    low, high = read(first)[0] if first else lowest, read(last)[1] if last else highest
    if low > high:
        raise RangeError("ends before it starts")
    return low, high


def _number(text: str) -> tuple[int, int]:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise RangeError(f"{text} is not a number", _with_dots(text))
    return int(text), int(text)


def _days(text: str) -> tuple[int, int]:
    age = _AGE.fullmatch(text)
    if age:
        return (_ago(int(age[1]), age[2]),) * 2
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text)
    if match is None:
        raise RangeError(f"{text} is not a {_DATES}", _with_dots(text) or _with_dashes(text))
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise RangeError(f"{text} is not a {_DATES}") from None
    last = (month or 12, day or last_day_of_month(year, month or 12))
    return date_to_number(first), day_number(year, *last)


def _with_dots(text: str) -> str:
    """Return a range that is written with a dash, as `2020-2023`, with dots; "" for other texts."""
    return _DASHED.sub(r"\1..\2", text) if _DASHED.fullmatch(text) else ""


def _with_dashes(text: str) -> str:
    """Return a day that is written with slashes or periods, as `2024/05/17`, with dashes; "" for other texts."""
    return re.sub(r"[/.]", "-", text) if _PARTED.fullmatch(text) else ""


_DASHED = re.compile(r"([0-9]{1,4})[-\u2013]([0-9]{1,4}|)")
_PARTED = re.compile(r"[0-9]{4}[/.][0-9]{1,2}(?:[/.][0-9]{1,2})?")
_DATES = "date like 2024, 2024-05, 2024-05-17 or 30d"
_AGE = re.compile(r"([0-9]{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


def _ago(count: int, unit: str) -> int:
    """Return the day `count` days, weeks, months or years before today; a 31st becomes the last day of the month."""
    today = date.today()
    try:
        if unit in _DAYS:
            return date_to_number(today - timedelta(count * _DAYS[unit]))
        year, month = divmod(today.year * 12 + today.month - 1 - count * _MONTHS[unit], 12)
        return date_to_number(date(year, month + 1, min(today.day, last_day_of_month(year, month + 1))))
    except (OverflowError, ValueError):
        raise RangeError(f"{count}{unit} ago is before year 1") from None


def _shift_day(day: int, step: int) -> int:
    try:
        return date_to_number((number_to_date(day) or date.min) + timedelta(step))
    except OverflowError:
        raise RangeError("is outside the years 1 to 9999") from None
