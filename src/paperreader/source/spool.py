"""The spool: one temporary file for text that has no byte offsets in a dump."""

from __future__ import annotations

import os
import threading
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


def _temporary_file() -> IO[bytes]:
    import tempfile

    cache = platform_folder("cache")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=cache)
    except OSError:  # the folder cannot be created, or is not writable
        return tempfile.TemporaryFile()
