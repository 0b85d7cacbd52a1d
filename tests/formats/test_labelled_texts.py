"""Texts with a label before each field of a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

LIST = """Title: First Steps: A Beginning
PDF: https://arxiv.org/pdf/2407.00001
Summary: An abstract with a colon: here.
And a second line.
---
Title: Second Steps
Authors: Ada Lovelace and Charles Babbage
Published: 2024-07-05
Categories: cs.CL, cs.AI
DOI: 10.1000/xyz
Abstract:
One paragraph.

Another one.
Score: 7
---
"""


def test_a_list_is_read_with_all_its_labels(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "labelled_texts", LIST)
    first, second = reading.entries
    assert (first.title, first.line, first.arxiv_id) == ("First Steps: A Beginning", 1, "2407.00001")
    assert (first.pdf, abstract(first)) == (
        "https://arxiv.org/pdf/2407.00001",
        "An abstract with a colon: here. And a second line.",
    )
    assert (second.title, second.line, second.day) == ("Second Steps", 6, 20240705)
    assert second.authors == ("Ada Lovelace", "Charles Babbage")
    assert (second.categories, second.doi) == (("cs.CL", "cs.AI"), "10.1000/xyz")
    assert abstract(second) == "One paragraph.\n\nAnother one. Score: 7"
    assert reading.problems == []


@pytest.mark.parametrize("label", ["**Title:** ", "- Title: ", "1. Title: ", "TITLE: "])
def test_labels_may_be_bold_and_behind_bullets(tmp_path: Path, label: str) -> None:
    text = "".join(f"{label}Paper {number}\nSummary: An abstract.\n\n" for number in (1, 2))
    assert read_text(tmp_path, "labelled_texts", text).titles == ["Paper 1", "Paper 2"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: A Page\n\nURL Source: https://example.org/a\n\nMarkdown Content:\nAbstract: none\n",
        "Title: Minutes of a Meeting\nAuthor: Ada\nDate: 2024-05-01\n\nWe met.\n",
        "The title: of a book\nSummary: none\n",
    ],
)
def test_one_page_or_a_header_of_notes_is_no_list(text: str) -> None:
    assert recognized(text) != "labelled_texts"
