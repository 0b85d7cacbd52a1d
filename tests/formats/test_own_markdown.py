"""Lists and digests in Markdown that the program itself writes are read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from paperreader.export.citation import markdown_item
from paperreader.export.digest import Group, as_markdown_digest
from paperreader.export.record import ExportRow
from paperreader.formats.entry import Batch, Entry
from paperreader.library.library import Library
from paperreader.paper import Paper
from paperreader.source import Source
from paperreader.text import single_line
from tests.formats.reading import abstract, read_text, recognized
from tests.strategies import hostile_text

ENTRIES = (
    Entry(
        "A Title (of *Two* Parts) with [Brackets]",
        1,
        day=20240512,
        authors=("Ada Lovelace", "John Smith, Jr"),
        authors_count=2,
    ),
    Entry("On $O(n^2)$ & R_D", 2, day=20240500, organization=("x", "Reading_Society, Inc.")),
    Entry("Only a Count", 3, authors_count=7, comments=3, arxiv_id="2405.00001"),
    Entry("With a Venue", 4, day=20240000, authors_count=1, venue="J. of Notes · Letters", links=("https://a.org/b",)),
    Entry("Nothing is Known of This One", 5),
)


def library() -> Library:
    made = Library()
    made.add(made.add_source(Source("a.txt")), Batch(list(ENTRIES)))
    return made


def known(entry: Entry) -> tuple[object, ...]:
    organization = entry.organization[1] if entry.organization else None
    return entry.title, entry.day, entry.authors, organization, entry.authors_count, entry.arxiv_id


def test_a_list_is_read_back(tmp_path: Path) -> None:
    papers = library()
    text = "".join(markdown_item(papers.paper(row)) + "\n" for row in range(len(papers)))
    reading = read_text(tmp_path, "own_markdown", text)
    again = [known(entry) for entry in reading.entries]
    assert again == [known(entry) for entry in ENTRIES]
    assert reading.entries[3].links == ("https://a.org/b",)


def test_a_digest_is_read_back_with_what_its_headings_say(tmp_path: Path) -> None:
    papers = library()
    groups = [Group("2024-05-12", [0]), Group("Reading_Society, Inc.", [1]), Group("undated", [2, 4])]
    text = "".join(
        as_markdown_digest((group, [ExportRow(papers, row, EXCERPT) for row in group.rows]) for group in groups)
    )
    reading = read_text(tmp_path, "own_markdown", text)
    assert [entry.title for entry in reading.entries] == [ENTRIES[row].title for row in (0, 1, 2, 4)]
    assert [entry.day for entry in reading.entries] == [20240512, 20240500, 0, 0]
    assert [entry.organization and entry.organization[1] for entry in reading.entries] == [
        None,
        "Reading_Society, Inc.",
        None,
        None,
    ]
    assert reading.entries[0].authors == ENTRIES[0].authors
    assert (reading.entries[2].authors_count, reading.entries[2].comments) == (7, 3)
    assert [abstract(entry) for entry in reading.entries] == [EXCERPT] * 4
    assert [entry.links[-1] for entry in reading.entries] == ["https://a.org/code"] * 4


EXCERPT = "We see *stars*, and 3 < 5 at https://a.org/code for all."


def test_of_many_authors_a_digest_tells_the_first_and_the_number(tmp_path: Path) -> None:
    papers = Library()
    papers.add(
        papers.add_source(Source("a.txt")),
        Batch([Entry("Many Hands", 1, authors=tuple(f"Ada Nr{n}" for n in range(40)), authors_count=40)]),
    )
    text = "".join(as_markdown_digest([(Group("undated", [0]), [ExportRow(papers, 0, "Short.")])]))
    (entry,) = read_text(tmp_path, "own_markdown", text).entries
    assert (len(entry.authors or ()), entry.authors_count) == (11, 40)


@given(hostile_text().map(lambda text: f"A {single_line(text)} B"), hostile_text())
def test_any_title_and_organization_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, name: str
) -> None:
    title, name = single_line(title), single_line(name) or "x"
    if "&" in title + name or "<" in title + name or "·" in name:
        return  # entities and tags of the web are taken off every record
    item = markdown_item(Paper(title, "k", organization=name, date_text="2024", own_links=("https://a.org/b",)))
    (entry,) = read_text(tmp_path_factory.mktemp("list"), "own_markdown", f"{item}\n").entries
    assert entry.title == title
    assert entry.organization
    assert entry.organization[1] == name


@pytest.mark.parametrize("text", ["- buy milk\n- call Ada (today)\n", "## Papers\n\n- [a](https://a.org)\n", "- \n"])
def test_other_lists_are_none(text: str) -> None:
    assert recognized(text) != "own_markdown"
