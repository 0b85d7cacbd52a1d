"""Lists of papers as text, JSON lines, JSON and keys, and the records of their papers."""

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
from tests.export.papers import HOSTILE, export_row
from tests.libraries import ABSTRACT, NOON, change
from tests.strategies import PagePaper, hostile_text, page

PAPER = export_row("Successor Heads", day=20231214, authors_count=6, comments=0, line=87, read=NOON, score=99.5)


def safe(text: str) -> bool:
    """Return whether a text has no control character but line ends and tabs."""
    return all(sign in "\r\n\t" or unicodedata.category(sign) not in ("Cc", "Zl", "Zp", "Cs") for sign in text)


def test_a_json_line_has_every_field_and_null_for_unknown_values() -> None:
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
        "ids": None,
        "link": None,
        "pdf": None,
        "code": None,
        "links": [],
        "keywords": None,
        "comment": None,
        "github_stars": None,
        "sources": [{"path": "made.txt", "line": 87}],
        "read": "2026-11-21T12:00:00Z",
        "starred": None,
        "tags": [],
        "note": None,
        "score": 99.5,
    }
    assert line.count("\n") == 1


def test_a_record_of_a_dump_has_abstract_organization_and_line(tmp_path: Path) -> None:
    abstract = "We study café models. " * 20
    paper = PagePaper("A Paper About Café Models", abstract, 2, 23, 2024, organization=("adobe", "Adobe"), comments=3)
    dump = tmp_path / "dump.txt"
    dump.write_text(page([paper, PagePaper("Another Paper of This Dump", abstract, 3, 1)]), "utf-8")
    row = paper_record(next(export_rows(loaded_session(load([str(dump)]), tmp_path), range(2))))
    assert row["abstract"] == abstract.strip()
    assert (row["organization"], row["comments"], row["date"]) == ("Adobe", 3, "2024-02-23")
    assert row["sources"] == [{"path": str(dump), "line": dump.read_text("utf-8").split("\n").index(paper.title) + 1}]


def test_letters_of_any_script_are_unescaped_in_json() -> None:
    (line,) = as_jsonl([export_row("大语言模型 für alle")])
    assert "大语言模型 für alle" in line


@pytest.mark.parametrize("papers", [[], [PAPER], [PAPER, PAPER]])
def test_a_json_array_is_one_document(papers: list[ExportRow]) -> None:
    rows = json.loads("".join(as_json(papers)))
    assert [row["title"] for row in rows] == ["Successor Heads"] * len(papers)


def test_only_the_chosen_fields_are_written_in_their_order() -> None:
    (line,) = as_jsonl([PAPER], ["date", "title"])
    assert list(json.loads(line)) == ["date", "title"]
    assert list(as_text([PAPER], ["title", "authors_count", "starred", "sources"])) == [
        "Successor Heads\t6\t\tmade.txt:87\n"
    ]


def test_a_line_of_text_has_star_unread_mark_date_and_title() -> None:
    unread = PAPER._replace(read=None)
    assert list(as_text([unread, PAPER._replace(starred=NOON), export_row("Undated")])) == [
        " ● 2023-12-14  Successor Heads\n",
        "★  2023-12-14  Successor Heads\n",
        " ●             Undated\n",
    ]


def test_each_key_is_one_line() -> None:
    assert list(as_keys([PAPER, export_row("X of Y and Z")])) == ["successor-heads\n", "x-of-y-and-z\n"]


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_the_first_piece_needs_at_most_two_papers(name: str) -> None:
    taken = []

    def papers() -> Iterator[ExportRow]:
        for _ in range(4):
            taken.append(1)
            yield PAPER

    next(iter(EXPORT_FORMATS[name].write(papers(), ())))
    assert len(taken) <= 2


def test_the_fields_are_the_names_of_a_record() -> None:
    assert tuple(paper_record(PAPER)) == RECORD_FIELDS


