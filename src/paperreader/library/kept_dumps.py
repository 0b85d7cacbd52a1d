"""Copies of dumps in the data folder, where they are opened by default."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.library import loading
from paperreader.source import Source


def add_copy(paths: Sequence[str], sources: Sequence[Source], folder: Path) -> Iterator[tuple[Path, int]]:
    """Copy dumps into a folder; yield each copy and its number of papers once it is complete.

    A dump with the same bytes as a file of the same name is not copied again. A different dump of the same name
    gets a number. Standard input is named by date and time.

    Args:
        paths: what the user named.
        sources: what `find_sources` returned for the paths.
        folder: created if missing.

    Raises:
        PaperReaderError: a dump cannot be read, has no papers, or cannot be written.
    """
    counts: dict[Source, int] = {}
    for step in loading.read_steps(paths, sources):
        if step.error:
            raise step.error
        if step.batch:
            counts[step.source] = counts.get(step.source, 0) + len(step.batch.entries)
    for dump, papers in counts.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            yield _copy(dump, folder), papers
        except OSError as error:
            raise PaperReaderError(
                f"cannot copy {dump.display_name} to {folder}", error.strerror or str(error)
            ) from error


def _copy(dump: Source, folder: Path) -> Path:
    data = b"".join(dump.chunks())
    first_choice = folder / _copy_name(dump)
    target, number = first_choice, 1
    while target.exists():
        if target.read_bytes() == data:
            return target
        number += 1
        target = first_choice.with_name(f"{first_choice.stem}-{number}{first_choice.suffix}")
    temporary = folder / f".{target.name}.{os.getpid()}"
    try:
        temporary.write_bytes(data)
        if not dump.is_stdin:  # the modification time gives the year of dates without one
            found = os.stat(dump.path)
            os.utime(temporary, ns=(found.st_atime_ns, found.st_mtime_ns))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _copy_name(dump: Source) -> str:
    """Return the name without `.gz`, since the copy is plain text, and not hidden, since hidden files are skipped."""
    if dump.is_stdin:
        return f"{datetime.now():%Y-%m-%dT%H-%M-%S}.txt"
    return dump.name.removesuffix(".gz").lstrip(".") or "dump.txt"
