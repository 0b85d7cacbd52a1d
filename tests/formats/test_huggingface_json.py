"""Papers of Hugging Face as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.formats.reading import abstract, read_text, recognized

PAPER: dict[str, Any] = {
    "id": "2503.00001",
    "authors": [
        {"_id": "1", "name": "Ada Lovelace", "hidden": False},
        {"_id": "2", "name": "Émilie B", "hidden": True},
    ],
    "publishedAt": "2025-03-04T14:54:45.000Z",
    "title": "A Title of Some\n  Length",
    "summary": "First line\nand second line.",
    "upvotes": 12,
    "discussionId": "x",
    "githubRepo": "https://github.com/a/b",
    "githubStars": 5,
    "projectPage": "https://a.github.io",
    "ai_keywords": ["agents"],
    "organization": {"_id": "o", "name": "adobe", "fullname": "Adobe Research"},
    "brandNew": "a field",
}
LISTED: dict[str, Any] = {
    "paper": PAPER,
    "publishedAt": "2025-03-05T00:00:00.000Z",
    "title": r"A Title of Some $\alpha$ Length",
    "summary": "First line\nand second line.",
    "numComments": 3,
    "submittedBy": {"name": "someone"},
}


def test_the_list_of_daily_papers_is_read_with_its_outer_title_and_first_date(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "huggingface_json", json.dumps([LISTED, LISTED], indent=2))
    entry = reading.entries[0]
    assert entry.title == r"A Title of Some $\alpha$ Length"
    assert abstract(entry) == "First line and second line."
    assert (entry.day, entry.authors, entry.arxiv_id) == (20250304, ("Ada Lovelace", "Émilie B"), "2503.00001")
    assert (entry.upvotes, entry.comments, entry.github_stars) == (12, 3, 5)
    assert (entry.organization, entry.code) == (("adobe", "Adobe Research"), "https://github.com/a/b")
    assert entry.links == ("https://huggingface.co/papers/2503.00001", "https://a.github.io")
    assert (entry.keywords, reading.problems) == (("agents",), [])


def test_one_paper_is_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "huggingface_json", json.dumps(PAPER)).entries
    assert (entry.title, entry.upvotes, entry.comments) == ("A Title of Some Length", 12, None)


@pytest.mark.parametrize("many", [True, False])
def test_the_output_of_the_command_is_read(tmp_path: Path, many: bool) -> None:  # noqa: FBT001 - a parameter of the test
    paper = {
        "id": "2605.00001",
        "authors": [{"name": "A B", "user": None, "hidden": False}],
        "published_at": "2026-05-28T00:00:00+00:00",
        "title": "A Title",
        "summary": "An abstract.",
        "upvotes": 76,
        "comments": 1,
        "github_repo": "https://github.com/a/b",
        "submitted_at": "2026-05-27T20:00:00+00:00",
    }
    entry = read_text(tmp_path, "huggingface_json", json.dumps([paper] if many else paper)).entries[0]
    assert (entry.day, entry.upvotes, entry.comments, entry.code) == (20260528, 76, 1, "https://github.com/a/b")


def test_a_list_with_many_authors_is_recognized_by_its_beginning() -> None:
    many = PAPER | {"authors": PAPER["authors"] * 500}
    assert recognized(json.dumps([LISTED | {"paper": many}])[: 1 << 14]) == "huggingface_json"
