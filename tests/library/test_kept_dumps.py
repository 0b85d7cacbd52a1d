"""The copies of dumps that `paperreader add` keeps."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import re
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import paperreader
from paperreader.errors import PaperReaderError
from paperreader.library.kept_dumps import add_copy
from paperreader.source import find_sources
from tests.strategies import PagePaper, page

ABSTRACT = ("We study how large models represent the structure of the tasks that they are trained on. " * 4).strip()
ONE = page(
    [PagePaper("One Title of a Paper", ABSTRACT, 6, 26, 0, 2), PagePaper("A Second One of Them", ABSTRACT, 6, 1)]
)
OTHER = page([PagePaper("Another Title of a Paper", ABSTRACT, 6, 26, 2023, 4)] * 2)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "dumps"


def written(path: Path, data: bytes | str = ONE) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def copied(folder: Path, *paths: str) -> list[tuple[str, int]]:
    """Return the names of the copies and their numbers of papers."""
    return [(copy.name, papers) for copy, papers in add_copy(paths, find_sources(paths), folder)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_dump_is_copied_byte_for_byte_and_its_papers_counted(tmp_path: Path, folder: Path) -> None:
    data = ONE.replace("\n", "\r\n").encode().replace(b"large", b"l\xffrge", 1)
    assert copied(folder, written(tmp_path / "a.txt", data)) == [("a.txt", 2)]
    assert (folder / "a.txt").read_bytes() == data
    assert names(folder) == ["a.txt"]


def test_a_copy_has_the_same_papers_with_the_same_dates(tmp_path: Path, folder: Path) -> None:
    path = written(tmp_path / "a.txt")
    stamp = (date(2021, 6, 1) - date(1970, 1, 1)).days * 86400
    os.utime(path, (stamp, stamp))
    copied(folder, path)
    before, after = paperreader.load([path]), paperreader.load([str(folder)])
    assert [paper.date_text for paper in after.papers] == ["2021-06-26", "2021-06-01"]
    assert [(paper.key, paper.date) for paper in after.papers] == [(paper.key, paper.date) for paper in before.papers]


def test_a_dump_that_only_its_owner_may_read_stays_so(tmp_path: Path, folder: Path) -> None:
    path = Path(written(tmp_path / "a.txt"))
    path.chmod(0o600)
    copied(folder, str(path))
    assert (folder / "a.txt").stat().st_mode & 0o777 == 0o600


def test_dumps_of_one_name_that_are_kept_at_once_get_their_own_files(tmp_path: Path, folder: Path) -> None:
    paths = [
        written(tmp_path / f"{number}" / "a.txt", ONE.replace("One Title", f"Title {number}")) for number in range(6)
    ]
    with ThreadPoolExecutor() as threads:
        told = [name for found in threads.map(lambda path: copied(folder, path), paths) for name, _ in found]
    assert sorted(told) == names(folder)
    assert len(told) == 6


def test_the_same_dump_is_not_copied_twice(tmp_path: Path, folder: Path) -> None:
    path = written(tmp_path / "a.txt")
    assert copied(folder, path) == copied(folder, path) == [("a.txt", 2)]
    assert names(folder) == ["a.txt"]


def test_another_dump_of_the_same_name_gets_a_number(tmp_path: Path, folder: Path) -> None:
    one, other = written(tmp_path / "a.txt"), written(tmp_path / "b/a.txt", OTHER)
    assert copied(folder, one) + copied(folder, other) == [("a.txt", 2), ("a-2.txt", 2)]
    assert copied(folder, other) == [("a-2.txt", 2)]
    assert names(folder) == ["a-2.txt", "a.txt"]


def test_two_dumps_of_the_same_name_are_copied_in_one_call(tmp_path: Path, folder: Path) -> None:
    one, other = written(tmp_path / "a.txt"), written(tmp_path / "b/a.txt", OTHER)
    assert copied(folder, one, other) == [("a.txt", 2), ("a-2.txt", 2)]


def test_a_packed_dump_is_copied_as_plain_text(tmp_path: Path, folder: Path) -> None:
    assert copied(folder, written(tmp_path / "a.txt.gz", gzip.compress(ONE.encode()))) == [("a.txt", 2)]
    assert (folder / "a.txt").read_bytes() == ONE.encode()


def test_a_utf_16_dump_is_copied_as_utf_8(tmp_path: Path, folder: Path) -> None:
    copied(folder, written(tmp_path / "a.txt", ONE.encode("utf-16")))
    assert (folder / "a.txt").read_bytes() == ONE.encode()


def test_the_copy_of_standard_input_is_named_by_date_and_time(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(written(tmp_path / "a.txt")).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        ((name, papers),) = copied(folder, "-")
    assert papers == 2
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.txt", name)
    assert (folder / name).read_bytes() == ONE.encode()


def test_the_dumps_of_a_folder_are_copied_and_other_files_are_not(tmp_path: Path, folder: Path) -> None:
    written(tmp_path / "in/a.txt")
    written(tmp_path / "in/sub/b.txt", OTHER)
    written(tmp_path / "in/notes.md", "# Notes\n\nMilk.\n")
    assert [name for name, _ in copied(folder, str(tmp_path / "in"))] == ["a.txt", "b.txt"]
    assert names(folder) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", [".hidden.txt", ".gz", "a.txt", "no-suffix", "two.dots.txt"])
def test_a_copy_opens_by_default_whatever_the_name_of_the_dump(tmp_path: Path, folder: Path, name: str) -> None:
    copied(folder, written(tmp_path / name))
    assert len(paperreader.load([str(folder)])) == 2


@pytest.mark.parametrize(
    ("data", "why"), [(b"", "is empty"), (b"\0\0", "is a binary file"), (b"# Notes\n\nMilk.\n", "no papers found")]
)
def test_nothing_is_copied_if_one_file_is_no_dump(tmp_path: Path, folder: Path, data: bytes, why: str) -> None:
    good, bad = written(tmp_path / "a.txt"), written(tmp_path / "b.txt", data)
    with pytest.raises(PaperReaderError, match=why):
        copied(folder, good, bad)
    assert names(folder) == []


def test_a_missing_dump_is_an_error(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(PaperReaderError, match=r"cannot read .*gone\.txt"):
        copied(folder, str(tmp_path / "gone.txt"))


def test_a_folder_that_cannot_be_created_is_an_error(tmp_path: Path) -> None:
    path, file = written(tmp_path / "a.txt"), Path(written(tmp_path / "file"))
    with pytest.raises(PaperReaderError, match=r"cannot copy .*a\.txt to .*file"):
        copied(file / "dumps", path)


def test_a_failed_copy_leaves_no_file(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.txt")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PaperReaderError, match=r"cannot copy .*: No space left"):
        copied(folder, path)
    assert names(folder) == []


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_a_dump_packed_otherwise_is_copied_as_plain_text(
    tmp_path: Path, folder: Path, pack: Callable[[bytes], bytes]
) -> None:
    suffix = {bz2.compress: "bz2", lzma.compress: "xz"}[pack]
    assert copied(folder, written(tmp_path / f"a.txt.{suffix}", pack(ONE.encode()))) == [("a.txt", 2)]
    assert (folder / "a.txt").read_bytes() == ONE.encode()


def test_the_dumps_in_an_archive_are_copied_with_its_day(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sub/a.txt", ONE)
        archive.writestr("b.txt", OTHER)
        archive.writestr("c.pdf", "%PDF-1.4")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert sorted(copied(folder, str(path))) == [("a.txt", 2), ("b.txt", 2)]
    assert (folder / "a.txt").read_bytes() == ONE.encode()
    assert (folder / "b.txt").stat().st_mtime == 1_600_000_000


def test_a_packed_dump_that_was_cut_is_not_copied(tmp_path: Path, folder: Path) -> None:
    many = page([PagePaper(f"Title Number {number} of a Paper", f"{number} {ABSTRACT}") for number in range(300)])
    packed = gzip.compress(many.encode())
    with pytest.raises(PaperReaderError, match="only a part of"):
        copied(folder, written(tmp_path / "a.gz", packed[: len(packed) // 2]))
    assert names(folder) == []
