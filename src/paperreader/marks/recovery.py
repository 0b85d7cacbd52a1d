"""What can still be read of a file that is no state file any more, and git's conflicts in one that is two.

Opens no file, and knows not what becomes of what it reads.
"""

from __future__ import annotations

import re

from paperreader.marks.document import CorruptStateError, StateDocument, assembled
from paperreader.marks.fast_parse import read

_OURS, _BASE, _THEIRS, _END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_CONFLICT = re.compile(rf"^{_OURS}.*\n(?s:.*?)^{_THEIRS}$(?s:.*?)^{_END}", re.MULTILINE)
_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)


def has_conflict(text: str) -> bool:
    """Whether git's conflict markers stand in a text."""
    return _OURS in text and _CONFLICT.search(text) is not None


def both_sides(text: str) -> StateDocument:
    """A document with git's conflict markers: both sides, joined. Raises BrokenError."""
    ours, theirs = (_side(text, ours=ours) for ours in (True, False))
    document, other = read(ours), read(theirs)
    document.registers.join(other.registers)
    document.rows_told = None  # lines of two counts may have met
    document.extra = other.extra | document.extra
    document.unknown_events += [event for event in other.unknown_events if event not in document.unknown_events]
    document.version = max(document.version, other.version)
    return document


def _side(text: str, *, ours: bool) -> str:
    """The lines of one side, and those outside of conflicts."""
    kept, within = [], ""
    for line in text.splitlines(keepends=True):
        if line.startswith((_OURS, _BASE, _END)) or (within and line.rstrip() == _THEIRS):
            within = "" if line.startswith(_END) else line[0]
        elif not within or within == ("<" if ours else "="):
            kept.append(line)
    return "".join(kept)


def salvage(raw: bytes) -> StateDocument:
    """Every table of a broken text that can be read by itself; the rest is left out."""
    import tomllib

    document = StateDocument()
    for piece in _TABLE.split(raw.decode("utf-8", "replace")):
        try:
            found = assembled(piece, tomllib.loads(piece))
        except (ValueError, RecursionError, CorruptStateError):
            continue
        document.registers.join(found.registers)
        document.extra |= found.extra
    return document
