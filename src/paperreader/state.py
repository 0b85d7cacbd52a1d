"""What a reader has marked: read and starred papers, kept in one TOML file.

The only module that writes that file. A mark is a register: set or taken back, and since when;
taking it back is kept as a newer value. A save takes in what others wrote meanwhile, changes only
what was marked here, and replaces the file as a whole (temporary file, fsync, rename) under a
lock, so that the file is a complete document at every moment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.paper import compact

VERSION = 1
READ = "read"
STARRED = "starred"
MARKS = (READ, STARRED)
_HEADER = """\
# Read and starred papers of paperreader: yours to read, edit, sync and merge.
# A paper is named by its key, made from its title; times are in UTC.
"""
_KNOWN = {"title", "date", "link", *MARKS, *(f"un{mark}" for mark in MARKS)}


class Mark(NamedTuple):
    """A register: whether the mark is set, and since when (aware, whole seconds)."""

    on: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Remembered:
    """A marked paper as the file names it, enough to list it without its dump."""

    key: str
    title: str
    date: date | None = None
    link: str | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)


class Change(NamedTuple):
    """One register of one paper to be set; `paper` tells how the file shall name it."""

    paper: Remembered
    name: str
    mark: Mark


def now() -> datetime:
    """The time of a mark made now: UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


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
        self._document = self._read() or _Document()

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

    def _merge(self, theirs: _Document | None) -> None:
        if theirs is not None:
            self._document = theirs
            self.taken_in += 1
            for change in self._pending:
                self._document.set(change)

    # -- reading ------------------------------------------------------------------------------

    def _read(self) -> _Document | None:
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
            document = _Document.parse(text, tomllib.loads(text))
        except (ValueError, OverflowError, RecursionError, _BrokenError) as error:  # not UTF-8, no TOML, no time
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


class _BrokenError(Exception):
    """TOML, but no state file."""


class _Document:
    """The file's content: papers by compact key, and all that is not ours, kept as it is."""

    def __init__(self) -> None:
        self.version = VERSION
        self.header = _HEADER
        self.papers: dict[str, Remembered] = {}
        self._extra: dict[str, Any] = {}
        self._written: dict[str, str] = {}  # the papers as TOML, until they change

    @classmethod
    def parse(cls, text: str, content: dict[str, Any]) -> _Document:
        """The document of a file's text; `content` is what a TOML reader made of it."""
        document = cls()
        version, papers, events = content.pop("version", VERSION), content.pop("papers", {}), content.pop("event", [])
        if not isinstance(version, int) or not isinstance(papers, dict) or not isinstance(events, list):
            raise _BrokenError("version, papers or event is not what it should be")
        document.version, document._extra = version, content
        head = takewhile(lambda line: not line.strip() or line.startswith("#"), text.splitlines())
        comments = [line for line in head if line.strip()]
        if comments:
            document.header = "\n".join(comments) + "\n"
        for key, table in papers.items():
            if not isinstance(table, dict):
                raise _BrokenError(f"papers.{key} is not a table")
            paper = _remembered(key, table)
            known = document.papers.get(compact(key))
            document.papers[compact(key)] = _together(known, paper) if known else paper
        for event in events:
            document._fold(event)
        return document

    def _fold(self, event: Any) -> None:
        """An event of the file's tail: a mark made or taken back, newer than the tables above."""
        match event:
            case {"at": datetime() as at, "set": str(told), "key": str(key)}:
                name = told.removeprefix("un")
                if name in MARKS:
                    paper = Remembered(key, str(event.get("title", key)))
                    known = self.papers.get(compact(key), paper).marks.get(name)
                    if known is None or known.since <= _aware(at):
                        self.set(Change(paper, name, Mark(told == name, _aware(at))))
            case _:
                raise _BrokenError("an event without at, set or key")

    def set(self, change: Change) -> None:
        """Set a register."""
        same = compact(change.paper.key)
        known = self.papers.get(same, change.paper)
        link, day = known.link or change.paper.link, known.date or change.paper.date
        self.papers[same] = replace(known, marks=known.marks | {change.name: change.mark}, link=link, date=day)
        self._written.pop(same, None)

    def text(self) -> str:
        """The whole file."""
        import tomli_w

        extra = tomli_w.dumps(self._extra)
        parts = [self.header, f"version = {VERSION}\n", extra, "\n"]
        for same, paper in self.papers.items():
            if same not in self._written:
                self._written[same] = _table(paper)
            parts.append(self._written[same])
        return "".join(parts)


def _remembered(key: str, table: dict[str, Any]) -> Remembered:
    marks: dict[str, Mark] = {}
    for name in MARKS:
        for told, on in ((f"un{name}", False), (name, True)):
            since = _moment(table.get(told))
            if since and (name not in marks or marks[name].since <= since):
                marks[name] = Mark(on, since)
    day = table.get("date")
    return Remembered(
        key,
        str(table.get("title", key)),
        day if isinstance(day, date) and not isinstance(day, datetime) else None,
        table["link"] if isinstance(table.get("link"), str) else None,
        marks,
        {name: value for name, value in table.items() if not _is_understood(name, value)},
    )


def _is_understood(name: str, value: Any) -> bool:
    """Whether a value of a paper's table is kept in the registers; else it is kept as it stands."""
    if name == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if name in ("title", "link"):
        return isinstance(value, str)
    return name in _KNOWN and _moment(value) is not None


def _table(paper: Remembered) -> str:
    import tomli_w

    known = {"title": paper.title, "date": paper.date, "link": paper.link}
    table = {name: value for name, value in known.items() if value is not None}
    lines = [f"{name if mark.on else 'un' + name} = {_stamp(mark.since)}\n" for name, mark in paper.marks.items()]
    named = tomli_w.dumps({"papers": {paper.key: table}})
    marks = {told for name in paper.marks for told in (name, f"un{name}")}
    extra = {name: value for name, value in paper.extra.items() if name not in table and name not in marks}
    whole = tomli_w.dumps({"papers": {paper.key: table | extra}})  # begins with `named`
    return f"{named}{''.join(lines)}{whole[len(named) :]}\n"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _together(first: Remembered, second: Remembered) -> Remembered:
    """Two tables of one paper as one: the newer of each mark."""
    marks = dict(first.marks)
    for name, mark in second.marks.items():
        if name not in marks or marks[name].since < mark.since:
            marks[name] = mark
    day, link = first.date or second.date, first.link or second.link
    return replace(first, marks=marks, date=day, link=link, extra=second.extra | first.extra)


def _moment(value: Any) -> datetime | None:
    """The time of a mark; a day alone, as a person may write it, is its beginning."""
    if isinstance(value, datetime):
        return _aware(value)
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if isinstance(value, date) else None


def _aware(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


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
