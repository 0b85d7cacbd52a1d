"""What a reader has marked, as the rest of the program sees it: questions, changes, and who does the writing.

Knows neither text nor bytes of the file, and nothing of papers beyond their keys and names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.errors import PaperReaderError
from paperreader.marks.file_sync import FileSync
from paperreader.marks.table import DumpFingerprint, LwwRegister, Mark, MarkChange, MarkDelta, PaperRef, WriteResult
from paperreader.paths import platform_folder

if TYPE_CHECKING:
    from paperreader.marks.writer_thread import Writer

_PATIENCE = 2.0  # seconds that a mark waits for its word; then it is told that it is not saved yet
_MOMENT = 0.3  # seconds that a key waits for what others wrote
_LARGE = 300_000  # bytes, of about a thousand marks


def default_state_path() -> Path:
    """The state file when nobody names another: `PAPERREADER_STATE`, else in the data folder."""
    named = os.environ.get("PAPERREADER_STATE")
    return Path(named) if named else data_folder() / "state.toml"


def data_folder() -> Path:
    """The platform's folder for a person's data of this program."""
    return platform_folder("data")


class MarkStore:
    """The marks of one file.

    Everything is done at once in the caller's thread, until `serve` gives the file to a thread of
    its own; then changes wait for its word.

    Args:
        path: the file; it need not exist, nor its folder.
        set_aside: whether a broken file is moved out of the way and mended; else it is only told.
        later: leave a large file to be read by the thread of `serve`.
    """

    def __init__(self, path: str | Path | None = None, *, set_aside: bool = True, later: bool = False) -> None:
        self.path = Path(os.path.realpath(path or default_state_path()))
        self._keeper = FileSync(self.path, mends=set_aside)
        self._memory = self._keeper.memory
        self._writer: Writer | None = None
        self._tell: Callable[[], object] = lambda: None
        if not (later and self._is_large()):
            self._keeper.load()

    def _is_large(self) -> bool:
        try:
            return self.path.stat().st_size > _LARGE
        except OSError:
            return False

    # -- asking -------------------------------------------------------------------------------

    @property
    def loaded(self) -> bool:
        """Whether the file has been read."""
        return self._memory.loaded

    @property
    def notices(self) -> list[str]:
        """What a person should know about the file, a line each; it only grows."""
        return self._memory.notices

    @property
    def trouble(self) -> str:
        """Why marks are not in the file, for as long as they are not; "" when all are."""
        return self._keeper.trouble

    def read_at(self, key: str) -> datetime | None:
        """Since when the paper is read; None when it is unread."""
        return self._since(key, "read")

    def starred_at(self, key: str) -> datetime | None:
        """Since when the paper is starred; None when it is not."""
        return self._since(key, "starred")

    def keys_marked(self, name: str) -> Iterator[str]:
        """The keys of the papers that are "read" or "starred" now."""
        for row in list(self._memory.document.registers.rows.values()):  # a copy: others ask while the screen marks
            found = row.marks.get(name)
            if found and found.on:
                yield row.paper.key

    def mark(self, key: str, name: str) -> Mark | None:
        """What a paper's register says; None when it was never set."""
        found = self.register(key, name)
        return found.mark if found else None

    def register(self, key: str, name: str) -> LwwRegister | None:
        """A paper's register with its stamp; None when it was never set."""
        return self._memory.document.registers.get(key, name)

    def registers(self, keys: Iterable[str], name: str) -> list[LwwRegister | None]:
        """The registers of many papers at once, in their order."""
        rows = self._memory.document.registers.rows
        found = [rows.get(key.replace("-", "")) for key in keys]
        return [row.marks.get(name) if row is not None else None for row in found]

    def own_register(self, key: str, name: str) -> LwwRegister | None:
        """What this sitting last wrote into a paper's register."""
        return self._memory.own(key, name)

    def paper(self, key: str) -> PaperRef | None:
        """A paper as the file names it."""
        from paperreader.paper import compact_key

        row = self._memory.document.registers.rows.get(compact_key(key))
        return row.paper if row else None

    def papers(self) -> Iterator[PaperRef]:
        """All papers that were ever marked."""
        return iter([row.paper for row in self._memory.document.registers.rows.values()])

    @property
    def dumps(self) -> Sequence[DumpFingerprint]:
        """The dumps that were there at the end of an earlier sitting."""
        return self._keeper.dumps()

    def __len__(self) -> int:
        return len(self._memory.document.registers.rows)

    def _since(self, key: str, name: str) -> datetime | None:
        found = self._memory.document.registers.get(key, name)
        return found.since if found and found.on else None

    def take_deltas(self) -> list[MarkDelta]:
        """The marks that were set or taken back since this was last asked, here or elsewhere."""
        with self.lock():
            turns, self._memory.turns = self._memory.turns, []
        return turns

    def lock(self) -> AbstractContextManager[object]:
        """Hold all marks as they are in memory, for a moment."""
        return self._memory.lock

    # -- changing -----------------------------------------------------------------------------

    def apply(self, changes: Iterable[MarkChange]) -> None:
        """Set registers and save; when this returns they are in the file.

        Raises:
            PaperReaderError: the file cannot be written. The marks stay in memory, and the next
                save tries again.
        """
        self.set(changes)
        self.save()

    def set(self, changes: Iterable[MarkChange], *, own: bool = False, turning: bool = False) -> WriteResult:
        """Set registers in memory, to be saved; what was set, and what stood there before.

        Args:
            changes: what to set.
            own: leave alone what is no longer as this sitting last wrote it.
            turning: leave alone what is marked, or not, as it shall be.
        """
        return self._memory.set(changes, own=own, turning=turning)

    def save(self) -> None:
        """Write what is not yet in the file; raises as `apply` does."""
        if not self._keeper.is_pending:
            return
        trouble = ""
        if self._writer is None:
            self._keeper.attempt()
        elif not self._writer.ask(_PATIENCE):
            trouble = "another program holds the file"
        trouble = self._keeper.trouble or trouble
        if trouble:
            raise PaperReaderError(
                f"marks are not saved to {self.path}", trouble, "they are kept here, and saved as soon as that goes"
            )

    def refresh(self) -> None:
        """Take in what others have written since, so that what is shown and toggled is not stale."""
        if self._writer is None:
            self._keeper.look()
        elif self._keeper.has_changed():
            self._writer.ask(_MOMENT)

    def compact(self) -> None:
        """Write the whole file anew, its tail folded into the papers' tables. Raises as `apply` does."""
        self._memory.fold()
        self.save()

    def record_dumps(self, dumps: Iterable[DumpFingerprint]) -> None:
        """Remember the dumps of a sitting that ends; the next one knows by them which are new. Raises as `apply`."""
        self._memory.see(dumps)
        self.save()

    def merge(self, files: Iterable[Path]) -> int:
        """Take in other copies of the file, in any order; how many marks that set or took back.

        Raises:
            PaperReaderError: one of them is no state file, or the result cannot be written.
        """
        from paperreader.marks.merge import read_copy

        copies = [read_copy(file) for file in files]
        self.take_deltas()
        self._memory.join(copies)
        self.save()
        return sum([len(turn.keys) for turn in self.take_deltas()])

    # -- a thread of its own ------------------------------------------------------------------

    def start_writer(self, tell: Callable[[], object]) -> None:
        """Give the file to a thread: it writes, looks once a second what others wrote, and tries again.

        Args:
            tell: called in that thread when marks, notices or the trouble have changed, and when
                the file has been read.
        """
        from paperreader.marks.writer_thread import Writer

        self._tell = tell
        self._told: tuple[object, ...] = ()
        self._writer = Writer(self._work, self._after)

    def stop_writer(self) -> None:
        """Take the file back from the thread; what is pending is left to `save`."""
        writer, self._writer = self._writer, None
        if writer:
            writer.end(_PATIENCE)

    def _work(self) -> None:
        if not self._memory.loaded:
            self._keeper.load()
            self._tell_changes()
        if self._keeper.is_pending:
            self._keeper.write()
        else:
            self._keeper.look()

    def _after(self) -> None:
        self._keeper.flush()
        self._tell_changes()
        self._keeper.prepare()
        self._keeper.look()
        self._tell_changes()

    def _tell_changes(self) -> None:
        now = (self.loaded, len(self.notices), self.trouble)
        if now != self._told or self._memory.turns:
            self._told = now
            self._tell()
