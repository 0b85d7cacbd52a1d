"""Lines of the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from paperreader.paper import Paper
from paperreader.text import single_line
from paperreader.tui.render import ASCII, Glyphs
from paperreader.tui.rows import ListRow, RowStyles, byline_strip, column, fit_columns, row_strip

COLUMNS = (("Feb 24, 2023", 13), ("12k", 4))
PLAIN = RowStyles(*[Style.null()] * len(RowStyles._fields))


@given(title=st.text(max_size=120).map(single_line), width=st.integers(1, 140))
@settings(deadline=None, max_examples=150)
def test_a_row_is_as_wide_as_the_list_whatever_the_title(title: str, width: int) -> None:
    row = ListRow(title, ((0, 3), (5, 9)), read=False, starred=True, columns=COLUMNS, byline=title)
    for cursor in (False, True):
        for strip in (row_strip, byline_strip):
            assert strip(row, width, PLAIN, Glyphs(), cursor=cursor).cell_length == width


def test_ascii_terminals_get_ascii_glyphs() -> None:
    row = row_strip(ListRow("A title", starred=True), 20, PLAIN, ASCII, cursor=False).text
    assert row.startswith(" o* A title")


@pytest.mark.parametrize(
    ("name", "known", "text"),
    [
        ("authors", {"authors": ("Ashish Vaswani", "Noam Shazeer"), "authors_count": 8}, "Vaswani +7"),
        ("authors", {"authors": ("Laurens van der Maaten",)}, "van der Maaten"),
        ("authors", {"authors": ("The Very Large Hadron Collider Collaboration", "B")}, "The Very Large H… +1"),
        ("authors", {"authors_count": 8}, "8 au"),
        ("authors", {}, ""),
        ("venue", {"venue": "ICML 2024"}, "ICML 2024"),
        ("category", {"categories": ("cs.CL", "cs.LG")}, "cs.CL"),
        ("category", {}, ""),
        ("upvotes", {"upvotes": 12}, "▲12"),
        ("date", {"date_text": "2024-05"}, "May 2024"),
    ],
)
def test_a_column_shows_what_is_known(name: str, known: dict[str, Any], text: str) -> None:
    shown, cells = column(name, Paper("A title", "a-title", **known), Glyphs(), date(2025, 1, 1), "short")
    assert shown == text
    assert len(shown) <= cells - 2


def test_columns_are_shown_while_the_title_keeps_76_cells() -> None:
    assert fit_columns(80, COLUMNS) == (76, 0)
    assert fit_columns(93, COLUMNS) == (76, 1)
    assert fit_columns(97, COLUMNS) == (76, 2)
