"""A fast parser of the state file in the program's own form: one regular expression for rows, one for events.

Twenty times as fast as tomllib, which still parses the head and every piece in another form. A text
that cannot be split into pieces is left to tomllib as a whole. A test compares the two.
Opens no file, writes no text.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from paperreader.marks.comments import piece_comments
from paperreader.marks.document import CorruptStateError, StateDocument, build_document, parse_toml
from paperreader.marks.mark_names import NOTE, READ, STARRED, tag_mark
from paperreader.marks.register import LwwRegister, Mark, make_register, note_mark
from paperreader.marks.table import DumpFingerprint, LogEvent, MarkedPaper, PaperRef

_LETTERS = r'[^"\\\x00-\x1f\x7f]*'
_QUOTED, _STRING = f'"{_LETTERS}"', f'"({_LETTERS})"'
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}(?:\d{3})?)?Z"
_TIME = f"({_MOMENT})"
_TAGS = rf"((?:(?:tags|untagged)\.(?:[A-Za-z0-9_-]+|{_QUOTED}) = {_MOMENT}\n)*)"
_IDS = rf"(?:ids = \[({_QUOTED}(?:, {_QUOTED})*)\]\n)?"
_NAMES = rf"title = {_STRING}\n(?:date = (\d{{4}}-\d\d-\d\d)\n)?(?:link = {_STRING}\n)?{_IDS}"
_ROW = re.compile(
    rf"\[papers\.(?:([A-Za-z0-9_-]+)|{_STRING})\]\n{_NAMES}"
    rf"(?:(un)?starred = {_TIME}\n)?(?:(un)?read = {_TIME}\n)?"
    rf"{_TAGS}(?:note = \{{ text = {_STRING}, at = {_TIME} \}}\n)?\n"
)
_TAG = re.compile(rf"(?:(un)tagged|tags)\.(?:([A-Za-z0-9_-]+)|{_STRING}) = {_TIME}\n")
_EVENT = re.compile(
    rf"\n?\[\[event\]\]\nmachine = {_STRING}\nat = {_TIME}\n"
    rf'set = (?:"(un)?(starred|read|tag:{_LETTERS})"|"(note)"\ntext = {_STRING})\n'
    rf"(?:since = {_TIME}\n)?key = {_STRING}\n{_NAMES}end = (?:0|[1-9]\d*)\n"
)
_DUMP = re.compile(r"\n\[\[event\]\]\nmachine = .*\nat = .*\ndump = .*\n(?:[^\n\[]+\n)*?end = \d+\n")
_NEXT_ROW, _NEXT_EVENT = "\n[papers.", "\n[[event]]"

Comments = tuple[str, ...]
_time = datetime.fromisoformat
_day = lru_cache(maxsize=4096)(date.fromisoformat)  # papers share their days
_FAILURES = (ValueError, OverflowError, RecursionError, CorruptStateError)


def parse(text: str) -> StateDocument:
    """Parse a text. Raises CorruptStateError."""
    return parse_pieces(text) or _parse_whole(text)


def _parse_whole(text: str) -> StateDocument:
    """Parse a text that is not one piece after another; its comments go to the top. Raises CorruptStateError."""
    document = parse_toml(text)
    for comments in piece_comments(text):
        document.add_comments((), comments)
    return document


def parse_pieces(text: str) -> StateDocument | None:
    """Parse a text piece by piece; returns None if it must be parsed as a whole, or is corrupt."""
    start = _head_end(text)
    try:
        head = tomllib.loads(text[:start])
        if "papers" in head or "event" in head:
            return None
        document = build_document(text[:start], head)
        end = _find_line(text, _NEXT_EVENT, start - 1)
        own, below = piece_comments(text[:start])
        document.add_comments((), own)
        above = tuple(line for line in below if line not in document.header.splitlines())
        above = _parse_rows(document, text[:end], start, above)
        _parse_tail(document, text, end, above)
    except _FAILURES:
        return None
    return document


def parse_tail(raw: bytes) -> StateDocument | None:
    """Parse records that were appended to a file; returns None if the file must be parsed as a whole."""
    document = StateDocument()
    try:
        _parse_tail(document, raw.decode(), 0, ())
    except _FAILURES:
        return None
    return document if document.header == StateDocument().header else None


def parse_dumps(raw: bytes) -> list[DumpFingerprint]:
    """Return the dumps of a file without parsing its marks. Raises ValueError, CorruptStateError."""
    text = raw.decode()
    head = text[: _head_end(text)]
    document = build_document(head, tomllib.loads(head))
    for found in _DUMP.finditer(text, _find_line(text, _NEXT_EVENT, 0) - 1):
        document.add_toml_event(tomllib.loads(found[0])["event"][0])
    return list(document.table.dumps.values())


def _head_end(text: str) -> int:
    return min(_find_line(text, _NEXT_ROW, 0), _find_line(text, _NEXT_EVENT, 0))


def _find_line(text: str, start: str, position: int) -> int:
    """Return the position of the next line with a start, which begins with a line break; else the end."""
    return text.find(start, position) + 1 or len(text)


def _parse_rows(document: StateDocument, text: str, position: int, above: Comments) -> Comments:
    """Parse the papers' tables. `above` are the comments above the first; returns those below the last."""
    while position < len(text):
        if found := _ROW.match(text, position):
            position = found.end()
            row = _row(found)
            document.add_row(row)
            if above:
                document.add_comments([row.paper.key], above)
                above = ()
        else:
            end, piece = _parse_piece(text, position, _NEXT_ROW)
            papers = piece.pop("papers", {})
            if piece:
                raise ValueError
            document.add_papers(papers)
            own, below = piece_comments(text[position:end])
            document.add_comments(papers, (*above, *own) if papers else ())
            position, above = end, below if papers else (*above, *below)
    if document.rows_found > len(document.table.rows):  # the same table twice is not TOML, two of one paper are rare
        raise ValueError
    return above


