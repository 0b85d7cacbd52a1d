"""Works of OpenAlex."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from paperreader.formats.openalex import text_of_index
from tests.formats.reading import abstract, read_text

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1000/ABC",
    "title": "A <i>Title</i>",
    "display_name": "A <i>Title</i>",
    "publication_year": 2021,
    "publication_date": "2021-03-05",
    "ids": {"openalex": "https://openalex.org/W1", "pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
    "primary_location": {
        "landing_page_url": "https://doi.org/10.1000/ABC",
        "pdf_url": None,
        "source": {"display_name": "A Journal"},
    },
    "locations": [
        {"landing_page_url": "https://arxiv.org/abs/2103.00001", "pdf_url": "https://arxiv.org/pdf/2103.00001"}
    ],
    "authorships": [
        {"author": {"id": "https://openalex.org/A1", "display_name": "Ada Lovelace"}},
        {"author": {}, "raw_author_name": "C. Babbage"},
    ],
    "keywords": [{"display_name": "Engines", "score": 0.5}],
    "abstract_inverted_index": {"We": [0], "show": [1, 3], "and": [2], "it.": [4]},
}


@pytest.mark.parametrize("answer", [{"meta": {"count": 1}, "results": [WORK], "group_by": []}, WORK, [WORK]])
def test_answers_and_works_are_read(tmp_path: Path, answer: Any) -> None:
    (entry,) = read_text(tmp_path, "openalex", json.dumps(answer, indent=1)).entries
    assert (entry.title, abstract(entry), entry.day) == ("A Title", "We show and show it.", 20210305)
    assert (entry.authors, entry.venue) == (("Ada Lovelace", "C. Babbage"), "A Journal")
    assert (entry.doi, entry.arxiv_id, entry.ids) == ("10.1000/abc", "2103.00001", ("pmid:123",))
    assert entry.links[0] == "https://openalex.org/W1"
    assert (entry.pdf, entry.keywords) == ("https://arxiv.org/pdf/2103.00001", ("Engines",))


def test_a_work_without_a_title_is_reported(tmp_path: Path) -> None:
    nameless = WORK | {"title": None, "display_name": None}
    reading = read_text(tmp_path, "openalex", json.dumps({"results": [nameless, WORK]}))
    assert len(reading.entries) == 1
    assert [text for _, text in reading.problems] == ["a record without a title was skipped"]


@pytest.mark.parametrize("index", [None, [], {"a": None}, {"a": ["b"], "far": [10**12]}])
def test_an_index_of_another_shape_does_no_harm(index: Any) -> None:
    assert text_of_index(index) in ("", "far")
