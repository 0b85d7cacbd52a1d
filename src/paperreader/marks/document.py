"""The text of the state file: TOML parsed to a document, and a document written as TOML.

The file is a snapshot (a head, then a table per paper) with a tail of `[[event]]` records; a program that
reads it joins the events into the papers' tables. Text in the program's own form is parsed by `fast_parse`,
any other by tomllib; a test compares the two. Opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from paperreader.marks.comments import joined_comments, top_comments
from paperreader.marks.table import DumpFingerprint, LogEvent, MarkDelta, MarkedPaper, MarkTable
from paperreader.marks.toml_text import dump_text, row_text, wrong_checksums
from paperreader.marks.toml_values import parse_dumps, parse_event, parse_row, problem
from paperreader.paper import compact_key

VERSION = 1
_HEADER = """\
# Marks, tags and notes of paperreader: yours to read, edit, sync and merge.
# A paper is named by its key, made from its title; times are in UTC.
"""
_TOP = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?:%b|version *= *\d+\s*rows\b)" % re.escape(_HEADER.splitlines()[0].encode()), re.MULTILINE
)
_PART = re.compile(
    rb"^(?:\xef\xbb\xbf)?[ \t]*(?:\[papers\.[^\]\n]*\]?|\[\[event\]\])[ \t\r]*(?:#.*)?$", re.MULTILINE
)  # a link of Markdown may begin with [papers.cool]
_KNOWN_NAMES = ("version", "rows", "papers", "event", "dumps")


class CorruptStateError(Exception):
    """The text is not that of a state file."""


@dataclass(slots=True)
class StateDocument:
    """The content of a state file.

    Attributes:
        header: the comments at its top.
        table: the marks, from the snapshot and the tail.
        declared_rows: number of papers that the snapshot declares; None if it declares none.
        rows_found: number of papers that the snapshot contains.
        event_count: number of records in the tail.
        extra: top-level values that this program does not know, kept as they are.
        unknown_events: events that this program does not know, kept as they are.
    """

    version: int = VERSION
    header: str = _HEADER
    table: MarkTable = field(default_factory=MarkTable)
    declared_rows: int | None = None
    rows_found: int = 0
    event_count: int = 0
    extra: dict[str, Any] = field(default_factory=dict)
    unknown_events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_truncated(self) -> bool:
        """Whether the snapshot contains fewer papers than it declares."""
        return self.declared_rows is not None and self.rows_found < self.declared_rows

    def add_papers(self, papers: dict[str, Any]) -> None:
        """Add the papers' tables of the snapshot, as TOML gives them. Raises CorruptStateError."""
        for key, table in papers.items():
            if not isinstance(table, dict):
                raise CorruptStateError(f"papers.{key} is not a table")
            self.add_row(parse_row(key, table))

    def add_row(self, row: MarkedPaper) -> None:
        """Add a table of the snapshot; two tables of one paper are joined."""
        self.rows_found += 1
        rows, key = self.table.rows, compact_key(row.paper.key)
        if key in rows:
            self.table.join(MarkTable({key: row}))
        else:
            rows[key] = row

    def add_comments(self, keys: Iterable[str], comments: tuple[str, ...]) -> None:
        """Keep comments with the papers of these keys; if there are none, at the top."""
        if not comments:
            return
        rows = [row for key in keys if (row := self.table.rows.get(compact_key(key)))]
        for row in rows:
            row.comments = joined_comments(row.comments, comments)
        if not rows:
            known = self.header.splitlines()
            self.header += "".join([f"{line}\n" for line in comments if line not in known])

    def add_event(self, event: LogEvent) -> None:
        """Join a record of the tail."""
        self.event_count += 1
        self.table.join_event(event)

    def add_toml_event(self, event: dict[str, Any]) -> None:
        """Join a record of the tail as TOML gives it; one that is not known is kept."""
        self.event_count += 1
        match parse_event(event):
            case LogEvent() as found:
                self.table.join_event(found)
            case DumpFingerprint() as dump:
                self.table.add_dump(dump)
            case None:
                self.unknown_events.append(event)

    def join(self, other: StateDocument) -> list[MarkDelta]:
        """Join another copy of the file, or its appended tail; returns the marks that were set or unset by that.

        Of unknown values with one name this document's own stays.
        """
        self.event_count += other.event_count
        self.extra = other.extra | self.extra
        self.unknown_events += [event for event in other.unknown_events if event not in self.unknown_events]
        return self.table.join(other.table)

    def text(self) -> str:
        """Return the whole file, its events joined into the papers' tables, those sorted by key."""
        import tomli_w

        rows = self.table.rows
        keys = sorted(rows)  # copied in one step: another thread may set marks meanwhile
        head = f"{self.header}version = {VERSION}\nrows = {len(keys)}\n{tomli_w.dumps(self.extra)}"
        known = sorted(self.table.dumps.values())
        longest = {dump.head: dump.size for dump in known}
        lines = [dump_text(dump, is_longest=dump.size == longest[dump.head]) for dump in known]
        dumps = "".join(["\n[dumps]\n", *lines]) if lines else ""
        tables = "".join([row_text(rows[key]) for key in keys])
        return f"{head}{dumps}\n{tables}{_unknown_events_text(self.unknown_events)}"


