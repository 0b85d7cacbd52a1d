"""The texts shown of a paper."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.paper import Paper, SourceLocation
from paperreader.text import single_line
from paperreader.tui.render import Glyphs, PaperDetail, byline, format_date, render_detail, truncate

NEW_YEAR = date(2025, 1, 1)


@given(text=st.text(max_size=80).map(single_line), width=st.integers(1, 60))
@settings(deadline=None, max_examples=150)
def test_a_truncated_text_fits_and_ends_in_an_ellipsis(text: str, width: int) -> None:
    shown = truncate(text, width, "…")
    assert cell_len(shown) <= width
    assert shown == text or shown.endswith("…")


def test_a_wide_character_is_not_cut_in_half() -> None:
    assert truncate("漢字漢字", 4, "…") == "漢…"
    assert truncate("漢字", 4, "…") == "漢字"


def test_a_date_shows_its_year_unless_it_is_this_year() -> None:
    assert format_date(date(2024, 2, 3), "2024-02-03", date(2024, 12, 1)) == "Feb 3"
    assert format_date(date(2024, 2, 3), "2024-02-03", date(2025, 1, 1)) == "Feb 3, 2024"
    assert format_date(date(2024, 2, 3), "2024-02-03", date(2025, 1, 1), "iso") == "2024-02-03"
    ages = [format_date(date(2025, 1, 1) - timedelta(age), "", date(2025, 1, 1), "age") for age in (-1, 3, 20, 70, 800)]
    assert ages == ["0d", "3d", "2w", "2mo", "2y"]
    assert format_date(None, "Jun 26", date(2025, 1, 1)) == "Jun 26"


def test_a_byline_leaves_out_unknown_attributes() -> None:
    paper = Paper("A title", "a-title", authors_count=3, comments=1, upvotes=2)
    assert byline(paper, Glyphs(), "Feb 3") == "3 authors · Feb 3 · 1 comment · 2 upvotes"
    assert byline(Paper("A title", "a-title"), Glyphs(), "") == ""


def test_a_paper_without_an_abstract_says_so() -> None:

    paper = Paper("A title", "a-title", sources=(SourceLocation("a.txt", 3),))
    shown = render_detail(PaperDetail(paper, None), Glyphs()).plain
    assert "no abstract" in shown
    assert "a.txt:3" in shown


def test_the_detail_shows_why_an_abstract_could_not_be_read() -> None:
    shown = render_detail(PaperDetail(Paper("A title", "a-title"), None, "the dump was moved"), Glyphs()).plain
    assert "the dump was moved" in shown
    assert "abstract" not in shown


def test_an_unread_starred_paper_has_both_glyphs_in_its_detail() -> None:
    paper = Paper("A title", "a-title", date_text="Jun 26")
    assert "● ★ Jun 26" in render_detail(PaperDetail(paper, "Text.", starred=True), Glyphs()).plain
    assert "\nJun 26" in render_detail(PaperDetail(paper, "Text.", read=True), Glyphs()).plain


def test_matches_and_links_of_an_abstract_stand_out() -> None:
    abstract = "See https://example.org/a for code."
    content = render_detail(PaperDetail(Paper("A title", "a-title"), abstract, abstract_spans=((30, 34),)), Glyphs())
    styled = {(content.plain[span.start : span.end], str(span.style)) for span in content.spans}
    assert ("https://example.org/a", "$accent underline") in styled
    assert ("code", "$warning bold") in styled
    assert "[1] https://example.org/a" in content.plain