@pytest.mark.parametrize("text", HOSTILE)
def test_a_json_line_of_hostile_text_is_the_record(text: str) -> None:
    check_json(f"A {text}", f"{text}\n\n{text}")


@given(hostile_text(), hostile_text())
def test_a_json_line_of_any_text_is_the_record(title: str, abstract: str) -> None:
    check_json(title, abstract)


def check_json(title: str, abstract: str) -> None:
    paper = export_row(title, abstract, path=f"{title}.txt", read=NOON, score=0.1, organization=("x", sanitize(title)))
    (line,) = as_jsonl([paper])
    assert json.loads(line) == paper_record(paper)
    assert list(json.loads(line)) == list(paper_record(paper))
    assert line.endswith("}\n")
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in line[:-1])


def test_hostile_text_in_the_file_of_marks_is_sanitized(tmp_path: Path) -> None:
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


def loaded_session(library: Library, folder: Path) -> Session:
    session = Session(library, MarkStore(folder / "state.toml"))
    session.loaded()
    return session


def test_rows_in_any_order_have_their_own_abstracts_and_marks(tmp_path: Path) -> None:
    most = [
        PagePaper(f"Paper Number {number} of Many", f"The {number}th. {ABSTRACT}", 1, 2, 2020) for number in range(300)
    ]
    bare = [PagePaper(f"Bare Paper Number {number} of a Few", "", 1, 2, 2020) for number in range(3)]
    for name, papers in (("a.txt", [*most[:200], *bare]), ("b.txt", most[200:])):
        (tmp_path / name).write_text(page(papers))
    session = loaded_session(load([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]), tmp_path)
    keys = session.library.keys
    session.marks.apply([change(keys[7]), change(keys[250], STARRED), change("gone", STARRED, title="A Gone Paper")])
    session.loaded()
    rows = [*range(302, 100, -1), -1, *range(100)]
    exported = list(export_rows(session, rows))
    assert [paper.abstract for paper in exported] == [session.papers.paper(row).abstract for row in rows]
    assert [paper.paper for paper in exported] == [session.papers.paper(row) for row in rows]
    assert [session.papers.key(row) for row, paper in zip(rows, exported, strict=True) if paper.starred] == [
        keys[250],
        "gone",
    ]
    assert [session.papers.key(row) for row, paper in zip(rows, exported, strict=True) if paper.read] == [keys[7]]
    assert not any(paper.abstract for paper in export_rows(session, rows, abstracts=False))
    assert (READ, STARRED) == ("read", "starred")


# -- hostile text -----------------------------------------------------------------------------------------


@given(
    hostile_text(5).filter(lambda title: "\0" not in title),
    st.sampled_from(("", "\x1b]0;x\x07", "\n", "\x9b2J", "\udcff", "\u2028")),
)
def test_no_format_writes_a_control_character(title: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, f"a{name}.txt".replace("/", "").replace("\0", ""))
        paper = PagePaper(f"A {title} B", f"{title} " + "An abstract of some length follows here. " * 12, 2, 23, 2024)
        dump.write_bytes(page([paper]).encode("utf-8", "surrogatepass"))
        session = loaded_session(load([str(dump)]), Path(folder))
        papers = list(export_rows(session, range(len(session.library))))
        for form in EXPORT_FORMATS.values():
            text = "".join(form.write(papers, ()))
            assert safe(text)
            assert text.endswith("\n")


@pytest.mark.parametrize("name", ["\x1b]0;x\x07", "a\nb", "\x9b2J", "\udcff", "\u2028"])
def test_a_hostile_file_name_in_sources_is_sanitized(name: str) -> None:
    paper = export_row("A Title", path=f"/dumps/{name}.txt")
    for form in EXPORT_FORMATS.values():
        if form.fields:
            text = "".join(form.write([paper], ["title", "sources"]))
            assert safe(text)
            assert len(text.splitlines()) == len(text.split("\n")) - 1
