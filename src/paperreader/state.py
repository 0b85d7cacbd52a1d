"""What a reader has marked: read and starred papers, kept in one TOML file.

The only module that writes that file. A save takes in what others wrote meanwhile, changes only
what was marked here, and replaces the file as a whole (temporary file, fsync, rename) under a
lock, so that the file is a complete document at every moment. What the text means is `marks`'.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.marks import MARKS, READ, STARRED, VERSION, BrokenError, Change, Document, Mark, Remembered, now
from paperreader.paper import compact

__all__ = ["MARKS", "READ", "STARRED", "Change", "Mark", "Remembered", "State", "data_folder", "default_path", "now"]


def default_path() -> Path:
    """The state file when nobody names another: `PAPERREADER_STATE`, else in the data folder."""
    named = os.environ.get("PAPERREADER_STATE")
    return Path(named) if named else data_folder() / "state.toml"


def data_folder() -> Path:
    """The platform's folder for a person's data of this program."""
    import platformdirs

    return Path(platformdirs.user_data_dir("paperreader"))


class State:
    """The marks of one file.

    Args:
        path: the file; it need not exist, nor its folder.
        set_aside: whether a broken file is moved out of the way; else it is only told.

    Attributes:
        notices: what a person should know about the file, a line each.
        read_only: why nothing may be written; "" when it may.
    """

    def __init__(self, path: str | Path | None = None, *, set_aside: bool = True) -> None:
        self._may_set_aside = set_aside
        self.path = Path(os.path.realpath(path or default_path()))
        self.notices: list[str] = []
        self.read_only = ""
        self.taken_in = 0  # how often what others wrote was taken in
        self._pending: list[Change] = []
        self._seen: tuple[int, int, int, int] | None = None
        self._document = self._read() or Document()

    # -- asking -------------------------------------------------------------------------------

    def read_at(self, key: str) -> datetime | None:
        """Since when the paper is read; None when it is unread."""
        return self._since(key, READ)

    def starred_at(self, key: str) -> datetime | None:
        """Since when the paper is starred; None when it is not."""
        return self._since(key, STARRED)

    def keys_marked(self, name: str) -> Iterator[str]:
        """The keys of the papers that are "read" or "starred" now."""
        for paper in list(self._document.papers.values()):  # a copy: the searcher asks while the screen marks
            mark = paper.marks.get(name)
            if mark and mark.on:
                yield paper.key

    def mark(self, key: str, name: str) -> Mark | None:
        """A paper's register; None when it was never set."""
        paper = self._document.papers.get(compact(key))
        return paper.marks.get(name) if paper else None

    def papers(self) -> Iterator[Remembered]:
        """All papers that were ever marked, in the file's order."""
        return iter(self._document.papers.values())

    def __len__(self) -> int:
        return len(self._document.papers)

    def _since(self, key: str, name: str) -> datetime | None:
        mark = self.mark(key, name)
        return mark.since if mark and mark.on else None

    # -- changing -----------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change]) -> None:
        """Set registers and save; when this returns they are in the file.

        Raises:
            PaperReaderError: the file cannot be written. The marks stay in memory, and the next
                save tries again.
        """
        for change in changes:
            self._document.set(change)
            self._pending.append(change)
        self.save()

    def refresh(self) -> None:
        """Take in what others have written since, so that what is shown and toggled is not stale."""
        try:
            there = _fingerprint(self.path)
        except OSError:  # told when a mark is saved
            return
        if there is not None and there != self._seen and not self.read_only:
            self._merge(self._read())

    def save(self) -> None:
        """Write what is not yet in the file; raises as `apply` does."""
        if not self._pending:
            return
        if self.read_only:
            raise PaperReaderError("marks are not saved", self.read_only, f"they stay until you quit; {self.path}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self.path):
                self._take_in()
                self._seen = _write(self.path, self._document.text())
        except OSError as error:
            raise PaperReaderError(
                f"marks are not saved to {self.path}",
                error.strerror or str(error),
                "they are kept here and saved with the next mark",
            ) from error
        self._pending = []

    def _take_in(self) -> None:
        """Read the file again when someone else has written it, and set our own marks on top."""
        if _fingerprint(self.path) == self._seen:
            return
        theirs = self._read()
        if self.read_only:
            raise OSError(0, self.read_only)
        self._merge(theirs)

    def _merge(self, theirs: Document | None) -> None:
        if theirs is not None:
            self._document = theirs
            self.taken_in += 1
            for change in self._pending:
                self._document.set(change)

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> Document | None:
        """The file as it is now; None when it is missing, empty, unreadable or broken."""
        try:
            with self.path.open("rb") as file:
                self._seen = _fingerprint(file.fileno())  # of the very file that is read: others may replace it now
                raw = file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._forbid(f"{self.path} cannot be read: {error.strerror}")
            return None
        if not raw:
            return None
        import tomllib

        try:
            text = raw.decode()
            document = Document.parse(text, tomllib.loads(text))
        except (ValueError, OverflowError, RecursionError, BrokenError) as error:  # not UTF-8, no TOML, no time
            self._set_aside(str(error))
            return None
        if document.version > VERSION:
            self._forbid(f"{self.path} was written by a newer paperreader (version {document.version})")
        return document

    def _forbid(self, why: str) -> None:
        self.read_only = why
        self.notices.append(f"{why}; new marks are not saved")

    def _set_aside(self, why: str) -> None:
        """Move a broken file out of the way under a dated name; without that, touch nothing."""
        if not self._may_set_aside:
            self._forbid(f"{self.path} is broken: {why}")
            return
        aside = _free_name(self.path)
        try:
            os.rename(self.path, aside)
        except OSError as error:
            self._forbid(f"{self.path} is broken ({why}) and cannot be moved: {error.strerror}")
            return
        self.notices.append(f"the marks' file was broken ({why}); it is kept as {aside}, a new one is begun")


def _fingerprint(path: Path | int) -> tuple[int, int, int, int] | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _free_name(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
    aside, number = path.with_name(f"{path.stem}.broken-{stamp}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.broken-{stamp}-{number}{path.suffix}")
    return aside


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock on the state file itself; one that was replaced meanwhile is locked again."""
    import fcntl

    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            held, there = os.fstat(descriptor), _fingerprint(path)
            if there and (held.st_dev, held.st_ino) == there[:2]:
                yield
                return
        finally:
            os.close(descriptor)


def _write(path: Path, text: str) -> tuple[int, int, int, int] | None:
    """Replace the file as a whole; it is on the disk when this returns. Gives its new fingerprint."""
    import tempfile

    mode = os.stat(path).st_mode & 0o777 if path.exists() else 0o600
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
            written = _fingerprint(file.fileno())  # once it is in its place others may replace it
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return written
