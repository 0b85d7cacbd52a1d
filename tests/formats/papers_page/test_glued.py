"""Pages without a blank line between the title and the abstract of a paper."""

from __future__ import annotations

import textwrap

import pytest

from tests.formats.papers_page import read
from tests.formats.papers_page.test_page import AUTHORS, FIRST, ONE, SECOND, THIRD, THREE, TWO
from tests.strategies import HEADER

GLUED = {
    "dated": f"{FIRST}\n{ONE}\n{AUTHORS}\n\n{SECOND}\n{TWO}\n{AUTHORS}\n\n{THIRD}\n{THREE}\n{AUTHORS}\n",
    "dated, no blank line": f"{FIRST}\n{ONE}\n{AUTHORS}\n{SECOND}\n{TWO}\n{AUTHORS}\n{THIRD}\n{THREE}\n{AUTHORS}\n",
    "undated": f"{FIRST}\n{ONE}\n\n{SECOND}\n{TWO}\n\n{THIRD}\n{THREE}\n",
    "undated, no blank line": f"{FIRST}\n{ONE}\n{SECOND}\n{TWO}\n{THIRD}\n{THREE}\n",
    "dated, wrapped": "\n\n".join(
        f"{title}\n{textwrap.fill(abstract, 75)}\n{AUTHORS}"
        for title, abstract in ((FIRST, ONE), (SECOND, TWO), (THIRD, THREE))
    ),
}


@pytest.mark.parametrize("text", GLUED.values(), ids=GLUED)
@pytest.mark.parametrize("header", [HEADER, HEADER.replace("\n\n", "\n")])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_titles_without_a_blank_line_below_are_read(text: str, header: str, ends: str) -> None:
    reading = read((header + text).replace("\n", ends))
    assert reading.pairs == [(FIRST, ONE), (SECOND, TWO), (THIRD, THREE)]
    assert [entry.line for entry in reading.entries] == [
        1 + (header + text)[: (header + text).index(title)].count("\n") for title in (FIRST, SECOND, THIRD)
    ]
    assert reading.doubts == []


def test_a_title_on_two_lines_is_not_cut() -> None:
    title = f"{FIRST}\n{SECOND}"
    assert read(f"{HEADER}{title}\n\n{ONE}\n\n{AUTHORS}\n").titles == [f"{FIRST} {SECOND}"]


def test_the_first_line_of_an_abstract_is_no_title() -> None:
    abstract = f"We show three things:\n{ONE}"
    reading = read(f"{HEADER}{FIRST}\n\n{abstract}\n\n{AUTHORS}\n\n{SECOND}\n\n{abstract}\n")
    assert reading.titles == [FIRST, SECOND]


@pytest.mark.parametrize("size", [1, 41, 1009])
def test_the_size_of_chunks_does_not_change_them(size: int) -> None:
    for text in GLUED.values():
        assert read(HEADER + text * 8, chunk=size) == read(HEADER + text * 8)
