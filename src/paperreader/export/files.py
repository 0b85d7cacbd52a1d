"""Writing of export files. No other module writes exports."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from paperreader.errors import PaperReaderError


class FileAlreadyExistsError(PaperReaderError):
    """The file exists, and must not be overwritten."""


def write_export(path: Path, pieces: Iterable[str], *, replace: bool) -> None:
    """Write text as UTF-8 to a file, which afterwards has all of it or is unchanged.

    The text goes to a hidden file in the same folder (`.paperreader-…`), which is then renamed. A symbolic link
    is followed, and a replaced file keeps its mode. A pipe or a device is written directly.

    Raises:
        FileAlreadyExistsError: the file exists, and `replace` is false.
        PaperReaderError: the file cannot be written.
        BrokenPipeError: the reader of a pipe closed it. Exceptions of `pieces` pass through too.
    """
    if not path.name or path.is_dir():
        raise PaperReaderError(f"{path} is a folder", hint="give the name of a file")
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="replace", newline="") as pipe:
                pipe.writelines(pieces)
        elif path.exists() and not replace:
            raise FileAlreadyExistsError(f"{path} exists")
        else:
            _write_whole(Path(os.path.realpath(path)), pieces, replace=replace)
    except FileExistsError as error:  # created while the pieces were made
        raise FileAlreadyExistsError(f"{path} exists") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "check that the folder exists, is writable and has room"
        raise PaperReaderError(f"cannot write {path}", error.strerror or str(error), hint) from error


def _write_whole(path: Path, pieces: Iterable[str], *, replace: bool) -> None:
    temporary = path.with_name(f".paperreader-{os.getpid()}-{time.monotonic_ns():x}")
    try:
        with temporary.open("x", encoding="utf-8", errors="replace", newline="") as file:
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            temporary.replace(path)
        else:
            _rename_without_replacing(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _rename_without_replacing(temporary: Path, path: Path) -> None:
    """Rename a file. Raises FileExistsError if a file has the new name."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # the file system has no hard links
        if path.exists():
            raise FileExistsError from None
        temporary.replace(path)
