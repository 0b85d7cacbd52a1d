"""Tidying of what was fetched: months that are over are packed, and what a later dump has again is removed."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.fetch.faults import FetchError
from paperreader.fetch.identified import identified_papers
from paperreader.fetch.keeping import sync
from paperreader.fetch.politeness import hidden_folder, only_run
from paperreader.source import Source

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DUMP = re.compile(r"(?P<stem>\d{4}-\d\d-\d\d.*?)(?:\.(?P<number>\d+))?\.(?:json|xml|txt)")
_PAGE = re.compile(r"\d+\.(?:json|xml|txt)")
_YEAR = re.compile(r"\d{4}")


class Tidied(NamedTuple):
    """What tidying did: files packed, files removed, and bytes before and after."""

    packed: int
    removed: int
    before: int
    after: int


def tidy(dumps: Path, today: date) -> Tidied:
    """Pack the dumps of months that are over, and remove those between the first and the last of a day.

    Args:
        dumps: the folder of dumps that open by default.
        today: the month of this day is left as it is.

    Raises:
        FetchError: a run of fetching is going on, or a file cannot be written.
    """
    with only_run(hidden_folder(dumps)):
        by_stem: dict[tuple[Path, str], list[tuple[int, Path]]] = defaultdict(list)
        for file, stem, number in _closed(dumps, f"{today:%Y-%m}"):
            by_stem[file.parent, stem].append((number, file))
        packed, removed, before, after = 0, 0, 0, 0
        try:
            for numbered in by_stem.values():
                files = [file for _, file in sorted(numbered)]
                before += sum(file.stat().st_size for file in files)
                needless = _needless(files)
                for file in needless:
                    file.unlink()
                    removed += 1
                for file in (file for file in files if file not in needless):
                    after += _pack(file, hidden_folder(dumps))
                    packed += 1
        except OSError as error:
            raise FetchError("the dumps cannot be tidied", error.strerror or str(error), "nothing is lost") from error
        return Tidied(packed, removed, before, after)


def _closed(dumps: Path, month: str) -> Iterator[tuple[Path, str, int]]:
    """Yield the files that fetching wrote in months before one, each with its name without a number, and the number."""
    for source in sorted(path for path in dumps.iterdir() if path.is_dir() and not path.name.startswith(".")):
        for year in sorted(path for path in source.iterdir() if path.is_dir() and _YEAR.fullmatch(path.name)):
            for path in sorted(path for path in year.iterdir() if path.name < month and not path.is_symlink()):
                found = _DUMP.fullmatch(path.name)
                if path.is_dir() and _DAY.match(path.name):
                    yield from ((page, page.name, 1) for page in sorted(path.iterdir()) if _PAGE.fullmatch(page.name))
                elif path.is_file() and found:
                    yield path, found["stem"], int(found["number"] or 1)


def _needless(files: Sequence[Path]) -> list[Path]:
    """Return the files whose papers are all in the first or the last one."""
    between = files[1:-1]
    kept = _papers(files[0]) | _papers(files[-1]) if between else set()
    return [file for file in between if _papers(file) <= kept]


def _papers(file: Path) -> set[tuple[str, ...]]:
    with suppress(PaperReaderError):
        return {paper for _, paper in identified_papers(Source(str(file)))}
    return {(str(file),)}  # nobody knows what is in it


def _pack(file: Path, hidden: Path) -> int:
    """Replace a file by one that is packed; return its length. The packed one is there before the other goes."""
    part = hidden / "part-packed"
    with file.open("rb") as plain, gzip.GzipFile(part, "wb", mtime=0) as packed:
        shutil.copyfileobj(plain, packed)
    times = file.stat()
    os.utime(part, ns=(times.st_atime_ns, times.st_mtime_ns))  # the day of the download
    sync(part)
    target = file.with_name(f"{file.name}.gz")
    os.replace(part, target)
    file.unlink()
    sync(file.parent)
    return target.stat().st_size
