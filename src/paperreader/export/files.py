"""Writing of export files. No other module writes exports."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.new_files import create_beside, keep_owner, rename_without_replacing


class FileAlreadyExistsError(PaperReaderError):
    """The file exists, and must not be overwritten."""


def write_export(path: Path, pieces: Iterable[str], *, replace: bool, waits: bool = True) -> None:
    """Write text as UTF-8 to a file, which afterwards has all of it or is unchanged.

    The text goes to a hidden file in the same folder, which is then renamed. A symbolic link is followed, and a
    replaced file keeps its mode, and its owner where that is allowed. A pipe or a device is written directly; with `waits` false, a pipe that no
    program reads is an error.

    Raises:
        FileAlreadyExistsError: the file exists, and `replace` is false.
        PaperReaderError: the file cannot be written.
        BrokenPipeError: the reader of a pipe closed it. Exceptions of `pieces` pass through too.
    """
    try:
        if not path.name or path.is_dir():
            raise PaperReaderError(f"{path} is a folder", hint="give the name of a file")
        if path.exists() and not path.is_file():
            with open(_opened(path, waits=waits), "w", encoding="utf-8", errors="replace", newline="") as pipe:
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


def _opened(path: Path, *, waits: bool) -> int:
    """Open a pipe or a device. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC | (0 if waits else os.O_NONBLOCK))
    os.set_blocking(descriptor, True)
    return descriptor


def _write_whole(path: Path, pieces: Iterable[str], *, replace: bool) -> None:
    descriptor, temporary = create_beside(path)
    try:
        with open(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
            with suppress(FileNotFoundError):
                keep_owner(descriptor, path.stat())
            file.writelines(pieces)
            file.flush()
            os.fsync(descriptor)
        if replace:
            os.replace(temporary, path)
        else:
            rename_without_replacing(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
