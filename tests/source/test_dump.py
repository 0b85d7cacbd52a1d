"""The bytes of a dump, and the errors of dumps that cannot be read."""

from __future__ import annotations

import gzip
import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from paperreader.errors import NotADumpError, PaperReaderError
from paperreader.source import Source, Span
from tests.source import TEXT, whole, written

# -- bytes ------------------------------------------------------------------------------------------


def test_the_chunks_of_a_large_dump_join_to_the_whole_and_the_first_is_small(tmp_path: Path) -> None:
    data = b"0123456789" * 300_000
    chunks = list(Source(str(written(tmp_path / "a", data))).chunks())
    assert b"".join(chunks) == data
    assert len(chunks[0]) < 200_000 < len(chunks[1])


def test_a_dump_can_be_read_again(tmp_path: Path) -> None:
    source = Source(str(written(tmp_path / "a")))
    assert whole(source) == whole(source) == TEXT.encode()
    assert source.head() == TEXT.encode()


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(TEXT.encode()),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        gzip.compress(TEXT.encode("utf-16")),
        gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode()),
    ],
    ids=["gzip", "utf-16", "utf-16-le", "utf-16-be", "gzipped utf-16", "gzip of two members"],
)
def test_a_packed_or_encoded_file_is_read_as_utf_8(tmp_path: Path, packed: bytes) -> None:
    source = Source(str(written(tmp_path / "a.gz", packed)))
    assert whole(source) == TEXT.encode()
    start = TEXT.encode().index("naïve".encode())
    assert Span(source, start, 6).text() == "naïve"


def test_the_spool_is_no_file_in_the_cache_folder(tmp_path: Path, cache: Path) -> None:
    source = Source(str(written(tmp_path / "a.gz", gzip.compress(TEXT.encode()))))
    assert whole(source)
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_a_packed_file_is_read_without_a_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(written(tmp_path / "file") / "cache"))
    assert whole(Source(str(written(tmp_path / "a.gz", gzip.compress(TEXT.encode()))))) == TEXT.encode()


def test_a_packed_file_is_read_with_a_cache_folder_that_is_not_writable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paperreader").symlink_to("/proc/self")  # a folder in which nobody may write
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert whole(Source(str(written(tmp_path / "a.gz", gzip.compress(TEXT.encode()))))) == TEXT.encode()


def test_standard_input_is_read_from_its_descriptor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with written(tmp_path / "a").open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        source = Source("-")
        assert whole(source) == TEXT.encode()
    assert whole(source) == TEXT.encode()  # and kept, because standard input is read only once
    assert source.modified == date.today()


def test_gzip_on_standard_input_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with written(tmp_path / "a", gzip.compress(TEXT.encode())).open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert whole(Source("-")) == TEXT.encode()


def test_a_pipe_from_the_shell_is_read() -> None:
    out, into = os.pipe()
    os.write(into, TEXT.encode())
    os.close(into)
    try:
        assert whole(Source(f"/dev/fd/{out}")) == TEXT.encode()
    finally:
        os.close(out)


def test_a_named_pipe_is_read_even_if_its_writer_closes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writers = [os.open(pipe, os.O_RDWR)]
    os.write(writers[0], TEXT.encode())
    fstat = os.fstat

    def fstat_and_the_writer_goes(descriptor: int) -> os.stat_result:
        found = fstat(descriptor)
        if stat.S_ISFIFO(found.st_mode) and writers:
            os.close(writers.pop())
        return found

    read: list[bytes] = []

    def reading() -> None:
        with suppress(PaperReaderError):
            read.append(whole(Source(str(pipe))))

    monkeypatch.setattr(os, "fstat", fstat_and_the_writer_goes)
    reader = threading.Thread(target=reading, daemon=True)
    reader.start()
    reader.join(timeout=2)
    if reader.is_alive():  # it waits for another writer: let it go
        os.close(os.open(pipe, os.O_WRONLY))
        reader.join(timeout=2)
    assert read == [TEXT.encode()]


def test_a_pipe_without_a_writer_does_not_keep_other_dumps_from_being_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    waiting = threading.Thread(target=Source(str(tmp_path / "pipe")).head, daemon=True)
    waiting.start()
    time.sleep(0.05)
    assert whole(Source(str(written(tmp_path / "a.txt")))) == TEXT.encode()
    (tmp_path / "pipe").write_text(TEXT)
    waiting.join(5)
    assert not waiting.is_alive()


# -- dumps that cannot be read ----------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\n", b" \t\r\n\n"])
def test_an_empty_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path / "a.txt", data)
    with pytest.raises(PaperReaderError, match="is empty") as error:
        whole(Source(str(path)))
    assert str(path) in str(error.value)
    assert error.value.hint


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x7fELF\0\0", "a program"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "an image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "an image"),
        (b"SQLite format 3\0\x10\0", "an SQLite database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Office document or another OLE file, such as Thumbs.db"),
        (b"a" + bytes(256) + b"ustar\00000", "a tar archive"),
        (b"\x28\xb5\x2f\xfd\x04", "packed with zstd"),
        (bytes(100), "a binary file"),
        (bytes(range(256)) * 20, "a binary file"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_that_is_no_text_is_refused_by_what_it_is(
    tmp_path: Path, data: bytes, kind: str, pack: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(NotADumpError, match=rf"a\.bin is {kind}") as error:
        whole(Source(str(written(tmp_path / "a.bin", pack(data)))))
    assert "--formats" in error.value.hint


def test_a_missing_file_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(PaperReaderError, match=r"cannot read .*gone\.txt: No such file") as error:
        whole(Source(str(tmp_path / "gone.txt")))
    assert error.value.hint


def test_a_folder_instead_of_a_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PaperReaderError, match=r"cannot read"):
        whole(Source(str(tmp_path)))


@pytest.mark.parametrize("damage", ["changed", "head alone"])
def test_a_gzip_file_damaged_at_its_beginning_is_an_error_with_a_hint(tmp_path: Path, damage: str) -> None:
    whole_file = gzip.compress(TEXT.encode() * 50)
    data = {
        "changed": whole_file[:20] + b"\xff\xff\xff" + whole_file[23:],
        "head alone": whole_file[:4],
    }[damage]
    with pytest.raises(PaperReaderError, match=r"cannot unpack .*a\.gz") as error:
        whole(Source(str(written(tmp_path / "a.gz", data))))
    assert error.value.hint


def test_a_packed_empty_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADumpError, match="is empty"):
        whole(Source(str(written(tmp_path / "a.gz", gzip.compress(b"")))))


