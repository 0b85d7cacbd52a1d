"""Marks survive any program that replaces the state file, whether a reader is open or not."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from paperreader.marks import READ, STARRED, MarkStore, file_age, journal
from paperreader.marks.table import LogEvent, MarkTable
from tests.libraries import NOON, change, marks_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


def replace(file: Path, content: bytes) -> None:
    """Replace the file by a copy, as git and Syncthing do."""
    copy = file.with_name("copy")
    copy.write_bytes(content)
    copy.rename(file)


def journal_of(file: Path) -> Path:
    (found,) = file.parent.glob(".state.toml.*.journal")
    return found


# -- overwritten marks ---------------------------------------------------------------------------------


def test_a_mark_is_given_back_when_nothing_was_open_while_an_older_copy_replaced_the_file(file: Path) -> None:
    MarkStore(file).apply([change("before")])
    older = file.read_bytes()
    MarkStore(file).apply([change("a")])
    MarkStore(file).apply([change("b", STARRED)])
    replace(file, older)
    store = MarkStore(file)
    assert marks_of(store) == {("before", READ), ("a", READ), ("b", STARRED)}
    assert "lacked 2 marks saved before" in store.messages[0]
    assert marks_of(MarkStore(file)) == marks_of(store)
    assert MarkStore(file).messages == []


def rename_machine(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(nodename=name))


@pytest.mark.parametrize("name", ["another", "", "a/../b", "caf\udcff\n"])
def test_marks_are_given_back_when_the_machine_has_another_name_since(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    MarkStore(file).apply([change("before")])
    older = file.read_bytes()
    MarkStore(file).apply([change("a")])
    rename_machine(monkeypatch, name)
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("before", READ), ("a", READ)}
    MarkStore(file).apply([change("b")])
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("before", READ), ("a", READ), ("b", READ)}
    assert len(list(file.parent.glob(".state.toml.*.journal"))) == 2


def test_a_journal_under_another_name_is_read_for_a_week(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MarkStore(file).compact()
    empty = file.read_bytes()
    MarkStore(file).apply([change("a")])
    replace(file, empty)
    os.utime(journal_of(file), (1, 1))
    rename_machine(monkeypatch, "another")
    assert marks_of(MarkStore(file)) == set()
    monkeypatch.undo()
    assert marks_of(MarkStore(file)) == {("a", READ)}


def test_the_journal_of_another_state_file_is_not_read(file: Path) -> None:
    MarkStore(file.with_name("state.toml.00000000")).apply([change("a")])
    MarkStore(file.with_name("state")).apply([change("b")])
    assert marks_of(MarkStore(file)) == set()


def test_marks_are_given_back_to_a_file_that_was_deleted(file: Path) -> None:
    MarkStore(file).apply([change("a")])
    file.unlink()
    assert marks_of(MarkStore(file)) == {("a", READ)}
    assert file.exists()


def test_an_open_reader_gives_back_what_others_marked(file: Path) -> None:
    MarkStore(file).apply([change("before")])
    older = file.read_bytes()
    reader = MarkStore(file)
    MarkStore(file).apply([change("a")])
    reader.refresh()
    journal_of(file).unlink()
    replace(file, older)
    reader.refresh()
    assert marks_of(reader) == marks_of(MarkStore(file)) == {("before", READ), ("a", READ)}


def test_a_newer_mark_in_the_copy_stands(file: Path) -> None:
    other = file.with_name("other.toml")
    MarkStore(other).apply([change("a", on=False, at=NOON + timedelta(hours=1))])
    MarkStore(file).apply([change("a"), change("b")])
    replace(file, other.read_bytes())
    assert marks_of(MarkStore(file)) == {("b", READ)}


def test_merged_marks_and_those_of_a_compacted_file_are_given_back(file: Path) -> None:
    copy = file.with_name("state.other.toml")
    MarkStore(copy).apply([change("merged")])
    MarkStore(file).apply([change("a")])
    older = file.read_bytes()
    MarkStore(file).merge([copy])
    MarkStore(file).compact()
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("a", READ), ("merged", READ)}


def test_without_its_journal_a_backup_is_what_it_was(file: Path) -> None:
    MarkStore(file).apply([change("before")])
    older = file.read_bytes()
    MarkStore(file).apply([change("a")])
    journal_of(file).unlink()
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("before", READ)}


def test_a_record_that_its_writer_could_not_finish_hides_none_of_the_others(file: Path) -> None:
    MarkStore(file).apply([change("before")])
    older = file.read_bytes()
    MarkStore(file).apply([change("a")])
    kept = journal_of(file)
    kept.write_bytes(kept.read_bytes() + kept.read_bytes()[kept.read_bytes().rindex(b"\n[[") : -20])
    MarkStore(file).apply([change("b")])
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("before", READ), ("a", READ), ("b", READ)}


@pytest.mark.parametrize("setting", [("KEPT", timedelta(0)), ("LARGEST", 0)])
def test_the_journal_keeps_the_marks_of_its_last_two_files(
    file: Path, monkeypatch: pytest.MonkeyPatch, setting: tuple[str, object]
) -> None:
    monkeypatch.setattr(journal, *setting)
    MarkStore(file).compact()
    empty = file.read_bytes()
    for key in "abc":
        MarkStore(file).apply([change(key)])
    replace(file, empty)
    assert marks_of(MarkStore(file)) == {("b", READ), ("c", READ)}


def records_of(file: Path) -> tuple[bytes, list[bytes]]:
    """Return the head of a file, and the records behind it."""
    head, *records = file.read_bytes().split(b"\n[[event]]\n")
    return head, [b"\n[[event]]\n" + record for record in records]


def test_a_mark_is_given_back_that_was_overwritten_in_place_before_later_ones(file: Path) -> None:
    MarkStore(file).compact()
    for key in "ab":
        MarkStore(file).apply([change(key)])
    MarkStore(file).apply([change(f"paper-{number:02}") for number in range(40)])  # as an open reader gives them back
    head, records = records_of(file)
    replace(file, head + records[0] + b"".join(records[2:]))
    assert ("b", READ) in marks_of(MarkStore(file))


def test_all_marks_of_the_journal_are_given_back_to_a_damaged_file(file: Path) -> None:
    MarkStore(file).compact()
    for number in range(50):
        MarkStore(file).apply([change(f"paper-{number:02}")])
    head, records = records_of(file)
    records[5] = bytes(len(records[5]))  # as the rest of a file that was cut meanwhile leaves a hole
    replace(file, head + b"".join(records))
    os.utime(file, (1, 1))
    assert len(marks_of(MarkStore(file))) == 50


def test_a_journal_with_marks_older_than_those_of_the_file_is_not_read_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in "abc":
        MarkStore(file).apply([change(key)])
    other = file.with_name("other.toml")
    MarkStore(other).apply([change("a", on=False, at=NOON + timedelta(hours=1))])
    MarkStore(file).merge([other])
    rename_machine(monkeypatch, "another")
    MarkStore(file).apply([change("c", on=False, at=NOON + timedelta(hours=1))])
    monkeypatch.setattr(journal, "_read", lambda _: pytest.fail("it was read whole"))
    assert marks_of(MarkStore(file)) == {("b", READ)}


def test_a_mark_taken_back_while_it_is_given_back_stays_taken_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MarkStore(file).apply([change("before")])
    older, reader = file.read_bytes(), MarkStore(file)
    MarkStore(file).apply([change("a")])
    replace(file, older)
    read = journal.MarkJournal.missing_in

    def read_while_a_key_is_pressed(kept: journal.MarkJournal, table: MarkTable, *, damaged: bool) -> list[LogEvent]:
        lost = read(kept, table, damaged=damaged)
        reader.set([change("a", on=False, at=NOON + timedelta(hours=1))])
        return lost

    with monkeypatch.context() as patched:
        patched.setattr(journal.MarkJournal, "missing_in", read_while_a_key_is_pressed)
        reader.refresh()
    assert marks_of(reader) == marks_of(MarkStore(file)) == {("before", READ)}


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 70, b"# 9999-12-31T00:00:00Z: marks", b"# 0001-01-01: marks", b"[[event]]\n" * 3]
)
def test_what_is_no_journal_hinders_no_mark(file: Path, content: bytes) -> None:
    MarkStore(file).apply([change("a")])
    journal_of(file).write_bytes(content)
    store = MarkStore(file)
    store.apply([change("b")])
    assert (marks_of(MarkStore(file)), store.messages) == ({("a", READ), ("b", READ)}, [])


@pytest.mark.parametrize("put", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/null", path)])
def test_what_stands_in_the_place_of_the_journal_is_put_aside(file: Path, put: Callable[[Path], None]) -> None:
    MarkStore(file).apply([change("a")])
    older, path = file.read_bytes(), journal_of(file)
    path.unlink()
    put(path)
    MarkStore(file).apply([change("b")])
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_journal_that_may_not_be_opened_is_put_aside(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MarkStore(file).apply([change("a")])
    older, foreign, real_open = file.read_bytes(), journal_of(file).stat().st_ino, os.open

    def open_own(path: Path, flags: int, mode: int = 0o777) -> int:
        if os.path.lexists(path) and os.lstat(path).st_ino == foreign:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, flags, mode)

    monkeypatch.setattr(os, "open", open_own)
    MarkStore(file).apply([change("b")])
    replace(file, older)
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_who_may_write_the_file_may_write_the_journal(file: Path) -> None:
    file.touch()
    file.chmod(0o660)
    os.utime(file, (1, 1))
    MarkStore(file).apply([change("a")])
    assert stat.S_IMODE(journal_of(file).stat().st_mode) == 0o660


# -- files that another program is writing -------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_a_mark_waits_while_another_program_writes_the_file_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(file_age, "LOOK", 0.3)
    MarkStore(file).apply([change(f"paper-{number}") for number in range(20)])
    MarkStore(file).compact()
    whole = file.read_bytes()
    journal_of(file).unlink()
    file.unlink()
    with file.open("wb", buffering=0) as writer:
        writer.write(whole[: int(len(whole) * share)])
        rest = threading.Timer(0.05, writer.write, [whole[int(len(whole) * share) :]])
        rest.start()
        store = MarkStore(file)
        rest.join()
    store.apply([change("new")])
    assert len(marks_of(MarkStore(file))) == 21
    assert store.messages == []


def test_a_file_that_was_left_alone_is_not_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_age, "LOOK", 60)
    file.write_text("[papers.a\n")
    os.utime(file, (1, 1))
    assert "broken" in MarkStore(file).messages[0]
