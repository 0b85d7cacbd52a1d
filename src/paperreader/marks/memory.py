"""The marks of one file in memory: those read from the file, and those set in this session.

A mark set in this session is pending until it is written, and any mark seen is pending again whenever the file
comes back without it. Knows no file: `file_sync` reads and writes it.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import count, islice
from typing import NamedTuple

from paperreader.marks.document import StateDocument
from paperreader.marks.register import next_register
from paperreader.marks.table import (
    DumpFingerprint,
    LogEvent,
    MarkChange,
    MarkDelta,
    PaperRef,
    Registers,
    WriteResult,
)
from paperreader.paper import compact_key

_PIECE = 500  # marks set while the lock is held, about 2 ms: the screen may wait for it
_REPORTED = 10  # pieces after which it is reported that marks have changed, which are counted in 2 ms


class PendingWrite(NamedTuple):
    """Everything that is not yet in the file.

    Attributes:
        registers: marks.
        dumps: fingerprints of dumps.
        copies: other copies of the file, already joined into the document.
    """

    registers: Registers
    dumps: list[DumpFingerprint]
    copies: list[StateDocument]


class MarkMemory:
    """The marks of one file.

    Attributes:
        document: the content of the file, joined with all that is pending.
        lock: held while marks change in memory, never while the disk is waited for.
        machine: a hash of this machine's name, in 8 hexadecimal digits.
    """

    def __init__(self) -> None:
        self.document = StateDocument()
        self.lock = threading.RLock()
        self.machine = f"{zlib.crc32(os.fsencode(os.uname().nodename)):08x}"
        self._deltas: list[MarkDelta] = []
        self._pending: Registers = {}
        self._pending_dumps: list[DumpFingerprint] = []
        self._pending_copies: list[StateDocument] = []
        self._own: Registers = {}  # the last ones that this session wrote
        self._untried: Registers = {}  # pending ones that no write has been tried for

    def set(
        self,
        changes: Iterable[MarkChange],
        *,
        own: bool = False,
        skip_unchanged: bool = False,
        report: Callable[[], object],
    ) -> WriteResult:
        """Set marks in memory, pending to be written, as `MarkStore.set`; `report` is called whenever many more are set."""
        written, rest = WriteResult([], {}, [], []), iter(changes)
        for number in count(1):
            piece = list(islice(rest, _PIECE))
            if not piece:
                break
            with self.lock:
                own_registers = self._own if own else None
                result = self.document.table.set(piece, self.machine, own_registers, skip_unchanged=skip_unchanged)
                for registers in (self._own, self._pending, self._untried, written.registers):
                    registers.update(result.registers)
                self._deltas += result.deltas
            written.changes.extend(result.changes)
            written.replaced.extend(result.replaced)
            written.deltas.extend(result.deltas)
            if number % _REPORTED == 0:
                report()
        return written

    def copy_newer(self, key: str, to: PaperRef) -> None:
        """Set the marks of one key on a paper as they are, those that are newer: the key is another title's of the paper."""
        with self.lock:
            row = self.document.table.rows.get(compact_key(key))
            known = self.document.table
            newer = {
                (compact_key(to.key), name): register
                for name, register in (row.marks if row else {}).items()
                if (own := known.get(to.key, name)) is None or register > own
            }
            self._deltas += known.join_events(LogEvent(to, name, register) for (_, name), register in newer.items())
            for registers in (self._own, self._pending):
                registers.update(newer)

    def add_dumps(self, dumps: Iterable[DumpFingerprint]) -> None:
        """Make dumps pending unless they are already known."""
        with self.lock:
            self._pending_dumps += [dump for dump in dumps if _lacks_dump(self.document, dump)]

    def add_copies(self, copies: Iterable[StateDocument]) -> None:
        """Make other copies of the file pending; they are joined in when the file is next written."""
        with self.lock:
            self._pending_copies += copies

    def take_deltas(self) -> list[MarkDelta]:
        """Return the changes of marks, by anyone, since the last call."""
        with self.lock:
            deltas, self._deltas = self._deltas, []
        return deltas

    @property
    def has_deltas(self) -> bool:
        """Whether marks have changed since `take_deltas` was last called."""
        return bool(self._deltas)

    @property
    def is_pending(self) -> bool:
        """Whether marks, dumps or copies are not yet in the file."""
        return bool(self._pending or self._pending_dumps or self._pending_copies)

    def take_pending(self) -> PendingWrite:
        """Return all that is pending, joined into the document; nothing is pending afterwards."""
        with self.lock:
            batch = PendingWrite(self._pending, self._pending_dumps, self._pending_copies)
            for copy in batch.copies:
                batch.registers.update(copy.table.newer_than(self.document.table))
                self._deltas += self.document.join(copy)
            for dump in batch.dumps:
                self.document.table.add_dump(dump)
            self._pending, self._pending_dumps, self._pending_copies = {}, [], []
        return batch

    def restore_pending(self, batch: PendingWrite) -> None:
        """Make pending again what could not be written; marks set meanwhile are newer and stay."""
        with self.lock:
            self._pending = batch.registers | self._pending
            self._pending_dumps = batch.dumps + self._pending_dumps
            self._pending_copies = batch.copies + self._pending_copies

    def restamp_overwritten(self) -> None:
        """Give untried marks a newer stamp where the file holds another value.

        They were set before the file's registers were known, so the user's choice is the later one, whatever the
        stamps say.
        """
        with self.lock:
            table = self.document.table
            for (key, name), register in self.take_untried().items():
                row = table.rows[key]
                known = row.marks[name]
                if known.value != register.value:
                    newer = next_register(known, register.mark, self.machine)
                    self._deltas += table.join_events([LogEvent(row.paper, name, newer)])
                    self._own[key, name] = self._pending[key, name] = newer

    def take_untried(self) -> Registers:
        """Return the pending marks that no write has been tried for; there are none afterwards."""
        with self.lock:
            untried, self._untried = self._untried, {}
        return untried

    def join_tail(self, tail: StateDocument) -> None:
        """Join the records that were appended to the file."""
        with self.lock:
            self._deltas += self.document.join(tail)

    def give_back(self, lost: Sequence[LogEvent], *, count_changes: bool) -> None:
        """Make marks pending that were overwritten in the file, or newer ones that were set since they were missed.

        `count_changes` is that of `adopt`.
        """
        with self.lock:
            table = self.document.table
            deltas = table.join_events(lost)
            for paper, name, _ in lost:
                key = compact_key(paper.key)
                self._pending[key, name] = table.rows[key].marks[name]
            if count_changes:
                self._deltas += deltas

    def adopt(self, document: StateDocument, *, count_changes: bool) -> None:
        """Replace the document by the content of the file; all marks seen before that it lacks are pending again.

        Args:
            document: the content of the file; it becomes the memory's own.
            count_changes: report the differences by `take_deltas`.
        """
        with self.lock:
            known = self.document.table
            self._pending = known.newer_than(document.table)
            document.table.join_events(known.events(self._pending))
            self._pending_dumps += [dump for dump in known.dumps.values() if _lacks_dump(document, dump)]
            if count_changes:
                self._deltas += known.deltas_to(document.table)
            self.document = document


def _lacks_dump(document: StateDocument, dump: DumpFingerprint) -> bool:
    return dump.identity not in document.table.dumps
