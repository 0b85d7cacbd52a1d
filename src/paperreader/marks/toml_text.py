"""The pieces of the state file as text: strings, keys, times, rows of the snapshot, records of the tail.

A record is one `[[event]]`. The program's own begin by naming their machine and count only when
their last line is there, `end` with a checksum: many a beginning of a record is valid TOML.
Knows no file, and not the whole of its text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from paperreader.marks.table import MARKS, DumpFingerprint, LwwRegister, MarkedPaper, PaperRef

OPENING = "[[event]]\n"
OWN_OPENING = b'[[event]]\nmachine = "'
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SPECIAL = bytes((*range(0x20), *b'"\\\x7f'))  # those that are escaped, as bytes
_END = re.compile(rb"\nend = \d{1,10}\n")


def string(text: str) -> str:
    """A TOML string; half of a surrogate pair, which no file can hold, becomes `?`."""
    return f'"{text}"' if _is_plain(text) else f'"{_ESCAPED.sub(_escape, text)}"'


def _is_plain(text: str) -> bool:
    """Whether nothing is to be escaped, as far as can be told without a look at each letter."""
    return text.isprintable() and '"' not in text and "\\" not in text


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    if "\ud800" <= letter <= "\udfff":
        return "?"
    return _SHORT.get(letter) or f"\\u{ord(letter):04x}"


def key_text(key: str) -> str:
    """A key of a table, bare where TOML allows it."""
    return key if _BARE.fullmatch(key) else string(key)


@lru_cache(maxsize=16)  # papers marked at once share their time
def time_text(moment: datetime) -> str:
    """A time in UTC, as short as it can be."""
    digits = "seconds" if not moment.microsecond else "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.astimezone(UTC).isoformat(timespec=digits).replace("+00:00", "Z")


def row_text(row: MarkedPaper) -> str:
    """A paper of the snapshot."""
    paper, told = row.paper, ""
    for name in MARKS:
        if found := row.marks.get(name):
            told += _register_text(name, found)
    extra = _extra_text(row) if row.extra else ""
    return f"[papers.{key_text(paper.key)}]\n{_names_text(paper)}{told}{extra}\n"


def _names_text(paper: PaperRef) -> str:
    _, title, day, link = paper
    dated = _dated(day)
    if _is_plain(f"{title}{link}"):
        linked = f'link = "{link}"\n' if link else ""
        return f'title = "{title}"\n{dated}{linked}'
    linked = f"link = {string(link)}\n" if link else ""
    return f"title = {string(title)}\n{dated}{linked}"


@lru_cache(maxsize=4096)  # papers share their days
def _dated(day: date | None) -> str:
    return f"date = {day}\n" if day else ""


def _register_text(name: str, found: LwwRegister) -> str:
    line = f"{'' if found.on else 'un'}{name} = {time_text(found.since)}\n"
    if found.stamp == found.since:
        return line
    return f"{line}{name}_stamp = {time_text(found.stamp)}\n{name}_machine = {string(found.machine)}\n"


def _extra_text(row: MarkedPaper) -> str:
    """What is not ours in a paper's table, its own tables last and named in full."""
    import tomli_w

    written = {"title"} | {told for name in row.marks for told in (name, f"un{name}")}
    written |= {name for name in ("date", "link") if getattr(row.paper, name)}
    extra = {name: value for name, value in (row.extra or {}).items() if name not in written}
    frame = tomli_w.dumps({"papers": {row.paper.key: {"": 0}}}).removesuffix('"" = 0\n')
    return tomli_w.dumps({"papers": {row.paper.key: {"": 0} | extra}}).removeprefix(f'{frame}"" = 0\n')


def dump_text(dump: DumpFingerprint) -> str:
    """A dump's line of the snapshot."""
    return (
        f"{key_text(dump.head)} = {{name = {string(dump.name)}, size = {dump.size}, seen = {time_text(dump.seen)}}}\n"
    )


def event_records(events: Iterable[tuple[PaperRef, str, LwwRegister]], machine: str) -> bytearray:
    """Marks as records of the tail.

    Written out, since a hundred thousand papers may be marked at once: what they share, their first
    lines and the checksum of those, is made once, and letters to be escaped are looked for in all
    strings of a record together.
    """
    records = bytearray()
    known, mark, head, checksum = None, "", b"", 0
    for paper, name, found in events:
        key, title, day, link = paper
        if found is not known or name != mark:
            known, mark = found, name
            head = f"{OPENING}{_event_head(name, found, machine)}".encode()
            checksum = zlib.crc32(head)
        dated = _dated(day)
        linked = f'link = "{link}"\n' if link else ""
        lines = f'key = "{key}"\ntitle = "{title}"\n{dated}{linked}'.encode("utf-8", "replace")
        ours = 6 + (1 if day else 0) + (3 if link else 0)  # newlines and quotes
        if len(lines) - len(lines.translate(None, _SPECIAL)) > ours:
            lines = f"key = {string(key)}\n{_names_text(paper)}".encode()
        records += b"\n%b%bend = %d\n" % (head, lines, zlib.crc32(lines, checksum))
    return records


def _event_head(name: str, found: LwwRegister, machine: str) -> str:
    since = f"since = {time_text(found.since)}\n" if found.since != found.stamp else ""
    told = f'at = {time_text(found.stamp)}\nset = "{"" if found.on else "un"}{name}"\n{since}'
    return f"machine = {string(found.machine or machine)}\n{told}"


def dump_record(dump: DumpFingerprint, machine: str) -> bytes:
    """A dump as a record of the tail."""
    told = f"dump = {string(dump.head)}\nname = {string(dump.name)}\nsize = {dump.size}\n"
    body = f"{OPENING}machine = {string(machine)}\nat = {time_text(dump.seen)}\n{told}".encode()
    return b"\n%bend = %d\n" % (body, zlib.crc32(body))


def whole_length(raw: bytes) -> int:
    """How much of a text's bytes is whole: all, or all before a last record of ours that was cut."""
    start = raw.rfind(b"\n[") + 1
    last = raw[start:]
    cut = last.startswith(OWN_OPENING) or (start > 0 and OWN_OPENING.startswith(last))
    return start if cut and last and not _END.search(last) else len(raw)


def wrong_checksums(text: str) -> list[int]:
    """The lines (from 1) where records begin whose text is not the one that was written."""
    record = r"^\[\[event\]\]\n(?:(?!\[).*\n)*?end = (\d+)\n"
    return [
        text.count("\n", 0, found.start()) + 1
        for found in re.finditer(record, text, re.MULTILINE)
        if zlib.crc32(text[found.start() : text.rindex("end = ", 0, found.end())].encode()) != int(found[1])
    ]
