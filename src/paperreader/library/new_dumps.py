"""Which dumps, or grown ends of them, are new since the previous sitting; the state file remembers them.

A dump is known by the hash of its head, whatever its name: one that has only grown is the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from paperreader.errors import PaperReaderError
from paperreader.marks import DumpFingerprint, now
from paperreader.source import Source

_HEAD = 4096  # bytes


def new_first(sources: Iterable[Source], known: Sequence[DumpFingerprint]) -> list[Source]:
    """Dumps in the order to be read, the new ones first; each is told from which line on it is new.

    Before the first sitting all dumps are new, and stay in their order.
    """
    dumps = list(sources)
    for dump in dumps:
        dump.new_from_line = _new_from(dump, known)
    return sorted(dumps, key=lambda dump: dump.new_from_line != 1)


def fingerprints(sources: Iterable[Source]) -> list[DumpFingerprint]:
    """Dumps as the state remembers them; those that are gone are left out."""
    moment, found = now(), []
    for dump in sources:
        try:
            size = dump.size
            found.append(DumpFingerprint(_hash(dump.head(), size), size, dump.name, moment))
        except PaperReaderError:
            continue
    return found


def _new_from(dump: Source, known: Sequence[DumpFingerprint]) -> int | None:
    """The line from which on a dump is new: 1 when it is unknown; None when all of it was there."""
    if not known:
        return 1
    try:
        head, size = dump.head(), dump.size
        hashes = {length: _hash(head, length) for length in {min(old.size, _HEAD) for old in known}}
        same = [old.size for old in known if old.size <= size and hashes[min(old.size, _HEAD)] == old.head]
        if not same:
            return 1
        return _line_at(dump, max(same)) if max(same) < size else None
    except PaperReaderError:  # told when it is read
        return 1


def _hash(head: bytes, size: int) -> str:
    """Sixteen hex digits; two checksums make do, and cost no import."""
    head = head[: min(size, _HEAD)]
    return f"{zlib.crc32(head):08x}{zlib.adler32(head):08x}"


def _line_at(dump: Source, size: int) -> int:
    """The number of the line that begins at, or before, a place."""
    line, rest = 1, size
    for chunk in dump.chunks():
        line += chunk.count(b"\n", 0, rest)
        rest -= len(chunk)
        if rest <= 0:
            break
    return line
