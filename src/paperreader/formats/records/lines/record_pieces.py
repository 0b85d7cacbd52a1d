"""Dumps of records in pieces that end between records, so that memory does not grow with the dump."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paperreader.source import Source

_LEAST = 1 << 16  # bytes
_LONGEST = 1 << 21  # bytes without a border between records; longer pieces are cut anywhere


def large_chunks(source: Source) -> Iterator[bytes]:
    """Yield the bytes of a dump in chunks of 64 KiB at least, since what is kept of one is copied with the next.

    Raises:
        PaperReaderError: see `Source.chunks`.
    """
    gathered: list[bytes] = []
    size = 0
    for chunk in source.chunks():
        gathered.append(chunk)
        size += len(chunk)
        if size >= _LEAST:
            yield b"".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield b"".join(gathered)


def record_pieces(source: Source, last_border: Callable[[bytes], int]) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of a dump with the number of their first line, cut between records.

    Args:
        source: the dump.
        last_border: returns where the last record of some bytes begins; 0 if they hold no border.

    Raises:
        PaperReaderError: see `Source.chunks`.
    """
    rest, line = b"", 1
    for chunk in large_chunks(source):
        data = rest + chunk
        border = last_border(data) or (len(data) if len(data) >= _LONGEST else 0)
        piece, rest = data[:border], data[border:]
        if piece:
            yield piece, line
            line += piece.count(b"\n")
    if rest:
        yield rest, line
