"""A dump's bytes: which files a person means, and spans of them read again when shown.

Knows files, folders, gzip and standard input; knows nothing of what a dump contains. A plain file
is read where it lies; what has no offsets of its own (gzip, standard input, UTF-16) is first
spooled as UTF-8 to one unlinked file in the cache folder.
"""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.paths import platform_folder
from paperreader.text import unwrap_paragraphs

STDIN = "-"
FIRST_CHUNK = 1 << 17
CHUNK = 1 << 18
_MAX_OPEN = 64
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 1 << 14
_TOGETHER = 1 << 20  # bytes read at once at most
_APART = 1 << 14  # bytes between two spans that are still read at once


class Span(NamedTuple):
    """Text that is read when it is shown: `length` bytes of UTF-8 from byte `offset` on.

    `store` is the dump, or the spool for text that has no place of its own in its dump (JSON with
    escapes, XML). One dump may have spans of both.
    """

    store: Source | Spool
    offset: int
    length: int

    def raw_text(self) -> str:
        """The text as the dump has it.

        Raises:
            PaperReaderError: the file is gone, or is no longer the one that was read.
        """
        return self.store.pread(self.offset, self.length).decode("utf-8", "replace")

    def text(self) -> str:
        """The text unwrapped and cleaned, paragraphs apart. Raises as `raw` does."""
        return unwrap_paragraphs(self.raw_text())


def read_spans(spans: Sequence[Span]) -> list[bytes]:
    """The bytes of many spans; those that lie close after each other are read at once.

    Raises:
        PaperReaderError: a file is gone, or is no longer the one that was read.
    """
    found: list[bytes] = []
    while len(found) < len(spans):
        first = len(found)
        store, start, length = spans[first]
        end, last = start + length, first + 1
        while last < len(spans) and _is_near(spans[last], store, start, end):
            end = max(end, spans[last].offset + spans[last].length)
            last += 1
        data = store.pread(start, end - start)
        found += [data[offset - start : offset - start + length] for _, offset, length in spans[first:last]]
    return found


def _is_near(span: Span, store: Source | Spool, start: int, end: int) -> bool:
    """Whether a span is to be read together with what lies from `start` to `end`."""
    return (
        span.store is store and start <= span.offset <= end + _APART and span.offset + span.length <= start + _TOGETHER
    )


class _Descriptors:
    """The open files, at most `_MAX_OPEN`; the one used longest ago is closed first.

    The loader's thread opens dumps while the screen's reads abstracts: one at a time.
    """

    def __init__(self) -> None:
        self._open: OrderedDict[Source, int] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def of(self, source: Source) -> Iterator[int]:
        """The descriptor of a source, not closed as long as it is held."""
        with self._lock:
            if source in self._open:
                self._open.move_to_end(source)
            else:
                if len(self._open) >= _MAX_OPEN:
                    os.close(self._open.popitem(last=False)[1])
                self._open[source] = os.open(source.path, os.O_RDONLY | os.O_CLOEXEC)
            yield self._open[source]

    def forget(self, source: Source) -> None:
        """Close a source's descriptor, if it is open."""
        with self._lock:
            if source in self._open:
                os.close(self._open.pop(source))


_descriptors = _Descriptors()


