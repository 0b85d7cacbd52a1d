"""Notes of OpenReview."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.formats.reading import abstract, read_text

CONTENT: dict[str, Any] = {
    "title": "A Title",
    "abstract": "An abstract.",
    "authors": ["Ada Lovelace", "C. Babbage"],
    "authorids": ["~A1"],
    "pdf": "/pdf/xyz.pdf",
    "keywords": ["engines"],
    "venue": "ICLR 2017 Poster",
}
NOTE: dict[str, Any] = {"id": "B1-x", "forum": "B1-x", "replyto": None, "cdate": 1478000000000, "content": CONTENT}


@pytest.mark.parametrize("version", [1, 2])
def test_notes_of_both_versions_are_read(tmp_path: Path, version: int) -> None:
    content = CONTENT if version == 1 else {name: {"value": value} for name, value in CONTENT.items()}
    answer = {"notes": [NOTE | {"content": content}], "count": 1}
    (entry,) = read_text(tmp_path, "openreview", json.dumps(answer)).entries
    assert (entry.title, abstract(entry), entry.day) == ("A Title", "An abstract.", 20161101)
    assert (entry.authors, entry.venue, entry.keywords) == (
        ("Ada Lovelace", "C. Babbage"),
        "ICLR 2017 Poster",
        ("engines",),
    )
    assert (entry.links, entry.pdf) == (
        ("https://openreview.net/forum?id=B1-x",),
        "https://openreview.net/pdf/xyz.pdf",
    )
    assert entry.ids == ("openreview:B1-x",)


def test_reviews_and_decisions_are_no_papers(tmp_path: Path) -> None:
    review = NOTE | {"id": "r", "replyto": "B1-x", "content": {"title": "Nice paper", "rating": 7}}
    decision = NOTE | {"id": "d", "content": {"decision": "Accept"}}
    reading = read_text(tmp_path, "openreview", json.dumps({"notes": [NOTE, review, decision]}))
    assert (reading.titles, reading.counts, reading.problems) == (
        ["A Title"],
        {"papers": 1, "reviews and comments": 2},
        [],
    )
