"""The year of capture, which a page leaves out of its dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.papers_page import read
from tests.strategies import HEADER, PagePaper, page

ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on. " * 4


def year_of(
    *days: str, captured: date | None = None, modified: date = date(2026, 3, 1), chunk: int | None = None
) -> int | None:
    blocks = [f"Title {number}\n\n{ABSTRACT}\n\n  \u2022 2 authors\n\u00b7\n{day}" for number, day in enumerate(days)]
    return read(HEADER + "\n\n".join(blocks), captured, modified, chunk).year


def test_the_year_is_the_one_after_the_latest_printed_year() -> None:
    assert year_of("Feb 23, 2024", "Jun 26", "Dec 12, 2023") == 2025


def test_a_printed_year_counts_wherever_it_stands() -> None:
    assert year_of("Jun 26", "Jun 27", "Jan 1, 2022") == 2023


def test_without_a_printed_year_it_is_the_year_of_the_files_last_change() -> None:
    assert year_of("Jun 26", "Mar 3", modified=date(2023, 7, 1)) == 2023
    assert year_of(modified=date(2023, 7, 1)) == 2023


def test_the_day_of_capture_wins_over_printed_years() -> None:
    assert year_of("Feb 23, 2024", "Jun 26", captured=date(2027, 1, 2)) == 2027


def test_the_day_of_capture_wins_over_the_files_last_change() -> None:
    assert year_of("Jun 26", captured=date(2021, 1, 2)) == 2021


@pytest.mark.parametrize(("latest", "year"), [(2023, 2024), (2024, 2028), (2027, 2028), (2095, 2096), (2096, 2104)])
def test_a_leap_day_requires_a_leap_year_after_the_printed_ones(latest: int, year: int) -> None:
    assert year_of(f"Feb 23, {latest}", "Feb 29") == year


@pytest.mark.parametrize(("modified", "year"), [(2024, 2024), (2025, 2024), (2023, 2020)])
def test_a_leap_day_requires_a_leap_year_before_the_files_last_change(modified: int, year: int) -> None:
    assert year_of("Feb 29", "Jun 26", modified=date(modified, 7, 1)) == year


def test_a_day_that_is_not_in_the_calendar_does_not_count() -> None:
    assert year_of("Feb 30, 2029", "Feb 23, 2024", "Jun 26") == 2025


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 12), min_size=20, max_size=40),
    st.integers(1990, 2030),
)
def test_a_page_with_papers_of_last_year_has_the_year_after(months: list[int], captured: int) -> None:
    newest = [PagePaper(f"Title {number}", ABSTRACT.strip(), month, 3) for number, month in enumerate(months)]
    older = [
        PagePaper("Old title", ABSTRACT.strip(), 5, 17, captured - 1),
        PagePaper("Older", ABSTRACT.strip(), 5, 1, captured - 4),
    ]
    reading = read(page([*newest[:10], *older, *newest[10:]]))
    assert reading.year == captured
    assert [entry.day for entry in reading.entries[:10]] == [month * 100 + 3 for month in months[:10]]


@pytest.mark.parametrize("place", range(3))
def test_the_dates_of_all_batches_count(place: int) -> None:
    days = ["Jun 26", "Jun 27"]
    days.insert(place, "Feb 23, 2024")
    assert year_of(*days, "Feb 29", chunk=200) == year_of("Feb 29", *days, chunk=200) == 2028