class Spool:
    """One unlinked file in the cache folder, for all that has no offsets of its own."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end = 0
        self._lock = threading.Lock()

    def append(self, data: bytes) -> int:
        """Keep some bytes; where they begin. Raises OSError when there is no room."""
        with self._lock:
            if self._file is None:
                self._file = _temporary_file()
            start = self._end
            self._file.seek(start)
            self._file.write(data)
            self._file.flush()
            self._end += len(data)
            return start

    def pread(self, start: int, length: int) -> bytes:
        """Read `length` bytes from byte `start` on."""
        return os.pread(self._file.fileno(), length, start) if self._file else b""


_spool = Spool()


def spool_text(text: str) -> Span:
    """Keep a text, such as an abstract, for which a dump has no bytes that can be shown as they are.

    Raises:
        PaperReaderError: the cache folder has no room.
    """
    data = text.encode("utf-8", "replace")
    try:
        return Span(_spool, _spool.append(data), len(data))
    except OSError as error:
        raise PaperReaderError("cannot spool an abstract", error.strerror or str(error)) from error


def _temporary_file() -> IO[bytes]:
    import tempfile

    try:
        return tempfile.TemporaryFile(dir=_cache_folder())
    except OSError:  # nobody may write there
        return tempfile.TemporaryFile()


class Source:
    """One dump: its name as the person gave it, and its bytes.

    Args:
        path: the file, or `-` for standard input, which can be read only once.
        captured: the day the dump was made, where a person said so.
        folder: the folder in which it was found; "" when a person named the file.
    """

    def __init__(self, path: str, captured: date | None = None, folder: str = "") -> None:
        self.path = path
        self.capture_date = captured
        self.folder = folder
        self.new_from_line: int | None = None  # the line from which on it is new to the reader; None: all was known
        self.modified = date.today()  # the day the file was last written, known once it is open
        self._spooled: tuple[int, int] | None = None  # where in the spool it lies: begin and length
        self._fingerprint: tuple[int, int, int, int] | None = None

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input."""
        return self.path == STDIN

    @property
    def name(self) -> str:
        """The file's name without its folder; `(standard input)` for `-`."""
        return "(standard input)" if self.is_stdin else os.path.basename(self.path) or self.path

    @property
    def size(self) -> int:
        """Its length in bytes, as UTF-8. Raises as `chunks` does."""
        self._prepare()
        return self._spooled[1] if self._spooled else self._fingerprint[2] if self._fingerprint else 0

    def chunks(self) -> Iterator[bytes]:
        """The dump's bytes in order, as UTF-8, a small piece first so that a list is soon there.

        Raises:
            PaperReaderError: the file is missing, unreadable, empty or binary.
        """
        self._prepare()
        offset, size = 0, FIRST_CHUNK
        while chunk := self._some(size, offset):
            yield chunk
            offset, size = offset + len(chunk), CHUNK

    def head(self) -> bytes:
        """The first bytes, by which a format is told. Raises as `chunks` does."""
        self._prepare()
        return self._some(_HEAD, 0)

    def pread(self, offset: int, length: int) -> bytes:
        """Some bytes of the dump as it was read.

        Raises:
            PaperReaderError: the file is gone or has changed since.
        """
        self._prepare()
        data = self._some(length, offset)
        if len(data) != length:
            raise self._changed("it has become shorter")
        return data

    def _some(self, length: int, offset: int) -> bytes:
        """At most `length` bytes of the very file that was read first."""
        try:
            if self._spooled is not None:
                start, size = self._spooled
                return _spool.pread(start + offset, max(0, min(length, size - offset)))
            with _descriptors.of(self) as descriptor:
                data, found = os.pread(descriptor, length, offset), _fingerprint(descriptor)
        except OSError as error:
            raise self._changed(error.strerror or "") from error
        known = self._fingerprint
        if known and found != known:
            _descriptors.forget(self)
            raise self._changed("it has become shorter" if found[2] < known[2] else "it was written anew")
        return data

    def _changed(self, why: str) -> PaperReaderError:
        return PaperReaderError(f"{self.name} changed since it was read", why, "press R to read it again")

    def _prepare(self) -> None:
        """Open, look at the head, and spool what cannot be read in place."""
        if self._fingerprint is None and self._spooled is None:
            if self.is_stdin:
                try:
                    self._take(os.dup(_stdin()))
                except OSError as error:
                    raise PaperReaderError("cannot keep standard input", error.strerror or str(error)) from error
            else:
                self._open_file()

    def _open_file(self) -> None:
        try:
            with _descriptors.of(self) as descriptor:
                found = _fingerprint(descriptor)
                regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
                head = os.pread(descriptor, _HEAD, 0) if regular else b""
                self.modified = date.fromtimestamp(os.fstat(descriptor).st_mtime)
                packed = head.startswith((_GZIP, *_UTF16))
                apart = os.dup(descriptor) if packed or not regular else None
            if apart is not None:
                _descriptors.forget(self)
                self._take(apart)  # also a pipe, as in `paperreader <(zcat a.gz)`
                return
        except OSError as error:
            raise PaperReaderError(f"cannot read {self.path}", error.strerror or str(error), SOURCE_HINT) from error
        self._check(head)
        self._fingerprint = found

    def _take(self, descriptor: int) -> None:
        """Spool all that a descriptor gives, and close it."""
        with os.fdopen(descriptor, "rb") as pipe:
            data = self._decoded(pipe.read())
        self._check(data[:_HEAD])
        self._spooled = (_spool.append(data), len(data))

    def _check(self, head: bytes) -> None:
        if not head.strip():
            raise PaperReaderError(f"{self.display_name} is empty", hint="copy or download a page of papers into it")
        if b"\0" in head:
            raise PaperReaderError(f"{self.display_name} is a binary file", hint="give a dump of papers as text")

    @property
    def display_name(self) -> str:
        """The name as messages give it: the path as the person wrote it."""
        return self.name if self.is_stdin else self.path

    def _decoded(self, data: bytes) -> bytes:
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


def _stdin() -> int:
    try:
        if sys.stdin is not None:
            return sys.stdin.fileno()
    except (OSError, ValueError):  # closed, or none of the system's
        pass
    raise PaperReaderError("cannot read (standard input)", "there is none", "give a file or folder instead")


SOURCE_HINT = "give a file or folder with a dump of papers, or - for standard input"


def _fingerprint(descriptor: int) -> tuple[int, int, int, int]:
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _cache_folder() -> str | None:
    """The folder for spools, made when missing; None (the system's) when it cannot be had."""
    cache = platform_folder("cache")
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(cache)


def find_sources(paths: Sequence[str], captured: Mapping[str, date] = MappingProxyType({})) -> list[Source]:
    """The files that a person's paths mean, each once, folders searched through in order.

    Hidden files are passed over in folders.

    Args:
        paths: files, folders, `-`.
        captured: the days of capture by path; that of "" is for all other dumps.
    """
    found: dict[str, Source] = {}
    for path in paths:
        folder = path if path != STDIN and os.path.isdir(path) else ""
        for file in map(str, _files_below(Path(path))) if folder else [path]:
            real = file if file == STDIN else os.path.realpath(file)
            found.setdefault(real, Source(file, captured.get(file, captured.get("")), folder))
    return list(found.values())


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
