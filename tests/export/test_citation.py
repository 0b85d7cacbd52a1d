"""Citation lines and Markdown items of one paper."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from paperreader.export.citation import authors_text, citation_line, markdown_item, named_authors
from paperreader.paper import Paper
from paperreader.text import single_line
from tests.export.papers import HOSTILE
from tests.strategies import hostile_text

PAPER = Paper(
    title="Successor Heads: Recurring, Interpretable Attention Heads",
    key="successor-heads-recurring-interpretable-attention-heads",
    date=date(2023, 12, 14),
    date_text="2023-12-14",
    date_basis="printed",
    authors_count=6,
    arxiv_id="2312.09230",
    own_links=("https://huggingface.co/papers/2312.09230",),
)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Paper("t", "k", authors_count=6), "6 authors"),
        (Paper("t", "k", authors_count=1), "1 author"),
        (Paper("t", "k", organization="Adobe"), "Adobe"),
        (Paper("t", "k", authors=("Ada Lovelace", "Alan Turing"), authors_count=2), "Ada Lovelace, Alan Turing"),
        (Paper("t", "k", authors=("Ada Lovelace",), authors_count=8), "Ada Lovelace and 7 more"),
        (Paper("t", "k", authors=("Ada Lovelace",)), "Ada Lovelace et al."),
        (Paper("t", "k"), ""),
    ],
)
def test_no_author_is_invented(paper: Paper, expected: str) -> None:
    assert authors_text(paper) == expected


def test_a_citation_line_has_title_authors_date_and_link() -> None:
    assert citation_line(PAPER) == (
        "Successor Heads: Recurring, Interpretable Attention Heads. 6 authors. 2023-12-14."
        " https://huggingface.co/papers/2312.09230"
    )
    assert citation_line(Paper("Only a Title.", "only-a-title")) == "Only a Title"


def test_the_venue_stands_between_authors_and_date() -> None:
    names = ("Ada Lovelace", "Alan Turing")
    paper = Paper("A Title", "a-title", date_text="2024-05", authors=names, authors_count=2, venue="ICML")
    assert citation_line(paper) == "A Title. Ada Lovelace, Alan Turing. ICML. 2024-05"
    assert markdown_item(paper) == "- A Title (Ada Lovelace, Alan Turing · _ICML_ · 2024-05)"


def test_a_citation_line_names_the_first_of_many_authors_and_a_markdown_item_all() -> None:
    names = tuple(f"Author {number}" for number in range(1, 841))
    paper = Paper("A Title", "a-title", authors=names, authors_count=840)
    assert citation_line(paper).endswith("Author 10, Author 11 and 829 more")
    assert "Author 840" in markdown_item(paper)
    assert named_authors(Paper("A Title", "a-title", authors=names[:12], authors_count=12), 12) == ", ".join(names[:12])


@pytest.mark.parametrize("end", ["?", "!"])
def test_a_title_that_ends_in_punctuation_gets_no_full_stop(end: str) -> None:
    assert citation_line(Paper(f"Are Transformers Homogeneous{end}", "k", authors_count=2)) == (
        f"Are Transformers Homogeneous{end} 2 authors"
    )


def test_a_markdown_item_links_the_title_and_escapes_its_markup() -> None:
    assert markdown_item(PAPER) == (
        "- [Successor Heads: Recurring, Interpretable Attention Heads](https://huggingface.co/papers/2312.09230)"
        " (6 authors · 2023-12-14)"
    )
    assert markdown_item(Paper("*Bold* [x](y) <b> a_b `c`", "k")) == r"- \*Bold\* \[x\](y) \<b\> a\_b \`c\`"


def rendered(markdown: str) -> tuple[str, list[str]]:
    """Return the text and the linked URLs of a Markdown list of one item."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    assert [token.type for token in tokens] == [
        "bullet_list_open", "list_item_open", "paragraph_open", "inline",
        "paragraph_close", "list_item_close", "bullet_list_close",
    ]  # fmt: skip
    pieces = tokens[3].children or []
    assert {piece.type for piece in pieces} <= {
        "text",
        "text_special",
        "link_open",
        "link_close",
        "em_open",
        "em_close",
    }
    urls = [str(piece.attrs["href"]) for piece in pieces if piece.type == "link_open"]
    return "".join(piece.content for piece in pieces), urls


def check_markdown(title: str) -> None:
    title = single_line(title)
    assert rendered(markdown_item(Paper(title, "k"))) == (title.strip(), [])
    linked = Paper(title, "k", organization=title, own_links=("https://a.b/(c d)",))
    assert rendered(markdown_item(linked)) == (f"{title} ({title})", ["https://a.b/(c%20d)"])


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_shows_a_hostile_title_unchanged(title: str) -> None:
    check_markdown(title)


@given(hostile_text().map(lambda text: f"A {text} B"))
def test_markdown_shows_any_title_unchanged(title: str) -> None:
    check_markdown(title)
