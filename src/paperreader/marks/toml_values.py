"""Values of the state file as TOML gives them, made into marks: a paper's table, a record of the tail, a dump's line.

Of tags and notes it also takes what a person writes without a time: `tags = ["todo"]`, `note = "text"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from paperreader.marks.mark_names import NOTE, PLAIN_MARKS, is_mark, tag_mark
from paperreader.marks.register import LwwRegister, Mark, make_register, note_mark
from paperreader.marks.table import DumpFingerprint, LogEvent, MarkedPaper, PaperRef

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a mark that was written without one: any other mark is newer."""

_TIMES = {name for mark in PLAIN_MARKS for name in (mark, f"un{mark}", f"{mark}_stamp")}
_TAGS = {"tags": True, "untagged": False}
_FORMS = {
    "tags": "tags.NAME = TIME, or a list of names",
    "untagged": "untagged.NAME = TIME, or a list of names",
    NOTE: 'note = { text = "…", at = TIME }, or a text',
}
_MACHINES = {f"{mark}_machine" for mark in PLAIN_MARKS}


def parse_row(key: str, table: dict[str, Any]) -> MarkedPaper:
    """Make a row of a paper's table; values that are not known are kept as they are."""
    extra = {name: value for name, value in table.items() if not _is_known(name, value)}
    marks = {name: found for name in PLAIN_MARKS if (found := _plain_register(name, table))}
    for name, register in _tag_registers(table):
        marks[name] = max(register, marks.get(name, register), key=_by_time)
    if _is_known(NOTE, table.get(NOTE)):
        note = table[NOTE]
        marks[NOTE] = _register(note, note_mark(note["text"] if isinstance(note, dict) else note, UNDATED))
    return MarkedPaper(_paper_ref(key, table), marks, extra or None)


def problem(name: str, value: Any) -> str:
    """Return why a value of a paper's table was not understood; "" if it is none of the program's own."""
    expected = _FORMS.get(name, "a time" if name in _TIMES else "")
    return f"{name} = {value} is not {expected}" if expected else ""


def _paper_ref(key: str, table: dict[str, Any]) -> PaperRef:
    title, day, link, ids = (
        table[name] if _is_known(name, table.get(name)) else None for name in ("title", "date", "link", "ids")
    )
    return PaperRef(key, title or "", day, link, tuple(sorted(set(ids or ()))))


def _by_time(register: LwwRegister) -> tuple[datetime, LwwRegister]:
    return register.since, register


def _plain_register(name: str, table: dict[str, Any]) -> LwwRegister | None:
    """Return the register of a mark that is a time: of a line that sets and one that unsets it the later one."""
    stamp, machine = time_of(table.get(f"{name}_stamp")), table.get(f"{name}_machine")
    found = [
        make_register(Mark(on, since), stamp, machine if isinstance(machine, str) else "")
        for line, on in ((name, True), (f"un{name}", False))
        if (since := time_of(table.get(line)))
    ]
    return max(found, key=_by_time) if found else None


def _tag_registers(table: dict[str, Any]) -> Iterator[tuple[str, LwwRegister]]:
    for line, on in _TAGS.items():
        tags = table[line] if _is_known(line, table.get(line)) else ()
        for tag in tags:
            yield tag_mark(tag), _register(tags[tag] if isinstance(tags, dict) else None, Mark(on, UNDATED))


def _register(value: Any, undated: Mark) -> LwwRegister:
    """Return the register of a tag's or a note's value: a time, or a table with it and perhaps another stamp."""
    fields = value if isinstance(value, dict) else {"at": value}
    since, machine = time_of(fields.get("at")) or UNDATED, fields.get("machine")
    mark = undated._replace(since=since)
    return make_register(mark, time_of(fields.get("stamp")), machine if isinstance(machine, str) else "")


def _is_known(name: str, value: Any) -> bool:
    """Return True if a value of a paper's table goes into its ref or its registers."""
    if name == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if name == "ids" or (name in _TAGS and isinstance(value, list)):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name in _TAGS:
        return isinstance(value, dict)
    if name == NOTE:
        return isinstance(value, str) or (isinstance(value, dict) and isinstance(value.get("text"), str))
    if name in ("title", "link") or name in _MACHINES:
        return isinstance(value, str)
    return name in _TIMES and time_of(value) is not None


def parse_event(event: dict[str, Any]) -> LogEvent | DumpFingerprint | None:
    """Parse a record of the tail; returns None if it is unknown, or this program's own without its end."""
    if "machine" in event and not isinstance(event.get("end"), int):
        return None
    match event:
        case {"at": datetime() as at, "set": str(value), "key": str(key)}:
            stamp, name = time_of(at), value.removeprefix("un")
            since, machine = time_of(event.get("since")) or stamp, event.get("machine")
            text = event.get("text") if value == NOTE else ""
            if is_mark(name) and isinstance(text, str) and stamp and since:
                on = bool(text) if name == NOTE else value == name
                register = make_register(Mark(on, since, text), stamp, machine if isinstance(machine, str) else "")
                return LogEvent(_paper_ref(key, event), name, register)
        case {"at": datetime() as at, "dump": str(head), "name": str(name), "size": int(size)}:
            seen = time_of(at)
            return DumpFingerprint(head, size, name, seen) if seen else None
    return None


def parse_dumps(table: Any) -> Iterator[DumpFingerprint]:
    """Yield the dumps of the snapshot."""
    for key, line in table.items() if isinstance(table, dict) else ():
        match line:
            case {"name": str(name), "size": int(size), "seen": datetime() as at} if seen := time_of(at):
                yield DumpFingerprint(key.removesuffix(f"-{size}"), size, name, seen)


def time_of(value: Any) -> datetime | None:
    """Return the time of a mark in UTC; a date, as a person may write it, is the beginning of its day."""
    try:
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:  # the first or the last possible day, in another time zone
        return None
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if isinstance(value, date) else None
