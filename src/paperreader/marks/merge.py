"""Other copies of the state file: read to be taken in, and two of them made one for git.

Knows nothing of who is writing the file that is open: that one takes part as a `Document`.
"""

from __future__ import annotations

import os
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.marks.document import VERSION, CorruptStateError, StateDocument, doubts
from paperreader.marks.fast_parse import read
from paperreader.marks.recovery import both_sides, has_conflict
from paperreader.marks.table import MarkDelta
from paperreader.marks.toml_text import whole_length


def read_copy(file: Path) -> StateDocument:
    """A copy of a state file.

    Raises:
        PaperReaderError: it cannot be read, is no state file, or a newer program's.
    """
    try:
        raw = file.read_bytes()
        text = raw[: whole_length(raw)].decode("utf-8-sig")
        document = both_sides(text) if has_conflict(text) else read(text)
    except OSError as error:
        raise PaperReaderError(f"cannot read {file}", error.strerror or str(error)) from error
    except (ValueError, CorruptStateError) as error:
        raise PaperReaderError(f"{file} is no state file", str(error), "nothing was taken in") from error
    if document.version > VERSION:
        raise PaperReaderError(f"{file} was written by a newer paperreader", hint="nothing was taken in")
    return document


def doubts_of(file: Path) -> list[str]:
    """What a state file holds that cannot be understood, a line each; nothing for one that is missing."""
    if not file.exists():
        return []
    raw = file.read_bytes()
    return doubts(raw.decode("utf-8-sig"), read_copy(file))


def take(document: StateDocument, other: StateDocument) -> list[MarkDelta]:
    """Join a copy into a document; of what is not ours, its own stays. The turns that makes."""
    turns = document.registers.join(other.registers)
    document.extra = other.extra | document.extra
    document.unknown_events += [event for event in other.unknown_events if event not in document.unknown_events]
    return turns


def drive(ours: Path, theirs: Path) -> None:
    """Make two versions of a file one, in the place of ours: what git asks of a merge driver.

    The version that both came from adds nothing: no mark is ever erased.

    Raises:
        PaperReaderError: one of them is no state file; then nothing is written.
    """
    document = read_copy(ours)
    take(document, read_copy(theirs))
    beside = ours.with_name(f".{ours.name}.{os.getpid()}")
    try:
        beside.write_text(document.text(), encoding="utf-8")
        beside.replace(ours)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise PaperReaderError(f"cannot write {ours}", error.strerror or str(error)) from error
