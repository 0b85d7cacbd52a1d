"""Dates as files of papers spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.dates import last_day_of_month
from paperreader.formats.records.days import parse_day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2024-05-17T10:00:00Z", 20240517),
        ("2024-05-17", 20240517),
        ("2019", 20190000),
        ("2019-03", 20190300),
        ("2019//", 20190000),
        ("2014/03//", 20140300),
        ("2015/10/21/", 20151021),
        ("20240517", 20240517),
        ("17 May 2024", 20240517),
        ("01 March 2019", 20190301),
        ("15-MAY-2020", 20200515),
        ("May 17, 2024", 20240517),
        ("Mon, 17 May 2024 10:00:00 GMT", 20240517),
        ("2019 Mar", 20190300),
        ("2019 Mar 5", 20190305),
        ("2018 Jan-Feb", 20180100),
        ("March 2019", 20190300),
        ("June 7-8, 2019", 20190607),
        ("27-30 June 2016", 20160627),
        ("18--24 Jul, 2021", 20210718),
        ("1st – 3rd March 2019", 20190301),
        ("17.05.2024", 20240517),
        ("1/2/2019", 20190000),
        ("1988/1992", 19880000),
        ("../2004-01-01", 20040101),
        ("1723?~", 17230000),
        ("1999-uu", 19990000),
        ("Spring 2019", 20190000),
        ("2024-13-01", 20240000),
        ("2023-02-30", 20230200),
        ("199u", 0),
        ("-0876", 0),
        ("99999999", 0),
        ("Oct", 0),
        ("in press", 0),
        ("", 0),
    ],
)
def test_a_date_is_as_precise_as_its_text(text: str, number: int) -> None:
    assert parse_day(text) == number


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789-/. ,MayJun")))
def test_any_text_is_a_possible_day_or_none(text: str) -> None:
    year, month, day = (number := parse_day(text)) // 10000, number // 100 % 100, number % 100
    assert number == 0 or 1000 <= year <= 2999
    assert 0 <= month <= 12
    assert day == 0 or 1 <= day <= last_day_of_month(year, month)


def test_a_long_text_is_searched_for_a_date_at_its_beginning_only() -> None:
    assert parse_day("17 May 2024, and " + "then " * 100) == 20240517
    assert parse_day("then " * 100 + "17 May 2024") == 0
