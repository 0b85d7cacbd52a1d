"""Keeping copies of dumps in the data folder, so that they open by default."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.library import loading
from paperreader.source import Source


def add_copy(paths: Sequence[str], sources: Sequence[Source], folder: Path) -> Iterator[tuple[Path, int]]:
    """Copy dumps into a folder; yields each copy with its number of papers, once it is there.

    A dump that the folder already has, byte for byte, is not copied again; another of the same
    name gets a number. Standard input is named by date and time.

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
                f"cannot keep {dump.display_name} in {folder}", error.strerror or str(error)
            ) from error


def _copy(dump: Source, folder: Path) -> Path:
    data = b"".join(dump.chunks())
    wanted = folder / (f"{datetime.now():%Y-%m-%dT%H-%M-%S}.txt" if dump.is_stdin else _plain_name(dump.name))
    target, number = wanted, 1
    while target.exists():
        if target.read_bytes() == data:
            return target
        number += 1
        target = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    beside = folder / f".{target.name}.{os.getpid()}"
    try:
        beside.write_bytes(data)
        if not dump.is_stdin:  # its day tells the year of dates without one
            found = os.stat(dump.path)
            os.utime(beside, ns=(found.st_atime_ns, found.st_mtime_ns))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _plain_name(name: str) -> str:
    """The copy holds plain text whatever the dump was packed in."""
    return name.removesuffix(".gz").lstrip(".") or "dump.txt"  # a hidden copy would not open by default
