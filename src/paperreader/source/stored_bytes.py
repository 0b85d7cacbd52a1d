"""The bytes of a dump as they are stored: in a file, or copied from standard input or a pipe, which can be read only once."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from datetime import date

from paperreader.errors import PaperReaderError
from paperreader.source.descriptors import DescriptorPool
from paperreader.source.spool import SpooledBytes

STDIN = "-"
SOURCE_HINT = "give a file or folder with a dump of papers, or - for standard input"
_FIRST_PIECE = 1 << 13  # bytes: the head of a packed file needs no more
_PIECE = 1 << 16

_descriptors = DescriptorPool(64)


class StoredBytes:
    """The stored bytes of a file, read in place, or of standard input or a pipe, copied to the spool first.

    Attributes:
        path: the file as the user named it, or `-`.
        modified: the day of the file's last modification, known once it is open; today for what is no file.
        doubt: why `modified` is today although it is a file; "" otherwise.

    Args:
        path: see above.
        most: bytes after which standard input or a pipe is taken to have no end.
    """

    def __init__(self, path: str, most: int) -> None:
        self.path = path
        self.modified = date.today()
        self.doubt = ""
        self._most = most
        self._stat: os.stat_result | None = None
        self._copied: SpooledBytes | None = None

    @property
    def display_name(self) -> str:
        """The name for messages: the path as the user wrote it, or `(standard input)`."""
        return "(standard input)" if self.path == STDIN else self.path

    @property
    def size(self) -> int:
        """Their number. Raises as `open` does."""
        self.open()
        return self._stat.st_size if self._stat else self._copied.length if self._copied else 0

    def open(self) -> None:
        """Open the file, or copy what can be read only once, unless that was done.

        Raises:
            PaperReaderError: it is missing or unreadable, or a pipe does not end.
        """
        if self._stat or self._copied:
            return
        try:
            if self.path == STDIN:
                self._copy(os.dup(_stdin_descriptor()))
            else:
                self._open_file()
        except OSError as error:
            why = error.strerror or str(error)
            raise PaperReaderError(f"cannot read {self.display_name}", why, SOURCE_HINT) from error

    def _open_file(self) -> None:
        with _descriptors.descriptor(self, self.path) as descriptor:
            found = os.fstat(descriptor)
            self._take_day(found.st_mtime)
            if stat.S_ISREG(found.st_mode) and found.st_size:  # files of /proc seem to have no bytes
                self._stat = found
                return
            duplicate = os.dup(descriptor)  # of a pipe too, as in `paperreader <(zcat a.gz)`
        _descriptors.close(self)
        self._copy(duplicate)

    def _take_day(self, modified: float) -> None:
        try:
            self.modified = date.fromtimestamp(modified)
        except (ValueError, OverflowError, OSError):
            self.doubt = "the time of its last modification is in no calendar: it counts as of today"

    def _copy(self, descriptor: int) -> None:
        """Read a descriptor to its end, close it, and keep the bytes in the spool."""
        copied = SpooledBytes()
        try:
            while piece := os.read(descriptor, _PIECE):
                copied.append(piece)
                if copied.length > self._most:
                    detail = f"it goes on after {self._most >> 20:,} MB"
                    raise PaperReaderError(f"cannot read {self.display_name}", detail, SOURCE_HINT)
        finally:
            os.close(descriptor)
        self._copied = copied

    def read(self, offset: int, length: int) -> bytes:
        """Return at most `length` bytes from byte `offset` on.

        Raises:
            PaperReaderError: as `open` does; the file is gone, or is not the one that was opened first.
        """
        self.open()
        try:
            if self._copied:
                return self._copied.read(offset, length)
            with _descriptors.descriptor(self, self.path) as descriptor:
                data, found = os.pread(descriptor, length, offset), os.fstat(descriptor)
        except OSError as error:
            raise self.changed(error.strerror or "") from error
        if self._stat and _identity(found) != _identity(self._stat):
            _descriptors.close(self)
            raise self.changed("it has become shorter" if found.st_size < self._stat.st_size else "it was rewritten")
        return data

    def pieces(self) -> Iterator[bytes]:
        """Yield all bytes in order, few of them first. Raises as `read` does."""
        offset, length = 0, _FIRST_PIECE
        while piece := self.read(offset, length):
            yield piece
            offset, length = offset + len(piece), min(length * 2, _PIECE)

    def change(self) -> str:
        """Return what has happened to the file since it was opened, `page.txt grew`; "" if it is as it was."""
        if not self._stat:
            return ""
        name = os.path.basename(self.path)
        try:
            found = os.stat(self.path)
        except OSError:
            return f"{name} is gone"
        if _identity(found) == _identity(self._stat):
            return ""
        grew = found.st_ino == self._stat.st_ino and found.st_size > self._stat.st_size
        return f"{name} {'grew' if grew else 'was replaced'}"

    def changed(self, why: str) -> PaperReaderError:
        """Return the error that the file is not as it was."""
        name = self.display_name if self.path == STDIN else os.path.basename(self.path)
        return PaperReaderError(f"{name} changed since it was read", why, "read it again")


def _stdin_descriptor() -> int:
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError) as error:  # none, closed, or without a descriptor
        hint = "give a file or folder instead"
        raise PaperReaderError("cannot read (standard input)", "there is none", hint) from error


def _identity(found: os.stat_result) -> tuple[int, ...]:
    """Return what changes when a file is replaced or written."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
