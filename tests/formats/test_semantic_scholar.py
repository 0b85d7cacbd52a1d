"""Answers and data sets of Semantic Scholar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.formats.reading import abstract, read_text

PAPER: dict[str, Any] = {
    "paperId": "0a1b",
    "externalIds": {
        "ArXiv": "2103.00001",
        "DOI": "10.1109/ABC.2021",
        "PubMed": "123",
        "DBLP": "conf/x/AB21",
        "CorpusId": 7,
    },
    "title": "A Title",
    "abstract": "An abstract.",
    "venue": "",
    "journal": {"name": "A Journal", "pages": "1"},
    "year": 2021,
    "publicationDate": None,
    "openAccessPdf": {"url": "http://arxiv.org/pdf/2103.00001", "status": "GREEN"},
    "authors": [{"authorId": "1", "name": "Ada Lovelace"}],
    "fieldsOfStudy": ["Computer Science"],
}


@pytest.mark.parametrize(
    "answer",
    [
        {"total": 1, "offset": 0, "data": [PAPER]},
        {"recommendedPapers": [PAPER]},
        {"offset": 0, "data": [{"contexts": [], "citingPaper": PAPER}]},
        {"total": 1, "token": "x", "data": [PAPER]},
        PAPER,
    ],
)
def test_answers_of_the_api_are_read(tmp_path: Path, answer: Any) -> None:
    (entry,) = read_text(tmp_path, "semantic_scholar", json.dumps(answer)).entries
    assert (entry.title, abstract(entry), entry.day) == ("A Title", "An abstract.", 20210000)
    assert (entry.authors, entry.venue) == (("Ada Lovelace",), "A Journal")
    assert (entry.arxiv_id, entry.doi, entry.ids) == (
        "2103.00001",
        "10.1109/abc.2021",
        ("pmid:123", "dblp:conf/x/AB21"),
    )
    assert (entry.links, entry.pdf) == (
        ("https://www.semanticscholar.org/paper/0a1b",),
        "http://arxiv.org/pdf/2103.00001",
    )


def test_a_batch_reports_ids_that_the_server_does_not_know(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "semantic_scholar", json.dumps([PAPER, None, PAPER]))
    assert len(reading.entries) == 2
    assert reading.counts == {"papers": 2, "nulls": 1}
    assert [text for _, text in reading.problems] == ["null stands in place of a record"]


def test_the_data_set_is_read(tmp_path: Path) -> None:
    line = {
        "corpusid": 1000,
        "externalids": {"ACL": None, "ArXiv": "2103.00001", "DOI": "10.1109/ABC.2021"},
        "url": "https://www.semanticscholar.org/paper/0a1b",
        "title": "A Title",
        "authors": [{"authorId": "1", "name": "Ada Lovelace"}],
        "venue": "A Venue",
        "year": 2021,
        "publicationdate": "2021-03-05",
        "s2fieldsofstudy": [{"category": "Biology", "source": "x"}],
    }
    reading = read_text(tmp_path, "semantic_scholar", f"{json.dumps(line)}\n{json.dumps(line)}\n")
    entry = reading.entries[1]
    assert (entry.line, entry.day, entry.venue, entry.arxiv_id) == (2, 20210305, "A Venue", "2103.00001")
    assert (entry.keywords, entry.links) == (("Biology",), ("https://www.semanticscholar.org/paper/0a1b",))


def test_titles_alone_are_read(tmp_path: Path) -> None:
    text = '{"paperId": "1", "title": "A Title"}\n{"paperId": "2", "title": "Another"}\n'
    assert read_text(tmp_path, "semantic_scholar", text).titles == ["A Title", "Another"]
