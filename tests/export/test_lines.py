"""Lists of papers for people and for other programs."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader import load
from paperreader.export.lines import as_json, as_jsonl, as_keys, as_text
from paperreader.export.record import RECORD_FIELDS, ExportRow, export_rows, paper_record
from paperreader.export.writers import EXPORT_FORMATS
from paperreader.library.library import Library
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.session import Session
from paperreader.text import sanitize
from tests.export.papers import HOSTILE
from tests.export.papers import listed as made
from tests.libraries import ABSTRACT, NOON, change, modest
from tests.strategies import Told, hostile_text, page

PAPER = made("Successor Heads", day=20231214, authors_count=6, comments=0, line=87, read=NOON, score=99.5)


def safe(text: str) -> bool:
    """Whether a terminal takes no harm: line ends and tabs are all the control there is."""
    return all(sign in "\r\n\t" or unicodedata.category(sign) not in ("Cc", "Zl", "Zp", "Cs") for sign in text)


def test_a_json_line_tells_all_there_is_and_null_for_what_is_unknown() -> None:
    (line,) = as_jsonl([PAPER])
    assert json.loads(line) == {
        "key": "successor-heads",
        "title": "Successor Heads",
        "abstract": None,
        "date": "2023-12-14",
        "date_basis": "printed",
        "authors_count": 6,
        "authors": None,
        "organization": None,
        "venue": None,
        "categories": None,
        "comments": 0,
        "upvotes": None,
        "arxiv_id": None,
        "doi": None,
        "links": [],
        "sources": [{"path": "made.txt", "line": 87}],
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
    row = paper_record(next(export_rows(sitting(load([str(dump)]), tmp_path), range(2))))
    assert row["abstract"] == abstract.strip()
    assert (row["organization"], row["comments"], row["date"]) == ("Adobe", 3, "2024-02-23")
    assert row["sources"] == [{"path": str(dump), "line": dump.read_text("utf-8").split("\n").index(told.title) + 1}]


def test_letters_of_any_script_stand_in_json_as_they_are() -> None:
    (line,) = as_jsonl([made("大语言模型 für alle")])
    assert "大语言模型 für alle" in line


@pytest.mark.parametrize("papers", [[], [PAPER], [PAPER, PAPER]])
def test_a_json_array_is_one_document_however_many_papers(papers: list[ExportRow]) -> None:
    rows = json.loads("".join(as_json(papers)))
    assert [row["title"] for row in rows] == ["Successor Heads"] * len(papers)


def test_only_the_fields_asked_for_are_given_in_their_order() -> None:
    (line,) = as_jsonl([PAPER], ["date", "title"])
    assert list(json.loads(line)) == ["date", "title"]
    assert list(as_text([PAPER], ["title", "authors_count", "starred", "sources"])) == [
        "Successor Heads\t6\t\tmade.txt:87\n"
    ]


def test_a_line_of_text_has_star_unread_mark_date_and_title() -> None:
    unread = PAPER._replace(read=None)
    assert list(as_text([unread, PAPER._replace(starred=NOON), made("Undated")])) == [
        " ● 2023-12-14  Successor Heads\n",
        "★  2023-12-14  Successor Heads\n",
        " ●             Undated\n",
    ]


def test_keys_stand_one_a_line() -> None:
    assert list(as_keys([PAPER, made("X of Y and Z")])) == ["successor-heads\n", "x-of-y-and-z\n"]


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_the_first_piece_is_there_before_the_third_paper_is_asked_for(name: str) -> None:
    asked = []

    def papers() -> Iterator[ExportRow]:
        for _ in range(4):
            asked.append(1)
            yield PAPER

    next(iter(EXPORT_FORMATS[name].write(papers(), ())))
    assert len(asked) <= 2


def test_the_fields_are_those_of_a_record() -> None:
    assert tuple(paper_record(PAPER)) == RECORD_FIELDS


@pytest.mark.parametrize("text", HOSTILE)
def test_a_json_line_is_the_record_on_one_line(text: str) -> None:
    check_json(f"A {text}", f"{text}\n\n{text}")


@modest
@given(hostile_text(), hostile_text())
def test_any_json_line_is_the_record_on_one_line(title: str, abstract: str) -> None:
    check_json(title, abstract)


def check_json(title: str, abstract: str) -> None:
    paper = made(title, abstract, path=f"{title}.txt", read=NOON, score=0.1, organization=("x", sanitize(title)))
    (line,) = as_jsonl([paper])
    assert json.loads(line) == paper_record(paper)
    assert list(json.loads(line)) == list(paper_record(paper))
    assert line.endswith("}\n")
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in line[:-1])


def test_a_starred_paper_whose_marks_were_edited_harms_nobody(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    state.write_text(
        'version = 1\n\n[papers."a\\u001bb"]\ntitle = "T\\u001b]0;x\\u0007"\nlink = "x\\u001b"\n'
        "starred = 2026-11-21T12:00:00Z\n"
    )
    session = Session(Library(), MarkStore(state))
    session.loaded()
    for form in EXPORT_FORMATS.values():
        assert safe("".join(form.write(export_rows(session, [-1]), ())))


# -- many papers ------------------------------------------------------------------------------------------


def sitting(library: Library, folder: Path) -> Session:
    session = Session(library, MarkStore(folder / "state.toml"))
    session.loaded()
    return session


def test_many_papers_have_each_its_own_abstract_and_marks_in_any_order(tmp_path: Path) -> None:
    told = [Told(f"Paper Number {number} of Many", f"The {number}th. {ABSTRACT}", 1, 2, 2020) for number in range(300)]
    bare = [Told(f"Bare Paper Number {number} of a Few", "", 1, 2, 2020) for number in range(3)]
    for name, papers in (("a.txt", [*told[:200], *bare]), ("b.txt", told[200:])):
        (tmp_path / name).write_text(page(papers))
    session = sitting(load([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]), tmp_path)
    keys = session.library.keys
    session.marks.apply([change(keys[7]), change(keys[250], STARRED), change("gone", STARRED, title="A Gone Paper")])
    session.loaded()
    rows = [*range(302, 100, -1), -1, *range(100)]
    found = list(export_rows(session, rows))
    assert [paper.abstract for paper in found] == [session.paper(row).abstract for row in rows]
    assert [paper.paper for paper in found] == [session.paper(row) for row in rows]
    assert [session.key(row) for row, paper in zip(rows, found, strict=True) if paper.starred] == [keys[250], "gone"]
    assert [session.key(row) for row, paper in zip(rows, found, strict=True) if paper.read] == [keys[7]]
    assert not any(paper.abstract for paper in export_rows(session, rows, abstracts=False))
    assert (READ, STARRED) == ("read", "starred")


# -- hostile text -----------------------------------------------------------------------------------------


@modest
@given(
    hostile_text(5).filter(lambda title: "\0" not in title),
    st.sampled_from(("", "\x1b]0;x\x07", "\n", "\x9b2J", "\udcff", "\u2028")),
)
def test_no_format_lets_a_control_character_through(title: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, f"a{name}.txt".replace("/", "").replace("\0", ""))
        told = Told(f"A {title} B", f"{title} " + "An abstract of some length follows here. " * 12, 2, 23, 2024)
        dump.write_bytes(page([told]).encode("utf-8", "surrogatepass"))
        session = sitting(load([str(dump)]), Path(folder))
        papers = list(export_rows(session, range(len(session.library))))
        for form in EXPORT_FORMATS.values():
            text = "".join(form.write(papers, ()))
            assert safe(text)
            assert text.endswith("\n")


@pytest.mark.parametrize("name", ["\x1b]0;x\x07", "a\nb", "\x9b2J", "\udcff", "\u2028"])
def test_a_dumps_name_harms_no_terminal_when_sources_are_listed(name: str) -> None:
    paper = made("A Title", path=f"/dumps/{name}.txt")
    for form in EXPORT_FORMATS.values():
        if form.fields:
            text = "".join(form.write([paper], ["title", "sources"]))
            assert safe(text)
            assert len(text.splitlines()) == len(text.split("\n")) - 1
