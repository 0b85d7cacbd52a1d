"""The marks that this machine wrote to the state file in the last day, in a file beside it.

A program that replaces the state file by a copy that lacks some of them does not end the marks: whoever reads the
copy takes them from here. The file has the records of the state file's tail. Its name has the hash of the machine's
name, so that each machine of a shared folder writes its own; all of them are read, as a machine may have had another
name.
"""

from __future__ import annotations

import math
import os
import re
import stat
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from paperreader.marks.log import AppendLog, write_all
from paperreader.marks.register import now
from paperreader.marks.table import LogEvent, MarkTable
from paperreader.marks.toml_text import OPENING, time_text, whole_length
from paperreader.new_files import OWN, keep_owner

KEPT = timedelta(days=1)
"""A file of records is begun when the last one is so old; the last one is kept until then."""
OTHERS_READ = timedelta(weeks=1)
"""A journal under another name of a machine is read for so long after its last record."""
LARGEST = 4_000_000
"""Bytes, about 12,000 marks, above which one is begun, too."""

_HEAD = "# {}: marks set on this machine from then on, given back to a state file that lacks them\n"
_HEAD_LENGTH = 60
_EARLIER = "-earlier"
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_LAST_RECORDS = 1 << 16  # bytes; a note may be as long
_CHECKED = 100  # records, of as many bytes at most; a reader gives back many at once
_START = b"\n" + OPENING.encode()


class MarkJournal:
    """The journal of a state file, and those of other machines beside it.

    Args:
        state: the state file.
        machine: the hash of this machine's name.
    """

    def __init__(self, state: Path, machine: str) -> None:
        self._state = state
        self.path = state.with_name(f".{state.name}.{machine}.journal")
        self._earlier = _earlier(self.path)
        self._log = AppendLog(self.path)
        self._end = 0.0  # the time at which another file is begun, once it is known

    def exists(self) -> bool:
        """Return whether there is a journal of this machine, or one of another machine that was written lately."""
        return any(path.exists() for path in self._all_journals())

    def append(self, records: bytes | bytearray) -> None:
        """Add records; where the folder or the disk forbids it, nothing is done.

        They are written at once, so that no lock is needed.
        """
        with suppress(OSError):
            descriptor = self._opened()
            try:
                size = os.fstat(descriptor).st_size
                if not size:
                    with suppress(OSError):
                        keep_owner(descriptor, self._state.stat())
                    self._end = time.time() + KEPT.total_seconds()
                    records = _HEAD.format(time_text(now())).encode() + records
                self._end = self._end or _end_of(descriptor)
                if not size or (size <= LARGEST and time.time() < self._end):
                    write_all(descriptor, records)
                    return
            finally:
                os.close(descriptor)
            self._begin_anew()
            self.append(records)

    def _opened(self) -> int:
        """Open the file for appending; what stands in its place and is no file of this user's is renamed. Raises OSError."""
        with suppress(OSError):
            descriptor = os.open(self.path, _APPEND, OWN)
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                return descriptor
            os.close(descriptor)
        os.replace(self.path, self._earlier)
        return os.open(self.path, _APPEND, OWN)

    def _begin_anew(self) -> None:
        """Give a full file its second name; several programs take turns. Raises OSError."""
        with self._log.locked() as descriptor:
            if os.fstat(descriptor).st_size > LARGEST or time.time() >= _end_of(descriptor):
                os.replace(self.path, self._earlier)
        self._end = 0.0

    def missing_in(self, table: MarkTable, *, damaged: bool = False) -> list[LogEvent]:
        """Return the marks that a table lacks, or has an older one of.

        A table that has the last records of a journal has all before them: every program that appends one has given
        back what was missing. It does not hold for the table of a damaged file.
        """
        known = MarkTable()
        for path in self._all_journals():
            if damaged or not _has_last(table, path):
                known.join(_read(path))
        return list(known.events(known.newer_than(table)))

    def _all_journals(self) -> list[Path]:
        """Return the paths of this machine's journal, and of those under other names that were written lately."""
        pattern = re.compile(rf"(\.{re.escape(self._state.name)}\.[0-9a-f]{{8}}\.journal)(?:{_EARLIER})?")
        names: set[str] = set()
        with suppress(OSError):  # some folders may not be listed
            names = {match[1] for name in os.listdir(self._state.parent) if (match := pattern.fullmatch(name))}
        others, since = sorted(names - {self.path.name}), time.time() - OTHERS_READ.total_seconds()
        return [self.path, *(path for path in map(self._state.with_name, others) if _last_write(path) >= since)]


def _earlier(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}{_EARLIER}")


def _last_write(journal: Path) -> float:
    """Return the time in seconds at which a journal or its earlier part was last written, 0 if neither can be found."""
    for path in (journal, _earlier(journal)):
        with suppress(OSError):
            return path.stat(follow_symlinks=False).st_mtime
    return 0


def _read(journal: Path) -> MarkTable:
    """Return the marks of a journal and of its earlier part."""
    known = MarkTable()
    for log in (AppendLog(_earlier(journal)), AppendLog(journal)):
        with suppress(OSError), log.opened() as descriptor:
            known.join(_parse(log.read_all(descriptor).data))
    return known


def _has_last(table: MarkTable, journal: Path) -> bool:
    """Return whether a table has the last records of a journal, or newer marks in place of some.

    One record is not enough: who writes the state file in place, without its lock, may overwrite the last but one.
    """
    try:
        with AppendLog(journal).opened() as descriptor:
            size = os.fstat(descriptor).st_size
            data = os.pread(descriptor, _LAST_RECORDS, max(0, size - _LAST_RECORDS))
    except OSError:
        return False
    records = data.split(_START)[1:][-_CHECKED:]
    last = _parse(b"".join([_START + record for record in records]))
    pairs = [(table.get(key, name), register) for key, row in last.rows.items() for name, register in row.marks.items()]
    has_none_older = all(known is not None and known >= register for known, register in pairs)
    return has_none_older and any(known == register for known, register in pairs)


def _end_of(descriptor: int) -> float:
    """Return the time at which a file is full, whatever its size; for an empty file never."""
    begun, _, _ = os.pread(descriptor, _HEAD_LENGTH, 0).decode(errors="replace").removeprefix("# ").partition(": ")
    try:
        return (datetime.fromisoformat(begun) + KEPT).timestamp() if begun else math.inf
    except (ValueError, OverflowError):  # it is no journal
        return 0.0


def _parse(raw: bytes) -> MarkTable:
    """Return the marks of records, as many as can be read."""
    from paperreader.marks.fast_parse import parse_tail
    from paperreader.marks.recovery import salvage

    records = raw[raw.find(b"\n[") + 1 :]
    records = records[: whole_length(records)]
    return (parse_tail(records) or salvage(records)).table
