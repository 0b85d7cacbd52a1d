"""Publications found by DBLP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from paperreader.formats import recognition
from paperreader.source import Source
from tests.formats.reading import read_text

INFO: dict[str, Any] = {
    "authors": {"author": [{"@pid": "1", "text": "Wei Wang 0001"}, {"@pid": "2", "text": "Ada Lovelace"}]},
    "title": "Engines &amp; Notes.",
    "venue": ["CoRR", "Other"],
    "volume": "abs/2103.00001",
    "year": "2021",
    "key": "journals/corr/abs-2103-00001",
    "doi": "10.1000/ABC",
    "ee": "https://arxiv.org/abs/2103.00001",
    "url": "https://dblp.org/rec/journals/corr/abs-2103-00001",
}


def _answer(*infos: Any) -> str:
    hits = [{"@score": "4", "@id": "1", "info": info, "url": "URL#1"} for info in infos]
    return json.dumps({"result": {"query": "x", "hits": {"@total": str(len(hits)), "hit": hits}}})


def test_hits_are_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "dblp_search", _answer(INFO)).entries
    assert (entry.title, entry.authors, entry.day) == ("Engines & Notes", ("Wei Wang", "Ada Lovelace"), 20210000)
    assert (entry.venue, entry.doi, entry.arxiv_id) == ("CoRR", "10.1000/abc", "2103.00001")
    assert entry.links == ("https://arxiv.org/abs/2103.00001", "https://dblp.org/rec/journals/corr/abs-2103-00001")
    assert entry.ids == ("dblp:journals/corr/abs-2103-00001",)


def test_one_author_stands_without_a_list(tmp_path: Path) -> None:
    one = INFO | {"authors": {"author": {"@pid": "2", "text": "Ada Lovelace"}}}
    assert read_text(tmp_path, "dblp_search", _answer(one)).entries[0].authors == ("Ada Lovelace",)


def test_a_search_without_hits_is_an_empty_answer(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text('{"result": {"query": "x", "hits": {"@total": "0", "@sent": "0"}}}')
    assert [batch.entries for batch in recognition.read(Source(str(path)))] == [[]]
