"""Memory and file are kept equal: other windows, copies, edits by hand, and the writer thread."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from paperreader.errors import PaperReaderError
from paperreader.marks import (
    READ,
    STARRED,
    DumpFingerprint,
    MarkStore,
    backup,
    file_age,
    file_lock,
    file_sync,
    log,
    writer_thread,
)
from paperreader.marks.document import StateDocument
from paperreader.marks.file_sync import FileSync
from paperreader.marks.merge import check_file, merge_for_git
from paperreader.marks.table import MarkTable
from tests.libraries import NOON, change, marks_of

HOUR = timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


class Changes:
    """A callback of the writer thread that lets a test wait for a change."""

    def __init__(self) -> None:
        self._condition = threading.Condition()

    def __call__(self) -> None:
        with self._condition:
            self._condition.notify_all()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        with self._condition:
            assert self._condition.wait_for(holds, 10)


@contextmanager
def with_writer(file: Path, **options: Any) -> Iterator[tuple[MarkStore, Changes]]:
    """A store with a writer thread, as the reader has it."""
    store, changes = MarkStore(file, **options), Changes()
    store.start_writer(changes)
    try:
        yield store, changes
    finally:
        store.stop_writer()


# -- records ------------------------------------------------------------------------------------------


def test_a_mark_is_appended_and_the_rest_of_the_file_is_not_touched(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    before = file.read_bytes()
    store.apply([change("b", STARRED)])
    assert file.read_bytes().startswith(before)
    (event,) = tomllib.loads(file.read_text())["event"]
    assert (event["set"], event["key"], event["at"]) == ("starred", "b", NOON)


def test_a_long_tail_is_compacted_by_the_next_program_that_writes(file: Path) -> None:
    MarkStore(file).apply([change("first")])
    MarkStore(file).apply([change(f"paper-{number:04}") for number in range(1000)])
    assert file.read_text().count("[[event]]") == 1000
    MarkStore(file)
    assert file.read_text().count("[[event]]") == 1000
    MarkStore(file).apply([change("last")])
    assert "[[event]]" not in file.read_text()
    assert "rows = 1002\n" in file.read_text()
    assert len(marks_of(MarkStore(file))) == 1002


def test_the_tail_of_a_file_of_many_papers_may_be_longer_before_it_is_compacted(file: Path) -> None:
    MarkStore(file).apply([change(f"paper-{number:04}") for number in range(8200)])
    MarkStore(file).apply([change(f"paper-{number:04}", STARRED) for number in range(1000)])
    MarkStore(file).apply([change("last")])
    assert file.read_text().count("[[event]]") == 1001


def test_an_unfinished_record_is_removed_before_the_next_is_written(file: Path) -> None:
    MarkStore(file).apply([change("a")])
    MarkStore(file).apply([change("b")])
    whole = file.read_bytes()
    file.write_bytes(whole + whole[whole.rindex(b"\n[[event]]") : -20])
    MarkStore(file).apply([change("c")])
    assert file.read_bytes().startswith(whole)
    assert len(tomllib.loads(file.read_text())["event"]) == 2
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ), ("c", READ)}


# -- other windows ------------------------------------------------------------------------------------------


def test_a_mark_wins_over_a_later_one_of_another_window_that_was_not_yet_read(file: Path) -> None:
    window, other_window = MarkStore(file), MarkStore(file)
    window.apply([change("a", at=NOON)])
    other_window.apply([change("a", on=False, at=NOON + HOUR)])
    window.apply([change("a", STARRED), change("a", READ, at=NOON + HOUR / 2)])  # the other mark is not read yet
    for store in (window, other_window, MarkStore(file)):
        store.refresh()
        assert marks_of(store) == {("a", READ), ("a", STARRED)}


def test_an_older_copy_that_replaces_the_file_gets_the_marks_of_this_session(file: Path) -> None:
    MarkStore(file).apply([change("before")])
    copy = file.read_bytes()
    store = MarkStore(file)
    store.apply([change("a"), change("b", STARRED)])
    (file.parent / "copy").write_bytes(copy)
    os.replace(file.parent / "copy", file)
    store.refresh()
    assert marks_of(MarkStore(file)) == {("before", READ), ("a", READ), ("b", STARRED)}


def test_a_mark_saved_while_an_older_copy_replaces_the_file_is_in_the_new_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, write = MarkStore(file), os.write
    store.apply([change("a")])
    (file.parent / "copy").write_bytes(file.read_bytes())

    def write_after_the_file_is_replaced(descriptor: int, data: bytes) -> int:
        monkeypatch.setattr(os, "write", write)
        os.replace(file.parent / "copy", file)
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", write_after_the_file_is_replaced)
    store.apply([change("b", STARRED)])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", STARRED)}


def test_an_edit_by_hand_of_a_mark_of_this_session_is_kept(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a"), change("b", STARRED)])
    file.write_text(file.read_text().replace("read = 2026", "unread = 2026"))
    store.refresh()
    assert marks_of(store) == marks_of(MarkStore(file)) == {("b", STARRED)}


def test_a_file_that_an_editor_is_still_writing_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_age, "LOOK", 60)
    store = MarkStore(file)
    store.apply([change("a")])
    text = file.read_text()
    for moment in ("", "version = ", text[:-30]):
        file.write_text(moment)
        store.refresh()
        assert file.read_text() == moment
    file.write_text(text.replace('"a"', '"A by hand"'))
    os.utime(file, (1, 1))
    store.refresh()
    assert [paper.title for paper in store.papers()] == ["A by hand"]
    assert [other.name for other in file.parent.iterdir() if "broken" in other.name] == []


def test_a_file_that_stays_broken_is_kept_and_its_readable_marks_are_recovered(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    broken = file.read_text() + '\n[papers.b]\ntitle = "B"\nread = 2026-01-01\n\n[papers.c\n'
    file.write_text(broken)
    store.refresh()
    store.refresh()
    (copy,) = file.parent.glob("state.broken-*.toml")
    assert copy.read_text() == broken
    assert copy.name in store.messages[0]
    assert "the marks of 2 papers were recovered" in store.messages[0]
    assert marks_of(MarkStore(file)) == marks_of(store) == {("a", READ), ("b", READ)}


def test_a_truncated_snapshot_is_reported_and_a_copy_kept(file: Path) -> None:
    MarkStore(file).apply([change("a"), change("b")])
    text = file.read_text()
    cut = text[: text.index("[papers.b]")]
    file.write_text(cut)
    store = MarkStore(file)
    assert "declares 2 papers but contains 1" in store.messages[0]
    assert [copy.read_text() for copy in file.parent.glob("state.broken-*.toml")] == [cut]
    assert (marks_of(MarkStore(file)), MarkStore(file).messages) == ({("a", READ), ("b", READ)}, [])


def test_marks_wait_while_the_file_is_a_newer_programs(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    text = file.read_text()
    file.write_text(text.replace("version = 1", "version = 2"))
    with pytest.raises(PaperReaderError, match="newer"):
        store.apply([change("b")])
    assert "newer" in store.trouble
    file.write_text(text)
    store.save()
    assert (store.trouble, marks_of(MarkStore(file))) == ("", {("a", READ), ("b", READ)})


# -- copies --------------------------------------------------------------------------------------------------


def test_copies_can_be_merged_in_any_order_and_repeatedly(tmp_path: Path) -> None:
    copies = [tmp_path / f"copy-{number}.toml" for number in range(3)]
    for number, copy in enumerate(copies):
        MarkStore(copy).apply([change("common", on=number != 1, at=NOON + number * HOUR), change(f"only-{number}")])
        MarkStore(copy).record_dumps([DumpFingerprint("1a", number, "page.txt", NOON)])
    results = set()
    for number, order in enumerate(permutations(copies)):
        file = tmp_path / f"{number}" / "state.toml"
        MarkStore(file).merge(order)
        MarkStore(file).merge(order[:1])
        results.add(file.read_bytes())
    assert len(results) == 1
    assert marks_of(MarkStore(file)) == {("common", READ), ("only0", READ), ("only1", READ), ("only2", READ)}


def test_a_copy_that_is_not_a_state_file_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    bad, good, file = tmp_path / "bad.toml", tmp_path / "good.toml", tmp_path / "state.toml"
    MarkStore(good).apply([change("a")])
    for text in ("[papers.a", "version = 2\n"):
        bad.write_text(text)
        with pytest.raises(PaperReaderError, match="nothing was merged"):
            MarkStore(file).merge([good, bad])
        with pytest.raises(PaperReaderError):
            merge_for_git(good, bad)
    with pytest.raises(PaperReaderError, match="cannot read"):
        MarkStore(file).merge([tmp_path / "missing.toml"])
    assert not file.exists()
    assert marks_of(MarkStore(good)) == {("a", READ)}


def set_day(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Let the backups be made on a day of January 2026."""
    today = type("Day", (date,), {"today": classmethod(lambda cls: cls(2026, 1, day))})
    monkeypatch.setattr(backup, "date", today)


