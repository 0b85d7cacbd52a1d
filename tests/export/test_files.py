"""Export files are written whole or not at all, and overwrite a file only if that is asked for."""

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


def failing_pieces(error: BaseException) -> Iterator[str]:
    yield "a first piece"
    raise error


def test_the_pieces_are_written_unchanged(file: Path) -> None:
    write_export(file, ["a\r\n", "é\n", "\udcff"], replace=False)
    assert file.read_bytes() == b"a\r\n\xc3\xa9\n?"


def test_an_existing_file_is_overwritten_only_with_replace(file: Path) -> None:
    file.write_text("old")
    with pytest.raises(FileAlreadyExistsError, match="exists"):
        write_export(file, ["new"], replace=False)
    assert file.read_text() == "old"
    write_export(file, ["new"], replace=True)
    assert file.read_text() == "new"


def test_a_file_created_during_the_export_is_not_overwritten(file: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "mine"
        file.write_text("theirs")

    with pytest.raises(FileAlreadyExistsError):
        write_export(file, pieces(), replace=False)
    assert file.read_text() == "theirs"
    assert [other.name for other in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("error", [PaperReaderError("page.txt changed"), KeyboardInterrupt(), OSError(28, "No space")])
def test_an_error_during_the_export_leaves_the_folder_unchanged(file: Path, error: BaseException) -> None:
    for before in (None, "old"):
        if before:
            file.write_text(before)
        with pytest.raises((PaperReaderError, KeyboardInterrupt)):
            write_export(file, failing_pieces(error), replace=True)
        assert [other.read_text() for other in file.parent.iterdir()] == ([before] if before else [])


def test_a_replaced_file_keeps_its_mode_and_a_new_file_follows_the_umask(file: Path) -> None:
    before = os.umask(0o027)
    try:
        write_export(file, ["new"], replace=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    file.chmod(0o600)
    write_export(file, ["newer"], replace=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_may_not_be_looked_into_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", denied)
    with pytest.raises(PaperReaderError, match=r"cannot write .*refs\.bib: Permission denied \(check that"):
        write_export(file, ["new"], replace=False)


def test_a_symbolic_link_is_followed(file: Path) -> None:
    link = file.with_name("link")
    for exists in (False, True):
        link.unlink(missing_ok=True)
        link.symlink_to(file)
        write_export(link, [f"new {exists}"], replace=exists)
        assert link.is_symlink()
        assert file.read_text() == f"new {exists}"


def test_a_pipe_and_a_device_are_written_and_not_replaced(file: Path) -> None:
    os.mkfifo(file)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(file.read_text()))
    reader.start()
    write_export(file, ["through ", "the pipe"], replace=False)
    reader.join()
    assert read == ["through the pipe"]
    assert file.is_fifo()
    write_export(Path(os.devnull), ["nowhere"], replace=False)


@pytest.mark.parametrize("path", ["missing/refs.bib", "page.txt/refs.bib", ".", ""])
def test_a_path_that_cannot_be_written_is_an_error_with_a_hint(file: Path, path: str) -> None:
    (file.parent / "page.txt").write_text("a file")
    with pytest.raises(PaperReaderError) as error:
        write_export(file.parent / path, ["new"], replace=True)
    assert error.value.hint
    assert [other.name for other in file.parent.iterdir()] == ["page.txt"]


def test_the_longest_file_name_can_be_written(file: Path) -> None:
    long = file.with_name("n" * 255)
    write_export(long, ["new"], replace=False)
    assert long.read_text() == "new"


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PaperReaderError, match="cannot write"):
        write_export(tmp_path / "pipe", ["text"], replace=False, waits=False)
