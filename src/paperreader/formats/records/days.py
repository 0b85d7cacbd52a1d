"""Dates as files of papers spell them."""

from __future__ import annotations

import re
from functools import lru_cache

from paperreader.dates import MONTHS, day_number, last_day_of_month

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>[12][0-9]{3})(?![0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_TO_DAY = r"(?:\s*[-–]{1,2}\s*[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9]))?"  # of a conference
_NUMBERS = re.compile(
    rf"(?<![0-9-]){_YEAR}(?:[-/.](?P<month>[01]?[0-9])(?![0-9])(?:[-/.](?P<day>[0-3]?[0-9])(?![0-9]))?)?"
)
_WORDS = (
    re.compile(rf"(?<![0-9]){_DAY}{_TO_DAY}[\s-]+{_MONTH}[\s,-]+{_YEAR}"),  # 17 May 2024, 17-MAY-2024
    re.compile(rf"{_MONTH}\s+{_DAY}{_TO_DAY},?\s+{_YEAR}"),  # May 17, 2024
    re.compile(
        rf"(?<![0-9]){_YEAR}[\s,/-]+{_MONTH}(?:(?:[-/][A-Za-z]{{3,9}})?[\s,/-]+(?P<day>[0-3]?[0-9])(?![0-9]))?"
    ),  # 2019 Mar 5
    re.compile(rf"{_MONTH}(?:[-/][A-Za-z]{{3,9}})?[\s,-]+{_YEAR}"),  # March 2019
    re.compile(r"(?<![0-9])(?P<day>[0-3]?[0-9])\.(?P<month>[01]?[0-9])\.(?P<year>[12][0-9]{3})(?![0-9])"),  # 17.5.2024
    re.compile(rf"(?<![0-9]){_YEAR} ?年 ?(?P<month>[01]?[0-9]) ?月(?: ?(?P<day>[0-3]?[0-9]) ?[日号])?"),
)
_COMPACT = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9])")


_LONGEST = 200  # letters that are searched: a text that is longer is no date


def parse_day(text: str) -> int:
    """Return a date as a number yyyymmdd, with 00 for a month or day that is not stated; 0 if it is none.

    Knows `2024-05-17T10:00:00Z`, `2019`, `2019-03`, `2014/03//`, `20240517`, `17 May 2024`, `May 17, 2024`, `2019 Mar`,
    `2018 Jan-Feb`, `March 2019`, mail headers, `17.05.2024` (day first), `2024年5月17日`, of the days of a
    conference (`27-30 June 2016`) the first one, and of the ranges of BibLaTeX (`1988/1992`,
    `../2004-01-01`) the first year that is one. In `1/2/2019` it is unknown which is the day: that is 2019. A month or a day that cannot be is left out: `2024-13-01` is 2024.
    """
    return _parsed(text.strip()[:_LONGEST])


def with_year(day: str, year: str) -> str:
    """Return a day of publication, `July 15` or `2020/07/15`, with its year; the year alone if it is no day."""
    return next((text for text in (day, f"{day} {year}") if day and parse_day(text)), year)


@lru_cache(maxsize=8192)  # papers share their dates
def _parsed(text: str) -> int:
    for pattern in (_COMPACT, *_WORDS):
        match = pattern.match(text) if pattern is _COMPACT else pattern.search(text)
        if match and (number := _number(match)):
            return number
    match = _NUMBERS.search(text)
    return _number(match, strict=False) if match else 0


def _number(match: re.Match[str], *, strict: bool = True) -> int:
    """Return the number of a match; 0, when `strict`, if a part of it cannot be."""
    parts = match.groupdict()
    year, month, day = int(parts["year"]), _month(parts.get("month")), int(parts.get("day") or 0)
    if month is None or not 0 <= month <= len(MONTHS):
        return 0 if strict else day_number(year, 0, 0)
    if not month or day > last_day_of_month(year, month):
        return 0 if strict and month else day_number(year, month, 0)
    return day_number(year, month, day)


def _month(text: str | None) -> int | None:
    """Return the number of a month; 0 for none, None for a word that is no month (`Spring`)."""
    if not text:
        return 0
    return int(text) if text.isdigit() else _MONTH_NUMBERS.get(text[:3].lower())
