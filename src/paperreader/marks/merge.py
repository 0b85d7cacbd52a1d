"""Other copies of the state file: read to be joined, and two of them joined for git.

Knows nothing of the file that is open; to that a copy is a `StateDocument`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.marks.document import VERSION, CorruptStateError, StateDocument, problems, require_state_text
from paperreader.marks.log import replace_file
from paperreader.marks.printed_marks import are_records, parse_records
from paperreader.marks.recovery import parse_file
from paperreader.marks.toml_text import whole_length
from paperreader.source import STDIN


def read_copy(file: Path) -> StateDocument:
    """Read a copy of a state file, or JSON of `paperreader list`, whose marks are taken; `-` is standard input.

    Raises:
        PaperReaderError: it cannot be read, is not a state file, or was written by a newer program.
    """
    name = "(standard input)" if str(file) == STDIN else str(file)
    try:
        document = _parse(_read_bytes(file))
    except OSError as error:
        raise PaperReaderError(f"cannot read {name}", error.strerror or str(error)) from error
    except CorruptStateError as error:
        raise PaperReaderError(f"{name} is not a state file", str(error), "nothing was merged") from error
    if document.version > VERSION:
        raise PaperReaderError(f"{name} was written by a newer paperreader", hint="nothing was merged")
    return document


def _read_bytes(file: Path) -> bytes:
    """Return the bytes of a file or of standard input. Raises OSError."""
    if str(file) != STDIN:
        return file.read_bytes()
    if sys.stdin is None:
        raise OSError("it is closed")
    return sys.stdin.buffer.read()


def _parse(raw: bytes) -> StateDocument:
    """Parse the bytes of a copy. Raises CorruptStateError."""
    if are_records(raw):
        return parse_records(raw)
    require_state_text(raw)
    return parse_file(raw[: whole_length(raw)])[0]


def check_file(file: Path) -> list[str]:
    """Return a line for each part of a state file that was not understood; none for a missing file.

    A record at its end that its writer could not finish is none: it was never acknowledged, and the next one replaces it.

    Raises:
        PaperReaderError: it cannot be read, or is not a state file.
    """
    if not file.exists():
        return []
    document, raw = read_copy(file), file.read_bytes()
    return problems(raw[: whole_length(raw)].decode("utf-8-sig", "replace"), document)


def merge_for_git(ours: Path, theirs: Path) -> None:
    """Replace the first of two versions of a file by their join, as git's merge driver.

    Their common ancestor is not needed: no mark is ever erased.

    Raises:
        PaperReaderError: one of them is not a state file; nothing is written.
    """
    document = read_copy(ours)
    document.join(read_copy(theirs))
    try:
        replace_file(ours, lambda _: document.text().encode())
    except OSError as error:
        raise PaperReaderError(f"cannot write {ours}", error.strerror or str(error)) from error