# -- dumps that change while they are open ----------------------------------------------------------


def test_a_dump_truncated_while_open_is_an_error_with_a_hint(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    source = Source(str(path))
    assert whole(source)
    os.truncate(path, 10)
    with pytest.raises(PaperReaderError, match=r"a\.txt changed since it was read: it has become shorter") as error:
        Span(source, 9, 20).text()
    assert "read it again" in str(error.value)


def test_a_replaced_dump_is_read_as_before_or_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    source = Source(str(path))
    assert whole(source)
    written(tmp_path / "new.txt", "x" * len(TEXT.encode())).replace(path)
    try:
        assert Span(source, 9, 11).text() == "An abstract"
    except PaperReaderError as error:
        assert "changed since it was read" in str(error)  # noqa: PT017 - both are allowed


def test_a_dump_overwritten_in_place_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    source = Source(str(path))
    assert whole(source)
    with path.open("r+b") as file:  # as `cp new.txt a.txt` does
        file.write(b"x" * len(TEXT.encode()) * 2)
    os.utime(path, (1, 1))
    with pytest.raises(PaperReaderError, match="changed since it was read"):
        Span(source, 9, 11).text()


def test_hundreds_of_dumps_are_read_with_few_files_open(tmp_path: Path) -> None:
    sources = [Source(str(written(tmp_path / f"{number}.txt", f"dump {number:03}"))) for number in range(150)]
    before = sum(1 for _ in Path("/dev/fd").iterdir())
    assert [whole(source) for source in sources] == [b"dump %03d" % number for number in range(150)]
    assert sum(1 for _ in Path("/dev/fd").iterdir()) <= before + 64
    assert [Span(source, 5, 3).raw_text() for source in sources] == [f"{number:03}" for number in range(150)]


def test_a_long_dump_is_read_to_its_end_while_many_others_are_opened(tmp_path: Path) -> None:
    data = b"0123456789" * 30_000
    chunks = Source(str(written(tmp_path / "long.txt", data))).chunks()
    read = next(chunks)
    for number in range(70):
        assert whole(Source(str(written(tmp_path / f"{number}.txt"))))
    assert read + b"".join(chunks) == data


def _closed(tmp_path: Path) -> tuple[Source, Path]:
    """Return a dump that was read and then closed because others were opened."""
    path = written(tmp_path / "first.txt")
    first = Source(str(path))
    assert whole(first)
    for number in range(70):
        assert whole(Source(str(written(tmp_path / f"{number}.txt"))))
    return first, path


def test_a_closed_dump_is_opened_again(tmp_path: Path) -> None:
    first, _ = _closed(tmp_path)
    assert Span(first, 9, 11).raw_text() == "An abstract"


def test_a_dump_rewritten_after_it_was_closed_is_an_error(tmp_path: Path) -> None:
    first, path = _closed(tmp_path)
    written(tmp_path / "new.txt", TEXT).replace(path)
    with pytest.raises(PaperReaderError, match="changed since it was read: it was rewritten"):
        Span(first, 9, 11).raw_text()


@pytest.mark.parametrize("change", ["content and time", "length", "file"])
def test_a_dump_that_differs_only_in_time_length_or_file_is_an_error(tmp_path: Path, change: str) -> None:
    first, path = _closed(tmp_path)
    before = path.stat()
    text = TEXT.replace("abstract", "ABSTRACT") + "more" * (change == "length")
    changed = written(tmp_path / "new.txt" if change == "file" else path, text)
    later = 10**9 * (change == "content and time")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns + later))
    changed.replace(path)
    with pytest.raises(PaperReaderError, match="changed since it was read: it was rewritten"):
        Span(first, 9, 11).raw_text()


def test_a_dump_deleted_after_it_was_closed_is_an_error(tmp_path: Path) -> None:
    first, path = _closed(tmp_path)
    path.unlink()
    with pytest.raises(PaperReaderError, match="changed since it was read: No such file"):
        Span(first, 9, 11).raw_text()


def test_a_dump_has_the_day_of_its_last_modification(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    os.utime(path, (1_714_564_800, 1_714_564_800))
    source = Source(str(path))
    source.head()
    assert source.modified == date(2024, 5, 1)


@pytest.mark.parametrize("moment", [10**12, -(10**12)])
def test_a_time_that_is_in_no_calendar_counts_as_of_today_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    file, fstat = tmp_path / "page.txt", os.fstat
    file.write_text("a line")

    def fstat_of_another_time(descriptor: int) -> os.stat_result:
        found = list(fstat(descriptor))
        return os.stat_result([*found[:8], moment, *found[9:]])

    monkeypatch.setattr(os, "fstat", fstat_of_another_time)
    source = Source(str(file))
    assert source.head() == b"a line"
    assert source.modified == date.today()
    assert "in no calendar" in source.doubts[0].text
