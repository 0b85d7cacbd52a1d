"""Files that are created and take their names: never through a link that is there, never over a file unasked."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

OWN = 0o600
"""The mode of a file that only its owner may read."""
_COMMON = 0o666


def create_beside(path: Path, mode: int = _COMMON) -> tuple[int, Path]:
    """Create a hidden temporary file in the folder of another one, under a name that nothing has. Raises OSError.

    Args:
        path: the file whose folder and name it is to have in the end.
        mode: its mode, less what the process's mask takes.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    while True:
        temporary = path.with_name(f".{path.name[:200]}.{os.urandom(4).hex()}")
        with suppress(FileExistsError):
            return os.open(temporary, flags, mode), temporary


def keep_owner(descriptor: int, replaced: os.stat_result) -> None:
    """Give a new file the owner and the group of the one that it replaces, as far as allowed, and its mode."""
    for owner in ((replaced.st_uid, -1), (-1, replaced.st_gid)):
        with suppress(OSError):
            os.fchown(descriptor, *owner)
    os.fchmod(descriptor, replaced.st_mode & 0o777)


def rename_without_replacing(temporary: Path, path: Path) -> None:
    """Rename a file. Raises FileExistsError if a file has the new name, even one made a moment ago; OSError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # the file system has no hard links
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))  # takes the name
        try:
            os.replace(temporary, path)
        except OSError:
            os.unlink(path)
            raise
    else:
        os.unlink(temporary)
