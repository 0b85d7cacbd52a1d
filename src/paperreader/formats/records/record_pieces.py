"""Dumps of records in pieces that end between records, so that memory does not grow with the dump."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paperreader.source import Source

_LONGEST = 1 << 21  # bytes of a line, or without a border between records; longer ones are cut anywhere


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


def lines(source: Source) -> Iterator[tuple[int, bytes]]:
    r"""Yield the lines of a dump without their ends, with their numbers from 1.

    Lines end at `\n`; one of more than 2 MiB comes in parts of the same number.

    Raises:
        PaperReaderError: see `Source.chunks`.
    """
    number, start, length = 1, [b""], 0  # the parts of a line that has not ended
    for chunk in source.chunks():
        first, *others = chunk.split(b"\n")
        start.append(first)
        length += len(first)
        if not others and length < _LONGEST:
            continue
        *whole, rest = [b"".join(start), *others] if others else [b"".join(start), b""]
        for line in whole:
            yield number, line.removesuffix(b"\r")
            number += bool(others)
        start, length = [rest], len(rest)
    if rest := b"".join(start):
        yield number, rest.removesuffix(b"\r")