def _row(found: re.Match[str]) -> MarkedPaper:
    bare, quoted, title, day, link, ids, unstarred, starred, unread, read, tags, note, noted = found.groups()
    marks = {}
    if starred:
        marks[STARRED] = make_register(Mark(not unstarred, _time(starred)))
    if read:
        marks[READ] = make_register(Mark(not unread, _time(read)))
    if tags:
        marks |= _tag_registers(tags)
    if noted:
        marks[NOTE] = make_register(note_mark(note, _time(noted)))
    return MarkedPaper(_paper_ref(quoted if bare is None else bare, title, day, link, ids), marks)


def _tag_registers(lines: str) -> dict[str, LwwRegister]:
    """Return the registers of tags, each on one line. Raises ValueError if there are two of a name."""
    found = [(bare or quoted, un, since) for un, bare, quoted, since in _TAG.findall(lines)]
    registers = {tag_mark(tag): make_register(Mark(not un, _time(since))) for tag, un, since in found}
    if len(registers) < len(found):  # perhaps no TOML, or one that is set and unset
        raise ValueError
    return registers


def _paper_ref(key: str, title: str, day: str | None, link: str | None, ids: str | None) -> PaperRef:
    return PaperRef(
        key, title, _day(day) if day else None, link, tuple(sorted({*ids[1:-1].split('", "')})) if ids else ()
    )


def _parse_tail(document: StateDocument, text: str, position: int, above: Comments) -> None:
    """Parse the records below the tables. `above` are the comments above the first."""
    while position < len(text):
        if found := _EVENT.match(text, position):
            position = found.end()
            event = _event(found)
            document.add_event(event)
            if above:
                document.add_comments([event.paper.key], above)
                above = ()
        else:
            end, piece = _parse_piece(text, position, _NEXT_EVENT)
            own, below = piece_comments(text[position:end])
            position, above = end, (*above, *own, *below)
            match piece:
                case {"event": [dict() as other], **rest} if not rest:
                    document.add_toml_event(other)
                    document.add_comments([str(other.get("key"))], above[: len(above) - len(below)])
                    above = below
                case {**rest} if rest:
                    raise ValueError
    document.add_comments((), above)


def _event(found: re.Match[str]) -> LogEvent:
    machine, at, un, name, note, text, since, key, title, day, link, ids = found.groups()
    stamp = _time(at)
    moment = _time(since) if since else stamp
    mark = note_mark(text, moment) if note else Mark(not un, moment)
    return LogEvent(_paper_ref(key, title, day, link, ids), name or note, make_register(mark, stamp, machine))


def _parse_piece(text: str, position: int, next_start: str) -> tuple[int, dict[str, Any]]:
    """Parse a piece in another form by tomllib; returns its end, where the next piece starts, and its content."""
    end = _find_line(text, next_start, position + 1)
    return end, tomllib.loads(text[position:end])
