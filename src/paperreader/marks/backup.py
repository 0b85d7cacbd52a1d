"""Copies of the state file under dated names: three daily backups, and files that were broken.

Knows names and bytes, not their meaning.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from paperreader.marks.log import write_all

KEPT = 3


def is_due(path: Path) -> bool:
    """Return True if there is no backup of today, and the file was written since the last one."""
    try:
        return not _today(path).exists() and all(
            copy.stat().st_mtime_ns <= path.stat().st_mtime_ns for copy in _backups(path)
        )
    except OSError:
        return False


def back_up(path: Path, data: bytes) -> None:
    """Write the content of a file under the name of the day; only the last `KEPT` backups are kept."""
    if data:
        with suppress(OSError):  # a failing backup must not keep a mark from being saved
            _write_new(_today(path), data)
            for outdated in _backups(path)[:-KEPT]:
                outdated.unlink(missing_ok=True)


def _today(path: Path) -> Path:
    return path.with_name(f"{path.stem}.backup-{date.today().isoformat()}{path.suffix}")


def _backups(path: Path) -> list[Path]:
    """Return the backups of a file, the oldest first."""
    return sorted(path.parent.glob(f"{path.stem}.backup-????-??-??{path.suffix}"))


def set_aside(path: Path, data: bytes) -> Path:
    """Write the bytes of a broken file under a dated name in its folder; returns the new path. Raises OSError."""
    time = datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        copy = path.with_name(f"{path.stem}.broken-{time}{suffix}{path.suffix}")
        try:
            _write_new(copy, data)
        except FileExistsError:
            number += 1
        else:
            return copy


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    finally:
        os.close(descriptor)
