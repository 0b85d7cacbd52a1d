"""The state file as bytes: appended to and replaced so that no writer loses what another has written.

The lock is held on the file itself, so it goes with its holder; whoever finds the path leading to
another file after taking it opens again. Knows records only as bytes: what is whole is told to it.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_SIGN = 512
"""Bytes before the known end by which a file that only grew is told from one written anew."""


class FileStat(NamedTuple):
    """A file as it was at one moment: another one, or another content, looks different."""

    device: int
    inode: int
    size: int
    modified: int


class AppendLog:
    """One file.

    Attributes:
        end: up to where its content is known, in bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.end = 0
        self._look: FileStat | None = None
        self._sign = b""

    def has_changed(self) -> bool:
        """Whether the file is another than the one known. Raises OSError."""
        return self.look() != self._look

    def look(self) -> FileStat | None:
        """The file at this moment; None when it is missing. Raises OSError."""
        try:
            return _look_at(self.path)
        except FileNotFoundError:
            return None

    def leads_to(self, descriptor: int) -> bool:
        """Whether the path leads to an open file."""
        there = self.look()
        return there is not None and there[:2] == _look_at(descriptor)[:2]

    @contextmanager
    def opened(self) -> Iterator[int]:
        """The file, to be read; raises OSError, FileNotFoundError when it is missing."""
        descriptor = _open(self.path, os.O_RDONLY)
        try:
            yield descriptor
        finally:
            _close(descriptor)

    @contextmanager
    def locked(self) -> Iterator[int]:
        """The file that the path leads to, made when missing, nobody else writing. Raises OSError."""
        import fcntl

        while True:
            descriptor = _open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if self.leads_to(descriptor):
                    yield descriptor
                    return
            finally:
                _close(descriptor)

    # -- reading ------------------------------------------------------------------------------

    def known(self, descriptor: int) -> bool:
        """Whether the open file is just as it was when it was last read or written."""
        return self._look == _look_at(descriptor)

    def added(self, descriptor: int) -> tuple[bytes, FileStat] | None:
        """What was added since to the known content; None when the file is to be read as a whole."""
        found, known = _look_at(descriptor), self._look
        if known is None or found[:2] != known[:2] or found.size <= known.size:
            return None
        start = self.end - len(self._sign)
        data = _read(descriptor, start, found.size - start)
        return (data[len(self._sign) :], found) if data.startswith(self._sign) else None

    def whole(self, descriptor: int) -> tuple[bytes, FileStat]:
        """All bytes of the open file, and how it looked before they were read."""
        found = _look_at(descriptor)
        return _read(descriptor, 0, found.size), found

    def know(self, descriptor: int, end: int, look: FileStat) -> None:
        """Remember that the content of the open file, as it looked, is known up to a place."""
        start = max(0, end - _SIGN)
        self._sign = _read(descriptor, start, end - start)
        self._look, self.end = look, end

    def is_rewritten(self, there: FileStat | None) -> bool:
        """Whether a file that looks so is the known one, written anew from its beginning."""
        known = self._look
        return there is not None and known is not None and there[:2] == known[:2] and there.size <= known.size

    def is_replaced(self) -> bool:
        """Whether the path no longer leads to the file that was last read or written. Raises OSError."""
        there, known = self.look(), self._look
        if there is None or known is None or there[:2] != known[:2]:
            return True
        return there.size <= known.size and there != known  # the system gives numbers of files again

    # -- writing, under the lock --------------------------------------------------------------

    def cut(self, descriptor: int, end: int) -> FileStat:
        """Cut off what is behind a place, a record that its writer could not finish; the file's new look."""
        os.ftruncate(descriptor, end)
        return _look_at(descriptor)

    def cut_rest(self, descriptor: int) -> None:
        """Cut off what is behind the known end, if there is anything."""
        if self._look is not None and self._look.size > self.end:
            self._look = self.cut(descriptor, self.end)

    def append(self, descriptor: int, data: bytes | bytearray) -> None:
        """Write whole records behind the known end; on an error nothing of them stays. Raises OSError."""
        try:
            write_all(descriptor, data)
        except BaseException:
            with suppress(OSError):  # else the next writer cuts what is not whole
                os.ftruncate(descriptor, self.end)
            raise
        self._sign = (self._sign + data[-_SIGN:])[-_SIGN:]
        self.end += len(data)
        self._look = _look_at(descriptor)

    def replace(self, descriptor: int, data: bytes) -> bool:
        """Put a new file into the place of the locked one, on the disk when this returns. Raises OSError.

        Returns:
            False when the path leads elsewhere meanwhile: nothing was done.
        """
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}-{threading.get_ident()}")
        new = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            write_all(new, data)
            os.fchmod(new, os.fstat(descriptor).st_mode & 0o777)
            os.fsync(new)
            replaces = self.leads_to(descriptor)
            if replaces:
                look = _look_at(new)
                os.replace(beside, self.path)
                self.know(new, len(data), look)
            else:
                os.unlink(beside)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
        finally:
            _close(new)
        flush_folder(self.path.parent)
        return replaces

    def flush(self) -> None:
        """Have the disk take what was appended. Raises OSError."""
        with self.opened() as descriptor:
            os.fsync(descriptor)


def _look_at(place: Path | int) -> FileStat:
    found = os.stat(place) if isinstance(place, Path) else os.fstat(place)
    return FileStat(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _read(descriptor: int, start: int, length: int) -> bytes:
    """Bytes of a file, fewer at its end."""
    pieces = []
    while length > 0 and (piece := os.pread(descriptor, length, start)):
        pieces.append(piece)
        start, length = start + len(piece), length - len(piece)
    return b"".join(pieces)


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    """Write all bytes. Raises OSError."""
    with memoryview(data) as rest:
        written = 0
        while written < len(rest):
            written += os.write(descriptor, rest[written:])


def flush_folder(folder: Path) -> None:
    """Have the disk take the names in a folder. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        _close(descriptor)


def _open(path: Path, flags: int) -> int:
    """Open a regular file; a pipe or a device, which would make us wait, is an error. Raises OSError."""
    descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        _close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file")
    return descriptor


def _close(descriptor: int) -> None:
    """Close a file; that it fails takes nothing back: what must be on the disk was flushed before."""
    with suppress(OSError):
        os.close(descriptor)
