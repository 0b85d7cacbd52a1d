"""Search in abstracts: what is read, kept and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from paperreader import load
from paperreader.errors import PaperReaderError
from paperreader.library.abstracts import AbstractSearch
from tests.tui.harness import page, write_page


class Dump:
    """Abstracts that record which of them were read."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.read: list[int] = []

    def __call__(self, rows: Sequence[int]) -> list[bytes]:
        self.read += rows
        return [self.texts[row].encode() for row in rows]


def test_each_abstract_is_read_once_for_a_passage() -> None:
    dump = Dump("sparse codes", "dense codes", "sparse nets", "")
    abstracts = AbstractSearch(dump)
    sparse = abstracts.passage_test("sparse")
    sparse.ahead(range(3))
    assert [row for row in range(4) if sparse(row)] == [0, 2]
    assert [row for row in range(4) if abstracts.passage_test("sparse")(row)] == [0, 2]
    assert dump.read == [0, 1, 2, 3]


def test_an_abstract_that_was_replaced_is_read_again() -> None:
    dump = Dump("sparse codes")
    abstracts = AbstractSearch(dump)
    assert not abstracts.passage_test("dense")(0)
    dump.texts[0] = "a longer one, about dense codes"
    abstracts.forget(0)
    assert abstracts.passage_test("dense")(0)


def test_each_row_gets_its_own_abstract_when_many_are_read_at_once(tmp_path: Path) -> None:
    titles = [f"A Paper With the Number {number} of Its Own" for number in range(300)]
    library = load([write_page(tmp_path, *titles), write_page(tmp_path, *titles[::-1], extra=" zebra", name="b.txt")])
    whole = [(library.papers[row].abstract or "").split() for row in range(300)]
    for rows in (range(300), range(299, -1, -1), [7, 3, 200]):
        assert [raw.decode().split() for raw in library.spans.read(rows)] == [whole[row] for row in rows]
    assert len(library.select("abstract:zebra")) == 300  # the second page's are longer


def test_a_search_in_a_changed_dump_is_an_error(tmp_path: Path) -> None:
    path = Path(write_page(tmp_path, "A Paper of Some Length", "Another Paper of Some Length"))
    library = load([str(path)])
    path.write_text(page("Something Else Altogether Now"), encoding="utf-8")
    with pytest.raises(PaperReaderError, match="press R"):
        library.select("abstract:goes")
