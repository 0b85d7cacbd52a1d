"""What is new in the dumps of one session after another."""

from __future__ import annotations

from pathlib import Path

from paperreader.marks import MarkStore
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.source import find_sources
from tests.tui.harness import write_page

PAPERS = [f"Paper number {number} about one thing and another" for number in range(40)]  # longer than what is hashed
LATE = "A late paper about more things"


def read_and_close(state: Path, *paths: str) -> list[str]:
    """Read dumps, and close the reader; return the titles that were new."""
    dumps = OpenedDumps(paths, {}, find_sources(paths), MarkStore(state))
    library, errors = dumps.load_again()
    assert errors == []
    dumps.record(library)
    MarkStore(state).compact()
    return [library.titles[row] for row in select(parse("is:new"), library).rows]


def test_a_dump_stays_known_when_a_longer_one_that_begins_with_it_was_read(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    one, two = write_page(tmp_path, *PAPERS, name="one.txt"), write_page(tmp_path, LATE, name="two.txt")
    both = tmp_path / "both.txt"
    both.write_text(Path(one).read_text() + Path(two).read_text())
    read_and_close(state, one, two)
    assert read_and_close(state, str(both)) == [LATE]
    assert read_and_close(state, one, two) == []
    assert read_and_close(state, str(both)) == []


def test_what_is_left_of_a_dump_that_was_cut_is_new_only_until_the_reader_is_closed(tmp_path: Path) -> None:
    state = tmp_path / "state.toml"
    dump = write_page(tmp_path, *PAPERS)
    read_and_close(state, dump)
    assert write_page(tmp_path, *PAPERS[:30]) == dump
    assert read_and_close(state, dump) == PAPERS[:30]
    assert read_and_close(state, dump) == []
    write_page(tmp_path, *PAPERS)
    assert read_and_close(state, dump) == []
    write_page(tmp_path, *PAPERS, LATE)
    assert read_and_close(state, dump) == [LATE]
