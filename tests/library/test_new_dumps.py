"""Dumps that are new since the last session, and the papers that are new because of them."""

from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from paperreader.library.library import Library
from paperreader.library.loading import load_library
from paperreader.library.new_dumps import fingerprints, new_first
from paperreader.marks import DumpFingerprint, MarkStore
from paperreader.query.parser import parse
from paperreader.query.selection import select
from paperreader.source import Source, find_sources
from tests.tui.harness import page, write_page

OLD, OTHER, LATE = "An old paper about one thing", "Another paper about a thing", "A late paper about more things"


def read(known: list[DumpFingerprint], *paths: str) -> Library:
    library, errors = load_library(paths, arrange=lambda dumps: new_first(dumps, known))
    assert errors == []
    return library


def recorded(*paths: str) -> list[DumpFingerprint]:
    """Return the fingerprints that a session with these dumps records."""
    return fingerprints(read([], *paths).sources)


def new(library: Library) -> list[str]:
    return [library.titles[row] for row in select(parse("is:new"), library).rows]


def test_before_the_first_session_all_papers_are_new_and_in_their_order(tmp_path: Path) -> None:
    paths = write_page(tmp_path, OLD, name="b.txt"), write_page(tmp_path, OTHER, name="a.txt")
    assert new(read([], *paths)) == [OLD, OTHER]


def test_a_known_dump_is_not_new_and_comes_after_new_ones(tmp_path: Path) -> None:
    old = write_page(tmp_path, OLD, name="old.txt")
    library = read(recorded(old), old, write_page(tmp_path, LATE, name="late.txt"))
    assert library.titles == [LATE, OLD]
    assert new(library) == [LATE]


def test_a_paper_that_is_also_in_a_known_dump_is_not_new(tmp_path: Path) -> None:
    old = write_page(tmp_path, OLD, name="old.txt")
    assert new(read(recorded(old), old, write_page(tmp_path, OLD, LATE, name="late.txt"))) == [LATE]


def test_the_end_appended_to_a_known_dump_is_new(tmp_path: Path) -> None:
    for count in (1, 40):  # shorter and longer than the hashed bytes
        known = [f"Paper number {number} about one thing and another" for number in range(count)]
        path = write_page(tmp_path, *known)
        before = recorded(path)
        Path(path).write_text(Path(path).read_text() + page(LATE))
        library = read(before, path)
        assert library.titles == [*known, LATE]
        assert new(library) == [LATE]


def test_a_dump_with_the_beginning_of_a_longer_known_one_is_new(tmp_path: Path) -> None:
    papers = [f"Paper number {number} about one thing and another" for number in range(40)]
    before = recorded(write_page(tmp_path, *papers))
    assert new(read(before, write_page(tmp_path, *papers[:30]))) == papers[:30]


def test_of_two_dumps_that_begin_alike_each_is_known_by_itself(tmp_path: Path) -> None:
    papers = [f"Paper number {number} about one thing and another" for number in range(40)]
    first = write_page(tmp_path, *papers, name="first.txt")
    second = write_page(tmp_path, *papers[:30], LATE, *papers[30:], name="second.txt")
    assert new(read(recorded(first), first, second)) == [LATE]
    longer = [
        max(recorded(first, second), key=lambda dump: dump.size)
    ]  # which the state file of an earlier version has
    assert [dump.new_from_line for dump in new_first(find_sources([first, second]), longer)] == [None, None]


def test_a_renamed_dump_is_known(tmp_path: Path) -> None:
    path = write_page(tmp_path, OLD)
    before = recorded(path)
    moved = str(tmp_path / "moved.txt")
    os.rename(path, moved)
    assert new(read(before, moved)) == []


def test_a_dump_that_cannot_be_read_is_not_recorded(tmp_path: Path) -> None:
    path = write_page(tmp_path, OLD)
    sources = find_sources([path, str(tmp_path / "gone.txt")])
    assert len(fingerprints(sources)) == 1
    assert [dump.new_from_line for dump in new_first(sources, fingerprints(sources))] == [1, None]


def test_the_state_file_records_dumps_even_before_its_marks_are_read(tmp_path: Path) -> None:
    dumps = recorded(write_page(tmp_path, OLD, name='a [b] "c".txt'), write_page(tmp_path, LATE, name="b.txt"))
    file = tmp_path / "state.toml"
    for dump in dumps:
        MarkStore(file).record_dumps([dump])
    assert sorted(MarkStore(file).dumps) == sorted(dumps)
    assert sorted(MarkStore(file, defer_above=0).dumps) == sorted(dumps)
    before = file.read_bytes()
    MarkStore(file).record_dumps(dumps)
    assert file.read_bytes() == before


def test_a_packed_dump_and_one_in_an_archive_are_known_again(tmp_path: Path) -> None:
    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(page(OLD).encode()))
    archived = tmp_path / "b.zip"
    with zipfile.ZipFile(archived, "w") as archive:
        archive.writestr("b.txt", page(OTHER))
    known = recorded(str(packed), str(archived))
    assert [dump.name for dump in known] == ["a.gz", "b.txt"]
    library = read(known, str(packed), str(archived), write_page(tmp_path, LATE, name="late.txt"))
    assert library.titles == [LATE, OLD, OTHER]
    assert new(library) == [LATE]


def test_of_an_unknown_packed_dump_only_the_beginning_is_read_to_tell_that_it_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = recorded(write_page(tmp_path, OLD))
    (tmp_path / "a.gz").write_bytes(gzip.compress(page(LATE).encode()))
    monkeypatch.setattr(Source, "size", property(lambda _: pytest.fail("the dump is unpacked to its end")))
    assert [dump.new_from_line for dump in new_first(find_sources([str(tmp_path / "a.gz")]), known)] == [1]


def test_many_dumps_that_begin_alike_are_each_looked_at_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each was compared with each for each size recorded: 80 grown ones kept the first picture for 11 s."""
    count = 12
    looks: list[Source] = []
    same = [f"Paper number {number} about one thing and another" for number in range(40)]
    paths = [write_page(tmp_path, *same, *same[:number], name=f"{number}.txt") for number in range(count)]
    known = recorded(*paths)
    for number, path in enumerate(paths):
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"\n{LATE}\n" * (number + 20))
    head = Source.head

    def look(dump: Source) -> bytes:
        looks.append(dump)
        return head(dump)

    monkeypatch.setattr(Source, "head", look)
    dumps = new_first(find_sources(paths), known)
    assert [dump.new_from_line is not None for dump in dumps] == [True] * count
    assert len(looks) <= 3 * count
