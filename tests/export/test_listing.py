"""Lists of papers for people and for other programs."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.export.listing import FIELDS, FORMATS, Listed, as_json, as_jsonl, as_keys, as_text, record
from paperreader.library import Library
from paperreader.loading import load
from paperreader.paper import Paper, Place
from tests.libraries import NOON, modest
from tests.strategies import Told, hostile_text, page

PAPER = Paper(
    title="Successor Heads",
    key="successor-heads~0a1b2c",
    date=date(2023, 12, 14),
    date_text="2023-12-14",
    date_basis="printed",
    authors_count=6,
    comments=0,
    sources=(Place("seeds/000.txt", 87), Place("seeds/003.txt", 12)),
)


def safe(text: str) -> bool:
    """Whether a terminal takes no harm: line ends and tabs are all the control there is."""
    return all(sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Zl", "Zp", "Cs") for sign in text)


def test_a_json_line_tells_all_there_is_and_null_for_what_is_unknown() -> None:
    (line,) = as_jsonl([Listed(PAPER, read=NOON, score=99.5)])
    assert json.loads(line) == {
        "key": "successor-heads~0a1b2c",
        "title": "Successor Heads",
        "abstract": None,
        "date": "2023-12-14",
        "date_basis": "printed",
        "authors_count": 6,
        "authors": None,
        "organization": None,
        "comments": 0,
        "upvotes": None,
        "arxiv_id": None,
        "links": [],
        "sources": [{"path": "seeds/000.txt", "line": 87}, {"path": "seeds/003.txt", "line": 12}],
        "read": "2026-11-21T12:00:00Z",
        "starred": None,
        "score": 99.5,
    }
    assert line.count("\n") == 1


def test_a_paper_of_a_dump_has_its_abstract_full_organisation_and_line(tmp_path: Path) -> None:
    abstract = "We study café models. " * 20
    told = Told("A Paper About Café Models", abstract, 2, 23, 2024, organization=("adobe", "Adobe"), comments=3)
    dump = tmp_path / "dump.txt"
    dump.write_text(page([told, Told("Another Paper of This Dump", abstract, 3, 1)]), "utf-8")
    row = record(Listed(load([str(dump)]).papers[0]))
    assert row["abstract"] == abstract.strip()
    assert (row["organization"], row["comments"], row["date"]) == ("Adobe", 3, "2024-02-23")
    assert row["sources"] == [{"path": str(dump), "line": dump.read_text("utf-8").split("\n").index(told.title) + 1}]


def test_letters_of_any_script_stand_in_json_as_they_are() -> None:
    (line,) = as_jsonl([Listed(Paper("大语言模型 für alle", "k"))])
    assert "大语言模型 für alle" in line


@pytest.mark.parametrize("papers", [[], [Listed(PAPER)], [Listed(PAPER), Listed(PAPER)]])
def test_a_json_array_is_one_document_however_many_papers(papers: list[Listed]) -> None:
    rows = json.loads("".join(as_json(papers)))
    assert [row["title"] for row in rows] == ["Successor Heads"] * len(papers)


def test_only_the_fields_asked_for_are_given_in_their_order() -> None:
    (line,) = as_jsonl([Listed(PAPER)], ["date", "title"])
    assert list(json.loads(line)) == ["date", "title"]
    assert list(as_text([Listed(PAPER)], ["title", "authors_count", "read", "sources"])) == [
        "Successor Heads\t6\t\tseeds/000.txt:87 seeds/003.txt:12\n"
    ]


def test_a_line_of_text_has_star_unread_mark_date_and_title() -> None:
    assert list(as_text([Listed(PAPER), Listed(PAPER, read=NOON, starred=NOON), Listed(Paper("Undated", "u"))])) == [
        " ● 2023-12-14  Successor Heads\n",
        "★  2023-12-14  Successor Heads\n",
        " ●             Undated\n",
    ]


def test_keys_stand_one_a_line() -> None:
    assert list(as_keys([Listed(PAPER), Listed(Paper("X", "x"))])) == ["successor-heads~0a1b2c\n", "x\n"]


def test_the_first_piece_is_there_before_the_last_paper_is_asked_for() -> None:
    asked = []

    def papers() -> list[Listed]:
        asked.append(1)
        return [Listed(PAPER)]

    pieces = as_jsonl(listed for _ in range(3) for listed in papers())
    next(pieces)
    assert len(asked) == 1


def test_the_fields_are_those_of_a_record() -> None:
    assert tuple(record(Listed(PAPER))) == FIELDS
    assert len(FIELDS) == 16


def _hostile_library(folder: str, title: str, name: str) -> Library:
    dump = Path(folder, f"a{name}.txt".replace("/", "").replace("\0", ""))
    told = Told(f"A {title} B", f"{title} " + "An abstract of some length follows here. " * 12, 2, 23, 2024)
    dump.write_bytes(page([told]).encode("utf-8", "surrogatepass"))
    return load([str(dump)])


@modest
@given(
    hostile_text(5).filter(lambda title: "\0" not in title),
    st.sampled_from(("", "\x1b]0;x\x07", "\n", "\x9b2J", "\udcff", "\u2028")),
)
def test_no_format_lets_a_control_character_through(title: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        papers = [Listed(paper) for paper in _hostile_library(folder, title, name).papers]
        for write in FORMATS.values():
            text = "".join(write(papers, None))
            assert safe(text)
            assert text.endswith("\n")


@pytest.mark.parametrize("name", ["\x1b]0;x\x07", "a\nb", "\x9b2J", "\udcff", "\u2028"])
def test_a_dumps_name_harms_no_terminal_when_sources_are_listed(name: str) -> None:
    paper = Paper("Title", "title", sources=(Place(f"/dumps/{name}.txt", 3),))
    for write in FORMATS.values():
        text = "".join(write([Listed(paper)], ["title", "sources"]))
        assert safe(text)
        assert len(text.splitlines()) == len(text.split("\n")) - 1
