"""The text of a dump as UTF-8: read where it is stored, or unpacked, converted and spooled as far as it is needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from paperreader.errors import PaperReaderError
from paperreader.source.byte_pieces import take
from paperreader.source.encodings import Encoding, Utf8Converter
from paperreader.source.packing import DamagedError
from paperreader.source.spool import SpooledBytes
from paperreader.source.stored_bytes import StoredBytes

HEAD = 1 << 14  # bytes
_GROWTH = 1 << 20  # bytes

MakePieces = Callable[[], Iterator[bytes]]


class StoredText:
    """Text that is stored as UTF-8, after a byte-order mark. It is never doubtful or damaged; see `ConvertedText`."""

    damage = ""
    doubts: tuple[str, ...] = ()

    def __init__(self, stored: StoredBytes, mark: int) -> None:
        self._stored = stored
        self._mark = mark

    @property
    def length(self) -> int:
        """The length in bytes."""
        return self._stored.size - self._mark

    def head(self) -> bytes:
        """Return the first bytes."""
        return self.read(0, HEAD)

    def read(self, offset: int, length: int) -> bytes:
        """Return at most `length` bytes from byte `offset` on. Raises as `StoredBytes.read` does."""
        return self._stored.read(self._mark + offset, length)


class ConvertedText:
    """Text that is unpacked or converted from its beginning on, no further than it is read, and kept in the spool.

    Attributes:
        damage: why the text ends before its end; "" as long as no reason is known.

    Args:
        make_pieces: returns the unpacked bytes of the dump from their beginning on.
        encoding: of these bytes, if it is known.
        most: the length in bytes after which the text is taken to have no end.
    """

    def __init__(self, make_pieces: MakePieces, encoding: Encoding | None, most: int) -> None:
        self.damage = ""
        self._make_pieces = make_pieces
        self._encoding = encoding
        self._most = most
        self._spooled = SpooledBytes()
        self._converter = Utf8Converter(encoding)
        self._pieces: Iterator[bytes] | None = None
        self._ended = False
        self._lock = threading.Lock()  # the loader reads on while the screen reads abstracts

    @property
    def doubts(self) -> tuple[str, ...]:
        """What was converted with doubt so far."""
        zeros, guessed = self._converter.zeros, self._converter.encoding.guessed
        return (
            *(["read as Windows-1252, since it is not UTF-8"] if guessed else []),
            *([f"{zeros:,} zero bytes (NUL) in the text were left out"] if zeros else []),
        )

    @property
    def length(self) -> int:
        """The length in bytes, for which the text is read to its end."""
        while not self._ended:
            self._grow(self._spooled.length + _GROWTH)
        return self._spooled.length

    def head(self) -> bytes:
        """Return the first bytes. Nothing is spooled for them: of most files in a folder no more is read."""
        if self._spooled.length or self._ended:
            return self.read(0, HEAD)
        return take(Utf8Converter(self._encoding).convert(self._undamaged()), HEAD)[:HEAD]

    def read(self, offset: int, length: int) -> bytes:
        """Return at most `length` bytes from byte `offset` on.

        Raises:
            PaperReaderError: the file has changed, or no space is left in the cache folder.
        """
        self._grow(offset + length)
        return self._spooled.read(offset, length)

    def _grow(self, length: int) -> None:
        """Read on until the text has this length or ends."""
        with self._lock:
            if self._ended or self._spooled.length >= length:
                return
            if self._pieces is None:
                self._pieces = self._converter.convert(self._undamaged())
            data = take(self._pieces, length - self._spooled.length)
            self._ended = self._spooled.length + len(data) < length
            self._append(data)

    def _append(self, data: bytes) -> None:
        try:
            if data:
                self._spooled.append(data)
        except OSError as error:
            raise PaperReaderError("cannot keep unpacked text", error.strerror or str(error)) from error
        if self._spooled.length > self._most:
            self.damage = f"it unpacks to more than {self._most >> 20:,} MB; the rest was not read"
            self._ended, self._pieces = True, None

    def _undamaged(self) -> Iterator[bytes]:
        """Yield the bytes up to the first damage."""
        try:
            yield from self._make_pieces()
        except DamagedError as error:
            self.damage = f"it is cut or damaged ({error}); what comes before that was read"


DumpText = StoredText | ConvertedText