def _unknown_events_text(events: list[dict[str, Any]]) -> str:
    """Write each event as a table of its own: a list in one line could not be appended to."""
    import tomli_w

    long = {"": "so long that tomli-w writes no list in one line" * 3}
    return tomli_w.dumps({"event": [long, *events]}).removeprefix(tomli_w.dumps({"event": [long]})) if events else ""


def has_top(raw: bytes) -> bool:
    """Return whether bytes have the top of a file that this program wrote: its comment, or a version and rows."""
    return _TOP.search(raw) is not None


def require_state_text(raw: bytes) -> None:
    """Tell the bytes of a state file, which may be damaged, from those of another program's file.

    Those without the top that this program writes are judged by their values; if they are not TOML, by a line of a paper
    or an event. A state file may be cut within the comment at its top, and a crash may leave it empty or full of zeros.

    Raises:
        CorruptStateError: they are not of a state file.
    """
    import tomllib

    if has_top(raw) or _HEADER.encode().startswith(raw) or not raw.strip(b"\0 \t\r\n"):
        return
    try:
        is_state = _has_marks_or_is_empty(tomllib.loads(raw.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        is_state = _PART.search(raw) is not None
    if not is_state:
        raise CorruptStateError("it contains something else than marks")


def _has_marks_or_is_empty(content: dict[str, Any]) -> bool:
    """Return whether TOML has papers or events, beside which a person may keep own values, or only a state file's values."""
    papers, events = content.get("papers", {}), content.get("event", [])
    if not (isinstance(papers, dict) and isinstance(events, list)):
        return False
    if not all(isinstance(table, dict) for table in (*papers.values(), *events)):
        return False
    is_empty = isinstance(content.get("version"), int) and content.keys() <= set(_KNOWN_NAMES)
    return bool(papers or events) or is_empty


def parse_toml(text: str) -> StateDocument:
    """Parse a text by tomllib.

    Raises:
        CorruptStateError: it is not TOML, or its version, papers or events have a wrong type.
    """
    import tomllib

    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CorruptStateError(str(error)) from error
    return build_document(text, content)


def build_document(text: str, content: dict[str, Any]) -> StateDocument:
    """Make a document of parsed TOML; the text gives its header. Raises as `parse_toml` does."""
    version, rows = content.get("version", VERSION), content.get("rows")
    papers, events = content.get("papers", {}), content.get("event", [])
    if not isinstance(version, int) or not isinstance(papers, dict) or not isinstance(events, list):
        raise CorruptStateError("version, papers or event has a wrong type")
    extra = {name: value for name, value in content.items() if name not in _KNOWN_NAMES}
    declared_rows = rows if isinstance(rows, int) else None
    document = StateDocument(version, header=top_comments(text) or _HEADER, declared_rows=declared_rows, extra=extra)
    document.add_papers(papers)
    for dump in parse_dumps(content.get("dumps")):
        document.table.add_dump(dump)
    for event in events:
        if not isinstance(event, dict):
            raise CorruptStateError("an event is not a table")
        document.add_toml_event(event)
    return document


def problems(text: str, document: StateDocument) -> list[str]:
    """Return a line for each part of a document that was not understood."""
    found = [
        f"papers.{row.paper.key}: {why}"
        for row in document.table.rows.values()
        for name, value in (row.extra or {}).items()
        if (why := problem(name, value))
    ]
    found += [f"unknown event: {event}" for event in document.unknown_events]
    found += [f"line {line}: the event does not match its checksum (edited by hand?)" for line in wrong_checksums(text)]
    if document.declared_rows is not None and document.rows_found != document.declared_rows:
        found.append(f"the file declares {document.declared_rows} papers but contains {document.rows_found}")
    return found
