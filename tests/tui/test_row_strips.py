"""Lines of the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from paperreader.text import single_line
from paperreader.tui.glyphs import ASCII, Glyphs
from paperreader.tui.row_strips import ListRow, RowStyles, byline_strip, row_strip

COLUMNS = (("Feb 24, 2023", 13), ("12k", 4))
PLAIN = RowStyles(
    **dict.fromkeys(RowStyles._fields[:-1], Style.null()), highlights=(Style(italic=True), Style(bold=True))
)


@given(title=st.text(max_size=120).map(single_line), width=st.integers(1, 140))
def test_a_row_is_as_wide_as_the_list_whatever_the_title(title: str, width: int) -> None:
    row = ListRow(title, ((0, 3), (5, 9)), read=False, starred=True, columns=COLUMNS, byline=title)
    for cursor in (False, True):
        for strip in (row_strip, byline_strip):
            assert strip(row, width, PLAIN, Glyphs(), cursor=cursor).cell_length == width


def test_ascii_terminals_get_ascii_glyphs() -> None:
    row = row_strip(ListRow("A title", starred=True), 20, PLAIN, ASCII, cursor=False).text
    assert row.startswith(" o* A title")
    for paper, gutter in (
        (ListRow("A title", tagged=True), "#"),
        (ListRow("A title", noted=True, tagged=True), "+"),
        (ListRow("A title", noted=True, selected=True), ">"),
    ):
        assert row_strip(paper, 20, PLAIN, ASCII, cursor=False).text.startswith(f"{gutter}o")


def test_matches_are_drawn_over_highlights() -> None:
    row = ListRow("Sparse heads of all", spans=((7, 10),), highlights=((0, 12, 0), (16, 19, 1)))
    styles = PLAIN._replace(match=Style(underline=True))
    drawn = [(piece.text, piece.style) for piece in row_strip(row, 40, styles, Glyphs(), cursor=False) if piece.style]
    assert [(text, style) for text, style in drawn if style and (style.italic or style.bold or style.underline)] == [
        ("Sparse ", Style(italic=True)), ("hea", Style(underline=True)), ("ds", Style(italic=True)), ("all", Style(bold=True)),
    ]  # fmt: skip
