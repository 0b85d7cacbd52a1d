"""One dump: a file, a file in an archive or standard input, read in place or spooled as UTF-8."""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import copy
from datetime import date

from paperreader.errors import NotADumpError, PaperReaderError, Problem
from paperreader.source.dump_text import HEAD, ConvertedText, DumpText, StoredText
from paperreader.source.encodings import find_encoding
from paperreader.source.packing import DamagedError, is_packed, unpack
from paperreader.source.signatures import ZIP_KIND, binary_kind
from paperreader.source.stored_bytes import STDIN, StoredBytes
from paperreader.source.zip_archive import ZIP_MAGIC, ZipArchive, ZipMember

FORMATS_HINT = "paperreader check --formats lists what is read"
MOST_UNPACKED = 1 << 34
"""Bytes after which unpacked text or standard input is taken to have no end: three times the arXiv snapshot."""
_FIRST_CHUNK = 1 << 17  # bytes: small, so that the first papers appear soon
_CHUNK = 1 << 18
_SAMPLE = 1 << 22  # bytes by which the encoding of a text that is not packed is judged


class Source:
    """One dump: its path and its bytes.

    Attributes:
        path: the file as the user named it, or `-`; a file in an archive has the archive's path before its own.
        capture_date: the day on which the dump was made, if the user gave it.
        folder: the folder or archive in which the file was found; "" when the user named the file.
        new_from_line: the first line that is new to the reader; None when no line is.
        stored: the bytes of the file, or of the archive that has it.

    Args:
        path: a file, or `-` for standard input, which can be read only once.
        captured: see `capture_date`.
        folder: see `folder`.
        most_unpacked: the length in bytes after which standard input or an unpacked file is taken to have no end.
        member: the file in the archive `path`, with the bytes of the archive.
    """

    def __init__(
        self,
        path: str,
        captured: date | None = None,
        folder: str = "",
        *,
        most_unpacked: int = MOST_UNPACKED,
        member: tuple[StoredBytes, ZipMember] | None = None,
    ) -> None:
        self.stored = member[0] if member else StoredBytes(path, most_unpacked)
        self._member = member[1] if member else None
        self.path = f"{self.stored.display_name}/{self._member.name}" if self._member else path
        self.capture_date = captured
        self.folder = folder
        self.new_from_line: int | None = None
        self._most_unpacked = most_unpacked
        self._opening = _Opening(self.display_name, self.stored, self._member, most_unpacked)

    def with_new_from_line(self, line: int | None) -> Source:
        """Return the same dump with another `new_from_line`."""
        dump = copy(self)
        dump.new_from_line = line
        return dump

    def members(self) -> list[Source]:
        """Return the files in this archive; [] if this is none, or a document that is stored as one.

        Raises:
            PaperReaderError: the archive cannot be read.
        """
        if self._member or self.stored.read(0, len(ZIP_MAGIC)) != ZIP_MAGIC:
            return []
        archive = ZipArchive(self.stored)
        return [] if archive.document_kind else [self._of_member(member) for member in archive.members()]

    def _of_member(self, member: ZipMember) -> Source:
        return Source(
            self.path,
            self.capture_date,
            self.folder or self.path,
            most_unpacked=self._most_unpacked,
            member=(self.stored, member),
        )

    @property
    def is_stdin(self) -> bool:
        """Whether this is standard input, or a file in an archive there."""
        return self.stored.path == STDIN

    @property
    def name(self) -> str:
        """The file's name without its folder; `(standard input)` for `-`."""
        return os.path.basename(self.display_name) or self.path

    @property
    def display_name(self) -> str:
        """The name for messages: the path as the user wrote it, or `(standard input)`."""
        return self.path if self._member else self.stored.display_name

    @property
    def modified(self) -> date:
        """The day of the file's last modification, known once it is open."""
        return self.stored.modified

    @property
    def size(self) -> int:
        """Length in bytes as UTF-8. Raises as `chunks` does."""
        return self._opening.text.length

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in order, as UTF-8 without a byte-order mark.

        Raises:
            NotADumpError: the file is empty or no text.
            PaperReaderError: the file is missing or unreadable, or changes meanwhile. Of a packed file that is damaged
                further on the beginning is yielded; see `damage`.
        """
        text, offset, size = self._opening.text, 0, _FIRST_CHUNK
        while chunk := text.read(offset, size):
            yield chunk
            offset, size = offset + len(chunk), _CHUNK

    def head(self) -> bytes:
        """Return the first 16 KiB. Raises as `chunks` does."""
        return self._opening.text.head()

    def pread(self, offset: int, length: int) -> bytes:
        """Return `length` bytes from byte `offset` on.

        Raises:
            PaperReaderError: the file is gone or has changed since it was read.
        """
        data = self._opening.text.read(offset, length)
        if len(data) != length:
            raise self.stored.changed("it has become shorter")
        return data

    @property
    def doubts(self) -> list[Problem]:
        """What was converted or dated with doubt as far as the dump has been read. Raises as `chunks` does."""
        texts = (*self._opening.text.doubts, *filter(None, (self.stored.doubt,)))
        return [Problem(self.display_name, 0, text) for text in texts]

    @property
    def damage(self) -> PaperReaderError | None:
        """Why the text ends before its end, once it has been read to there. Raises as `chunks` does."""
        why = self._opening.text.damage
        return PaperReaderError(f"only a part of {self.display_name} was read", why) if why else None


class _Opening:
    """The text of a dump, opened at its first use; shared by copies of a `Source`."""

    def __init__(self, name: str, stored: StoredBytes, member: ZipMember | None, most: int) -> None:
        self._name = name
        self._stored = stored
        self._member = member
        self._most = most
        self._text: DumpText | None = None

    @property
    def text(self) -> DumpText:
        """The text. Raises as `Source.chunks` does."""
        if self._text is None:  # not `cached_property`: there a pipe that is waited for blocks every other dump
            self._text = self._open()
        return self._text

    def _open(self) -> DumpText:
        if self._member and self._member.is_encrypted:
            raise NotADumpError(f"{self._name} is encrypted", hint="unpack it with its password")
        self._stored.open()
        head = self._checked_head()
        if self._member or is_packed(self._stored.read(0, len(head))):
            return ConvertedText(self._pieces, None, self._most)
        encoding = find_encoding(self._stored.read(0, _SAMPLE))
        if encoding.is_plain:
            return StoredText(self._stored, encoding.mark)
        return ConvertedText(self._stored.pieces, encoding, self._most)

    def _pieces(self) -> Iterator[bytes]:
        """Return the unpacked bytes from the beginning on."""
        return unpack((self._member or self._stored).pieces())

    def _checked_head(self) -> bytes:
        """Return the first unpacked bytes. Raises NotADumpError if they are not those of a text."""
        head = b""
        try:
            for piece in self._pieces():
                head += piece
                if len(head) >= HEAD:
                    break
        except DamagedError as error:
            if not head:
                raise PaperReaderError(
                    f"cannot unpack {self._name}", str(error), "is it a whole file, and not cut?"
                ) from error
        kind = binary_kind(head)
        if kind == ZIP_KIND and not self._member:
            archive = ZipArchive(self._stored)
            kind = archive.document_kind or (kind if archive.members() else "an archive without files")
        if kind:
            raise NotADumpError(f"{self._name} is {kind}", hint=FORMATS_HINT)
        if not head.strip():
            raise NotADumpError(f"{self._name} is empty", hint="copy or download a page of papers into it")
        return head
