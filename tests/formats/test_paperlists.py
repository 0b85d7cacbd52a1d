"""Lists of conference papers by Paper Copilot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from paperreader.formats import recognition
from paperreader.source import Source
from tests.formats.reading import abstract, read_text

PAPER: dict[str, Any] = {
    "id": "x1",
    "title": "A Title",
    "author": "Ada Lovelace;Charles Babbage",
    "aff": "London",
    "status": "Reject",
    "track": "main",
    "abstract": "An abstract.",
    "keywords": "engines;notes",
    "site": "https://openreview.net/forum?id=x1",
    "pdf": "https://openreview.net/pdf?id=x1",
    "github": "https://github.com/a/b",
    "doi": "",
    "arxiv": "2103.00001",
    "rating": "3;5",
}


@pytest.mark.parametrize("separator", [";", ", "])
def test_papers_are_read(tmp_path: Path, separator: str) -> None:
    paper = PAPER | {"author": PAPER["author"].replace(";", separator)}
    (entry,) = read_text(tmp_path, "paperlists", json.dumps([paper])).entries
    assert (entry.title, abstract(entry)) == ("A Title", "An abstract.")
    assert (entry.authors, entry.keywords) == (("Ada Lovelace", "Charles Babbage"), ("engines", "notes"))
    assert (entry.arxiv_id, entry.doi, entry.comment) == ("2103.00001", None, "Reject")
    assert (entry.links, entry.pdf) == ((PAPER["site"],), PAPER["pdf"])
    assert (entry.code, entry.day, entry.venue) == (PAPER["github"], 0, None)


def test_conference_and_year_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "iclr2024.json"
    path.write_text(json.dumps([PAPER]))
    (entry,) = (entry for batch in recognition.read(Source(str(path))) for entry in batch.entries)
    assert (entry.venue, entry.day) == ("ICLR 2024", 20240000)
