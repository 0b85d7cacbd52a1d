"""Text without the markup of the web."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats.records.plain_text import plain_line
from paperreader.web_markup import plain_paragraphs


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Growth of <i>E. coli</i>", "Growth of E. coli"),
        ("CO<sub>2</sub> in <fixed-case>US</fixed-case> cities", "CO2 in US cities"),
        ("Salt &amp;amp; Pepper", "Salt & Pepper"),
        ("&lt;i&gt;In vivo&lt;/i&gt; studies", "In vivo studies"),
        ("If a < b and c > d", "If a < b and c > d"),
        ("The <bos> token", "The <bos> token"),
        ('On <mml:math display="x"><mml:mi>r</mml:mi></mml:math> decay', "On r decay"),
        ("<jats:title>A title</jats:title>", "A title"),
        ("One&nbsp;title <img src='x.png' alt='a'/>", "One title"),
        ("Two\n  lines\tof a title", "Two lines of a title"),
        ("A\x1b[31mB&#27;[0m", "A[31mB[0m"),
    ],
)
def test_a_title_has_neither_tags_nor_entities(text: str, line: str) -> None:
    assert plain_line(text) == line


def test_paragraphs_of_an_abstract_stay_apart() -> None:
    assert plain_paragraphs("<jats:p>One.</jats:p>\n  <jats:p>Two <b>b</b>.</jats:p>") == "One.\n\nTwo b."
    assert plain_paragraphs(" One\nline.\n\nTwo. \n") == "One\nline.\n\nTwo."


@given(st.text(st.sampled_from("ab <>&;/ipamltsub\n-![]")))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert "\n" not in plain_line(text)
    plain_paragraphs(text)


def test_long_blanks_take_no_time_in_square() -> None:
    assert plain_paragraphs(f"One &amp;{' ' * 500_000}two\n \n\nThree") == f"One &{' ' * 500_000}two\n\nThree"
