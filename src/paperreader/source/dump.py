"""One dump: a file or standard input, read in place or spooled as UTF-8."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.source.descriptors import DescriptorPool
from paperreader.source.spool import SPOOL

STDIN = "-"
SOURCE_HINT = "give a file or folder with a dump of papers, or - for standard input"
FIRST_CHUNK = 1 << 17
"""Bytes of the first chunk, which is small so that the first papers appear soon."""
_CHUNK = 1 << 18
_HEAD = 1 << 14
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_descriptors = DescriptorPool(64)


class _FileId(NamedTuple):
    """What changes when a file is replaced or written."""

    device: int
    inode: int
    size: int
    modified_ns: int


class _Spooled(NamedTuple):
    """The part of the spool that holds a whole dump."""

    offset: int
    length: int


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
        self._file_id: _FileId | None = None  # of a file that is read in place
        self._spooled: _Spooled | None = None

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
        return self._spooled.length if self._spooled else self._file_id.size if self._file_id else 0

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in order, as UTF-8.

        Raises:
            PaperReaderError: the file is missing, unreadable, empty or binary, or changes meanwhile.
        """
        self._open()
        offset, size = 0, FIRST_CHUNK
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
                return SPOOL.pread(self._spooled.offset + offset, max(0, min(length, self._spooled.length - offset)))
            with _descriptors.descriptor(self, self.path) as descriptor:
                data, found = os.pread(descriptor, length, offset), _file_id(descriptor)
        except OSError as error:
            raise self._changed(error.strerror or "") from error
        if self._file_id and found != self._file_id:
            _descriptors.close(self)
            raise self._changed("it has become shorter" if found.size < self._file_id.size else "it was rewritten")
        return data

    def _changed(self, why: str) -> PaperReaderError:
        return PaperReaderError(f"{self.name} changed since it was read", why, "press R to read it again")

    def _open(self) -> None:
        """Open and check the dump unless that was done; spool it if it cannot be read in place."""
        if self._file_id or self._spooled:
            return
        if self.is_stdin:
            try:
                self._spool(os.dup(_stdin_descriptor()))
            except OSError as error:
                raise PaperReaderError("cannot spool standard input", error.strerror or str(error)) from error
            return
        try:
            self._open_file()
        except OSError as error:
            raise PaperReaderError(f"cannot read {self.path}", error.strerror or str(error), SOURCE_HINT) from error

    def _open_file(self) -> None:
        with _descriptors.descriptor(self, self.path) as descriptor:
            found = os.fstat(descriptor)
            self.modified = date.fromtimestamp(found.st_mtime)
            is_regular = stat.S_ISREG(found.st_mode)
            head = os.pread(descriptor, _HEAD, 0) if is_regular else b""
            in_place = is_regular and not head.startswith((_GZIP, *_UTF16))
            file_id = _file_id(descriptor)
            duplicate = -1 if in_place else os.dup(descriptor)
        if in_place:
            self._check(head)
            self._file_id = file_id
        else:  # a pipe too, as in `paperreader <(zcat a.gz)`
            _descriptors.close(self)
            self._spool(duplicate)

    def _spool(self, descriptor: int) -> None:
        """Read a descriptor to its end, close it, and spool the decoded bytes."""
        with os.fdopen(descriptor, "rb") as file:
            data = self._decode(file.read())
        self._check(data[:_HEAD])
        self._spooled = _Spooled(SPOOL.append(data), len(data))

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
        if sys.stdin is not None:
            return sys.stdin.fileno()
    except (OSError, ValueError):  # closed, or without a descriptor
        pass
    raise PaperReaderError("cannot read (standard input)", "there is none", "give a file or folder instead")


def _file_id(descriptor: int) -> _FileId:
    found = os.fstat(descriptor)
    return _FileId(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
