"""Articles of Europe PMC."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.formats.reading import abstract, read_text

LITE: dict[str, Any] = {
    "id": "123",
    "source": "MED",
    "pmid": "123",
    "pmcid": "PMC9",
    "doi": "10.1000/ABC",
    "title": "A title of an article.",
    "authorString": "Lovelace A, van Gogh VW, The Society.",
    "journalTitle": "A Journal",
    "pubYear": "2019",
    "firstPublicationDate": "2019-03-05",
}


def _answer(article: Any) -> str:
    return json.dumps({"version": "6.9", "hitCount": 1, "resultList": {"result": [article]}})


def test_lite_answers_are_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "europe_pmc", _answer(LITE)).entries
    assert (entry.title, entry.day, entry.venue) == ("A title of an article.", 20190305, "A Journal")
    assert entry.authors == ("A Lovelace", "VW van Gogh", "The Society")
    assert (entry.doi, entry.ids) == ("10.1000/abc", ("pmid:123", "pmcid:PMC9"))
    assert entry.links == ("https://europepmc.org/article/MED/123",)


def test_core_answers_are_read(tmp_path: Path) -> None:
    core = LITE | {
        "authorList": {
            "author": [
                {"fullName": "Lovelace A", "firstName": "Ada", "lastName": "Lovelace"},
                {"collectiveName": "The Society"},
            ]
        },
        "journalInfo": {"journal": {"title": "A Journal in Full"}},
        "abstractText": "<h4>Background</h4>An abstract.",
        "keywordList": {"keyword": ["engines"]},
        "fullTextUrlList": {"fullTextUrl": [{"documentStyle": "html", "url": "https://x.org"}, {"documentStyle": "pdf", "url": "https://x.org/pdf"}]},
    }  # fmt: skip
    (entry,) = read_text(tmp_path, "europe_pmc", _answer(core)).entries
    assert (entry.authors, entry.venue) == (("Ada Lovelace", "The Society"), "A Journal in Full")
    assert (abstract(entry), entry.keywords, entry.pdf) == (
        "Background\n\nAn abstract.",
        ("engines",),
        "https://x.org/pdf",
    )
