"""The marks in memory: set here, and taken in from the file as others leave it.

What was set in this sitting is remembered, and is pending again whenever the file comes back without
it. Reads the file, under a lock cuts off what is not whole, and knows not when that is done: what is
appended, folded, mended or tried again is `keeper`'s.
"""

from __future__ import annotations

import codecs
import os
import threading
import zlib
from collections.abc import Iterable

from paperreader.marks.document import VERSION, CorruptStateError, StateDocument
from paperreader.marks.log import AppendLog, FileStat
from paperreader.marks.table import (
    DumpFingerprint,
    LogEvent,
    LwwRegister,
    MarkChange,
    MarkDelta,
    MarkTable,
    RegistersByMark,
    WriteResult,
    empty_registers,
    following,
    gc_paused,
)
from paperreader.marks.toml_text import whole_length
from paperreader.paper import compact_key


class MarkMemory:
    """What is known of the marks of one file.

    Attributes:
        document: what the file holds, with what is still to be written.
        lock: held while marks change in memory, never while the disk is waited for.
        turns: marks that were set or taken back, by whomever, since somebody asked.
        notices: what a person should know about the file, a line each.
        loaded: whether the file has been read.
        machine: whose writing ours is.
        pending, dumps, copies: marks, dumps and copies of the file that are still to be written.
        folds: whether the next write writes the whole file.
        forbidden: why the file is not ours to write; "" when it is.
    """

    def __init__(self, journal: AppendLog, *, mends: bool) -> None:
        self.document = StateDocument()
        self.lock = threading.RLock()
        self.turns: list[MarkDelta] = []
        self.notices: list[str] = []
        self.loaded = False
        self.machine = f"{zlib.crc32(os.uname().nodename.encode()):08x}"
        self.pending = empty_registers()
        self.dumps: list[DumpFingerprint] = []
        self.copies: list[StateDocument] = []  # of the file, to be joined in
        self.folds = False
        self.forbidden = ""
        self._journal = journal
        self._path = journal.path
        self._mends = mends
        self._own = empty_registers()  # the last that this sitting wrote into each register
        self._fresh = empty_registers()  # pending for the first time

    # -- setting ------------------------------------------------------------------------------

    def set(self, changes: Iterable[MarkChange], *, own: bool = False, turning: bool = False) -> WriteResult:
        """Set registers in memory; the next `write` brings them into the file.

        Args:
            changes: what to set.
            own: leave alone the registers that no longer hold what this sitting last wrote there.
            turning: leave alone those that mean the same already.
        """
        with self.lock, gc_paused():
            written = self.document.registers.put(changes, self.machine, self._own if own else None, turning=turning)
            for marks in (self._own, self.pending, self._fresh):
                for name, found in written.marks.items():
                    marks[name].update(found)
            self.turns += written.turns
        return written

    def own(self, key: str, name: str) -> LwwRegister | None:
        """What this sitting last wrote into a register."""
        return self._own[name].get(compact_key(key))

    def see(self, dumps: Iterable[DumpFingerprint]) -> None:
        """Remember dumps as seen; the next `write` brings them into the file."""
        with self.lock:
            known = self.document.registers.dumps
            self.dumps += [dump for dump in dumps if dump.head not in known or known[dump.head].size < dump.size]

    def join(self, copies: Iterable[StateDocument]) -> None:
        """Take other copies of the file in; the next `write` does it, on top of what the file holds then."""
        self.copies += copies

    def fold(self) -> None:
        """Have the next `write` write the whole file."""
        self.folds = True

    @property
    def is_unwritten(self) -> bool:
        """Whether something is not yet in the file."""
        return bool(any(self.pending.values()) or self.dumps or self.copies or self.folds)

    def settle(self, *, overtaken: bool) -> None:
        """Stamp anew what others, not yet known when it was set, have written over meanwhile."""
        with self.lock:
            registers, fresh = self.document.registers, self._settled()
            if not overtaken:
                return
            for name, marks in fresh.items():
                for same, found in marks.items():
                    row = registers.rows[same]
                    known = row.marks[name]
                    if known.on is not found.on:
                        newer = following(known, found.mark, self.machine)
                        by = registers.take(LogEvent(row.paper, name, newer))
                        self.turns += [MarkDelta(name, by, [same])] if by else []
                        self._own[name][same] = self.pending[name][same] = newer

    def _settled(self) -> RegistersByMark:
        """What was pending for the first time, and is so no longer."""
        with self.lock:
            fresh, self._fresh = self._fresh, empty_registers()
        return fresh

    # -- taking in ----------------------------------------------------------------------------

    def read(self) -> None:
        """Take in what the file holds; nothing when it is missing. Raises OSError, BrokenError."""
        try:
            with self._journal.opened() as descriptor:
                self.take_in(descriptor)
        except FileNotFoundError:
            return

    def take_in(self, descriptor: int, *, locked: bool = False) -> None:
        """Take in what the open file holds beyond what is known. Raises OSError, BrokenError."""
        journal = self._journal
        if journal.known(descriptor):
            if locked:
                journal.cut_rest(descriptor)
            return
        added = journal.added(descriptor)
        if added and not self.forbidden and self._take_added(descriptor, *added, locked=locked):
            return
        raw, look = journal.whole(descriptor)
        end = whole_length(raw)
        if raw:
            self.adopt(self._parsed(raw[:end]))
        elif self.loaded and not locked:
            raise CorruptStateError("it is empty")  # an editor may be about to write it
        else:
            self.folds = True  # there is no head yet; all that is known goes into it
            if locked:
                self._settled()  # nobody else has written anything
        if locked and end < len(raw):
            look = journal.cut(descriptor, end)
        journal.know(descriptor, end, look)

    def _take_added(self, descriptor: int, data: bytes, look: FileStat, *, locked: bool) -> bool:
        """Join what was added to the file; False when it must be read as a whole."""
        from paperreader.marks.fast_parse import read_tail

        end = whole_length(data)
        try:
            found = read_tail(data[:end].decode())
        except ValueError:
            return False
        if found is None:
            return False
        with self.lock:
            self.turns += self.document.registers.join(found.registers)
            self.document.events += found.events
            self.document.unknown_events += found.unknown_events
        end += self._journal.end
        if locked and end < look.size:
            look = self._journal.cut(descriptor, end)
        self._journal.know(descriptor, end, look)
        return True

    def _parsed(self, raw: bytes) -> StateDocument:
        """The document of a file's bytes; tells what is odd about it. Raises BrokenError."""
        from paperreader.marks.fast_parse import read
        from paperreader.marks.recovery import both_sides, has_conflict

        try:
            text = raw.decode("utf-8-sig")  # some editors put a mark of their own before the text
        except ValueError as error:
            raise CorruptStateError(str(error)) from error
        if has_conflict(text):
            document = both_sides(text)
            self.notices.append(f"git left a conflict in {self._path}: both sides are read, and kept")
            self.folds = True
        else:
            document = read(text)
        if raw.startswith(codecs.BOM_UTF8) and document.version <= VERSION:
            self.folds = True  # TOML has no such mark: other programs would not read it
        if document.is_cut and document.version <= VERSION:
            self._tell_cut(document, raw)
        return document

    def _tell_cut(self, document: StateDocument, raw: bytes) -> None:
        from paperreader.marks.backup import set_aside

        told = f"{self._path} says that it has {document.rows_told} papers and has {document.rows_found}"
        self.folds = True
        try:
            aside = set_aside(self._path, raw) if self._mends else None
        except OSError:
            aside = None
        kept = f"; a copy is kept as {aside}" if aside else ""
        self.notices.append(f"{told} (cut short, or edited by hand?){kept}")

    def adopt(self, document: StateDocument) -> None:
        """Make what the file holds what is known; what it lacks of this sitting is pending again."""
        self.forbidden = ""
        if document.version > VERSION:
            self.forbid(f"{self._path} was written by a newer paperreader (version {document.version})")
        with self.lock:
            for name, marks in self._own.items():
                lacking = {
                    same: found for same, found in marks.items() if _lacks(document.registers, same, name, found)
                }
                for same, found in lacking.items():
                    document.registers.take(LogEvent(self.document.registers.rows[same].paper, name, found))
                self.pending[name] = lacking
            self.dumps += [dump for dump in self.document.registers.dumps.values() if _lacks_dump(document, dump)]
            if self.loaded:
                self.turns += self.document.registers.turns_to(document.registers)
            self.document = document

    def forbid(self, why: str) -> None:
        """Write nothing to the file, and tell why."""
        self.forbidden = why
        self.notices.append(f"{why}; new marks are not saved")


def _lacks(registers: MarkTable, same: str, name: str, found: LwwRegister) -> bool:
    """Whether a file has not heard of a mark: what it says of the same moment, by whatever hand, stands."""
    known = registers.get(same, name)
    return known is None or known.stamp < found.stamp


def _lacks_dump(document: StateDocument, dump: DumpFingerprint) -> bool:
    known = document.registers.dumps.get(dump.head)
    return known is None or known.size < dump.size
