"""Preprints of bioRxiv and medRxiv."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from paperreader.formats import recognition
from paperreader.source import Source
from tests.formats.reading import abstract, read_text

PREPRINT: dict[str, Any] = {
    "doi": "10.1101/001891",
    "title": "A Title",
    "authors": "Filippo, C. D.; Bern\u00e1, L.",
    "author_corresponding": "L. B.",
    "date": "2014-01-17",
    "version": "2",
    "category": "genomics",
    "abstract": "An abstract.",
    "published": "NA",
    "server": "bioRxiv",
}


def test_preprints_are_read(tmp_path: Path) -> None:
    answer = {"messages": [{"status": "ok"}], "collection": [PREPRINT]}
    (entry,) = read_text(tmp_path, "biorxiv", json.dumps(answer)).entries
    assert (entry.title, abstract(entry), entry.day) == ("A Title", "An abstract.", 20140117)
    assert (entry.authors, entry.venue, entry.categories) == (("C. D. Filippo", "L. Berná"), "bioRxiv", ("genomics",))
    assert (entry.doi, entry.links) == ("10.1101/001891", ("https://www.biorxiv.org/content/10.1101/001891v2",))
    assert entry.pdf == "https://www.biorxiv.org/content/10.1101/001891v2.full.pdf"


def test_published_preprints_are_read(tmp_path: Path) -> None:
    published = {f"preprint_{name}": value for name, value in PREPRINT.items() if name not in ("server", "version")}
    published |= {"preprint_platform": "medRxiv", "published_doi": "10.1000/abc", "published_journal": "J"}
    (entry,) = read_text(tmp_path, "biorxiv", json.dumps({"collection": [published]})).entries
    assert (entry.title, entry.doi, entry.venue) == ("A Title", "10.1101/001891", "medRxiv")


def test_no_posts_are_an_empty_answer(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text('{"messages":[{"status":"no posts found"}],"collection":[]}')
    assert [batch.entries for batch in recognition.read(Source(str(path)))] == [[]]
