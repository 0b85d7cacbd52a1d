"""The state file and the marks in memory kept equal: every mark set here reaches the file.

Decides when the file is read, appended to, compacted, repaired and tried again, and works in the thread
of its caller. The bytes are `log`'s, the marks `memory`'s.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from paperreader.errors import unexpected
from paperreader.marks import backup, file_age
from paperreader.marks.document import VERSION, CorruptStateError
from paperreader.marks.file_age import patiently, require_finished
from paperreader.marks.journal import MarkJournal
from paperreader.marks.log import AppendLog
from paperreader.marks.memory import MarkMemory, PendingWrite
from paperreader.marks.table import DumpFingerprint
from paperreader.marks.toml_text import dump_record, event_records, whole_length
from paperreader.marks.whole_file import WholeFile, parse_whole, recover_whole, require_state_file
from paperreader.text import count_of

_LONG_TAIL = 1000


class FileSync:
    """The state file with its marks in memory.

    Args:
        path: the file; it need not exist.
        repairs: whether a broken file is kept under another name, and what can be read of it written anew.

    Raises:
        PaperReaderError: the file is there, and is not a state file.

    Attributes:
        memory: the marks.
        loaded: whether the file has been read.
        was_read: False if it could not be read then.
        messages: lines for the user about the file; the list only grows.
        trouble: why marks are not in the file; "" if all are.
    """

    def __init__(self, path: Path, *, repairs: bool = True) -> None:
        self.path = path
        self.memory = MarkMemory()
        self.loaded = False
        self.was_read = True
        self.messages: list[str] = []
        self.trouble = ""
        self._log = AppendLog(path)
        self._journal = MarkJournal(path, self.memory.machine)
        require_state_file(path, self._journal)
        self._repairs = repairs
        self._working = threading.RLock()  # one thread at a time reads or writes the file
        self._compacts = False  # the next write writes the whole file
        self._is_damaged = False  # the file is unsound: nothing is appended to it
        self._forbidden = ""  # why the file must not be written
        self._is_writing = False  # what was pending, until it is in the file
        self._unflushed = False
        self._prepared = False

    @property
    def is_pending(self) -> bool:
        """Whether anything is not yet in the file, or not yet on the disk."""
        return self.memory.is_pending or self._compacts or self._unflushed or self._is_writing

    def dumps(self) -> list[DumpFingerprint]:
        """Return the dumps of earlier sessions, reading them from the file if it is not loaded yet."""
        if self.loaded:
            return list(self.memory.document.table.dumps.values())
        from paperreader.marks.fast_parse import parse_dumps

        try:
            with self._log.opened() as descriptor:
                return parse_dumps(self._log.read_all(descriptor).data)
        except (OSError, ValueError, CorruptStateError):  # reported when the file is loaded
            return []

    def load(self) -> None:
        """Read the file for the first time, and repair it if needed."""
        with self._working:
            try:
                patiently(self._read)
            except CorruptStateError as error:
                self._compacts = self._repairs
                if not self._repairs:
                    self._forbid(f"{self.path} is broken: {error}")
            except OSError as error:
                self.was_read = False
                self.messages.append(f"cannot read {self.path}: {error.strerror}; new marks are not saved")
            finally:
                self.loaded = True  # whatever happened: the screen waits for it
            if (self._compacts or self.memory.is_pending) and self._repairs:
                self.sync()

    def has_changed(self) -> bool:
        """Return True if another program has written the file; False if that cannot be found out."""
        try:
            return self._log.has_changed()
        except OSError:
            return False

    def refresh(self) -> None:
        """Read what other programs wrote, and write the marks of this session that the file lacks."""
        with self._working:
            try:
                if not self._log.has_changed():
                    return
                self._read()
            except OSError:  # it is reported when a mark is written; an unfinished file is left to the next refresh
                return
            except CorruptStateError:
                self._compacts = True
            if self.memory.is_pending or self._compacts:
                self.sync()

    def _read(self) -> None:
        """Read what is new in the file; a missing file has nothing. Raises OSError, CorruptStateError."""
        try:
            with self._log.opened() as descriptor:
                self._read_new(descriptor)
        except FileNotFoundError:
            if not self.loaded:
                self._give_back()

    def _read_new(self, descriptor: int, *, locked: bool = False) -> None:
        """Read what is new in the open file; under the lock remove an unfinished record at its end.

        Raises:
            OSError: it cannot be read, or another program may still be writing it.
            CorruptStateError: it is no state file.
        """
        if self._log.is_known(descriptor):
            if locked:
                self._log.cut_unfinished(descriptor)
            return
        if self._read_appended(descriptor, locked=locked):
            return
        content = self._log.read_all(descriptor)
        length = whole_length(content.data)
        if not content.data:
            require_finished(content.stat, file_age.LOOK)
            self._compacts = True
        else:
            if (locked and length < len(content.data)) or self._log.is_rewritten(content.stat):
                require_finished(content.stat, file_age.LOOK)
            self._adopt(parse_whole(self.path, content, length, keeps_copy=self._repairs))
        self._log.accept(descriptor, content, length, cut=locked)

    def _read_appended(self, descriptor: int, *, locked: bool) -> bool:
        """Join the records that were appended to the file; returns False if it must be read as a whole."""
        from paperreader.marks.fast_parse import parse_tail

        content = self._log.read_appended(descriptor)
        if content is None or self._forbidden:
            return False
        length = whole_length(content.data)
        tail = parse_tail(content.data[:length])
        if tail is None:
            return False
        self.memory.join_tail(tail)
        self._log.accept(descriptor, content, length, cut=locked)
        return True

    def _adopt(self, found: WholeFile) -> None:
        """Take the content of the whole file for the marks in memory, joined with those that it lacks."""
        self.messages.extend(found.messages)
        self._is_damaged = not found.is_sound
        self._compacts |= self._is_damaged
        self._forbidden = ""
        if found.document.version > VERSION:
            self._forbid(f"{self.path} was written by a newer paperreader (version {found.document.version})")
        self.memory.adopt(found.document, count_changes=self.loaded)
        self._give_back()

    def _give_back(self) -> None:
        """Make marks of the journals pending that the file lacks."""
        table, damaged = self.memory.document.table, self._is_damaged
        lost = self._journal.missing_in(table, damaged=damaged) if self._repairs else []
        if not lost:
            return
        self.memory.give_back(lost, count_changes=self.loaded)
        if not self.loaded:
            marks = count_of(len(lost), "mark")
            self.messages.append(f"{self.path} lacked {marks} saved before: given back from the journal beside it")

    def _forbid(self, reason: str) -> None:
        self._forbidden = reason
        self.messages.append(f"{reason}; new marks are not saved")

    def note_unexpected(self, error: Exception) -> None:
        """Report an error that ended a step of this work: as the reason why marks are not in the file, else in a message."""
        if self.is_pending:
            self.trouble = unexpected(error)
        elif (message := f"{self.path}: {unexpected(error)}") not in self.messages:
            self.messages.append(message)

    def request_compaction(self) -> None:
        """Have the next write write the whole file."""
        self._compacts = True

    def sync(self) -> None:
        """Write what is pending and flush it to the disk; an error is kept in `trouble`, and the next call tries again."""
        self.write()
        self.flush()

    def write(self) -> None:
        """Write what is pending to the file; an error is kept in `trouble`."""
        with self._working:
            self._is_writing = True
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                is_written = False
                while not is_written:
                    is_written = patiently(self._try_to_write)
            except OSError as error:
                self.trouble = error.strerror or str(error)
            else:
                self.trouble = ""
            finally:
                self._is_writing = False

    def _try_to_write(self) -> bool:
        """Write what is pending; returns False if another program replaced the file meanwhile. Raises OSError."""
        with self._log.locked() as descriptor:
            self._write_locked(descriptor)
        return not (self.memory.is_pending or self._compacts or self._log.is_replaced())

    def _write_locked(self, descriptor: int) -> None:
        """Read what is new, then append what is pending or write the whole file. Raises OSError."""
        has_changed = not self._log.is_known(descriptor)
        try:
            self._read_new(descriptor, locked=True)
        except CorruptStateError as error:
            self._repair(descriptor, str(error))
        if self._forbidden:
            raise OSError(0, self._forbidden)
        if self._log.is_empty:
            self._compacts = True  # it has no head yet
            self._give_back()
        elif has_changed:
            self.memory.restamp_overwritten()
        self.memory.take_untried()
        self._prepare(descriptor)
        batch = self.memory.take_pending()
        written = False
        try:
            records = event_records(self.memory.document.table.events(batch.registers), self.memory.machine)
            written = self._write_batch(descriptor, batch, records)
        finally:
            if not written:
                self.memory.restore_pending(batch)
        self._unflushed |= written
        if written and records:
            self._journal.append(records)

    def _write_batch(self, descriptor: int, batch: PendingWrite, records: bytearray) -> bool:
        """Write the whole file or append records; returns False if another file has replaced it meanwhile.

        Where a sound file cannot be replaced, as in a folder that is read-only, it is appended to instead.

        Raises:
            OSError: nothing can be written.
        """
        if self._compacts or batch.copies:
            try:
                return self._compact(descriptor)
            except OSError:
                if self._is_damaged or batch.copies:
                    raise
                self._compacts = False
        dumps = [dump_record(dump, self.memory.machine) for dump in batch.dumps]
        self._log.append(descriptor, records + b"".join(dumps))
        return True

    def _compact(self, descriptor: int) -> bool:
        """Write the whole file; returns False if another file has replaced it meanwhile. Raises OSError."""
        is_replaced = self._log.replace(descriptor, self.memory.document.text().encode())
        if is_replaced:
            self._compacts = self._is_damaged = False
        return is_replaced

    def _prepare(self, descriptor: int) -> None:
        """Before the first write of a session make the day's backup, and have a long tail compacted."""
        if self._prepared:
            return
        self._prepared = True
        if backup.is_due(self.path):
            backup.back_up(self.path, self._log.read_all(descriptor).data)
        document = self.memory.document
        self._compacts |= document.event_count >= max(_LONG_TAIL, document.rows_found // 8)

    def prepare(self) -> None:
        """Make the backup and compact a long tail now, so that the first mark need not wait for that."""
        with self._working:
            if self._prepared or not self.loaded or self._forbidden:
                return
            with suppress(OSError), self._log.opened() as descriptor:  # reported when a mark is written
                self._prepare(descriptor)
            if self._compacts:
                self.sync()

    def flush(self) -> None:
        """Flush what was written to the disk; an error is kept in `trouble`."""
        with self._working:
            try:
                if self._unflushed:
                    with suppress(FileNotFoundError):  # deleted meanwhile: the next refresh finds that
                        self._log.flush()
                self._unflushed = False
            except OSError as error:
                self.trouble = error.strerror or str(error)

    def _repair(self, descriptor: int, reason: str) -> None:
        """Save a broken file under a dated name, and adopt what can be read of it. Raises OSError."""
        content = self._log.read_all(descriptor)
        if not self._repairs:
            raise OSError(0, f"{self.path} is broken: {reason}")
        self._adopt(recover_whole(self.path, content.data, self.memory, reason))
        self._prepared = True
        self._log.accept(descriptor, content, len(content.data))
