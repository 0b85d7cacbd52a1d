"""Pages that lost something when they were copied, or gained it: dots, front matter, a title of their own."""

from __future__ import annotations

import pytest

from paperreader.formats import papers_page
from tests.formats.papers_page import read

TITLES = ("A Title of Some Words", "Another Title", "A Third, Longer Title: With a Part")
ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on. " * 5
DATED = "  • 6 authors\n·\nFeb 23, 2024 3"


def test_a_page_without_a_blank_line_is_recognized() -> None:
    text = "\n".join(f"{title}\n{ABSTRACT.strip()}" for title in TITLES) + "\n"
    assert papers_page.sniff(text.encode()) > 0


@pytest.mark.parametrize(
    "header", ["# Daily Papers", "Daily Papers", "[Home](https://huggingface.co/)\n\n# Daily Papers"]
)
def test_the_title_of_the_page_alone_is_no_paper(header: str) -> None:
    text = f"{header}\n\n### [{TITLES[0]}](https://huggingface.co/papers/2402.01234)\n\n{ABSTRACT.strip()}\n\n{DATED}\n"
    assert read(text).titles == [TITLES[0]]


def test_comments_in_front_matter_are_no_papers() -> None:
    front = "---\nurl: https://huggingface.co/papers\n# made by a crawler\n\ntitle: Daily Papers\n---\n"
    text = f"{front}### [{TITLES[0]}](https://huggingface.co/papers/2402.01234)\n\n{ABSTRACT.strip()}\n\n{DATED}\n"
    assert read(text).titles == [TITLES[0]]


def test_authors_and_date_in_paragraphs_without_the_dot_between_are_metadata() -> None:
    text = (
        f"### [{TITLES[0]}](https://huggingface.co/papers/2402.01234)\n\n{ABSTRACT.strip()}\n\n"
        "[- 2 authors](https://huggingface.co/papers/2402.01234)\n\n"
        "Feb 2, 2024[3](https://huggingface.co/papers/2402.01234#community)\n"
    )
    (entry,) = read(f"# Daily Papers\n\n{text}").entries
    assert (entry.title, entry.day, entry.authors_count, entry.comments) == (TITLES[0], 20240202, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Copyright (C) 2024 Ada\n\nPermission is hereby granted, free of charge, to any person. " + "All of it. " * 40,
        "import sys\n\nALL = [\n" + "    'a long name of a thing',\n" * 20 + "]\n",
        "## A Heading of an Article\n\n" + ABSTRACT,
        "- a list of a digest\n\n" + ABSTRACT,
        "Things to do:\n\n" + "* buy milk and then call Ada about the engine.\n" * 12,
    ],
)
def test_short_and_long_paragraphs_in_turn_are_no_page_yet(text: str) -> None:
    assert papers_page.sniff(text.encode()) == 0
