"""Files as bytes, the state file first of all: appended to and replaced so that no program loses what another one wrote.

A program that finds, after taking the lock, that the path leads to another file opens again. Knows nothing of what
the bytes mean.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from paperreader.marks.file_lock import lock
from paperreader.new_files import OWN, create_beside, keep_owner

_TAIL_LENGTH = 512
"""Bytes before the known end that are compared to tell a file that grew from one that was rewritten."""


class FileStat(NamedTuple):
    """The state of a file at one moment: another file, or another content, gives another value.

    Attributes:
        file_id: device and inode; the system may give them again after the file was deleted.
        size: in bytes.
        modified: in nanoseconds.
    """

    file_id: tuple[int, int]
    size: int
    modified: int


class FileContent(NamedTuple):
    """Bytes read from the file.

    Attributes:
        start: the byte offset of the data in the file.
        data: the bytes up to the end of the file.
        stat: the state of the file just before it was read.
    """

    start: int
    data: bytes
    stat: FileStat


class AppendLog:
    """A file that is read, appended to, and replaced; knows the part of it that was read or written.

    Args:
        path: the file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._end = 0
        self._stat: FileStat | None = None
        self._tail = b""  # the last bytes before `_end`

    def stat(self) -> FileStat | None:
        """Return the present state of the file, None if it is missing. Raises OSError."""
        try:
            return _stat(self.path)
        except FileNotFoundError:
            return None

    def has_changed(self) -> bool:
        """Return True if the file is not in the state that was last read or written. Raises OSError."""
        return self.stat() != self._stat

    def is_replaced(self) -> bool:
        """Return True if the path no longer leads to the file last read or written. Raises OSError."""
        current, known = self.stat(), self._stat
        if current is None or known is None or current.file_id != known.file_id:
            return True
        return current.size <= known.size and current != known  # a new file may get the old number

    def is_rewritten(self, changed: FileStat) -> bool:
        """Return True if the changed file is the known one, written again from its beginning."""
        known = self._stat
        return known is not None and changed.file_id == known.file_id and changed.size <= known.size

    def is_known(self, descriptor: int) -> bool:
        """Return True if the open file is in the state that was last read or written."""
        return self._stat == _stat(descriptor)

    @contextmanager
    def opened(self) -> Iterator[int]:
        """Open the file for reading. Raises OSError; FileNotFoundError if it is missing."""
        descriptor = _open(self.path, os.O_RDONLY)
        try:
            yield descriptor
        finally:
            _close(descriptor)

    @contextmanager
    def locked(self) -> Iterator[int]:
        """Open the file for writing and lock it; a missing file is created, and known as empty.

        Raises:
            OSError: it cannot be opened, or it cannot be locked.
        """
        while True:
            descriptor, is_new = self._open_or_create()
            try:
                lock(descriptor)
                if self._is_at_path(descriptor):
                    if is_new and not _stat(descriptor).size:
                        self._remember(descriptor, 0, _stat(descriptor))
                    yield descriptor
                    return
            finally:
                _close(descriptor)

    def _open_or_create(self) -> tuple[int, bool]:
        flags = os.O_RDWR | os.O_APPEND
        while True:
            with suppress(FileNotFoundError):
                return _open(self.path, flags), False
            new = os.O_CREAT if self.path.is_symlink() else os.O_CREAT | os.O_EXCL  # a link to nowhere exists, too
            with suppress(FileExistsError):  # another program has just made it
                return _open(self.path, flags | new), True

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the file is known."""
        return self._end == 0

    def _is_at_path(self, descriptor: int) -> bool:
        current = self.stat()
        return current is not None and current.file_id == _stat(descriptor).file_id

    def read_appended(self, descriptor: int) -> FileContent | None:
        """Return the bytes appended to the known content; None if the file must be read from its beginning."""
        current, known = _stat(descriptor), self._stat
        if known is None or current.file_id != known.file_id or current.size <= known.size:
            return None
        start = self._end - len(self._tail)
        data = _read(descriptor, start, current.size - start)
        if not data.startswith(self._tail):
            return None
        return FileContent(self._end, data[len(self._tail) :], current)

    def read_all(self, descriptor: int) -> FileContent:
        """Return all bytes of the open file."""
        current = _stat(descriptor)
        return FileContent(0, _read(descriptor, 0, current.size), current)

    def accept(self, descriptor: int, content: FileContent, length: int, *, cut: bool = False) -> None:
        """Take the first bytes of a content as known.

        Args:
            descriptor: the open file from which the content was read.
            content: bytes of the file.
            length: number of bytes that are whole records.
            cut: remove the bytes after them from the file; requires the lock.
        """
        end, current = content.start + length, content.stat
        if cut and length < len(content.data):
            os.ftruncate(descriptor, end)
            current = _stat(descriptor)
        self._remember(descriptor, end, current)

    def _remember(self, descriptor: int, end: int, current: FileStat) -> None:
        start = max(0, end - _TAIL_LENGTH)
        self._tail = _read(descriptor, start, end - start)
        self._stat, self._end = current, end

    def cut_unfinished(self, descriptor: int) -> None:
        """Remove the bytes after the known end: a record that its writer could not finish."""
        if self._stat is not None and self._stat.size > self._end:
            os.ftruncate(descriptor, self._end)
            self._stat = _stat(descriptor)

    def append(self, descriptor: int, data: bytes | bytearray) -> None:
        """Write whole records at the known end; after an error none of them remains. Raises OSError."""
        try:
            write_all(descriptor, data)
        except BaseException:
            with suppress(OSError):  # if this fails too, the next writer cuts off what is not whole
                os.ftruncate(descriptor, self._end)
            raise
        self._tail = (self._tail + data[-_TAIL_LENGTH:])[-_TAIL_LENGTH:]
        self._end += len(data)
        self._stat = _stat(descriptor)

    def replace(self, descriptor: int, data: bytes) -> bool:
        """Replace the locked file by a new one, flushed to the disk.

        Returns:
            False if another program has replaced or changed the file meanwhile, and nothing was done.

        Raises:
            OSError: the new file cannot be written.
        """
        before = _stat(descriptor)
        new, temporary = create_beside(self.path, OWN)
        try:
            write_all(new, data)
            keep_owner(new, os.fstat(descriptor))
            os.fsync(new)
            replaces = self.stat() == before
            if replaces:
                current = _stat(new)
                os.replace(temporary, self.path)
                self._remember(new, len(data), current)
        finally:
            with suppress(OSError):  # if it has replaced the file, it has no longer this name
                os.unlink(temporary)
            _close(new)
        _flush_folder(self.path.parent)
        return replaces

    def flush(self) -> None:
        """Flush the file to the disk. Raises OSError."""
        with self.opened() as descriptor:
            os.fsync(descriptor)


def replace_file(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Replace a file, which need not exist, by what a function makes of its content; programs that do so take turns.

    Raises:
        OSError: the file or its folder cannot be written. Exceptions of `change` pass through, too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    log = AppendLog(path)
    is_replaced = False
    while not is_replaced:
        with log.locked() as descriptor:
            is_replaced = log.replace(descriptor, change(log.read_all(descriptor).data))


def _stat(file: Path | int) -> FileStat:
    found = os.stat(file) if isinstance(file, Path) else os.fstat(file)
    return FileStat((found.st_dev, found.st_ino), found.st_size, found.st_mtime_ns)


def _read(descriptor: int, start: int, length: int) -> bytes:
    pieces = []
    while length > 0 and (piece := os.pread(descriptor, length, start)):
        pieces.append(piece)
        start, length = start + len(piece), length - len(piece)
    return b"".join(pieces)


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    """Write all bytes. Raises OSError."""
    with memoryview(data) as view:
        written = 0
        while written < len(view):
            written += os.write(descriptor, view[written:])


def _flush_folder(folder: Path) -> None:
    """Flush a folder as far as its file system can: the file in it has its name already."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            _close(descriptor)


def _open(path: Path, flags: int) -> int:
    """Open a regular file. Raises OSError, for a pipe or a device too: reading it would block."""
    descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        _close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file")
    return descriptor


def _close(descriptor: int) -> None:
    with suppress(OSError):  # what must be on the disk was flushed before
        os.close(descriptor)
