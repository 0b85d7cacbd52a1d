"""Texts of a paper that the list and the detail share: dates, bylines, highlights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from paperreader.dates import MONTHS
from paperreader.export.citation import authors_text, named_authors
from paperreader.paper import Paper
from paperreader.text import count_of
from paperreader.tui.glyphs import Glyphs

_MAX_NAMES = 4  # in one line
HIGHLIGHTS = (
    "$highlight-1 underline", "$highlight-2 italic", "$highlight-3 bold",
    "$highlight-4 bold italic", "$highlight-5 italic underline", "$highlight-6 reverse",
)  # fmt: skip
"""The style of each kind of highlights."""


def format_date(day: date | None, printed: str, today: date, style: str = "short") -> str:
    """Format a date; None, if it is not known to the day, by its text: `May 2024` for `2024-05`, or unchanged.

    The style is `short` ("Feb 24", with the year unless it is this year), `iso` ("2024-02-24") or `age` ("9mo").
    """
    return date_forms(day, printed, today, style)[0]


def date_forms(day: date | None, printed: str, today: date, style: str) -> tuple[str, ...]:
    """Return a date in full, as `format_date` does, and in its shorter forms: `Feb 24, 2024`, `Feb 2024`, `2024`."""
    if day is not None and style == "age":
        return (_format_age((today - day).days),)
    if day is not None and style == "short" and day.year == today.year:
        return (_month_and_day(day),)
    text = printed if day is None else day.isoformat()
    if not text[:4].isdigit():
        return (text,)
    year, month = text[:4], text[:7]
    if style == "iso":
        return text, month, year
    return full_date(day, printed), format_month(month), year


def _month_and_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def full_date(day: date | None, printed: str) -> str:
    """Return `Feb 24, 2024`; a date that is not known to the day as `format_date` does."""
    return format_month(printed) if day is None else f"{_month_and_day(day)}, {day.year}"


def format_month(printed: str) -> str:
    """Return `May 2024` for `2024-05`; any other text unchanged."""
    year, _, month = printed.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdigit() else printed


_AGE_UNITS = ((365, "y"), (30, "mo"), (7, "w"))  # days


def _format_age(days: int) -> str:
    """Format an age: `3d`, `2w`, `9mo` or `4y`; a date in the future is `0d`."""
    ages = (f"{days // length}{unit}" for length, unit in _AGE_UNITS if days >= 2 * length)
    return next(ages, f"{max(0, days)}d")


def byline(paper: Paper, glyphs: Glyphs, day: str) -> str:
    """Return authors, venue, date, and numbers of comments and upvotes, as far as they are known."""
    authors = named_authors(paper, _MAX_NAMES) if paper.authors else authors_text(paper)
    return joined((authors, *facts(paper, day)), glyphs)


def facts(paper: Paper, day: str) -> tuple[str, ...]:
    """Return venue, date, and numbers of comments and upvotes, "" for what is unknown."""
    return (paper.venue or "", day, _format_count(paper.comments, "comment"), _format_count(paper.upvotes, "upvote"))


def joined(parts: Iterable[str], glyphs: Glyphs) -> str:
    """Return the known parts in one line."""
    return f" {glyphs.separator} ".join(part for part in parts if part)


def _format_count(number: int | None, noun: str) -> str:
    return count_of(number, noun) if number else ""
