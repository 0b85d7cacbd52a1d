"""The texts shown of a paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperreader.paper import Paper, SourceLocation
from paperreader.text import single_line
from paperreader.tui.detail_text import PaperDetail, ShownText, render_detail
from paperreader.tui.glyphs import Glyphs, truncate
from paperreader.tui.paper_texts import byline, format_date

NEW_YEAR = date(2025, 1, 1)


@given(text=st.text(max_size=80).map(single_line), width=st.integers(1, 60))
def test_a_truncated_text_fits_and_ends_in_an_ellipsis(text: str, width: int) -> None:
    shown = truncate(text, width, "…")
    assert cell_len(shown) <= width
    assert shown == text or shown.endswith("…")


def detail(
    paper: Paper, abstract: str | None = None, matches: tuple[tuple[int, int], ...] = (), **more: Any
) -> PaperDetail:
    """A paper as the detail shows it, its texts as they are, with matches in the abstract."""
    return PaperDetail(paper, abstract, ShownText(paper.title), ShownText(abstract or "", matches), **more)


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
    assert [format_date(None, "2024-05", NEW_YEAR, style) for style in ("short", "iso", "age")] == [
        "May 2024", "2024-05", "May 2024",
    ]  # fmt: skip
    assert format_date(None, "2024", NEW_YEAR) == "2024"


def test_a_byline_leaves_out_unknown_attributes() -> None:
    paper = Paper("A title", "a-title", authors_count=3, comments=1, upvotes=2)
    assert byline(paper, Glyphs(), "Feb 3") == "3 authors · Feb 3 · 1 comment · 2 upvotes"
    assert byline(Paper("A title", "a-title"), Glyphs(), "") == ""


FULL = Paper(
    "A title",
    "a-title",
    date_text="2024-05",
    date_basis="printed",
    authors=tuple(f"Author {number}" for number in range(1, 821)),
    authors_count=820,
    organization="CERN",
    venue="ICML 2024",
    categories=("cs.CL", "cs.LG"),
    comments=3,
    arxiv_id="2405.01234",
    doi="10.1000/xyz",
    ids=("pmid:123", "openreview:aBc"),
    pdf="https://arxiv.org/pdf/2405.01234",
    code="https://github.com/a/b",
    keywords=("graphs", "trees"),
    comment="12 pages, accepted at ICML",
    github_stars=1200,
    own_links=("https://arxiv.org/abs/2405.01234",),
)


def test_the_detail_shows_all_that_is_known() -> None:
    lines = render_detail(detail(FULL, "See https://example.org/a.", read=True), Glyphs()).plain.splitlines()
    assert lines == [
        "A title",
        "Author 1, Author 2, Author 3, Author 4, Author 5, Author 6, Author 7 and 813 more",
        "ICML 2024 · May 2024 · 3 comments",
        "",
        "See https://example.org/a.",
        "",
        "Categories   cs.CL, cs.LG",
        "Keywords     graphs, trees",
        "Comment      12 pages, accepted at ICML",
        "Organization CERN",
        "arXiv        2405.01234",
        "DOI          10.1000/xyz",
        "PubMed       123",
        "OpenReview   aBc",
        "",
        "[1] https://arxiv.org/abs/2405.01234",
        "[2] https://arxiv.org/pdf/2405.01234  PDF",
        "[3] https://github.com/a/b  code · 1,200 stars",
        "[4] https://example.org/a",
    ]


def test_all_authors_are_named_when_asked_for() -> None:
    shown = render_detail(detail(FULL, raw=True), Glyphs()).plain
    assert "Author 819, Author 820\n" in shown
    assert "more" not in shown.splitlines()[1]


def test_a_byline_names_few_authors_so_that_the_date_is_seen() -> None:
    assert (
        byline(FULL, Glyphs(), "May 2024")
        == "Author 1, Author 2, Author 3 and 817 more · ICML 2024 · May 2024 · 3 comments"
    )


def test_a_paper_without_an_abstract_says_so() -> None:

    paper = Paper("A title", "a-title", sources=(SourceLocation("a.txt", 3),))
    shown = render_detail(detail(paper), Glyphs()).plain
    assert "no abstract" in shown
    assert "a.txt:3" in shown


def test_the_detail_shows_why_an_abstract_could_not_be_read() -> None:
    shown = render_detail(detail(Paper("A title", "a-title"), error="the dump was moved"), Glyphs()).plain
    assert "the dump was moved" in shown
    assert "abstract" not in shown


def test_an_unread_starred_paper_has_both_glyphs_in_its_detail() -> None:
    paper = Paper("A title", "a-title", date_text="Jun 26")
    assert "● ★ Jun 26" in render_detail(detail(paper, "Text.", starred=True), Glyphs()).plain
    assert "\nJun 26" in render_detail(detail(paper, "Text.", read=True), Glyphs()).plain


def test_matches_and_links_of_an_abstract_stand_out() -> None:
    abstract = "See https://example.org/a for code."
    content = render_detail(detail(Paper("A title", "a-title"), abstract, matches=((30, 34),)), Glyphs())
    styled = {(content.plain[span.start : span.end], str(span.style)) for span in content.spans}
    assert ("https://example.org/a", "$accent underline") in styled
    assert ("code", "$warning bold") in styled
    assert "[1] https://example.org/a" in content.plain
