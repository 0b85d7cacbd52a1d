"""The year of capture, which a page leaves out of its dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
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


def test_a_printed_year_counts_anywhere_on_the_page() -> None:
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


def papers_of(*papers: tuple[str, str]) -> str:
    """Return a page in Markdown, given the arXiv id and the date of each paper."""
    return HEADER + "\n\n".join(
        f"### [Title {number}](https://huggingface.co/papers/{arxiv_id})\n\n{ABSTRACT}\n\n  \u2022 2 authors\n\u00b7\n{day}"
        for number, (arxiv_id, day) in enumerate(papers)
    )


def test_an_arxiv_id_bounds_the_year_of_a_date_and_the_contradiction_is_reported() -> None:
    text = papers_of(("2403.01774", "Mar 3, 2024"), ("2606.00683", "May 29"), ("2605.00683", "May 29"))
    reading = read(text)
    assert [entry.day for entry in reading.entries] == [20240303, 20260529, 20260529]
    assert [entry.year_inferred for entry in reading.entries] == [False, True, True]
    assert reading.year == 2026
    ((line, problem),) = reading.doubts
    assert text.split("\n")[line - 1].startswith("### [Title 1]")
    assert problem == "the year of a date is taken to be 2026, as its arXiv id says, not 2025 (and 1 other)"


@pytest.mark.parametrize(
    ("arxiv_id", "day", "number"),
    [
        ("2601.00001", "Dec 30", 20251230),
        ("2512.00001", "Jan 1", 20260101),
        ("2403.00001", "Feb 29", 20240229),
        ("2503.00001", "Feb 28", 20250228),
        ("2606.00683", "Jun 26", 20260626),
        ("2606.00683", "Oct 26", 1026),
        ("2503.00001", "Feb 29", 229),
        ("2606.00683", "Jun 26, 2019", 20190626),
        ("2699.00683", "Jun 26", 626),
    ],
)
def test_the_year_of_a_date_is_the_one_that_brings_it_near_its_arxiv_id(arxiv_id: str, day: str, number: int) -> None:
    assert read(papers_of((arxiv_id, day))).entries[0].day == number


def test_arxiv_ids_that_agree_with_the_printed_years_are_no_problem() -> None:
    reading = read(papers_of(("2403.01774", "Mar 3, 2024"), ("2502.00683", "Feb 2"), ("2501.00683", "Jan 2")))
    assert (reading.year, reading.doubts) == (2025, [])


def test_without_a_printed_year_arxiv_ids_are_better_than_the_files_last_change() -> None:
    reading = read(papers_of(("2502.00683", "Feb 2"), ("2403.00683", "Aug 2")), modified=date(2027, 7, 1))
    assert (reading.year, reading.doubts) == (2025, [])


def test_a_day_that_is_not_in_the_calendar_does_not_count() -> None:
    assert year_of("Feb 30, 2029", "Feb 23, 2024", "Jun 26") == 2025


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
