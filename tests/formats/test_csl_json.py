"""CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.formats.reading import abstract, read_text

ITEM: dict[str, Any] = {
    "id": "lovelace1843",
    "type": "article-journal",
    "title": "Notes",
    "abstract": "On an engine.",
    "container-title": "Scientific Memoirs",
    "DOI": "10.1000/XYZ",
    "PMID": "123",
    "URL": "https://example.org/notes",
    "author": [
        {"family": "Lovelace", "given": "Ada"},
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"literal": "The Society"},
    ],
    "issued": {"date-parts": [["1843", 8]]},
    "keyword": "engines, notes",
}


@pytest.mark.parametrize("document", [[ITEM], {"items": [ITEM]}, {"references": [ITEM]}, ITEM])
def test_items_are_read(tmp_path: Path, document: Any) -> None:
    (entry,) = read_text(tmp_path, "csl_json", json.dumps(document, indent="\t")).entries
    assert (entry.title, abstract(entry), entry.day) == ("Notes", "On an engine.", 18430800)
    assert entry.authors == ("Ada Lovelace", "Vincent van Gogh", "The Society")
    assert (entry.venue, entry.doi, entry.ids) == ("Scientific Memoirs", "10.1000/xyz", ("pmid:123",))
    assert (entry.links, entry.keywords) == (("https://example.org/notes",), ("engines", "notes"))


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ({"date-parts": [[2020, 8, 1]]}, 20200801),
        ({"date-parts": [["2020"], ["2021"]]}, 20200000),
        ({"raw": "1 March 2019"}, 20190301),
        ({"literal": "2019"}, 20190000),
        ({"date-parts": [[None]]}, 0),
        ("2018-02", 20180200),
        (None, 0),
    ],
)
def test_dates_are_read_in_every_spelling(tmp_path: Path, issued: Any, day: int) -> None:
    (entry, _) = read_text(tmp_path, "csl_json", json.dumps([ITEM | {"issued": issued}, ITEM])).entries
    assert entry.day == day


def test_the_arxiv_id_of_a_preprint_is_its_number(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "csl_json", json.dumps([ITEM | {"number": "arXiv:2103.00001"}])).entries
    assert entry.arxiv_id == "2103.00001"


def test_an_item_without_a_title_is_reported_with_its_line(tmp_path: Path) -> None:
    nameless = {"id": "x", "type": "webpage", "URL": "https://example.org"}
    reading = read_text(tmp_path, "csl_json", json.dumps([ITEM, nameless]).replace("}, {", "},\n{"))
    assert len(reading.entries) == 1
    assert ("a record without a title was skipped") in [text for _, text in reading.problems]
