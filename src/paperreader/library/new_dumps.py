"""Dumps, and the appended ends of dumps, that are new since the last session.

The state file records the dumps of each session by the hash of their first bytes and their size. So a dump is the same
under another name, and after text was appended to it. Two dumps may begin alike, such as two answers of a server about
one day; the file records both, one of an earlier version only the longer one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property

from paperreader.errors import PaperReaderError
from paperreader.marks import DumpFingerprint, now
from paperreader.source import Source

_HASHED = 4096  # bytes


def new_first(sources: Iterable[Source], known: Sequence[DumpFingerprint]) -> list[Source]:
    """Return the dumps with their `new_from_line`, new dumps before known ones.

    Args:
        sources: the dumps in the order given by the user.
        known: the dumps of earlier sessions; before the first session all dumps are new.
    """
    found = [*sources]
    beside = _OpenDumps(found)
    dumps = [dump.with_new_from_line(_new_from_line(dump, known, beside)) for dump in found]
    return sorted(dumps, key=lambda dump: dump.new_from_line != 1)


def fingerprints(sources: Iterable[Source]) -> list[DumpFingerprint]:
    """Return the dumps as the state file records them, without those that cannot be read any more."""
    moment, recorded = now(), []
    for dump in sources:
        try:
            size = dump.size
            recorded.append(DumpFingerprint(_hash(dump.head(), size), size, dump.name, moment))
        except PaperReaderError:
            continue
    return recorded


class _OpenDumps:
    """The sizes of dumps that begin alike. None is asked without need, as a packed dump is unpacked for it."""

    def __init__(self, dumps: Iterable[Source]) -> None:
        self._dumps = dumps
        self._sizes: dict[str, set[int]] = {}

    @cached_property
    def _alike(self) -> dict[str, list[Source]]:
        alike: dict[str, list[Source]] = {}
        for dump in self._dumps:
            with suppress(PaperReaderError):
                alike.setdefault(_hash(dump.head(), _HASHED), []).append(dump)
        return alike

    def sizes(self, head: str) -> set[int]:
        """Return the sizes in bytes of the dumps whose first bytes have a hash."""
        if head not in self._sizes:
            self._sizes[head] = set()
            for dump in self._alike.get(head, ()):
                with suppress(PaperReaderError):
                    self._sizes[head].add(dump.size)
        return self._sizes[head]


def _new_from_line(dump: Source, known: Sequence[DumpFingerprint], beside: _OpenDumps) -> int | None:
    """Return the first new line of a dump: 1 when the dump is unknown, None when it was known whole.

    Args:
        dump: the dump.
        known: the dumps of earlier sessions.
        beside: the dumps that are open with it.
    """
    if not known:
        return 1
    try:
        head = dump.head()
        hashes = {length: _hash(head, length) for length in {min(old.size, _HASHED) for old in known}}
        alike = {old.size: old.head for old in known if hashes[min(old.size, _HASHED)] == old.head}
        if not alike:  # asked before the size, for which a packed dump is unpacked
            return 1
        size = dump.size
        if size in alike:
            return None
        others = [old for old, begin in alike.items() if old in beside.sizes(begin)]
        if others:
            return None if size < max(others) else 1
        sizes = [known_size for known_size in alike if known_size < size]
        return _line_at(dump, max(sizes)) if sizes else 1
    except PaperReaderError:  # reported when the dump is read
        return 1


def _hash(head: bytes, size: int) -> str:
    """Return 16 hex digits. Two checksums are enough, and need no import of `hashlib`, which takes milliseconds."""
    head = head[: min(size, _HASHED)]
    return f"{zlib.crc32(head):08x}{zlib.adler32(head):08x}"


def _line_at(dump: Source, offset: int) -> int:
    """Return the number of the line that contains a byte."""
    line, rest = 1, offset
    for chunk in dump.chunks():
        line += chunk.count(b"\n", 0, rest)
        rest -= len(chunk)
        if rest <= 0:
            break
    return line
