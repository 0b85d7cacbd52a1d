"""The text of the state file: read to registers, and written from them.

A snapshot (a head, then a table per paper), then a tail of `[[event]]` records; what reads it folds
one into the other. Text in the form that the program writes is read by `canonical`, anything else
by tomllib; a test holds the two against each other. Opens no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import Any

from paperreader.marks.table import (
    MARKS,
    DumpFingerprint,
    LogEvent,
    LwwRegister,
    MarkedPaper,
    MarkTable,
    PaperRef,
    register,
)
from paperreader.marks.toml_text import dump_text, row_text, wrong_checksums
from paperreader.paper import compact_key

VERSION = 1
_HEADER = """\
# Read and starred papers of paperreader: yours to read, edit, sync and merge.
# A paper is named by its key, made from its title; times are in UTC.
"""
_REGISTERS = {told for mark in MARKS for told in (mark, f"un{mark}", f"{mark}_stamp", f"{mark}_machine")}
_OURS = ("version", "rows", "papers", "event", "dumps")


class CorruptStateError(Exception):
    """No text of a state file."""


@dataclass(slots=True)
class StateDocument:
    """What a state file holds.

    Attributes:
        header: the comments at its top.
        rows_told: how many papers the snapshot says it has; None when it does not say.
        rows_found: how many it has.
        events: how many records its tail has.
        extra: what stands at its top level and is not ours.
        strange: events that are none of ours, kept as they are.
    """

    version: int = VERSION
    header: str = _HEADER
    registers: MarkTable = field(default_factory=MarkTable)
    rows_told: int | None = None
    rows_found: int = 0
    events: int = 0
    extra: dict[str, Any] = field(default_factory=dict)
    unknown_events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        """Whether papers are missing that the snapshot says it has."""
        return self.rows_told is not None and self.rows_found < self.rows_told

    def take(self, event: dict[str, Any]) -> None:
        """Join a record of the tail in, as TOML gives it."""
        self.events += 1
        found = event_of(event)
        if isinstance(found, LogEvent):
            self.registers.take(found)
        elif found:
            self.registers.take_dump(found)
        else:
            self.unknown_events.append(event)

    def text(self) -> str:
        """The whole file, its events folded into the papers' tables, those sorted by key."""
        import tomli_w

        rows = self.registers.rows
        keys = sorted(rows)  # at once: marks may be set meanwhile
        head = f"{self.header}version = {VERSION}\nrows = {len(keys)}\n{tomli_w.dumps(self.extra)}"
        lines = [dump_text(dump) for _, dump in sorted(self.registers.dumps.items())]
        dumps = "".join(["\n[dumps]\n", *lines]) if lines else ""
        tables = "".join([row_text(rows[same]) for same in keys])
        return f"{head}{dumps}\n{tables}{_strange_text(self.unknown_events)}"


def _strange_text(events: list[dict[str, Any]]) -> str:
    """Events that are not ours, each as a table: nothing could be appended to a list in one line."""
    import tomli_w

    long = {"": "so long that tomli-w writes no list in one line" * 3}
    return tomli_w.dumps({"event": [long, *events]}).removeprefix(tomli_w.dumps({"event": [long]})) if events else ""


def read_plainly(text: str) -> StateDocument:
    """The document of a text as tomllib reads it.

    Raises:
        BrokenError: it is no TOML, or its version, papers or events are not what they should be.
    """
    import tomllib

    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CorruptStateError(str(error)) from error
    return assembled(text, content)


def assembled(text: str, content: dict[str, Any]) -> StateDocument:
    """The document of what TOML says. Raises as `read_plainly` does."""
    version, rows = content.get("version", VERSION), content.get("rows")
    papers, events = content.get("papers", {}), content.get("event", [])
    if not isinstance(version, int) or not isinstance(papers, dict) or not isinstance(events, list):
        raise CorruptStateError("version, papers or event is not what it should be")
    document = StateDocument(version, header=_header(text), rows_told=rows if isinstance(rows, int) else None)
    document.extra = {name: value for name, value in content.items() if name not in _OURS}
    for key, table in papers.items():
        if not isinstance(table, dict):
            raise CorruptStateError(f"papers.{key} is not a table")
        add_row(document, row_of(key, table))
    for dump in _dumps(content.get("dumps")):
        document.registers.take_dump(dump)
    for event in events:
        if not isinstance(event, dict):
            raise CorruptStateError("an event is not a table")
        document.take(event)
    return document


