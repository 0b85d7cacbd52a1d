"""The marks in memory and in the file, kept the same: nothing that was set here is ever lacking there.

Works at once and in the caller's thread; `State` decides whose that is. What was set in this
sitting is remembered, and written again whenever the file comes back without it.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Iterable
from pathlib import Path

from paperreader.paper import compact
from paperreader.state.document import VERSION, BrokenError, Document
from paperreader.state.journal import Journal, Look
from paperreader.state.records import dump_record, event_record, whole_length
from paperreader.state.registers import Change, Dump, Event, Register, Registers, Turn, following, without_collection

_LONG_TAIL = 1000


class NotWrittenError(OSError):
    """The file is not ours to write: a newer program's, or broken and not to be moved."""


class Keeper:
    """The marks of one file.

    Attributes:
        document: what the file holds, with what is still to be written.
        lock: held while marks change in memory, never while the disk is waited for.
        turns: marks that were set or taken back, by whomever, since somebody asked.
        notices: what a person should know about the file, a line each.
        trouble: why marks are not in the file; "" when all are.
    """

    def __init__(self, path: Path, *, mends: bool = True) -> None:
        self.path = path
        self.document = Document()
        self.lock = threading.RLock()
        self.turns: list[Turn] = []
        self.notices: list[str] = []
        self.trouble = ""
        self.loaded = False
        self._mends = mends
        self._journal = Journal(path)
        self._machine = f"{zlib.crc32(os.uname().nodename.encode()):08x}"
        self._working = threading.RLock()  # one thread at a time reads or writes the file
        self._own: dict[tuple[str, str], Event] = {}  # the last that this sitting wrote into each register
        self._pending: dict[tuple[str, str], Event] = {}
        self._fresh: list[tuple[str, str]] = []  # pending for the first time
        self._dumps: list[Dump] = []
        self._copies: list[Document] = []  # of the file, to be joined in
        self._unflushed = False
        self._folds = False  # the next write writes the whole file
        self._forbidden = ""
        self._begun = False
        self._broken: Look | None = None
        self._midway: Look | None = None

    # -- setting ------------------------------------------------------------------------------

    def set(self, changes: Iterable[Change]) -> None:
        """Set registers in memory; the next `write` brings them into the file."""
        with self.lock, without_collection():
            set_now = self.document.registers.put(changes, self._machine, self.turns)
            self._own |= set_now
            self._pending = self._pending | set_now if self._pending else set_now
            self._fresh += set_now

    def own(self, key: str, name: str) -> Register | None:
        """What this sitting last wrote into a register."""
        event = self._own.get((compact(key), name))
        return event.register if event else None

    def see(self, dumps: Iterable[Dump]) -> None:
        """Remember dumps as seen; the next `write` brings them into the file."""
        with self.lock:
            known = self.document.registers.dumps
            self._dumps += [dump for dump in dumps if dump.head not in known or known[dump.head].size < dump.size]

    def join(self, copies: Iterable[Document]) -> None:
        """Take other copies of the file in; the next `write` does it, on top of what the file holds then."""
        self._copies += copies

    def fold(self) -> None:
        """Have the next `write` write the whole file."""
        self._folds = True

    def dumps(self) -> list[Dump]:
        """The dumps that the file remembers; also before it is loaded, since they are wanted before its marks."""
        if self.loaded:
            return list(self.document.registers.dumps.values())
        from paperreader.state.canonical import read_dumps

        try:
            return read_dumps(self.path.read_bytes())
        except (OSError, ValueError, BrokenError):  # told when it is loaded
            return []

    @property
    def is_pending(self) -> bool:
        """Whether something is not yet in the file, or not yet on the disk."""
        return bool(self._pending or self._dumps or self._copies or self._folds or self._unflushed)

    # -- reading ------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the file for the first time, and mend it when it needs that."""
        with self._working, without_collection():
            try:
                self._read()
            except BrokenError as error:
                self._mend(f"is broken: {error}")
            except OSError as error:
                self.notices.append(f"{self.path} cannot be read: {error.strerror}; new marks are not saved")
            self.loaded = True
            if self._folds and self._mends:
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
                self._read()
            except OSError:  # told when a mark is written
                return
            except BrokenError:
                broken = self._journal.look()
                if broken != self._broken:  # somebody may be in the midst of writing: look again later
                    self._broken = broken
                    return
                self._folds = True
            if self._pending or self._folds:
                self.attempt()

    def _is_midway(self) -> bool:
        """Whether somebody may be in the midst of writing the file anew, in its place: the next look tells."""
        there, before = self._journal.look(), self._midway
        self._midway = there if self._journal.is_rewritten(there) else None
        return self._midway is not None and self._midway != before

    def _read(self) -> None:
        try:
            with self._journal.opened() as descriptor:
                self._take_in(descriptor)
        except FileNotFoundError:
            return

    def _take_in(self, descriptor: int, *, locked: bool = False) -> None:
        """Take in what the open file holds beyond what is known. Raises OSError, BrokenError."""
        journal = self._journal
        if journal.known(descriptor):
            if locked:
                journal.cut_rest(descriptor)
            return
        added = journal.added(descriptor)
        if added and not self._forbidden and self._take_added(descriptor, *added, locked=locked):
            return
        raw, look = journal.whole(descriptor)
        end = whole_length(raw)
        if raw:
            self._adopt(self._parsed(raw[:end]))
        elif self.loaded and not locked:
            raise BrokenError("it is empty")  # an editor may be about to write it
        else:
            self._folds = True  # there is no head yet; all that is known goes into it
        if locked and end < len(raw):
            look = journal.cut(descriptor, end)
        journal.know(descriptor, end, look)

    def _take_added(self, descriptor: int, data: bytes, look: Look, *, locked: bool) -> bool:
        """Join what was added to the file; False when it must be read as a whole."""
        from paperreader.state.canonical import read_tail

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
            self.document.strange += found.strange
        end += self._journal.end
        if locked and end < look.size:
            look = self._journal.cut(descriptor, end)
        self._journal.know(descriptor, end, look)
        return True

    def _parsed(self, raw: bytes) -> Document:
        """The document of a file's bytes; tells what is odd about it. Raises BrokenError."""
        from paperreader.state.canonical import read
        from paperreader.state.salvage import both_sides, has_conflict

        try:
            text = raw.decode()
        except ValueError as error:
            raise BrokenError(str(error)) from error
        if has_conflict(text):
            document = both_sides(text)
            self.notices.append(f"git left a conflict in {self.path}: both sides are read, and kept")
            self._folds = True
        else:
            document = read(text)
        if document.is_cut and document.version <= VERSION:
            self._tell_cut(document, raw)
        return document

    def _tell_cut(self, document: Document, raw: bytes) -> None:
        from paperreader.state.backup import set_aside

        told = f"{self.path} says that it has {document.rows_told} papers and has {document.rows_found}"
        self._folds = True
        try:
            aside = set_aside(self.path, raw) if self._mends else None
        except OSError:
            aside = None
        kept = f"; a copy is kept as {aside}" if aside else ""
        self.notices.append(f"{told} (cut short, or edited by hand?){kept}")

    def _adopt(self, document: Document) -> None:
        """Make what the file holds what is known; what it lacks of this sitting is pending again."""
        self._forbidden = ""
        if document.version > VERSION:
            self._forbid(f"{self.path} was written by a newer paperreader (version {document.version})")
        with self.lock:
            lacking = {place: event for place, event in self._own.items() if _lacks(document.registers, event)}
            for event in lacking.values():
                document.registers.take(event)
            self._pending = lacking
            self._dumps += [dump for dump in self.document.registers.dumps.values() if _lacks_dump(document, dump)]
            if self.loaded:
                self.turns += self.document.registers.turns_to(document.registers)
            self.document = document

    def _forbid(self, why: str) -> None:
        self._forbidden = why
        self.notices.append(f"{why}; new marks are not saved")

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
                while self._pending or self._dumps or self._copies or self._folds:
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
            self._read()
        except BrokenError:  # or empty: under the lock it is mended
            self._folds = True

    def _write(self, descriptor: int) -> None:
        """Append, or write the whole file, under the lock. Raises OSError."""
        from paperreader.state.merging import take

        overtaken = not self._journal.known(descriptor)
        try:
            self._take_in(descriptor, locked=True)
        except BrokenError as error:
            self._mend_locked(descriptor, str(error))
        if self._forbidden:
            raise NotWrittenError(0, self._forbidden)
        self._settle(overtaken=overtaken)
        self._begin(descriptor)
        with self.lock:
            for copy in self._copies:
                self.turns += take(self.document, copy)
            pending, dumps, folds = self._pending, list(self._dumps), self._folds or bool(self._copies)
            self._pending = {}
            for dump in dumps:
                self.document.registers.take_dump(dump)
        written = False
        try:
            written = self._fold(descriptor) if folds else self._append(descriptor, pending.values(), dumps)
        finally:
            with self.lock:  # what was set meanwhile is pending beside what could not be written
                if not written:
                    self._pending = pending | self._pending
        if written:
            self._unflushed = True
            self._dumps = self._dumps[len(dumps) :]
            self._copies = []

    def _append(self, descriptor: int, events: Iterable[Event], dumps: Iterable[Dump]) -> bool:
        """Write records behind the file's end, under the lock. Raises OSError."""
        machine = self._machine
        records = [event_record(event, machine) for event in events]
        records += [dump_record(dump, machine) for dump in dumps]
        self._journal.append(descriptor, "".join(records).encode())
        self.document.events += len(records)
        return True

    def _fold(self, descriptor: int) -> bool:
        """Write the whole file, its tail folded in; False when another has come into its place."""
        document = self.document
        if not self._journal.replace(descriptor, document.text().encode()):
            return False
        document.events, document.rows_found = 0, len(document.registers.rows)
        document.rows_told, self._folds = document.rows_found, False
        return True

    def _settle(self, *, overtaken: bool) -> None:
        """Stamp anew what others, not yet known when it was set, have written over meanwhile."""
        with self.lock:
            registers, fresh = self.document.registers, dict.fromkeys(self._fresh if overtaken else ())
            self._fresh = []
            for place in fresh:
                event = self._own[place]
                known = registers.get(event.paper.key, event.name)
                if known is not None and known != event.register and known.on is not event.register.on:
                    newer = event._replace(register=following(known, event.register.mark, self._machine))
                    turn = registers.take(newer)
                    self.turns += [turn] if turn else []
                    self._own[place] = self._pending[place] = newer

    def _begin(self, descriptor: int) -> None:
        """Before the first write of a sitting: keep a back-up, and have a long tail folded."""
        from paperreader.state import backup

        if self._begun:
            return
        self._begun = True
        if backup.is_due(self.path):
            backup.back_up(self.path, self._journal.whole(descriptor)[0])
        if self.document.events >= max(_LONG_TAIL, self.document.rows_found // 8):
            self._folds = True

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
            if self._begun or not self.loaded or self._forbidden:
                return
            try:
                with self._journal.opened() as descriptor:
                    self._begin(descriptor)
            except OSError:  # there is no file yet; told when a mark is written
                return
            if self._folds:
                self.attempt()

    # -- mending ------------------------------------------------------------------------------

    def _mend(self, why: str) -> None:
        """A broken file at the start: the next write sets it aside; without leave to, touch nothing."""
        if self._mends:
            self._folds = True
        else:
            self._forbid(f"{self.path} {why}")

    def _mend_locked(self, descriptor: int, why: str) -> None:
        """Keep a broken file under a dated name, and what can be read of it. Raises OSError."""
        from paperreader.state.backup import set_aside
        from paperreader.state.salvage import salvage

        raw, look = self._journal.whole(descriptor)
        if not self._mends:
            raise NotWrittenError(0, f"{self.path} is broken: {why}")
        aside = set_aside(self.path, raw)
        document = salvage(raw)
        with self.lock:
            document.registers.join(self.document.registers)
        kept = len(document.registers.rows)
        self.notices.append(
            f"the marks' file was broken; it is kept as {aside.name}; "
            f"the marks of {kept} papers could be read and are kept ({why}; {aside.parent})"
        )
        self._adopt(document)
        self._folds = self._begun = True
        self._journal.know(descriptor, len(raw), look)


def _lacks(registers: Registers, event: Event) -> bool:
    """Whether a file has not heard of an event: what it says of the same moment, by whatever hand, stands."""
    known = registers.get(event.paper.key, event.name)
    return known is None or known.stamp < event.register.stamp


def _lacks_dump(document: Document, dump: Dump) -> bool:
    known = document.registers.dumps.get(dump.head)
    return known is None or known.size < dump.size
