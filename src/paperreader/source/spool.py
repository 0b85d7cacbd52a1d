"""The spool: one temporary file for text that has no byte offsets in a dump."""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from typing import IO

from paperreader.paths import platform_folder


class Spool:
    """An append-only file in the cache folder. It has no name there, so it vanishes with the process."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._lock = threading.Lock()

    def append(self, data: bytes) -> int:
        """Append bytes and return their offset.

        Raises:
            OSError: no space is left.
        """
        with self._lock:
            if self._file is None:
                self._file = _temporary_file()
            start = self._end
            self._file.seek(start)
            self._file.write(data)
            self._file.flush()
            self._end += len(data)
            return start

    def pread(self, offset: int, length: int) -> bytes:
        """Read `length` bytes from byte `offset` on."""
        return os.pread(self._file.fileno(), length, offset) if self._file else b""


SPOOL = Spool()


class SpooledBytes:
    """Bytes that are appended to the spool piece by piece, while others append too.

    Attributes:
        length: the number of bytes appended.
    """

    def __init__(self) -> None:
        self.length = 0
        self._starts: list[int] = []  # of the pieces
        self._places: list[int] = []  # in the spool

    def append(self, piece: bytes) -> None:
        """Append bytes. Raises OSError when no space is left."""
        place = SPOOL.append(piece)
        if self._places and self._places[-1] + self.length - self._starts[-1] == place:
            self.length += len(piece)  # it goes on where the last piece ends
            return
        self._places.append(place)
        self._starts.append(self.length)
        self.length += len(piece)

    def read(self, offset: int, length: int) -> bytes:
        """Return at most `length` bytes from byte `offset` on."""
        parts, end = [], min(offset + length, self.length)
        index = bisect_right(self._starts, offset) - 1
        while offset < end:
            last = index + 1 == len(self._starts)
            stop = min(end, self.length if last else self._starts[index + 1])
            parts.append(SPOOL.pread(self._places[index] + offset - self._starts[index], stop - offset))
            offset, index = stop, index + 1
        return parts[0] if len(parts) == 1 else b"".join(parts)


def _temporary_file() -> IO[bytes]:
    import tempfile

    cache = platform_folder("cache")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=cache)
    except OSError:  # the folder cannot be created, or is not writable
        return tempfile.TemporaryFile()
