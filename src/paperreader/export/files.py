"""Writing an export's file: whole or not at all, and never over another one unasked. Nobody else does."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from paperreader.errors import PaperReaderError


class FileAlreadyExistsError(PaperReaderError):
    """The file is there already, and may not be written over."""


def write_export(path: Path, pieces: Iterable[str], *, replace: bool) -> None:
    """Write text as UTF-8 to a file, which has all of it or is as it was.

    The text goes to a hidden file beside (`.paperreader-…`), which then takes the name; a link is
    followed, and a file that is replaced keeps its mode. A pipe or a device gets the text at once.

    Raises:
        FileThereError: there is such a file, and it may not be replaced.
        PaperReaderError: it cannot be written; what the pieces raise passes through.
        BrokenPipeError: the reader of a pipe has seen enough.
    """
    if not path.name or path.is_dir():
        raise PaperReaderError(f"{path} is a folder", hint="give a file's name")
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="replace", newline="") as pipe:
                pipe.writelines(pieces)
        elif path.exists() and not replace:
            raise FileAlreadyExistsError(f"{path} exists")
        else:
            _write_whole(Path(os.path.realpath(path)), pieces, replace=replace)
    except FileExistsError as error:  # it came while the pieces were made
        raise FileAlreadyExistsError(f"{path} exists") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "is there a folder of that name, with room, that you may write to?"
        raise PaperReaderError(f"cannot write {path}", error.strerror or str(error), hint) from error


def _write_whole(path: Path, pieces: Iterable[str], *, replace: bool) -> None:
    beside = path.with_name(f".paperreader-{os.getpid()}-{time.monotonic_ns():x}")
    try:
        with beside.open("x", encoding="utf-8", errors="replace", newline="") as file:
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            beside.replace(path)
        else:
            _take_name(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _take_name(beside: Path, path: Path) -> None:
    """Give a file another name, unless a file has it. Raises FileExistsError."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        beside.replace(path)
