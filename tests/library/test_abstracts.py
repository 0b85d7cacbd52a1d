"""Search in abstracts: what is read, kept and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from paperreader import load
from paperreader.errors import PaperReaderError
from paperreader.library.abstracts import Abstracts
from paperreader.source import spool_text
from tests.tui.harness import page, write_page


class RecordedAbstracts(Abstracts):
    """Abstracts that record which of them were read."""

    def __init__(self, *texts: str) -> None:
        super().__init__()
        self.rows_read: list[int] = []
        self.extend([spool_text(text) for text in texts])

    def read(self, rows: Sequence[int]) -> list[bytes]:
        self.rows_read += rows
        return super().read(rows)


def test_each_abstract_is_read_once_for_a_passage() -> None:
    abstracts = RecordedAbstracts("sparse codes", "dense codes", "sparse nets", "")
    sparse = abstracts.containing("sparse")
    sparse.ahead(range(3))
    assert [row for row in range(4) if sparse(row)] == [0, 2]
    assert [row for row in range(4) if abstracts.containing("sparse")(row)] == [0, 2]
    assert abstracts.rows_read == [0, 1, 2, 3]


def test_an_abstract_that_was_replaced_is_read_again() -> None:
    abstracts = RecordedAbstracts("sparse codes")
    assert not abstracts.containing("dense")(0)
    abstracts.merge(0, spool_text("a longer one, about dense codes"))
    assert abstracts.containing("dense")(0)


def test_each_row_gets_its_own_abstract_when_many_are_read_at_once(tmp_path: Path) -> None:
    titles = [f"A Paper With the Number {number} of Its Own" for number in range(300)]
    library = load([write_page(tmp_path, *titles), write_page(tmp_path, *titles[::-1], extra=" zebra", name="b.txt")])
    whole = [(library.papers[row].abstract or "").split() for row in range(300)]
    for rows in (range(300), range(299, -1, -1), [7, 3, 200]):
        assert [raw.decode().split() for raw in library.abstracts.read(rows)] == [whole[row] for row in rows]
    assert len(library.select("abstract:zebra")) == 300  # the second page's are longer


def test_a_search_in_a_changed_dump_is_an_error(tmp_path: Path) -> None:
    path = Path(write_page(tmp_path, "A Paper of Some Length", "Another Paper of Some Length"))
    library = load([str(path)])
    path.write_text(page("Something Else Altogether Now"), encoding="utf-8")
    with pytest.raises(PaperReaderError, match="read it again"):
        library.select("abstract:goes")
