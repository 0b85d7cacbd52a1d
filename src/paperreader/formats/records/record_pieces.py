"""Dumps of records in pieces that end between records, so that memory does not grow with the dump."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paperreader.source import Source

_LONGEST = 1 << 21  # bytes without a border between records; longer pieces are cut anywhere


def record_pieces(source: Source, last_border: Callable[[bytes], int]) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of a dump with the number of their first line, cut between records.

    Args:
        source: the dump.
        last_border: returns where the last record of some bytes begins; 0 if they hold no border.

    Raises:
        PaperReaderError: see `Source.chunks`.
    """
    rest, line = b"", 1
    for chunk in source.chunks():
        data = rest + chunk
        border = last_border(data) or (len(data) if len(data) >= _LONGEST else 0)
        piece, rest = data[:border], data[border:]
        if piece:
            yield piece, line
            line += piece.count(b"\n")
    if rest:
        yield rest, line
