"""Unpacking of gzip, bzip2 and xz piece by piece: memory does not grow with what is packed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Protocol

_PIECE = 1 << 14  # bytes unpacked at once: a damaged file loses the piece that has the damage
_XZ_MEMORY = 1 << 28  # bytes: `xz -9` needs a quarter of it
_MOST_LAYERS = 2  # a packed file in a packed file; a file that unpacks to itself ends here


class DamagedError(Exception):
    """A packed file is cut or damaged; the reason is the text."""


class _Unpacker(Protocol):
    """One packed stream; `decompress` returns fewer bytes than it may only when it has used up its input."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class _GzipUnpacker:
    """zlib's object, which leaves its unused input to the caller, with the calls of the other two."""

    def __init__(self) -> None:
        import zlib

        self._unpacker = zlib.decompressobj(31)  # with the header and checksum of gzip

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._unpacker.decompress(self._unpacker.unconsumed_tail + data, max_length)


def _bzip2_unpacker() -> _Unpacker:
    from bz2 import BZ2Decompressor

    return BZ2Decompressor()


def _xz_unpacker() -> _Unpacker:
    from lzma import LZMADecompressor

    return LZMADecompressor(memlimit=_XZ_MEMORY)


_UNPACKERS: dict[bytes, Callable[[], _Unpacker]] = {
    b"\x1f\x8b": _GzipUnpacker,
    b"BZh": _bzip2_unpacker,
    b"\xfd7zXZ\0": _xz_unpacker,
}
"""How to unpack, by the first bytes."""

_LONGEST_MAGIC = max(map(len, _UNPACKERS))
PACKED_SUFFIXES = (".gz", ".bz2", ".xz")


def is_packed(head: bytes) -> bool:
    """Return whether a file with this beginning is packed."""
    return head.startswith(tuple(_UNPACKERS))


def unpack(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Return the unpacked bytes of a file, which may be packed twice, or not at all.

    The iterator raises `DamagedError` where the file is cut or damaged.
    """
    for _ in range(_MOST_LAYERS):
        first, pieces = _peek(pieces)
        found = next((make for magic, make in _UNPACKERS.items() if first.startswith(magic)), None)
        if found is None:
            break
        pieces = _unpack_layer(pieces, found)
    return pieces


def _peek(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return enough bytes to know what the file is, and all pieces; damage is raised after the bytes before it."""
    taken: list[bytes] = []
    try:
        while sum(map(len, taken)) < _LONGEST_MAGIC and (piece := next(pieces, b"")):
            taken.append(piece)
    except DamagedError as error:
        pieces = _raise(error)
    return b"".join(taken), chain(filter(None, [b"".join(taken)]), pieces)


def _raise(error: DamagedError) -> Iterator[bytes]:
    yield from ()
    raise error


def _unpack_layer(pieces: Iterator[bytes], make: Callable[[], _Unpacker]) -> Iterator[bytes]:
    """Yield the unpacked bytes of streams that follow one another."""
    data = next(pieces, b"")
    while data.strip(b"\0"):  # zeros fill up the blocks of a tape
        unpacker = make()
        yield from _unpack_stream(pieces, unpacker, data)
        data = unpacker.unused_data or next(pieces, b"")


def _unpack_stream(pieces: Iterator[bytes], unpacker: _Unpacker, data: bytes) -> Iterator[bytes]:
    """Yield the unpacked bytes of one stream, which begins with `data`."""
    while not unpacker.eof:
        try:
            unpacked = unpacker.decompress(data, _PIECE)
        except Exception as error:  # each library has errors of its own
            raise DamagedError(str(error)) from error
        if unpacked:
            yield unpacked
        data = b""
        if len(unpacked) < _PIECE and not unpacker.eof:
            data = next(pieces, b"")
            if not data:
                raise DamagedError("it ends too soon")
