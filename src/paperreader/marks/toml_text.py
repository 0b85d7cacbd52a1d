"""The pieces of the state file as TOML: strings, keys, times, rows of the snapshot, records of the tail.

A record is one `[[event]]`. The program's own begin with their machine, and count only if their last
line, `end` with a checksum, is there: the beginning of a record may be valid TOML.
Knows no file, and not the whole of its text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from paperreader.marks.mark_names import NOTE, PLAIN_MARKS, tag_of
from paperreader.marks.register import LwwRegister
from paperreader.marks.table import DumpFingerprint, MarkedPaper, PaperRef

OPENING = "[[event]]\n"
OWN_OPENING = b'[[event]]\nmachine = "'
_PLAIN = frozenset(PLAIN_MARKS)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_END = re.compile(rb"\nend = \d{1,10}\n")


def string(text: str) -> str:
    """Return a TOML string; half of a surrogate pair, which UTF-8 cannot encode, becomes `?`."""
    if text.isprintable() and '"' not in text and "\\" not in text:  # as nearly all are: it takes a fifth of the time
        return f'"{text}"'
    whole = text if text.isascii() else text.encode("utf-8", "replace").decode()
    return f'"{_ESCAPED.sub(_escape, whole)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def key_text(key: str) -> str:
    """Return a TOML key, without quotes where TOML allows it."""
    return key if _BARE.fullmatch(key) else string(key)


@lru_cache(maxsize=16)  # papers marked at once share their time
def time_text(moment: datetime) -> str:
    """Return a time in UTC in its shortest form."""
    digits = "seconds" if not moment.microsecond else "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.astimezone(UTC).isoformat(timespec=digits).replace("+00:00", "Z")


def row_text(row: MarkedPaper) -> str:
    """Return a paper's table in the snapshot."""
    marks = "".join([_plain_text(name, row.marks[name]) for name in PLAIN_MARKS if name in row.marks])
    if not _PLAIN.issuperset(row.marks):
        known = list(row.marks.items())  # copied in one step: another thread may set marks meanwhile
        tags = sorted((tag, register) for name, register in known if (tag := tag_of(name)) is not None)
        marks += "".join([_tag_text(tag, register) for tag, register in tags])
        marks += _note_text(row.marks[NOTE]) if NOTE in row.marks else ""
    extra = _extra_text(row) if row.extra else ""
    comments = "".join([f"{line}\n" for line in row.comments]) if row.comments else ""
    return f"[papers.{key_text(row.paper.key)}]\n{comments}{_ref_text(row.paper)}{marks}{extra}\n"


def _ref_text(paper: PaperRef) -> str:
    date_line = f"date = {paper.date}\n" if paper.date else ""
    link_line = f"link = {string(paper.link)}\n" if paper.link else ""
    ids_line = f"ids = [{', '.join(map(string, paper.ids))}]\n" if paper.ids else ""
    return f"title = {string(paper.title)}\n{date_line}{link_line}{ids_line}"


def _plain_text(name: str, register: LwwRegister) -> str:
    line = f"{'' if register.on else 'un'}{name} = {time_text(register.since)}\n"
    if register.stamp == register.since:
        return line
    return f"{line}{name}_stamp = {time_text(register.stamp)}\n{name}_machine = {string(register.machine)}\n"


def _tag_text(tag: str, register: LwwRegister) -> str:
    dated = time_text(register.since) if register.stamp == register.since else f"{{ {_dated_text(register)} }}"
    return f"{'tags' if register.on else 'untagged'}.{key_text(tag)} = {dated}\n"


def _note_text(register: LwwRegister) -> str:
    return f"note = {{ text = {string(register.text)}, {_dated_text(register)} }}\n"


def _dated_text(register: LwwRegister) -> str:
    at = f"at = {time_text(register.since)}"
    if register.stamp == register.since:
        return at
    return f"{at}, stamp = {time_text(register.stamp)}, machine = {string(register.machine)}"


def _extra_text(row: MarkedPaper) -> str:
    """Return the unknown values of a paper's table; tables among them come last, with their full names."""
    import tomli_w

    written = {"title"} | {line for name in list(row.marks) for line in (name, f"un{name}")}
    written |= {name for name in ("date", "link", "ids") if getattr(row.paper, name)}
    written |= set() if _PLAIN.issuperset(row.marks) else {"tags", "untagged"}
    extra = {name: value for name, value in (row.extra or {}).items() if name not in written}
    frame = tomli_w.dumps({"papers": {row.paper.key: {"": 0}}}).removesuffix('"" = 0\n')
    return tomli_w.dumps({"papers": {row.paper.key: {"": 0} | extra}}).removeprefix(f'{frame}"" = 0\n')


def dump_text(dump: DumpFingerprint, *, is_longest: bool) -> str:
    """Return a dump's line in the snapshot; the key of a dump has its size unless it is the longest that begins so."""
    key = dump.head if is_longest else f"{dump.head}-{dump.size}"
    values = f"name = {string(dump.name)}, size = {dump.size}, seen = {time_text(dump.seen)}"
    return f"{key_text(key)} = {{{values}}}\n"


def event_records(events: Iterable[tuple[PaperRef, str, LwwRegister]], machine: str) -> bytearray:
    """Return marks as records of the tail."""
    records = bytearray()
    for paper, name, register in events:
        since = f"since = {time_text(register.since)}\n" if register.since != register.stamp else ""
        text = f"text = {string(register.text)}\n" if name == NOTE else ""
        lines = f"at = {time_text(register.stamp)}\nset = {_set_text(name, on=register.on)}\n{text}{since}"
        head = f"machine = {string(register.machine or machine)}\n{lines}"
        records += _record(f"{head}key = {string(paper.key)}\n{_ref_text(paper)}")
    return records


@lru_cache(maxsize=16)
def _set_text(name: str, *, on: bool) -> str:
    return string(name if on or name == NOTE else f"un{name}")


def dump_record(dump: DumpFingerprint, machine: str) -> bytes:
    """Return a dump as a record of the tail."""
    head = f"machine = {string(machine)}\nat = {time_text(dump.seen)}\n"
    return _record(f"{head}dump = {string(dump.head)}\nname = {string(dump.name)}\nsize = {dump.size}\n")


def _record(lines: str) -> bytes:
    body = f"{OPENING}{lines}".encode()
    return b"\n%bend = %d\n" % (body, zlib.crc32(body))


def whole_length(raw: bytes) -> int:
    """Return the number of bytes before an unfinished last record of this program; all if there is none."""
    start = raw.rfind(b"\n[") + 1
    last = raw[start:]
    is_own = last.startswith(OWN_OPENING) or (start > 0 and OWN_OPENING.startswith(last))
    return start if is_own and last and not _END.search(last) else len(raw)


def wrong_checksums(text: str) -> list[int]:
    """Return the first line (from 1) of each record that does not match its checksum."""
    record = r"^\[\[event\]\]\n(?:(?!\[).*\n)*?end = (\d+)\n"
    return [
        text.count("\n", 0, found.start()) + 1
        for found in re.finditer(record, text, re.MULTILINE)
        if zlib.crc32(text[found.start() : text.rindex("end = ", 0, found.end())].encode()) != int(found[1])
    ]