def _header(text: str) -> str:
    head = takewhile(lambda line: not line.strip() or line.startswith("#"), text.split("\n", 200)[:200])
    comments = [line.rstrip("\r") for line in head if line.strip()]
    return "\n".join(comments) + "\n" if comments else _HEADER


def add_row(document: StateDocument, row: MarkedPaper) -> None:
    """A table of the snapshot; two tables of one paper are joined."""
    document.rows_found += 1
    rows, same = document.registers.rows, compact_key(row.paper.key)
    if same in rows:
        document.registers.join(MarkTable({same: row}))
    else:
        rows[same] = row


def row_of(key: str, table: dict[str, Any]) -> MarkedPaper:
    """A paper's table as a row; what is not understood in it is kept as it stands."""
    extra = {name: value for name, value in table.items() if not _is_understood(name, value)}
    marks = {name: found for name in MARKS if (found := _register_of(name, table))}
    return MarkedPaper(_names(key, table), marks, extra or None)


def _names(key: str, table: dict[str, Any]) -> PaperRef:
    title, day, link = table.get("title"), table.get("date"), table.get("link")
    return PaperRef(
        key,
        title if isinstance(title, str) else "",
        day if isinstance(day, date) and not isinstance(day, datetime) else None,
        link if isinstance(link, str) else None,
    )


def _register_of(name: str, table: dict[str, Any]) -> LwwRegister | None:
    """The register of a table's lines on one mark: of a mark set and taken back the later one."""
    stamp, machine = _moment(table.get(f"{name}_stamp")), table.get(f"{name}_machine")
    found = [
        register(on, since, stamp, machine if isinstance(machine, str) else "")
        for told, on in ((name, True), (f"un{name}", False))
        if (since := _moment(table.get(told)))
    ]
    return max(found, key=lambda one: (one.since, one)) if found else None


def _is_understood(name: str, value: Any) -> bool:
    """Whether a value of a paper's table is kept in names and registers; else it is kept as it stands."""
    if name == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if name in ("title", "link") or name.endswith("_machine"):
        return isinstance(value, str) and (name in _REGISTERS or name in ("title", "link"))
    return name in _REGISTERS and _moment(value) is not None


def event_of(event: dict[str, Any]) -> LogEvent | DumpFingerprint | None:
    """A record of the tail; None for one that is not ours, or ours without its end."""
    if "machine" in event and not isinstance(event.get("end"), int):
        return None
    match event:
        case {"at": datetime() as at, "set": str(told), "key": str(key)}:
            stamp, name = _moment(at), told.removeprefix("un")
            since, machine = _moment(event.get("since")) or stamp, event.get("machine")
            if name in MARKS and stamp and since:
                found = register(told == name, since, stamp, machine if isinstance(machine, str) else "")
                return LogEvent(_names(key, event), name, found)
        case {"at": datetime() as at, "dump": str(head), "name": str(name), "size": int(size)}:
            seen = _moment(at)
            return DumpFingerprint(head, size, name, seen) if seen else None
    return None


def _dumps(table: Any) -> Iterator[DumpFingerprint]:
    for head, line in table.items() if isinstance(table, dict) else ():
        match line:
            case {"name": str(name), "size": int(size), "seen": datetime() as at} if seen := _moment(at):
                yield DumpFingerprint(head, size, name, seen)


def _moment(value: Any) -> datetime | None:
    """The time of a mark in UTC; a day alone, as a person may write it, is its beginning."""
    try:
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:  # the first or last day there is, in another time zone
        return None
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if isinstance(value, date) else None


def doubts(text: str, document: StateDocument) -> list[str]:
    """What a document holds that cannot be understood, a line each."""
    found = [
        f"papers.{row.paper.key}: {name} = {value} is no time"
        for row in document.registers.rows.values()
        for name, value in (row.extra or {}).items()
        if name in _REGISTERS
    ]
    found += [f"an event that is not understood: {event}" for event in document.unknown_events]
    found += [f"line {line}: the event is not as it was written (edited by hand?)" for line in wrong_checksums(text)]
    if document.rows_told is not None and document.rows_found != document.rows_told:
        found.append(f"it says that it has {document.rows_told} papers and has {document.rows_found}")
    return found