def test_the_last_three_daily_backups_are_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (1, 1, 2, 3, 4, 5):
        set_day(monkeypatch, day)
        MarkStore(file).apply([change(f"paper-{day}")])
    copies = sorted(file.parent.glob("state.backup-*.toml"))
    assert [copy.name for copy in copies] == [f"state.backup-2026-01-0{day}.toml" for day in (3, 4, 5)]
    assert marks_of(MarkStore(copies[-1])) == {(f"paper{day}", READ) for day in (1, 2, 3, 4)}


def test_days_without_a_mark_replace_no_backup(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MarkStore(file).apply([change("a")])
    os.utime(file, (1, 1))  # saved long before the days on which the reader is only opened
    for day in (1, 2, 3):
        set_day(monkeypatch, day)
        opened = FileSync(file)
        opened.load()
        opened.prepare()  # as the writer thread does soon after the start
    assert [copy.name for copy in file.parent.glob("state.backup-*.toml")] == ["state.backup-2026-01-01.toml"]


# -- the writer thread ---------------------------------------------------------------------------------------


def test_a_mark_is_in_the_file_when_the_writer_thread_acknowledges_it(file: Path) -> None:
    with with_writer(file) as (store, _):
        for number in range(20):
            store.apply([change(f"paper-{number}")])
            assert f"paper-{number}" in file.read_text()


def test_an_open_reader_gets_the_marks_of_other_windows(file: Path) -> None:
    with with_writer(file) as (window, changes), with_writer(file) as (other_window, _):
        window.apply([change("a")])
        other_window.apply([change("b")])
        changes.wait_until(lambda: len(marks_of(window)) == 2)
        deltas = [delta for delta in window.take_deltas() if "b" in delta.keys]
        assert [(delta.name, delta.sign) for delta in deltas] == [(READ, 1)]


def test_a_large_file_is_read_by_the_writer_thread(file: Path) -> None:
    MarkStore(file).apply([change("a")])
    assert not MarkStore(file, defer_above=0).loaded
    with with_writer(file, defer_above=0) as (store, changes):
        changes.wait_until(lambda: store.loaded)
        assert marks_of(store) == {("a", READ)}
        store.apply([change("b")])
    assert len(marks_of(MarkStore(file))) == 2


def test_a_lock_held_by_another_program_is_reported_and_the_mark_written_later(file: Path) -> None:
    MarkStore(file).apply([change("a")])
    with with_writer(file, save_timeout=0.05) as (store, changes):
        with file.open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(PaperReaderError, match="another program has locked the file"):
                store.apply([change("b")])
            assert store.read_at("b") == NOON
        changes.wait_until(lambda: "b" in file.read_text())


def test_a_file_that_stays_locked_is_waited_for_but_not_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lock, "PATIENCE", 0.02)
    store = MarkStore(file)
    store.apply([change("a")])
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PaperReaderError) as raised:
            store.apply([change("b")])
    assert (raised.value.detail, raised.value.hint) == ("another program has locked the file", "")  # this program ends
    store.save()
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_reader_ends_while_another_program_has_locked_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lock, "PATIENCE", 0.1)
    MarkStore(file).apply([change("a")])
    with with_writer(file, save_timeout=0.02) as (store, _), file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PaperReaderError, match="as soon as possible"):
            store.apply([change("b")])
        store.stop_writer()
        with pytest.raises(PaperReaderError, match="another program has locked the file"):
            store.save()


