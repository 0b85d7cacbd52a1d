"""Packed files: unpacked piece by piece, and no more of them than is read."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paperreader.errors import NotADumpError, PaperReaderError
from paperreader.source import Source, Span
from paperreader.source.packing import DamagedError, unpack
from tests.source import TEXT, whole, written

Pack = Callable[[bytes], bytes]
LINES = b"".join(b"%06d is a line of a longer text\n" % number for number in range(10_000))


def bzip2(data: bytes) -> bytes:
    return bz2.compress(data, compresslevel=1)  # in blocks of 100 kB


PACKERS = pytest.mark.parametrize("pack", [gzip.compress, bzip2, lzma.compress], ids=["gz", "bz2", "xz"])


def pieces_of(data: bytes, size: int) -> Iterator[bytes]:
    return iter([data[start : start + size] for start in range(0, len(data), size)])


@PACKERS
def test_a_packed_file_is_read_whatever_its_name(tmp_path: Path, pack: Pack) -> None:
    source = Source(str(written(tmp_path / "a.txt", pack(LINES))))
    assert whole(source) == LINES
    assert source.size == len(LINES)
    assert Span(source, LINES.index(b"007000"), 6).raw_text() == "007000"


@PACKERS
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_packed_file_is_unpacked_from_pieces_of_any_size(pack: Pack, size: int) -> None:
    assert b"".join(unpack(pieces_of(pack(LINES[:9000]), size))) == LINES[:9000]


@PACKERS
def test_packed_files_joined_by_cat_are_read_as_one(pack: Pack) -> None:
    joined = pack(LINES[:1000]) + pack(LINES[1000:1020]) + pack(b"") + pack(LINES[1020:])
    assert b"".join(unpack(pieces_of(joined, 64))) == LINES


def test_zeros_after_a_packed_file_are_no_damage() -> None:
    assert b"".join(unpack(iter([gzip.compress(b"text") + bytes(500), bytes(500)]))) == b"text"


@PACKERS
def test_the_head_of_a_packed_file_needs_only_its_first_bytes(tmp_path: Path, pack: Pack) -> None:
    packed = pack(LINES)
    source = Source(str(written(tmp_path / "a.txt", packed)))
    read: list[int] = []
    stored_read = source.stored.read
    source.stored.read = lambda offset, length: read.append(offset) or stored_read(offset, length)  # type: ignore[method-assign, func-returns-value]
    assert LINES.startswith(source.head())
    if pack is not bzip2:  # of which a whole block is read
        assert max(read) < len(packed) // 2


def test_the_head_of_a_packed_file_spools_nothing(tmp_path: Path, cache: Path) -> None:
    source = Source(str(written(tmp_path / "a.gz", gzip.compress(LINES))))
    assert source.head() == LINES[: 1 << 14]
    assert not cache.exists()


@PACKERS
@pytest.mark.parametrize("keep", [0.5, 0.95])
def test_a_cut_file_keeps_what_came_before_the_cut(tmp_path: Path, pack: Pack, keep: float) -> None:
    text = LINES * 3
    packed = pack(text)
    source = Source(str(written(tmp_path / "a.gz", packed[: int(len(packed) * keep)])))
    read = whole(source)
    assert text.startswith(read)
    assert len(read) > 1000 or pack is lzma.compress
    assert source.damage is not None
    assert "a.gz" in source.damage.title
    assert "cut or damaged" in source.damage.detail


def test_a_wrong_checksum_is_told_and_the_text_kept(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(LINES))
    packed[-6] ^= 1
    source = Source(str(written(tmp_path / "a.gz", bytes(packed))))
    read = whole(source)
    assert LINES.startswith(read)
    assert len(LINES) - len(read) < 20_000
    assert source.damage is not None


def test_a_whole_file_has_no_damage(tmp_path: Path) -> None:
    source = Source(str(written(tmp_path / "a.gz", gzip.compress(LINES))))
    assert whole(source)
    assert source.damage is None


def test_what_follows_a_packed_file_without_being_packed_is_told() -> None:
    unpacked = unpack(iter([gzip.compress(b"text") + b"rubbish"]))
    assert next(unpacked) == b"text"
    with pytest.raises(DamagedError):
        next(unpacked)


def test_a_file_that_goes_on_and_on_is_read_up_to_a_limit_and_told(tmp_path: Path) -> None:
    source = Source(str(written(tmp_path / "a.gz", gzip.compress(LINES))), most_unpacked=100_000)
    read = whole(source)
    assert LINES.startswith(read)
    assert 100_000 <= len(read) < len(LINES)
    assert source.damage is not None
    assert "unpacks to more than" in source.damage.detail


def test_a_file_packed_three_times_is_refused(tmp_path: Path) -> None:
    assert whole(Source(str(written(tmp_path / "a.gz", gzip.compress(bz2.compress(TEXT.encode())))))) == TEXT.encode()
    packed = gzip.compress(gzip.compress(gzip.compress(TEXT.encode())))
    with pytest.raises(NotADumpError, match="packed more than twice"):
        whole(Source(str(written(tmp_path / "b.gz", packed))))


def test_abstracts_are_read_from_a_packed_file_while_others_are_spooled_in_between(tmp_path: Path) -> None:
    sources = [Source(str(written(tmp_path / f"{number}.gz", gzip.compress(LINES)))) for number in range(2)]
    chunks = [source.chunks() for source in sources]
    for pair in zip(*chunks, strict=True):
        assert pair[0] == pair[1]
    for start in range(0, len(LINES) - 100_000, 77_777):
        for source in sources:
            assert source.pread(start, 100_000) == LINES[start : start + 100_000]


def test_a_packed_file_that_changes_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gz", gzip.compress(os.urandom(400_000).hex().encode()))
    chunks = Source(str(path)).chunks()
    next(chunks)
    written(path, gzip.compress(TEXT.encode()))
    with pytest.raises(PaperReaderError, match="changed since it was read"):
        list(chunks)
