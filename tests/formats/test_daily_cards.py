"""The daily papers of Hugging Face, copied as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import read_text, recognized

PAGE = """Get trending papers in your email inbox!
Daily Papers
Mar 7
Submitted by
akhaliq
87
The MASK Benchmark: Honesty and Accuracy
Center for AI Safety
·
5 authors
4
Submitted by
someone
-
GEN3C: A World of Video
·
7 authors
Submitted by
third
1.2k
0
·
12 authors
1
Previous
1
Next
"""


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("\n", "\n\n"),
        PAGE.replace("Submitted by\n", "Submitted by "),
        PAGE.replace("·\n", "    · "),
        PAGE.replace("\n", "\r\n"),
    ],
)
def test_each_card_is_a_paper(tmp_path: Path, page: str) -> None:
    reading = read_text(tmp_path, "daily_cards", page)
    assert reading.titles == ["The MASK Benchmark: Honesty and Accuracy", "GEN3C: A World of Video", "0"]
    assert [(entry.authors_count, entry.upvotes, entry.comments) for entry in reading.entries] == [
        (5, 87, 4),
        (7, 0, 0),
        (12, 1200, 1),
    ]
    assert [entry.organization for entry in reading.entries] == [
        ("Center for AI Safety", "Center for AI Safety"),
        None,
        None,
    ]
    assert reading.problems == []


def test_a_page_with_abstracts_or_dates_is_another_format() -> None:
    dated = PAGE.replace("5 authors", "5 authors\n·\nFeb 23, 2024 3")
    assert recognized(dated) == "papers_page"
    assert recognized(PAGE.replace("Center for AI Safety", "We show a thing at length. " * 30)) == "papers_page"
