"""The append log: recognizing appended, rewritten and replaced files, and failing writes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from paperreader.marks.log import AppendLog

CONTENT = b"".join(b"line %d\n" % number for number in range(200))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "state.toml"
    file.write_bytes(CONTENT)
    return file


@pytest.fixture
def log(file: Path) -> AppendLog:
    """A log that has read the whole file."""
    log = AppendLog(file)
    with log.opened() as descriptor:
        content = log.read_all(descriptor)
        log.accept(descriptor, content, len(content.data))
    return log


def rewrite_in_place(file: Path, content: bytes) -> None:
    """Write a file again from its beginning, with the same inode and a later time."""
    before = file.stat()
    with file.open("r+b") as opened:
        opened.truncate(0)
        opened.write(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert file.stat().st_ino == before.st_ino


def replace_by_rename(file: Path, content: bytes) -> None:
    before = file.stat().st_ino
    copy = file.with_name("copy.toml")
    copy.write_bytes(content)
    copy.rename(file)
    assert file.stat().st_ino != before


# -- replaced ----------------------------------------------------------------------------------------


def test_an_unchanged_file_is_not_replaced(log: AppendLog) -> None:
    assert not log.is_replaced()


@pytest.mark.parametrize("content", [CONTENT[:-20], CONTENT, CONTENT + b"more\n"])
def test_another_file_under_the_same_path_is_a_replacement_whatever_its_size(
    log: AppendLog, file: Path, content: bytes
) -> None:
    replace_by_rename(file, content)
    assert log.is_replaced()


@pytest.mark.parametrize("content", [CONTENT[:-20], CONTENT.swapcase()])
def test_a_file_with_the_same_inode_that_did_not_grow_is_a_replacement(
    log: AppendLog, file: Path, content: bytes
) -> None:
    rewrite_in_place(file, content)
    assert log.is_replaced()


def test_a_file_that_grew_is_not_replaced(log: AppendLog, file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"more\n")
    assert not log.is_replaced()


def test_a_missing_file_counts_as_replaced(log: AppendLog, file: Path) -> None:
    file.unlink()
    assert log.is_replaced()


def test_a_file_that_was_never_read_counts_as_replaced(file: Path) -> None:
    assert AppendLog(file).is_replaced()


# -- reading -----------------------------------------------------------------------------------------


def test_only_appended_bytes_are_read(log: AppendLog, file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"more\n")
    with log.opened() as descriptor:
        content = log.read_appended(descriptor)
    assert content is not None
    assert (content.start, content.data) == (len(CONTENT), b"more\n")


@pytest.mark.parametrize("content", [CONTENT[:-20], CONTENT.swapcase() + b"more\n"])
def test_a_file_rewritten_in_place_is_read_from_its_beginning(log: AppendLog, file: Path, content: bytes) -> None:
    rewrite_in_place(file, content)
    with log.opened() as descriptor:
        assert log.read_appended(descriptor) is None
        assert log.read_all(descriptor).data == content


def test_unfinished_bytes_are_cut_off_only_under_the_lock(file: Path) -> None:
    log = AppendLog(file)
    with log.opened() as descriptor:
        log.accept(descriptor, log.read_all(descriptor), 100)
    assert file.read_bytes() == CONTENT
    with log.locked() as descriptor:
        log.cut_unfinished(descriptor)
    assert file.read_bytes() == CONTENT[:100]
    assert not log.has_changed()


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"), AppendLog(tmp_path / "pipe").opened():
        pass


# -- writing -----------------------------------------------------------------------------------------


def test_a_failed_append_leaves_nothing(log: AppendLog, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def write_half_then_fail(descriptor: int, data: bytes) -> int:
        write(descriptor, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    with log.locked() as descriptor:
        monkeypatch.setattr(os, "write", write_half_then_fail)
        with pytest.raises(OSError, match="No space left"):
            log.append(descriptor, b"one more line\n")
    assert file.read_bytes() == CONTENT


def test_a_replacement_is_known_and_keeps_the_permissions(log: AppendLog, file: Path) -> None:
    file.chmod(0o640)
    with log.locked() as descriptor:
        assert log.replace(descriptor, b"new\n")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new\n", 0o640)
    assert not log.has_changed()


def test_a_file_that_was_replaced_while_locked_is_not_overwritten(log: AppendLog, file: Path) -> None:
    with log.locked() as descriptor:
        replace_by_rename(file, b"other\n")
        assert not log.replace(descriptor, b"new\n")
    assert file.read_bytes() == b"other\n"
    assert list(file.parent.iterdir()) == [file]
