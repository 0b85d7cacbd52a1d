"""The text of the state file: read to marks, and written from them.

A mark is a register: set or taken back, and since when; taking it back is kept as a newer value.
Knows TOML and what a person may have written by hand; opens no file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import Any, NamedTuple

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


class BrokenError(Exception):
    """TOML, but no state file."""


class Document:
    """The file's content: papers by compact key, and all that is not ours, kept as it is."""

    def __init__(self) -> None:
        self.version = VERSION
        self.header = _HEADER
        self.papers: dict[str, Remembered] = {}
        self._extra: dict[str, Any] = {}
        self._written: dict[str, str] = {}  # the papers as TOML, until they change

    @classmethod
    def parse(cls, text: str, content: dict[str, Any]) -> Document:
        """The document of a file's text; `content` is what a TOML reader made of it."""
        document = cls()
        version, papers, events = content.pop("version", VERSION), content.pop("papers", {}), content.pop("event", [])
        if not isinstance(version, int) or not isinstance(papers, dict) or not isinstance(events, list):
            raise BrokenError("version, papers or event is not what it should be")
        document.version, document._extra = version, content
        head = takewhile(lambda line: not line.strip() or line.startswith("#"), text.splitlines())
        comments = [line for line in head if line.strip()]
        if comments:
            document.header = "\n".join(comments) + "\n"
        for key, table in papers.items():
            if not isinstance(table, dict):
                raise BrokenError(f"papers.{key} is not a table")
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
                raise BrokenError("an event without at, set or key")

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
