"""The user's marks, as the rest of the program reads and sets them.

Decides which thread writes the file. Knows neither the text nor the bytes of the file, and nothing of
papers beyond their keys and refs.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.marks.file_sync import FileSync
from paperreader.marks.mark_names import NOTE, READ, STARRED
from paperreader.marks.register import LwwRegister, Mark
from paperreader.marks.table import (
    DumpFingerprint,
    MarkChange,
    MarkDelta,
    MarkedPaper,
    MarkTable,
    PaperRef,
    WriteResult,
)
from paperreader.marks.writer_thread import WriterThread
from paperreader.paper import compact_key
from paperreader.paths import platform_folder
from paperreader.text import sanitize

SAVE_TIMEOUT = 2.0
"""Seconds that a save waits for the writer thread; after them the mark is reported as not saved yet."""
_SLOW = "the disk is slow, or another program has locked the file"
_SAVED_A_SECOND = 5000  # marks, on a busy machine
_REFRESH_TIMEOUT = 0.3  # seconds that a key waits for the marks of other programs
LARGE_FILE = 300_000
"""Bytes, about a thousand marks, above which a file is left to the writer thread to read."""


def default_state_path() -> Path:
    """Return the path of the state file: `PAPERREADER_STATE`, or a file in the data folder."""
    configured = os.environ.get("PAPERREADER_STATE")
    return Path(configured) if configured else platform_folder("data") / "state.toml"


class MarkStore:
    """The marks of one file.

    All work is done in the caller's thread until `start_writer` starts a thread for the file.

    Args:
        path: the state file; neither it nor its folder need exist.
        repairs: whether a broken file is saved under another name and repaired; else it is only reported.
        defer_above: leave a file of more bytes to the writer thread to read; None: read it now.
        save_timeout: seconds that a save waits for the writer thread.

    Raises:
        PaperReaderError: the file is another program's, which is left as it is.

    Attributes:
        messages: lines for the user about the file; the list only grows.
        lock: keeps the marks in memory from changing while it is held.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        repairs: bool = True,
        defer_above: int | None = None,
        save_timeout: float = SAVE_TIMEOUT,
    ) -> None:
        self.path = Path(os.path.realpath(path or default_state_path()))
        self._sync = FileSync(self.path, repairs=repairs)
        self._memory = self._sync.memory
        self.messages = self._sync.messages
        self.lock = self._memory.lock
        self._save_timeout = save_timeout
        self._writer: WriterThread | None = None
        self._on_change: Callable[[], object] = lambda: None
        self._reported: tuple[object, ...] = ()
        if defer_above is None or self._file_size() <= defer_above:
            self._sync.load()

    def _file_size(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def loaded(self) -> bool:
        """Whether the file has been read."""
        return self._sync.loaded

    @property
    def was_read(self) -> bool:
        """Whether the file could be read when it was loaded, or was missing."""
        return self._sync.was_read

    @property
    def trouble(self) -> str:
        """Why marks are not saved; "" if all are."""
        return self._sync.trouble

    @property
    def dumps(self) -> Sequence[DumpFingerprint]:
        """The dumps that were open at the end of earlier sessions."""
        return self._sync.dumps()

    @property
    def _table(self) -> MarkTable:
        return self._memory.document.table

    def _rows(self) -> Sequence[MarkedPaper]:
        return list(self._table.rows.values())  # copied in one step: another thread may add rows meanwhile

    def read_at(self, key: str) -> datetime | None:
        """Return the time since which a paper is read, None if it is unread."""
        return self._since(key, READ)

    def starred_at(self, key: str) -> datetime | None:
        """Return the time since which a paper is starred, None if it is not."""
        return self._since(key, STARRED)

    def _since(self, key: str, name: str) -> datetime | None:
        mark = self.mark(key, name)
        return mark.since if mark and mark.on else None

    def keys_marked(self, name: str) -> Iterator[str]:
        """Iterate over the keys of the papers with a mark."""
        for row in self._rows():
            register = row.marks.get(name)
            if register and register.on:
                yield row.paper.key

    def tags(self, key: str) -> list[str]:
        """Return the tags of a paper, in the order of the alphabet."""
        row = self._table.rows.get(compact_key(key))
        return row.tags() if row else []

    def note(self, key: str) -> str:
        """Return the note of a paper, each of its lines safe to show; "" without one."""
        mark = self.mark(key, NOTE)
        return "\n".join(map(sanitize, mark.text.splitlines())) if mark else ""

    def tagged(self) -> Iterator[tuple[str, list[str]]]:
        """Iterate over the papers that have tags: the key and the tags of each."""
        for row in self._rows():
            if tags := row.tags():
                yield row.paper.key, tags

    def noted(self) -> Iterator[tuple[str, str]]:
        """Iterate over the papers that have a note: the key and the note of each."""
        return ((key, self.note(key)) for key in self.keys_marked(NOTE))

    def tag_counts(self) -> Counter[str]:
        """Return all tags with the number of papers that have each."""
        return Counter(tag for _, tags in self.tagged() for tag in tags)

    def mark(self, key: str, name: str) -> Mark | None:
        """Return the mark of a paper, None if it was never set."""
        register = self._table.get(key, name)
        return register.mark if register else None

    def registers(self, keys: Iterable[str], name: str) -> list[LwwRegister | None]:
        """Return the registers of papers in the order of their keys; None for one that was never set."""
        return [self._table.get(key, name) for key in keys]

    def paper(self, key: str) -> PaperRef | None:
        """Return a paper as the file names it, None if it was never marked."""
        row = self._table.rows.get(compact_key(key))
        return row.paper if row else None

    def papers(self) -> Iterator[PaperRef]:
        """Iterate over all papers that were ever marked."""
        return (row.paper for row in self._rows())

    def __len__(self) -> int:
        return len(self._table.rows)

    def take_deltas(self) -> list[MarkDelta]:
        """Return the marks that were changed, by this or another program, since the last call."""
        return self._memory.take_deltas()

    def apply(self, changes: Iterable[MarkChange], *, skip_unchanged: bool = False) -> int:
        """Set marks and save them: when this returns, they are in the file. Return how many were set.

        Raises:
            PaperReaderError: the file cannot be written. The marks stay in memory, and the next
                save tries again.
        """
        written = self.set(changes, skip_unchanged=skip_unchanged)
        self.save()
        return len(written.changes)

    def set(self, changes: Iterable[MarkChange], *, own: bool = False, skip_unchanged: bool = False) -> WriteResult:
        """Set marks in memory, to be saved by `save`.

        Args:
            changes: the marks to set.
            own: skip marks that are no longer as this session last wrote them.
            skip_unchanged: skip papers that already have this value.
        """
        return self._memory.set(changes, own=own, skip_unchanged=skip_unchanged, report=self._on_change)

    def copy_newer(self, key: str, to: PaperRef) -> None:
        """Let a paper have the marks under another key of it, where they are newer than its own; saved by `save`."""
        self._memory.copy_newer(key, to)

    def save(self, marks: int = 1) -> None:
        """Write what is not yet in the file, waiting longer for many marks. Raises as `apply` does."""
        if not self._sync.is_pending:
            return
        timed_out, writer = False, self._writer
        if writer is None:
            self._attempt(self._sync.sync)
        else:
            timed_out = not writer.request(self._save_timeout + marks / _SAVED_A_SECOND)
        trouble = self._sync.trouble or (_SLOW if timed_out else "")
        if trouble:
            hint = "they are kept in memory, and saved as soon as possible" if writer else ""
            raise PaperReaderError(f"marks are not saved to {self.path}", trouble, hint)

    def refresh(self) -> None:
        """Read what other programs wrote since, so that neither the screen nor a toggle uses old marks."""
        if self._writer is None:
            self._sync.refresh()
        elif self._sync.has_changed():
            self._writer.request(_REFRESH_TIMEOUT)

    def compact(self) -> None:
        """Write the whole file, its events joined into the papers' tables. Raises as `apply` does."""
        self._sync.request_compaction()
        self.save()

    def record_dumps(self, dumps: Iterable[DumpFingerprint]) -> None:
        """Save the dumps of a session, by which the next one finds the new ones. Raises as `apply` does."""
        self._memory.add_dumps(dumps)
        self.save()

    def merge(self, files: Iterable[Path]) -> int:
        """Join other copies of the file, in any order; returns the number of marks changed by that.

        Raises:
            PaperReaderError: one of them is not a state file, or the result cannot be written.
        """
        from paperreader.marks.merge import read_copy

        copies = [read_copy(file) for file in files]
        self.take_deltas()
        self._memory.add_copies(copies)
        self.save()
        return sum([len(delta.keys) for delta in self.take_deltas()])

    def start_writer(self, on_change: Callable[[], object]) -> None:
        """Start a thread that writes the file, checks it once a second, and tries again after errors.

        Args:
            on_change: called in that thread when marks, notices or the trouble have changed, and when
                the file has been read; while many marks are set, in the thread that sets them, too.
        """
        self._on_change = on_change
        self._reported = ()
        self._writer = WriterThread(lambda: self._attempt(self._work), self._after)

    def stop_writer(self) -> None:
        """Stop the thread; what is pending is left to `save`."""
        writer, self._writer = self._writer, None
        if writer:
            writer.stop(self._save_timeout)

    def _work(self) -> None:
        if not self.loaded:
            self._sync.load()
            self._report_changes()
        if self._sync.is_pending:
            self._sync.write()
        else:
            self._sync.refresh()

    def _after(self) -> None:
        sync, report = self._sync, self._report_changes
        for step in (sync.flush, report, sync.prepare, sync.refresh, report):
            self._attempt(step)

    def _attempt(self, step: Callable[[], object]) -> None:
        """Do a step of the work on the file. An unexpected error is reported, and the next steps try again."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - else the thread would end, and no mark be saved from then on
            self._sync.note_unexpected(error)

    def _report_changes(self) -> None:
        status = (self.loaded, len(self.messages), self.trouble)
        if status != self._reported or self._memory.has_deltas:
            self._reported = status
            self._on_change()
