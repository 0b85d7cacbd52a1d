"""Copies of the state file under dated names: three daily ones, and files that were broken.

Knows names and bytes, not what they say.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from paperreader.marks.log import write_all

KEPT = 3


def is_due(path: Path) -> bool:
    """Whether there is no back-up of today, and the file was written since the last one."""
    try:
        return not _today(path).exists() and all(
            copy.stat().st_mtime_ns <= path.stat().st_mtime_ns for copy in _copies(path)
        )
    except OSError:
        return False


def back_up(path: Path, data: bytes) -> None:
    """Keep a file's content beside it under the day's name, and the two back-ups before."""
    if data:
        with suppress(OSError):  # a back-up must not be in the way of a mark
            _write_new(_today(path), data)
            for outdated in _copies(path)[:-KEPT]:
                outdated.unlink(missing_ok=True)


def _today(path: Path) -> Path:
    return path.with_name(f"{path.stem}.backup-{date.today().isoformat()}{path.suffix}")


def _copies(path: Path) -> list[Path]:
    """The back-ups there are, the oldest first."""
    return sorted(path.parent.glob(f"{path.stem}.backup-????-??-??{path.suffix}"))


def set_aside(path: Path, data: bytes) -> Path:
    """Keep a broken file's bytes under a dated name beside it; where. Raises OSError."""
    stamp = datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}.broken-{stamp}{again}{path.suffix}")
        try:
            _write_new(aside, data)
        except FileExistsError:
            number += 1
        else:
            return aside


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
