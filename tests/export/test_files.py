"""Files that exports are written to: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.errors import PaperReaderError
from paperreader.export.files import FileAlreadyExistsError, write_export


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "refs.bib"


def broken(error: BaseException) -> Iterator[str]:
    yield "a first piece"
    raise error


def test_the_pieces_are_in_the_file_as_they_are(file: Path) -> None:
    write_export(file, ["a\r\n", "é\n", "\udcff"], replace=False)
    assert file.read_bytes() == b"a\r\n\xc3\xa9\n?"


def test_a_file_is_written_over_only_when_that_is_asked_for(file: Path) -> None:
    file.write_text("old")
    with pytest.raises(FileAlreadyExistsError, match="exists"):
        write_export(file, ["new"], replace=False)
    assert file.read_text() == "old"
    write_export(file, ["new"], replace=True)
    assert file.read_text() == "new"


def test_a_file_that_comes_meanwhile_is_not_written_over(file: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "mine"
        file.write_text("theirs")

    with pytest.raises(FileAlreadyExistsError):
        write_export(file, pieces(), replace=False)
    assert file.read_text() == "theirs"
    assert [other.name for other in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("error", [PaperReaderError("page.txt changed"), KeyboardInterrupt(), OSError(28, "No space")])
def test_what_stops_half_way_leaves_all_as_it_was(file: Path, error: BaseException) -> None:
    for before in (None, "old"):
        if before:
            file.write_text(before)
        with pytest.raises((PaperReaderError, KeyboardInterrupt)):
            write_export(file, broken(error), replace=True)
        assert [other.read_text() for other in file.parent.iterdir()] == ([before] if before else [])


def test_a_replaced_file_keeps_its_mode_and_a_new_one_follows_the_mask(file: Path) -> None:
    before = os.umask(0o027)
    try:
        write_export(file, ["new"], replace=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    file.chmod(0o600)
    write_export(file, ["newer"], replace=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_is_followed(file: Path) -> None:
    link = file.with_name("link")
    for there in (False, True):
        link.unlink(missing_ok=True)
        link.symlink_to(file)
        write_export(link, [f"new {there}"], replace=there)
        assert link.is_symlink()
        assert file.read_text() == f"new {there}"


def test_a_pipe_and_a_device_are_written_to_and_not_replaced(file: Path) -> None:
    os.mkfifo(file)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(file.read_text()))
    reader.start()
    write_export(file, ["through ", "the pipe"], replace=False)
    reader.join()
    assert read == ["through the pipe"]
    assert file.is_fifo()
    write_export(Path(os.devnull), ["nowhere"], replace=False)


@pytest.mark.parametrize("place", ["missing/refs.bib", "page.txt/refs.bib", ".", ""])
def test_what_cannot_be_written_is_told_with_what_to_do(file: Path, place: str) -> None:
    (file.parent / "page.txt").write_text("a file")
    with pytest.raises(PaperReaderError) as told:
        write_export(file.parent / place, ["new"], replace=True)
    assert told.value.hint
    assert [other.name for other in file.parent.iterdir()] == ["page.txt"]


def test_a_name_may_be_as_long_as_names_can_be(file: Path) -> None:
    long = file.with_name("n" * 255)
    write_export(long, ["new"], replace=False)
    assert long.read_text() == "new"
