"""Ranges of numbers and days in a query."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.dates import date_to_number
from paperreader.query.ranges import (
    MAX_NUMBER,
    RangeError,
    canonical_dates,
    canonical_numbers,
    canonical_years,
    parse_dates,
    parse_numbers,
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6", 6, 6),
        ("6..", 6, MAX_NUMBER),
        ("..6", 0, 6),
        ("2020..2023", 2020, 2023),
        (">5", 6, MAX_NUMBER),
        (">=5", 5, MAX_NUMBER),
        ("<5", 0, 4),
        ("<=5", 0, 5),
        ("007", 7, 7),
    ],
)
def test_a_range_of_numbers_includes_both_ends(text: str, low: int, high: int) -> None:
    assert parse_numbers(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024", 20240101, 20241231),
        ("2024-05", 20240501, 20240531),
        ("2024-5", 20240501, 20240531),
        ("2024-05-17", 20240517, 20240517),
        ("2024-02", 20240201, 20240229),
        ("2023-02", 20230201, 20230228),
        ("2024-05..", 20240501, 99991231),
        ("..2023", 0, 20231231),
        ("2023..2024-05", 20230101, 20240531),
        (">2023", 20240101, 99991231),
        (">2024-02-28", 20240229, 99991231),
        (">=2024-05", 20240501, 99991231),
        ("<2024", 0, 20231231),
        ("<2024-03", 0, 20240229),
        ("<=2024-05", 0, 20240531),
    ],
)
def test_a_range_of_days_includes_whole_months_and_years(text: str, low: int, high: int) -> None:
    assert parse_dates(text) == (low, high)


@pytest.mark.parametrize(
    ("today", "age", "day"),
    [
        (date(2026, 3, 31), "30d", 20260301),
        (date(2026, 3, 31), "2w", 20260317),
        (date(2026, 3, 31), "1m", 20260228),
        (date(2024, 3, 31), "1m", 20240229),
        (date(2026, 5, 30), "1m", 20260430),
        (date(2026, 5, 31), "1m", 20260430),
        (date(2026, 1, 29), "1m", 20251229),
        (date(2024, 2, 29), "1y", 20230228),
        (date(2026, 12, 31), "12m", 20251231),
    ],
)
def test_an_age_in_months_keeps_the_day_or_ends_with_the_month(
    today: date, age: str, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = type("Today", (date,), {"today": classmethod(lambda _: today)})
    monkeypatch.setattr("paperreader.query.ranges.date", fixed)
    assert parse_dates(f"{age}..") == (day, 99991231)


@pytest.mark.parametrize("text", ["<=9999", ">=0001", "0001..9999", "<=9999-12-31", ">=0001-01-01"])
def test_years_1_and_9999_are_valid(text: str) -> None:
    low, high = parse_dates(text)
    assert low >= 0
    assert high <= 99991231


@pytest.mark.parametrize(
    "text", ["many", "..", "1...3", "-1", "6.5", "", "١٢", "1234567890", "5..x", ">", "<0", ">999999999"]
)
def test_an_invalid_range_of_numbers_is_an_error(text: str) -> None:
    with pytest.raises(RangeError):
        parse_numbers(text)


@pytest.mark.parametrize("text", ["2024-13", "2024-02-30", "May 2024", "24", "2024/05", "..", "0000", ">9999", "<0001"])
def test_an_invalid_range_of_days_is_an_error(text: str) -> None:
    with pytest.raises(RangeError):
        parse_dates(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [(">5", "6.."), (">=5", "5.."), ("<5", "..4"), ("<=5", "..5"), ("5..5", "5"), ("05", "5"), ("1..3", "1..3")],
)
def test_a_range_of_numbers_has_one_spelling(text: str, written: str) -> None:
    assert canonical_numbers(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (">2023", "2024-01-01.."),
        ("<2024-05", "..2024-04-30"),
        (">=2024-05", "2024-05-01.."),
        ("2024-05", "2024-05"),
        ("2023..", "2023.."),
    ],
)
def test_a_range_of_days_is_written_without_signs(text: str, written: str) -> None:
    assert canonical_dates(text) == written


_TEXTS = st.one_of(
    st.text(alphabet="0123456789.<>=-", max_size=12),
    st.builds(
        "{}{}{}".format,
        st.sampled_from((">", ">=", "<", "<=", "..", "")),
        st.sampled_from((0, 1, 5, "0001", 9999, "9999-12-31", "0001-01-01", "2024-02", 999999999)),
        st.sampled_from(("", "..", "..2024", "..0")),
    ),
)


@given(_TEXTS)
def test_the_canonical_range_of_numbers_means_the_same(text: str) -> None:
    try:
        expected = parse_numbers(text)
    except RangeError:
        return
    written = canonical_numbers(text)
    low, high = parse_numbers(written)
    assert (low, min(high, MAX_NUMBER - 1)) == (expected[0], min(expected[1], MAX_NUMBER - 1))
    assert canonical_numbers(written) == written


@given(_TEXTS)
def test_the_canonical_range_of_days_means_the_same(text: str) -> None:
    try:
        expected = parse_dates(text)
    except RangeError:
        return
    written = canonical_dates(text)
    assert parse_dates(written) == expected
    assert canonical_dates(written) == written


def test_a_time_with_a_zone_is_on_its_local_day() -> None:
    moment = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=3)))
    local = moment.astimezone()
    assert date_to_number(moment) == local.year * 10000 + local.month * 100 + local.day
    assert date_to_number(date(2024, 2, 29)) == 20240229


@pytest.mark.parametrize("text", ["0000", ">9999", "..0999"])
def test_a_year_has_four_digits_however_it_is_written(text: str) -> None:
    with pytest.raises(RangeError):
        canonical_years(text)
