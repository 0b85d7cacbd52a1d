"""The body of an answer written to a file: unpacked as it comes, never longer than a limit, and whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from paperreader.fetch.faults import FetchError, NotWholeError
from paperreader.text import sanitize

_ANY_WRAPPER = 32 + zlib.MAX_WBITS  # of zlib: gzip or deflate, as the bytes say
_PIECE = 1 << 18  # bytes unpacked at once
_MEGABYTE = 1 << 20


def write_body(pieces: Iterable[bytes], encoding: str, file: BinaryIO, most: int) -> int:
    """Write a body to a file, and return its length in bytes.

    Args:
        pieces: of the body as they come.
        encoding: the header `Content-Encoding`.
        file: open for writing.
        most: bytes after which it is given up.

    Raises:
        NotWholeError: it cannot be unpacked, or not to its end.
        FetchError: it is too long.
    """
    length = 0
    for piece in unpacked(pieces, encoding):
        length += len(piece)
        if length > most:
            raise FetchError(
                f"the answer is longer than {most // _MEGABYTE} MB", hint="ask for less at once, or report the source"
            )
        file.write(piece)
    return length


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a body unpacked, in pieces of limited length. Raises NotWholeError."""
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        yield from pieces
    elif kind in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(pieces)
    else:
        raise NotWholeError("the answer cannot be unpacked", f"it is packed as {sanitize(kind)}")


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_ANY_WRAPPER)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if unpacker.eof:  # gzip may be several packed parts, one behind the other
                    unpacker = zlib.decompressobj(_ANY_WRAPPER)
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as error:
        raise NotWholeError("the answer cannot be unpacked", "its bytes are spoiled") from error
    if not unpacker.eof:
        raise NotWholeError("the answer cannot be unpacked", "it ends too early")
