"""A zip archive: its files, read one at a time, and what it is if it is no folder of files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from paperreader.errors import PaperReaderError
from paperreader.source.packing import DamagedError
from paperreader.source.stored_bytes import StoredBytes
from paperreader.text import sanitize

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo  # loaded for an archive only

ZIP_MAGIC = b"PK\x03\x04"
_PIECE = 1 << 16
_TAIL = (1 << 16) + 128  # bytes: the end of an archive with its comment
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_MOST_LISTED = 1 << 24  # bytes of the list of files: 100,000 of them have 10 MB, and in memory ten times as much
_ENCRYPTED = 1
_DOCUMENTS = {
    "[Content_Types].xml": "an Office document",
    "META-INF/container.xml": "an EPUB book",
    "mimetype": "an OpenDocument document",
    "META-INF/MANIFEST.MF": "a program",
    "AndroidManifest.xml": "a program",
}
_SEPARATORS = re.compile(r"[/\\]+")


class ZipArchive:
    """The files in a zip archive; the archive is opened anew for each piece, so that few files are open at once."""

    def __init__(self, stored: StoredBytes) -> None:
        self._stored = stored
        self._listed: ZipFile | None = None

    @property
    def _zip(self) -> ZipFile:
        """The archive with its list of files. Raises PaperReaderError if the list is damaged or too long."""
        if self._listed is None:
            self._listed = self._list()
        return self._listed

    def _list(self) -> ZipFile:
        import zipfile

        if self._list_length() > _MOST_LISTED:
            raise PaperReaderError(f"cannot unpack {self._stored.display_name}", "it has too many files", "unpack it")
        try:
            return zipfile.ZipFile(io.BufferedReader(_StoredFile(self._stored)))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise PaperReaderError(
                f"cannot unpack {self._stored.display_name}",
                "its end with the list of files is missing or damaged",
                "is it a whole zip archive?",
            ) from error

    def _list_length(self) -> int:
        """Return the length of the list of files in bytes, as the end of the archive states it."""
        tail = self._stored.read(max(0, self._stored.size - _TAIL), _TAIL)
        end, end_64 = tail.rfind(_END), tail.rfind(_END_64)
        if end_64 >= 0:
            return int.from_bytes(tail[end_64 + 40 : end_64 + 48], "little")
        return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0

    @property
    def document_kind(self) -> str:
        """What the archive is if it is a document or program, such as `an Office document`; "" otherwise."""
        names = self._zip.NameToInfo
        return next((kind for name, kind in _DOCUMENTS.items() if name in names), "")

    def members(self) -> list[ZipMember]:
        """Return the files in order of their names, without hidden ones. Raises PaperReaderError."""
        members = [ZipMember(self, info) for info in self._zip.infolist() if not info.is_dir()]
        members.sort(key=lambda member: member.name)
        return [member for member in members if not member.is_hidden]

    def pieces(self, info: ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of a file. Raises DamagedError, and PaperReaderError if the archive has changed."""
        try:
            with self._zip.open(info) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except PaperReaderError:
            raise
        except Exception as error:  # zipfile, zlib, bz2 and lzma have errors of their own
            raise DamagedError(str(error)) from error


class ZipMember:
    """A file in an archive.

    Attributes:
        name: its path there, safe to show and without `..`.
        is_encrypted: whether a password is needed.
    """

    def __init__(self, archive: ZipArchive, info: ZipInfo) -> None:
        self._archive = archive
        self._info = info
        parts = [part for part in _SEPARATORS.split(sanitize(info.filename)) if part not in ("", ".", "..")]
        self.name = "/".join(parts) or "(no name)"
        self.is_encrypted = bool(info.flag_bits & _ENCRYPTED)

    @property
    def is_hidden(self) -> bool:
        """Whether its name or that of a folder begins with a dot, or it was added by macOS."""
        return any(part.startswith(".") or part == "__MACOSX" for part in self.name.split("/"))

    def pieces(self) -> Iterator[bytes]:
        """Yield its bytes. Raises as `ZipArchive.pieces` does."""
        return self._archive.pieces(self._info)


class _StoredFile(io.RawIOBase):
    """Stored bytes as a file for `zipfile`."""

    def __init__(self, stored: StoredBytes) -> None:
        self._stored = stored
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._stored.size}[whence]
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed has a wider type
        data = self._stored.read(self._place, len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
