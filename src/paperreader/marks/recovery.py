"""Damaged state files: texts with git's conflict markers, and the readable tables of broken ones.

Opens no file; `whole_file` decides what becomes of a damaged one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

from paperreader.marks.document import CorruptStateError, StateDocument, build_document
from paperreader.marks.fast_parse import parse

_OURS, _BASE, _THEIRS, _END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_CONFLICT = re.compile(rf"^{_OURS}.*\n(?s:.*?)^{_THEIRS}$(?s:.*?)^{_END}", re.MULTILINE)
_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)


def parse_file(raw: bytes) -> tuple[StateDocument, bool]:
    """Parse the bytes of a file; True if they had git's conflict markers. Raises CorruptStateError."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorruptStateError(str(error)) from error
    return (parse_both_sides(text), True) if has_conflict(text) else (parse(text), False)


def has_conflict(text: str) -> bool:
    """Return True if a text has git's conflict markers."""
    return _OURS in text and _CONFLICT.search(text) is not None


def parse_both_sides(text: str) -> StateDocument:
    """Join both sides of a text with git's conflict markers. Raises CorruptStateError."""
    document, other = (parse(_side(text, ours=ours)) for ours in (True, False))
    document.join(other)
    version = max(document.version, other.version)
    return replace(document, version=version, declared_rows=None)  # each side declares its own number of rows


def _side(text: str, *, ours: bool) -> str:
    """Return the lines of one side, with those outside of conflicts."""
    lines, marker = [], ""
    for line in text.splitlines(keepends=True):
        if line.startswith((_OURS, _BASE, _END)) or (marker and line.rstrip() == _THEIRS):
            marker = "" if line.startswith(_END) else line[0]
        elif not marker or marker == ("<" if ours else "="):
            lines.append(line)
    return "".join(lines)


def salvage(raw: bytes) -> StateDocument:
    """Return every table of a broken text that can be parsed by itself; the others are left out."""
    document = StateDocument()
    for piece in _TABLE.split(raw.decode("utf-8", "replace")):
        try:
            found = build_document(piece, tomllib.loads(piece))
        except (ValueError, RecursionError, CorruptStateError):
            continue
        document.table.join(found.table)
        document.extra.update(found.extra)
    return document
