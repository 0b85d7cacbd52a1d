"""The state file as the program writes it, read by one regular expression for rows and one for events.

Twenty times as fast as tomllib, which still reads the head and every piece of any other form; a
text whose pieces cannot be told apart is left to it as a whole. A test holds the two against each other.
Opens no file, writes no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from paperreader.marks.document import CorruptStateError, StateDocument, add_row, assembled, read_plainly, row_of
from paperreader.marks.table import (
    READ,
    STARRED,
    DumpFingerprint,
    LogEvent,
    LwwRegister,
    MarkedPaper,
    PaperRef,
    register,
)
from paperreader.paper import compact_key

_STRING = r'"([^"\\\x00-\x1f\x7f]*)"'
_TIME = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}(?:\d{3})?)?Z)"
_NAMES = rf"title = {_STRING}\n(?:date = (\d{{4}}-\d\d-\d\d)\n)?(?:link = {_STRING}\n)?"
_ROW = re.compile(
    rf"\[papers\.(?:([A-Za-z0-9_-]+)|{_STRING})\]\n{_NAMES}"
    rf"(?:(un)?starred = {_TIME}\n)?(?:(un)?read = {_TIME}\n)?\n"
)
_EVENT = re.compile(
    rf"\n?\[\[event\]\]\nmachine = {_STRING}\nat = {_TIME}\nset = \"(un)?(starred|read)\"\n"
    rf"(?:since = {_TIME}\n)?key = {_STRING}\n{_NAMES}end = (?:0|[1-9]\d*)\n"
)
_NEXT_ROW, _NEXT_EVENT = "\n[papers.", "\n[[event]]"


_new = tuple.__new__
_moment = datetime.fromisoformat
_day = lru_cache(maxsize=4096)(date.fromisoformat)  # papers share their days


class _OddError(Exception):
    """A text that is to be read as a whole."""


def read(text: str) -> StateDocument:
    """The document of a text. Raises BrokenError as `read_plainly` does."""
    return read_pieces(text) or read_plainly(text)


def read_pieces(text: str) -> StateDocument | None:
    """The document of a text; None when it is to be read as a whole, or is broken."""
    import tomllib

    start = _first(text)
    try:
        head = tomllib.loads(text[:start])
        if "papers" in head or "event" in head:
            return None
        document = assembled(text[:start], head)
        _take_tail(document, text, _take_rows(document, text, start))
    except (ValueError, OverflowError, RecursionError, CorruptStateError, _OddError):
        return None
    return document


def read_tail(text: str) -> StateDocument | None:
    """What a piece of the tail adds; None when that is not to be told from the piece alone."""
    document = StateDocument()
    try:
        _take_tail(document, text, 0)
    except (ValueError, OverflowError, RecursionError, CorruptStateError, _OddError):
        return None
    return document


def read_dumps(raw: bytes) -> list[DumpFingerprint]:
    """The dumps that a file remembers, without reading its marks. Raises ValueError, BrokenError."""
    import tomllib

    first, tail = raw.find(b"\n[papers."), raw.find(b"\n[[event]]")
    end = min((place + 1 for place in (first, tail) if place >= 0), default=len(raw))
    head = raw[:end].decode()
    document = assembled(head, tomllib.loads(head))
    record = rb"\n\[\[event\]\]\nmachine = [^\n]*\nat = [^\n]*\ndump = [^\n]*\n(?:[^\n\[]+\n)*?end = \d+\n"
    for found in re.finditer(record, raw[tail:]) if tail >= 0 else ():
        document.take(tomllib.loads(found[0].decode())["event"][0])
    return list(document.registers.dumps.values())


def _first(text: str) -> int:
    """Where the first paper or event begins, as far as a look can tell; the head is before it."""
    if text.startswith((_NEXT_ROW[1:], _NEXT_EVENT[1:])):
        return 0
    places = [place + 1 for sign in (_NEXT_ROW, _NEXT_EVENT) if (place := text.find(sign)) >= 0]
    return min(places, default=len(text))


def _take_rows(document: StateDocument, text: str, place: int) -> int:
    """Read the papers' tables from a place on; where they end."""
    end = text.find(_NEXT_EVENT, max(0, place - 1))
    end = len(text) if end < 0 else end + 1
    rows, match = document.registers.rows, _ROW.match
    while place < end:
        found = match(text, place, end)
        if found is not None:
            place = found.end()
            row = _row(found)
            same = row.paper[0].replace("-", "")
            if same in rows:  # a table twice is no TOML, and two of one paper are seldom
                raise _OddError
            rows[same] = row
        else:
            place, piece = _odd_piece(text, place, end, _NEXT_ROW)
            for key, table in _tables(piece):
                if compact_key(key) in rows:
                    raise _OddError
                add_row(document, row_of(key, table))
    document.rows_found = len(rows)
    return end


def _row(found: re.Match[str]) -> MarkedPaper:
    """A row; tuples are made by `tuple` itself, which takes half the time of their own ways."""
    bare, quoted, title, day, link, unstarred, starred, unread, read_ = found.groups()
    marks: dict[str, LwwRegister] = {}
    if starred:
        since = _moment(starred)
        marks[STARRED] = _new(LwwRegister, (since, not unstarred, "", since))
    if read_:
        since = _moment(read_)
        marks[READ] = _new(LwwRegister, (since, not unread, "", since))
    key = quoted if bare is None else bare
    return MarkedPaper(_new(PaperRef, (key, title, _day(day) if day else None, link)), marks)


def _take_tail(document: StateDocument, text: str, place: int) -> None:
    """Join the records from a place on into a document."""
    take, match = document.registers.take, _EVENT.match
    while place < len(text):
        found = match(text, place)
        if found is None:
            place, piece = _odd_piece(text, place, len(text), _NEXT_EVENT)
            _take_odd_event(document, piece)
        else:
            place = found.end()
            take(_event(found))
            document.events += 1


def _event(found: re.Match[str]) -> LogEvent:
    machine, at, un, name, since, key, title, day, link = found.groups()
    stamp = _moment(at)
    told = register(not un, _moment(since) if since else stamp, stamp, machine)
    return _new(LogEvent, (_new(PaperRef, (key, title, _day(day) if day else None, link)), name, told))


def _take_odd_event(document: StateDocument, piece: dict[str, Any]) -> None:
    match piece:
        case {"event": [dict() as event], **rest} if not rest:
            document.take(event)
        case {**rest} if rest:
            raise _OddError


def _odd_piece(text: str, place: int, end: int, sign: str) -> tuple[int, dict[str, Any]]:
    """A piece of another form up to the next of its kind, as tomllib reads it, and where it ends."""
    import tomllib

    until = text.find(sign, place + 1, end)
    until = end if until < 0 else until + 1
    return until, tomllib.loads(text[place:until])


def _tables(piece: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if not piece:
        return
    papers = piece.get("papers")
    if len(piece) > 1 or not isinstance(papers, dict):
        raise _OddError
    for key, table in papers.items():
        if not isinstance(table, dict):
            raise _OddError
        yield key, table
