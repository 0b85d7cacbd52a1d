"""One dump: a file or standard input, read in place or spooled as UTF-8."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from copy import copy
from datetime import date

from paperreader.errors import PaperReaderError
from paperreader.source.descriptors import DescriptorPool
from paperreader.source.spool import SPOOL

STDIN = "-"
SOURCE_HINT = "give a file or folder with a dump of papers, or - for standard input"
_FIRST_CHUNK = 1 << 17  # bytes: small, so that the first papers appear soon
_CHUNK = 1 << 18
_HEAD = 1 << 14
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_descriptors = DescriptorPool(64)


class Source:
    """One dump: its path and its bytes.

    Attributes:
        path: the file as the user named it, or `-`.
        capture_date: the day on which the dump was made, if the user gave it.
        folder: the folder in which the file was found; "" when the user named the file.
        new_from_line: the first line that is new to the reader; None when no line is.
        modified: the day of the file's last modification, known once it is open.

    Args:
        path: a file, or `-` for standard input, which can be read only once.
        captured: see `capture_date`.
        folder: see `folder`.
    """

    def __init__(self, path: str, captured: date | None = None, folder: str = "") -> None:
        self.path = path
        self.capture_date = captured
        self.folder = folder
        self.new_from_line: int | None = None
        self.modified = date.today()
        self._stat: os.stat_result | None = None  # of a file that is read in place
        self._spooled: tuple[int, int] | None = None  # offset and length in the spool

    def with_new_from_line(self, line: int | None) -> Source:
        """Return the same dump with another `new_from_line`."""
        dump = copy(self)
        dump.new_from_line = line
        return dump

    @property
    def is_stdin(self) -> bool:
        """Whether this is standard input."""
        return self.path == STDIN

    @property
    def name(self) -> str:
        """The file's name without its folder; `(standard input)` for `-`."""
        return "(standard input)" if self.is_stdin else os.path.basename(self.path) or self.path

    @property
    def display_name(self) -> str:
        """The name for messages: the path as the user wrote it, or `(standard input)`."""
        return self.name if self.is_stdin else self.path

    @property
    def size(self) -> int:
        """Length in bytes as UTF-8. Raises as `chunks` does."""
        self._open()
        return self._spooled[1] if self._spooled else self._stat.st_size if self._stat else 0

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in order, as UTF-8.

        Raises:
            PaperReaderError: the file is missing, unreadable, empty or binary, or changes meanwhile.
        """
        self._open()
        offset, size = 0, _FIRST_CHUNK
        while chunk := self._read(offset, size):
            yield chunk
            offset, size = offset + len(chunk), _CHUNK

    def head(self) -> bytes:
        """Return the first 16 KiB. Raises as `chunks` does."""
        self._open()
        return self._read(0, _HEAD)

    def pread(self, offset: int, length: int) -> bytes:
        """Return `length` bytes from byte `offset` on.

        Raises:
            PaperReaderError: the file is gone or has changed since it was read.
        """
        self._open()
        data = self._read(offset, length)
        if len(data) != length:
            raise self._changed("it has become shorter")
        return data

    def _read(self, offset: int, length: int) -> bytes:
        """Return at most `length` bytes; raise an error unless the file is the one that was opened first."""
        try:
            if self._spooled:
                start, size = self._spooled
                return SPOOL.pread(start + offset, max(0, min(length, size - offset)))
            with _descriptors.descriptor(self, self.path) as descriptor:
                data, found = os.pread(descriptor, length, offset), os.fstat(descriptor)
        except OSError as error:
            raise self._changed(error.strerror or "") from error
        if self._stat and _identity(found) != _identity(self._stat):
            _descriptors.close(self)
            raise self._changed("it has become shorter" if found.st_size < self._stat.st_size else "it was rewritten")
        return data

    def _changed(self, why: str) -> PaperReaderError:
        return PaperReaderError(f"{self.name} changed since it was read", why, "read it again")

    def _open(self) -> None:
        """Open and check the dump unless that was done; spool it if it cannot be read in place."""
        if self._stat or self._spooled:
            return
        try:
            if self.is_stdin:
                self._spool(os.dup(_stdin_descriptor()))
            else:
                self._open_file()
        except OSError as error:
            why = error.strerror or str(error)
            raise PaperReaderError(f"cannot read {self.display_name}", why, SOURCE_HINT) from error

    def _open_file(self) -> None:
        with _descriptors.descriptor(self, self.path) as descriptor:
            found = os.fstat(descriptor)
            self.modified = date.fromtimestamp(found.st_mtime)
            head = os.pread(descriptor, _HEAD, 0) if stat.S_ISREG(found.st_mode) else b""
            if head and not head.startswith((_GZIP, *_UTF16)):
                self._check(head)
                self._stat = found
                return
            duplicate = os.dup(descriptor)  # of a pipe too, as in `paperreader <(zcat a.gz)`
        _descriptors.close(self)
        self._spool(duplicate)

    def _spool(self, descriptor: int) -> None:
        """Read a descriptor to its end, close it, and spool the decoded bytes."""
        with os.fdopen(descriptor, "rb") as file:
            data = self._decode(file.read())
        self._check(data[:_HEAD])
        self._spooled = SPOOL.append(data), len(data)

    def _check(self, head: bytes) -> None:
        if not head.strip():
            raise PaperReaderError(f"{self.display_name} is empty", hint="copy or download a page of papers into it")
        if b"\0" in head:
            raise PaperReaderError(f"{self.display_name} is a binary file", hint="give a dump of papers as text")

    def _decode(self, data: bytes) -> bytes:
        """Unpack gzip and convert UTF-16 to UTF-8."""
        if data.startswith(_GZIP):
            import gzip
            import zlib

            try:
                data = gzip.decompress(data)
            except (OSError, EOFError, zlib.error) as error:
                raise PaperReaderError(
                    f"cannot unpack {self.display_name}", str(error), "is it a whole gzip file?"
                ) from error
        if data.startswith(_UTF16):
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        return data


def _stdin_descriptor() -> int:
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError) as error:  # none, closed, or without a descriptor
        hint = "give a file or folder instead"
        raise PaperReaderError("cannot read (standard input)", "there is none", hint) from error


def _identity(found: os.stat_result) -> tuple[int, ...]:
    """Return what changes when a file is replaced or written."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
