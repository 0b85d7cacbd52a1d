"""Memory and file kept the same: nothing that was set here is ever lacking there.

Works at once and in the caller's thread; `State` decides whose that is. Tells when the file is read,
appended to, folded, mended and tried again; what its text means is `memory`'s.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path

from paperreader.marks.document import CorruptStateError
from paperreader.marks.log import AppendLog, FileStat
from paperreader.marks.memory import MarkMemory
from paperreader.marks.table import DumpFingerprint, RegistersByMark, empty_registers, gc_paused
from paperreader.marks.toml_text import dump_record, event_records

_LONG_TAIL = 1000


class NotWrittenError(OSError):
    """The file is not ours to write: a newer program's, or broken and not to be moved."""


class FileSync:
    """The file of a memory.

    Attributes:
        memory: what is known of the marks.
        trouble: why marks are not in the file; "" when all are.
    """

    def __init__(self, path: Path, *, mends: bool = True) -> None:
        self.path = path
        self._journal = AppendLog(path)
        self.memory = MarkMemory(self._journal, mends=mends)
        self.trouble = ""
        self._mends = mends
        self._working = threading.RLock()  # one thread at a time reads or writes the file
        self._unflushed = False
        self._begun = False
        self._broken: FileStat | None = None
        self._midway: FileStat | None = None

    @property
    def is_pending(self) -> bool:
        """Whether something is not yet in the file, or not yet on the disk."""
        return self.memory.is_unwritten or self._unflushed

    # -- reading ------------------------------------------------------------------------------

    def dumps(self) -> list[DumpFingerprint]:
        """The dumps that the file remembers; also before it is loaded, since they are wanted before its marks."""
        if self.memory.loaded:
            return list(self.memory.document.registers.dumps.values())
        from paperreader.marks.fast_parse import read_dumps

        try:
            with self._journal.opened() as descriptor:
                return read_dumps(self._journal.whole(descriptor)[0])
        except (OSError, ValueError, CorruptStateError):  # told when it is loaded
            return []

    def load(self) -> None:
        """Read the file for the first time, and mend it when it needs that."""
        with self._working, gc_paused():
            try:
                self.memory.read()
            except CorruptStateError as error:
                self._mend(f"is broken: {error}")
            except OSError as error:
                self.memory.notices.append(f"{self.path} cannot be read: {error.strerror}; new marks are not saved")
            self.memory.loaded = True
            if self.memory.folds and self._mends:
                self.attempt()

    def has_changed(self) -> bool:
        """Whether others have written since; unknown counts as no."""
        try:
            return self._journal.has_changed()
        except OSError:
            return False

    def look(self) -> None:
        """Take in what others have written since, and give back what their file lacks."""
        with self._working:
            try:
                if not self._journal.has_changed() or self._is_midway():
                    return
                self.memory.read()
            except OSError:  # told when a mark is written
                return
            except CorruptStateError:
                broken = self._journal.look()
                if broken != self._broken:  # somebody may be in the midst of writing: look again later
                    self._broken = broken
                    return
                self.memory.folds = True
            if any(self.memory.pending.values()) or self.memory.folds:
                self.attempt()

    def _is_midway(self) -> bool:
        """Whether somebody may be in the midst of writing the file anew, in its place: the next look tells."""
        there, before = self._journal.look(), self._midway
        self._midway = there if self._journal.is_rewritten(there) else None
        return self._midway is not None and self._midway != before

    # -- writing ------------------------------------------------------------------------------

    def attempt(self) -> None:
        """Write, and flush to the disk; `trouble` tells when that fails, and the next attempt tries again."""
        self.write()
        self.flush()

    def write(self) -> None:
        """Bring what is pending into the file; `trouble` tells when that fails."""
        with self._working:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                while self.memory.is_unwritten:
                    with self._journal.locked() as descriptor:
                        self._write(descriptor)
                    if self._journal.is_replaced():
                        self._read_replaced()
            except OSError as error:
                self.trouble = error.strerror or str(error)
            else:
                self.trouble = ""

    def _read_replaced(self) -> None:
        """Take in the file that has just come into the place of ours: what it lacks is pending again."""
        try:
            self.memory.read()
        except CorruptStateError:  # or empty: under the lock it is mended
            self.memory.folds = True

    def _write(self, descriptor: int) -> None:
        """Append, or write the whole file, under the lock. Raises OSError."""
        from paperreader.marks.merge import take

        overtaken = not self._journal.known(descriptor)
        try:
            self.memory.take_in(descriptor, locked=True)
        except CorruptStateError as error:
            self._mend_locked(descriptor, str(error))
        if self.memory.forbidden:
            raise NotWrittenError(0, self.memory.forbidden)
        self.memory.settle(overtaken=overtaken)
        self._begin(descriptor)
        memory = self.memory
        with memory.lock:
            for copy in memory.copies:
                memory.turns += take(memory.document, copy)
            pending, dumps, folds = memory.pending, list(memory.dumps), memory.folds or bool(memory.copies)
            memory.pending = empty_registers()
            for dump in dumps:
                memory.document.registers.take_dump(dump)
        written = False
        try:
            written = self._fold(descriptor) if folds else self._append(descriptor, pending, dumps)
        finally:
            with memory.lock:  # what was set meanwhile is pending beside what could not be written
                if not written:
                    memory.pending = {name: pending[name] | memory.pending[name] for name in pending}
        if written:
            self._unflushed = True
            memory.dumps = memory.dumps[len(dumps) :]
            memory.copies = []

    def _append(self, descriptor: int, marks: RegistersByMark, dumps: Collection[DumpFingerprint]) -> bool:
        """Write records behind the file's end, under the lock. Raises OSError."""
        machine = self.memory.machine
        records = event_records(self.memory.document.registers.named(marks), machine)
        for dump in dumps:
            records += dump_record(dump, machine)
        self._journal.append(descriptor, records)
        self.memory.document.events += sum(map(len, marks.values())) + len(dumps)
        return True

    def _fold(self, descriptor: int) -> bool:
        """Write the whole file, its tail folded in; False when another has come into its place."""
        document = self.memory.document
        if not self._journal.replace(descriptor, document.text().encode()):
            return False
        document.events, document.rows_found = 0, len(document.registers.rows)
        document.rows_told, self.memory.folds = document.rows_found, False
        return True

    def _begin(self, descriptor: int) -> None:
        """Before the first write of a sitting: keep a back-up, and have a long tail folded."""
        from paperreader.marks import backup

        if self._begun:
            return
        self._begun = True
        if backup.is_due(self.path):
            backup.back_up(self.path, self._journal.whole(descriptor)[0])
        if self.memory.document.events >= max(_LONG_TAIL, self.memory.document.rows_found // 8):
            self.memory.folds = True

    def flush(self) -> None:
        """Have the disk take what was written; `trouble` tells when that fails."""
        with self._working:
            try:
                if self._unflushed:
                    self._journal.flush()
                self._unflushed = False
            except FileNotFoundError:  # gone meanwhile: the next look tells
                self._unflushed = False
            except OSError as error:
                self.trouble = error.strerror or str(error)

    def prepare(self) -> None:
        """Do before the first mark what else it would have to wait for: the back-up, the folding of a long tail."""
        with self._working:
            if self._begun or not self.memory.loaded or self.memory.forbidden:
                return
            try:
                with self._journal.opened() as descriptor:
                    self._begin(descriptor)
            except OSError:  # there is no file yet; told when a mark is written
                return
            if self.memory.folds:
                self.attempt()

    # -- mending ------------------------------------------------------------------------------

    def _mend(self, why: str) -> None:
        """A broken file at the start: the next write sets it aside; without leave to, touch nothing."""
        if self._mends:
            self.memory.folds = True
        else:
            self.memory.forbid(f"{self.path} {why}")

    def _mend_locked(self, descriptor: int, why: str) -> None:
        """Keep a broken file under a dated name, and what can be read of it. Raises OSError."""
        from paperreader.marks.backup import set_aside
        from paperreader.marks.recovery import salvage

        raw, look = self._journal.whole(descriptor)
        if not self._mends:
            raise NotWrittenError(0, f"{self.path} is broken: {why}")
        aside = set_aside(self.path, raw)
        document = salvage(raw)
        with self.memory.lock:
            document.registers.join(self.memory.document.registers)
        kept = len(document.registers.rows)
        self.memory.notices.append(
            f"the marks' file was broken; it is kept as {aside.name}; "
            f"the marks of {kept} papers could be read and are kept ({why}; {aside.parent})"
        )
        self.memory.adopt(document)
        self.memory.folds = self._begun = True
        self._journal.know(descriptor, len(raw), look)
