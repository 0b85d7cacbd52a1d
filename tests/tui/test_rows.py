"""Lines of the list."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from paperreader.text import single_line
from paperreader.tui.render import ASCII, Glyphs
from paperreader.tui.rows import ListRow, RowStyles, byline_strip, row_strip

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
