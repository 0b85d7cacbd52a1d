"""The metadata snapshot of arXiv."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperreader.formats import arxiv_snapshot
from paperreader.formats.entry import Entry
from paperreader.formats.records import read_records
from paperreader.formats.records.json.arxiv_columns import read_block
from paperreader.formats.records.json.json_records import items_of_lines
from paperreader.formats.records.json.json_text import line_blocks
from paperreader.source import JsonStrings, Source
from tests.formats.reading import abstract, read_text
from tests.source import written

RECORD: dict[str, Any] = {
    "id": "0704.00001",
    "submitter": "Ada Lovelace",
    "authors": "A. Lovelace (London) and E. Bal\\'azs",
    "title": "Notes on an Engine that\n  Computes",
    "comments": "37 pages;\n  15 figures",
    "journal-ref": "Sci. Mem. 3 (1843)",
    "doi": "10.1103/PhysRevD.76.013009",
    "report-no": None,
    "categories": "math.CO cs.CG",
    "license": None,
    "abstract": "  A first line $a < b$\nand a second, at https://github.com/a/b.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2008 20:10:27 GMT"},
    ],
    "update_date": "2009-11-26",
    "authors_parsed": [
        ["Lovelace", "A.", "", "London"],
        ["Balázs", "E.", ""],
        ["Smith", "J.", "Jr."],
        ["Group", "", ""],
    ],
}
MINIMAL = RECORD | {"doi": None, "journal-ref": None, "comments": None, "abstract": "", "id": "math/0309136"}


def _jsonl(*records: Any) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_records_are_read_with_all_their_fields(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "arxiv_snapshot", _jsonl(MINIMAL, RECORD))
    entry = reading.entries[1]
    assert (entry.title, entry.line) == ("Notes on an Engine that Computes", 2)
    assert abstract(entry) == "A first line $a < b$ and a second, at https://github.com/a/b."
    assert entry.authors == ("A. Lovelace", "E. Balázs", "J. Smith Jr.", "Group")
    assert (entry.authors_count, entry.day) == (4, 20070402)
    assert (entry.arxiv_id, entry.doi, entry.venue) == (
        "0704.00001",
        "10.1103/physrevd.76.013009",
        "Sci. Mem. 3 (1843)",
    )
    assert (entry.categories, entry.comment) == (("math.CO", "cs.CG"), "37 pages; 15 figures")
    assert (entry.has_links, entry.has_code) == (True, True)
    assert (reading.problems, reading.counts) == ([], {"papers": 2})


def test_what_is_not_told_is_unknown(tmp_path: Path) -> None:
    entry = read_text(tmp_path, "arxiv_snapshot", _jsonl(MINIMAL, RECORD)).entries[0]
    assert (entry.doi, entry.venue, entry.comment, entry.abstract) == (None, None, None, None)
    assert (entry.arxiv_id, entry.has_links) == ("math/0309136", False)


def test_a_list_of_records_is_read_too(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "arxiv_snapshot", json.dumps([RECORD, MINIMAL], indent=1))
    assert reading.titles == ["Notes on an Engine that Computes"] * 2


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "0704.1", "title": "cut of', "not valid JSON"),
        ("null", "null"),
        (_jsonl(RECORD | {"title": " "}).strip(), "without a title"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(tmp_path: Path, line: str, why: str) -> None:
    reading = read_text(tmp_path, "arxiv_snapshot", f"{_jsonl(RECORD)}{line}\n{_jsonl(MINIMAL)}")
    assert [entry.line for entry in reading.entries] == [1, 3]
    assert [line for line, _ in reading.problems] == [2]
    assert why in reading.problems[0][1]


def test_records_of_another_shape_are_read_one_by_one(tmp_path: Path) -> None:
    fewer = {name: RECORD[name] for name in ("id", "title", "authors", "categories", "update_date", "journal-ref")}
    odd = RECORD | {"versions": [], "authors_parsed": None, "doi": ["10.1000/x", "10.1000/y"]}
    reading = read_text(tmp_path, "arxiv_snapshot", _jsonl(RECORD, fewer, odd))
    first, second, third = reading.entries
    assert first.day == 20070402
    assert (second.day, second.authors) == (20091126, ("A. Lovelace", "E. Bal\\'azs"))
    assert (third.day, third.doi) == (20091126, "10.1000/x")


_TEXT = st.text(st.sampled_from("abc AB.,-$&<>;é\\{}()\n\u200b\x1b/:"), max_size=30)
_WORD = st.text(st.sampled_from("abcé.- <&;"), max_size=6)
_REGULAR: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "title": st.builds("T{}".format, _TEXT),
        "id": st.sampled_from(("0704.0001", "2402.15570", "math/0309136", "math.GT/0309136")),
        "doi": st.sampled_from((None, "10.1000/ABC", "10.1000/x.", "10.1000/x 10.1000/y", "10.1000/S(1)<2>3")),
        "journal-ref": st.none() | _TEXT,
        "comments": st.none() | _TEXT,
        "categories": st.sampled_from(("cs.CL", "math.CO cs.CG", "cs.CL cs.CL")),
        "abstract": st.just("  See https://github.com/x\n") | _TEXT,
        "versions": st.just(RECORD["versions"]),
        "update_date": st.just("2009-11-26"),
        "authors_parsed": st.lists(
            st.tuples(st.builds("F{}".format, _WORD), st.builds("G{}".format, _WORD), st.sampled_from(("", "Jr."))),
            min_size=1,
            max_size=4,
            unique_by=lambda name: name[0].strip(" .-"),
        ),
    }
)


@given(st.lists(_REGULAR, min_size=1, max_size=4), st.sampled_from(((",", ":"), (", ", ": "))))
def test_the_fast_reader_makes_the_entries_of_the_one_for_all_shapes(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]], separators: tuple[str, str]
) -> None:
    in_order = [{name: record[name] for name in RECORD if name in record} for record in records]
    lines = [json.dumps(record, separators=separators) for record in in_order]
    dump = Source(str(written(tmp_path_factory.getbasetemp() / "a.jsonl", "".join([f"{line}\n" for line in lines]))))
    (block,) = line_blocks(dump.chunks())
    batch = read_block(block, JsonStrings(dump))
    assert batch is not None
    (slow,) = read_records(dump, items_of_lines(block, arxiv_snapshot.snapshot_record))
    assert [_told(entry) for entry in batch.entries] == [_told(entry) for entry in slow.entries]
    assert batch.keys == slow.keys
    assert batch.counts == slow.counts


def _told(entry: Entry) -> tuple[Any, ...]:
    """The fields, with the abstract's text in place of its span. Its start is in the key only."""
    return (*entry._replace(abstract=None, opening=b""), abstract(entry))