def test_a_file_system_without_locks_is_named_as_the_reason(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    with pytest.raises(PaperReaderError, match="files cannot be locked there"):
        MarkStore(file).apply([change("a")])


def cannot_replace(*_: object) -> None:
    raise OSError(errno.EBUSY, "Device or resource busy")  # as for a file mounted by itself, or a read-only folder


def test_marks_are_appended_to_a_file_that_cannot_be_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.touch()
    os.utime(file, (1, 1))
    monkeypatch.setattr(os, "replace", cannot_replace)
    monkeypatch.setattr(file_sync, "_LONG_TAIL", 3)
    for key in "abcdef":
        MarkStore(file).apply([change(key)])
    store = MarkStore(file)
    assert (len(marks_of(store)), store.messages) == (6, [])
    with with_writer(file) as (reader, changes):
        changes.wait_until(lambda: reader.loaded)
        reader.apply([change("g")])
    assert len(marks_of(MarkStore(file))) == 7


def test_nothing_is_appended_to_a_broken_file_that_cannot_be_replaced(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("[papers.a\n")
    os.utime(file, (1, 1))
    monkeypatch.setattr(os, "replace", cannot_replace)
    with pytest.raises(PaperReaderError, match="busy"):
        MarkStore(file).apply([change("a")])
    assert file.read_text() == "[papers.a\n"


def test_a_folder_that_cannot_be_flushed_hinders_no_mark(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def flush_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")  # as VirtualBox says of its shared folders
        real(descriptor)

    monkeypatch.setattr(os, "fsync", flush_files)
    store = MarkStore(file)
    store.apply([change("a")])
    store.compact()
    assert marks_of(MarkStore(file)) == {("a", READ)}


def test_a_save_waits_for_what_the_thread_is_writing_unasked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_thread, "IDLE", 0.01)
    begun, goes_on = threading.Event(), threading.Event()
    append = log.AppendLog.append

    def append_late(*arguments: Any) -> None:
        begun.set()
        goes_on.wait(10)
        append(*arguments)

    MarkStore(file).apply([change("a")])
    with with_writer(file, save_timeout=0.05) as (store, _):
        monkeypatch.setattr(log.AppendLog, "append", append_late)
        store.set([change("b")])
        begun.wait(10)
        with pytest.raises(PaperReaderError, match="are not saved"):
            store.save()
        goes_on.set()


def test_a_full_disk_is_reported_and_the_save_tried_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with with_writer(file) as (store, changes):
        store.apply([change("a")])
        with monkeypatch.context() as patched:
            patched.setattr(log.AppendLog, "append", full)
            with pytest.raises(PaperReaderError, match="No space left"):
                store.apply([change("b")])
            assert store.trouble == "No space left on device"
        changes.wait_until(lambda: not store.trouble)
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_file_with_a_byte_order_mark_is_read_and_repaired(file: Path) -> None:
    MarkStore(file).apply([change("a")])
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert check_file(file) == []
    store = MarkStore(file)
    assert (marks_of(store), store.messages) == ({("a", READ)}, [])
    assert tomllib.loads(file.read_text())["papers"]["a"]
    assert not list(file.parent.glob("*.broken-*"))


def test_marks_are_written_though_the_file_gives_place_to_a_link_to_nowhere(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    file.unlink()
    file.symlink_to(file.with_name("elsewhere.toml"))
    store.apply([change("b")])
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_link_into_a_folder_that_is_missing_is_reported(file: Path) -> None:
    store = MarkStore(file)
    store.apply([change("a")])
    file.unlink()
    file.symlink_to(file.parent / "missing" / "state.toml")
    with pytest.raises(PaperReaderError, match=r"not saved to .*state\.toml"):
        store.apply([change("b")])
    file.unlink()
    store.save()
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


# -- unexpected errors ----------------------------------------------------------------------------------


def run_out_of_memory(*_: object, **__: object) -> None:
    raise MemoryError


STEPS_OF_A_SAVE = [
    (file_sync, "event_records"),
    (log.AppendLog, "append"),
    (log.AppendLog, "is_known"),
    (log.AppendLog, "locked"),
    (MarkTable, "events"),
]


@pytest.mark.parametrize(("owner", "name"), STEPS_OF_A_SAVE)
def test_an_unexpected_error_of_a_save_is_told_and_the_mark_written_later(
    file: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    monkeypatch.setattr(writer_thread, "IDLE", 0.01)
    with with_writer(file) as (store, changes):
        store.apply([change("a")])
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, run_out_of_memory)
            with pytest.raises(PaperReaderError, match=r"not saved.*MemoryError.*test_file_sync\.py.*please report"):
                store.apply([change("b")])
            assert store.read_at("b") == NOON
            assert "unexpected error" in store.trouble
        changes.wait_until(lambda: not store.trouble)
        assert ("b", READ) in marks_of(MarkStore(file))


def test_an_unexpected_error_of_a_flush_is_told_until_one_succeeds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_thread, "IDLE", 0.01)
    with with_writer(file) as (store, changes):
        store.apply([change("a")])
        with monkeypatch.context() as patched:
            patched.setattr(log.AppendLog, "flush", run_out_of_memory)
            store.set([change("b")])
            changes.wait_until(lambda: "MemoryError" in store.trouble)
        changes.wait_until(lambda: not store.trouble)


def test_an_unexpected_error_of_the_last_save_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with with_writer(file) as (store, _):
        store.apply([change("a")])
        monkeypatch.setattr(log.AppendLog, "append", run_out_of_memory)
        store.set([change("b")])
    with pytest.raises(PaperReaderError, match="MemoryError"):
        store.save()
    assert marks_of(MarkStore(file)) == {("a", READ)}


@pytest.mark.parametrize(("owner", "name"), [(backup, "back_up"), (file_sync, "parse_whole"), (log.AppendLog, "stat")])
def test_an_unexpected_error_while_nothing_is_to_be_saved_is_told_once(
    file: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    monkeypatch.setattr(writer_thread, "IDLE", 0.01)
    MarkStore(file).apply([change("a")])
    for day in file.parent.glob("*.backup-*"):
        day.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, run_out_of_memory)
        with with_writer(file, defer_above=0) as (store, changes):
            changes.wait_until(lambda: bool(store.messages))
            assert store.loaded  # the screen waits for it
            assert store.trouble == ""
            patched.undo()
            store.apply([change("b")])
            assert ["MemoryError" in message for message in store.messages] == [True]
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_merged_copies_are_pending_until_they_are_joined(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = file.with_name("other.toml")
    MarkStore(other).apply([change("b")])
    store = MarkStore(file)
    store.apply([change("a")])
    with monkeypatch.context() as patched:
        patched.setattr(StateDocument, "join", run_out_of_memory)
        with pytest.raises(PaperReaderError, match="MemoryError"):
            store.merge([other])
    store.save()
    assert marks_of(MarkStore(file)) == {("a", READ), ("b", READ)}


def test_a_slow_disk_is_not_taken_for_a_lock_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on, append = threading.Event(), log.AppendLog.append

    def append_late(*arguments: Any) -> None:
        goes_on.wait(10)
        append(*arguments)

    MarkStore(file).apply([change("a")])
    with with_writer(file, save_timeout=0.05) as (store, changes):
        with monkeypatch.context() as patched:
            patched.setattr(log.AppendLog, "append", append_late)
            with pytest.raises(PaperReaderError, match="the disk is slow, or another program has locked the file"):
                store.apply([change("b")])
            goes_on.set()
        changes.wait_until(lambda: "b" in file.read_text())
