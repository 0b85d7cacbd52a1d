"""The state file as bytes: what of it is known, when it is another file, and what a failed write leaves."""

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
    """Write a file anew under the same number, at a later time."""
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
def test_a_file_with_the_same_number_that_did_not_grow_is_a_replacement(
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
