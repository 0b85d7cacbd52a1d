"""The state file read as a whole: its marks, what is said of its damages, and what can be read of a broken one.

Keeps a copy of what is lost when the file is written anew. `file_sync` decides when it is read and written.
"""

from __future__ import annotations

import codecs
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.marks import backup, file_age
from paperreader.marks.document import VERSION, CorruptStateError, StateDocument, has_top, require_state_text
from paperreader.marks.file_age import patiently, require_finished
from paperreader.marks.journal import MarkJournal
from paperreader.marks.log import AppendLog, FileContent
from paperreader.marks.memory import MarkMemory
from paperreader.text import count_of

_BEGINNING = 4096  # bytes, in which a file that this program wrote has its top


class WholeFile(NamedTuple):
    """What was read of the file.

    Attributes:
        document: its content.
        is_sound: whether it may stay as it is; else it is to be written anew.
        messages: lines for the user about its damages.
    """

    document: StateDocument
    is_sound: bool = True
    messages: tuple[str, ...] = ()


def require_state_file(path: Path, journal: MarkJournal) -> None:
    """Refuse a file of another program before anything is done with it: its path was named by mistake.

    A file with a journal beside it was a state file, whatever it contains now. One that cannot be read is passed over:
    that is reported when it is loaded.

    Raises:
        PaperReaderError: the file is another program's.
    """
    log = AppendLog(path)

    def look() -> None:
        with log.opened() as descriptor:
            if has_top(os.pread(descriptor, _BEGINNING, 0)):
                return
            content = log.read_all(descriptor)
        try:
            require_state_text(content.data)
        except CorruptStateError as error:
            if not journal.exists():
                require_finished(content.stat, file_age.LOOK)
                hint = "it is left as it is: name another file with --state, or rename this one"
                raise PaperReaderError(f"{path} is not a state file", str(error), hint) from error

    with suppress(OSError):
        patiently(look)


def parse_whole(path: Path, content: FileContent, length: int, *, keeps_copy: bool) -> WholeFile:
    """Parse the first bytes of the file's content, which are whole records.

    Args:
        path: the file.
        content: all of its bytes.
        length: how many of them are whole records.
        keeps_copy: whether a truncated file is copied under another name.

    Raises:
        CorruptStateError: it is no state file.
        UnfinishedError: another program may still be writing it.
    """
    from paperreader.marks.recovery import parse_file

    raw = content.data[:length]
    try:
        document, has_conflict = parse_file(raw)
    except CorruptStateError:
        require_finished(content.stat, file_age.LOOK)
        raise
    require_finished(content.stat, file_age.LOOK if document.is_truncated else file_age.GLANCE)
    messages = [f"git left a conflict in {path}: both sides were read and kept"] if has_conflict else []
    is_sound = not has_conflict
    if document.version <= VERSION:
        is_sound &= not raw.startswith(codecs.BOM_UTF8)  # TOML allows none: other programs could not read it
        if document.is_truncated:
            is_sound = False
            messages.append(_truncated(path, document, _copy_of(path, raw) if keeps_copy else ""))
    return WholeFile(document, is_sound, tuple(messages))


def _truncated(path: Path, document: StateDocument, copy: str) -> str:
    counts = f"declares {document.declared_rows} papers but contains {document.rows_found}"
    return f"{path} {counts} (truncated, or edited by hand?){copy}"


def _copy_of(path: Path, raw: bytes) -> str:
    try:
        return f"; a copy was saved as {backup.set_aside(path, raw)}"
    except OSError:
        return ""


def recover_whole(path: Path, raw: bytes, memory: MarkMemory, reason: str) -> WholeFile:
    """Save a broken file under a dated name, and read what can be read of it.

    Args:
        path: the file.
        raw: its bytes.
        memory: the marks that are joined with those in the file.
        reason: why it cannot be parsed.

    Raises:
        OSError: the copy cannot be written.
    """
    from paperreader.marks.recovery import salvage

    copy = backup.set_aside(path, raw)
    document = salvage(raw)
    with memory.lock:
        document.table.join(memory.document.table)
    papers = count_of(len(document.table.rows), "paper")
    message = (
        f"the state file was broken: it was saved as {copy.name}, and the marks of "
        f"{papers} were recovered ({reason}; {copy.parent})"
    )
    return WholeFile(document, is_sound=False, messages=(message,))
