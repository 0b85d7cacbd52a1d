"""One paper to be pasted elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from paperreader.export.citation import as_bibtex, as_line, as_markdown, who
from paperreader.paper import Paper, key
from tests.libraries import modest
from tests.strategies import LATEX, hostile_text

PAPER = Paper(
    title="Successor Heads: Recurring, Interpretable Attention Heads",
    key="successor-heads-recurring-interpretable-attention-heads",
    date=date(2023, 12, 14),
    date_text="2023-12-14",
    date_basis="printed",
    authors_count=6,
    arxiv_id="2312.09230",
    link="https://huggingface.co/papers/2312.09230",
)


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (Paper("t", "k", authors_count=6), "6 authors"),
        (Paper("t", "k", authors_count=1), "1 author"),
        (Paper("t", "k", organization="Adobe"), "Adobe"),
        (Paper("t", "k", authors=("Ada Lovelace", "Alan Turing"), authors_count=2), "Ada Lovelace, Alan Turing"),
        (Paper("t", "k"), ""),
    ],
)
def test_no_author_is_invented(paper: Paper, told: str) -> None:
    assert who(paper) == told


def test_a_citation_line_has_title_who_date_and_address() -> None:
    assert as_line(PAPER) == (
        "Successor Heads: Recurring, Interpretable Attention Heads. 6 authors. 2023-12-14."
        " https://huggingface.co/papers/2312.09230"
    )
    assert as_line(Paper("Only a Title.", "only-a-title")) == "Only a Title"


@pytest.mark.parametrize("end", ["?", "!"])
def test_a_title_that_ends_in_a_question_gets_no_further_stop(end: str) -> None:
    assert as_line(Paper(f"Are Transformers Homogeneous{end}", "k", authors_count=2)) == (
        f"Are Transformers Homogeneous{end} 2 authors"
    )


def test_a_markdown_item_links_the_title_and_shows_its_signs_as_they_are() -> None:
    assert as_markdown(PAPER) == (
        "- [Successor Heads: Recurring, Interpretable Attention Heads](https://huggingface.co/papers/2312.09230)"
        " (6 authors, 2023-12-14)"
    )
    assert as_markdown(Paper("*Bold* [x](y) <b> a_b `c`", "k")) == r"- \*Bold\* \[x\](y) \<b\> a\_b \`c\`"


def test_a_bibtex_entry_has_year_address_and_what_is_known_of_the_authors() -> None:
    assert as_bibtex(PAPER) == (
        "@misc{successor-heads-recurring-interpretable-attention-heads,\n"
        "  title = {{Successor Heads: Recurring, Interpretable Attention Heads}},\n"
        "  year = {2023},\n"
        "  url = {https://huggingface.co/papers/2312.09230},\n"
        "  eprint = {2312.09230},\n"
        "  note = {6 authors}\n"
        "}\n"
    )


def test_bibtex_joins_authors_and_says_when_the_year_is_worked_out() -> None:
    paper = Paper(
        "A & B", "a-b~012345", date(2025, 1, 2), "2025-01-02", "inferred", authors=("Ada Lovelace", "Alan Turing")
    )
    entry = as_bibtex(paper)
    assert entry.startswith("@misc{a-b-012345,\n")
    assert r"title = {{A \& B}}" in entry
    assert "author = {Ada Lovelace and Alan Turing}" in entry
    assert "note = {year inferred}" in entry


def _unbalanced(entry: str) -> int:
    """BibTeX counts braces, whether a backslash stands before them or not."""
    depth = 0
    for sign in entry:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return depth
    return depth


@pytest.mark.parametrize("title", ["An Open { Brace", "A Closed } Brace", "\\{", "{\\bf X}", *LATEX])
def test_a_title_with_braces_leaves_the_bibtex_file_whole(title: str) -> None:
    assert _unbalanced(as_bibtex(Paper(title, "some-key"))) == 0


@modest
@given(hostile_text())
def test_any_title_gives_one_entry_with_an_ascii_key(title: str) -> None:
    entry = as_bibtex(Paper(title, key(title)))
    first = entry.split("\n", 1)[0]
    assert first.startswith("@misc{")
    assert first.isascii()
    assert entry.endswith("\n}\n")
    assert _unbalanced(entry) == 0
