"""The markup of the web is taken off text."""

from __future__ import annotations

import pytest

from paperreader.web_markup import without_markup


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("N<sub>2</sub>O", "N2O"),
        ("<jats:title>Abstract</jats:title> of <mml:math><mml:mi>n</mml:mi></mml:math>", " Abstract  of n"),
        ("One<br/>two", "One two"),
        ('<span class="x">A</span>', "A"),
        ("R&amp;amp;D", "R&D"),
        ("&lt;i&gt;E. coli&lt;/i&gt;", "E. coli"),
        ("a<b and c>d", "a<b and c>d"),
        ("AT&T, this; and &that", "AT&T, this; and &that"),
    ],
)
def test_tags_and_entities_are_taken_off(raw: str, expected: str) -> None:
    assert without_markup(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("One <!-- two --> three", "One  three"),
        ("One <!-- two", "One <!-- two"),
        ("<![CDATA[One]]>", "One"),
        ("<p>One</p><p>Two</p>", "|One||Two|"),
        ("R&notes and x&lt y", "R&notes and x&lt y"),
    ],
)
def test_comments_and_blocks_are_taken_off(raw: str, expected: str) -> None:
    assert without_markup(raw, "|") == expected


@pytest.mark.parametrize(
    "raw", ["<!--" * 50_000 + "-->", "-->" + "<!--" * 50_000, "<i a=" * 50_000, "&amp;lt;" * 50_000]
)
def test_hostile_markup_takes_no_longer_than_its_length(raw: str) -> None:
    assert len(without_markup(raw)) <= len(raw)  # with time in the square of the length this would take minutes
