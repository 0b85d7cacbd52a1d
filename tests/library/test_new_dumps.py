"""Which dumps are new since the previous sitting, and which papers are by that."""

from __future__ import annotations

import os
from pathlib import Path

from paperreader.library.library import Library
from paperreader.library.loading import load_library
from paperreader.library.new_dumps import fingerprints, new_first
from paperreader.marks import DumpFingerprint, MarkStore
from paperreader.query import parse, select
from paperreader.source import find_sources
from tests.tui.harness import page, write_page

OLD, OTHER, LATE = "An old paper about one thing", "Another paper about a thing", "A late paper about more things"


def read(known: list[DumpFingerprint], *paths: str) -> Library:
    library, errors = load_library(paths, arrange=lambda dumps: new_first(dumps, known))
    assert errors == []
    return library


def remembered(*paths: str) -> list[DumpFingerprint]:
    """What a sitting with these dumps leaves behind."""
    return fingerprints(read([], *paths).sources)


def new(library: Library) -> list[str]:
    return [library.titles[row] for row in select(parse("is:new"), library).rows]


def test_before_the_first_sitting_all_is_new_and_stays_in_its_order(tmp_path: Path) -> None:
    paths = write_page(tmp_path, OLD, name="b.txt"), write_page(tmp_path, OTHER, name="a.txt")
    assert new(read([], *paths)) == [OLD, OTHER]


def test_a_dump_that_was_there_is_not_new_and_comes_after_those_that_are(tmp_path: Path) -> None:
    old = write_page(tmp_path, OLD, name="old.txt")
    library = read(remembered(old), old, write_page(tmp_path, LATE, name="late.txt"))
    assert library.titles == [LATE, OLD]
    assert new(library) == [LATE]


def test_a_paper_that_an_old_dump_has_too_is_not_new(tmp_path: Path) -> None:
    old = write_page(tmp_path, OLD, name="old.txt")
    assert new(read(remembered(old), old, write_page(tmp_path, OLD, LATE, name="late.txt"))) == [LATE]


def test_of_a_dump_that_has_grown_the_end_is_new(tmp_path: Path) -> None:
    for count in (1, 40):  # short of what the hash is taken of, and beyond
        known = [f"Paper number {number} about one thing and another" for number in range(count)]
        path = write_page(tmp_path, *known)
        before = remembered(path)
        Path(path).write_text(Path(path).read_text() + page(LATE))
        library = read(before, path)
        assert library.titles == [*known, LATE]
        assert new(library) == [LATE]


def test_a_dump_under_another_name_is_the_same(tmp_path: Path) -> None:
    path = write_page(tmp_path, OLD)
    before = remembered(path)
    moved = str(tmp_path / "moved.txt")
    os.rename(path, moved)
    assert new(read(before, moved)) == []


def test_a_dump_that_is_gone_or_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    path = write_page(tmp_path, OLD)
    sources = find_sources([path, str(tmp_path / "gone.txt")])
    assert len(fingerprints(sources)) == 1
    assert [dump.new_from_line for dump in new_first(sources, fingerprints(sources))] == [1, None]


def test_the_state_file_remembers_dumps_also_before_its_marks_are_read(tmp_path: Path) -> None:
    dumps = remembered(write_page(tmp_path, OLD, name='a [b] "c".txt'), write_page(tmp_path, LATE, name="b.txt"))
    file = tmp_path / "state.toml"
    for dump in dumps:
        MarkStore(file).record_dumps([dump])
    assert sorted(MarkStore(file).dumps) == sorted(dumps)
    assert sorted(MarkStore(file)._keeper.__class__(file).dumps()) == sorted(dumps)
    before = file.read_bytes()
    MarkStore(file).record_dumps(dumps)
    assert file.read_bytes() == before
