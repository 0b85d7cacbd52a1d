"""Accepted answers become dumps: written so that each visible file is whole, and never changed afterwards."""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.faults import FetchError
from paperreader.fetch.unfinished_pages import UnfinishedPages

_MOST_REFUSED = 5  # files
_LONGEST_REFUSED = 1 << 20  # bytes


class DumpKeeper:
    """Writes the dumps of one source.

    Args:
        dumps: the folder of dumps that open by default.
        folder: the name of its folder.
    """

    def __init__(self, dumps: Path, folder: str) -> None:
        self._hidden = dumps / ".fetch"
        self._source = folder
        self.folder = dumps / self._source
        self._number = 0

    def new_part(self) -> Path:
        """Return the path of a file for an answer; on the same file system as the dumps, and hidden from the reader."""
        self._number += 1
        return self._hidden / f"part-{self._source}-{self._number}"

    def unfinished(self, name: str) -> UnfinishedPages:
        """Return the pages of an answer that has not come to its end."""
        return UnfinishedPages(self._hidden, f"{self._source}-{name}")

    def keep(self, pages: Sequence[Accepted], stem: str, day: date) -> Path | None:
        """Write answers that belong together as one dump: a file, or a folder with a file for each.

        Args:
            pages: the answers.
            stem: the name without its ending; a number is added if it is taken.
            day: its year names the folder.

        Returns:
            The path; None if the same bytes are there already.

        Raises:
            FetchError: it cannot be written.
        """
        folder = self.folder / f"{day.year}"
        try:
            if any(_is_same(pages, other) for other in _named(folder, stem)):
                return None
            for page in pages:
                sync(page.part)
            folder.mkdir(parents=True, exist_ok=True)
            whole, suffix = self._together(pages)
            target = _free_name(folder, stem, suffix)
            os.replace(whole, target)
            sync(folder)
        except OSError as error:
            raise FetchError(f"cannot write to {folder}", error.strerror or str(error), "nothing was lost") from error
        return target

    def _together(self, pages: Sequence[Accepted]) -> tuple[Path, str]:
        if len(pages) == 1:
            return pages[0].part, pages[0].suffix
        run = self.new_part()
        run.mkdir()
        for number, page in enumerate(pages, 1):
            os.replace(page.part, run / f"{number}{page.suffix}")
        sync(run)
        return run, ""

    def has(self, stem: str, day: date) -> bool:
        """Return whether there is a dump of a name, perhaps with a number behind it."""
        return any(_named(self.folder / f"{day.year}", stem))

    def refuse(self, part: Path) -> Path | None:
        """Keep an answer that was not accepted, for `paperreader check`; only the last few are kept."""
        with suppress(OSError):
            if not part.stat().st_size:
                return None
            os.truncate(part, min(part.stat().st_size, _LONGEST_REFUSED))
            refused = self._hidden / "refused"
            refused.mkdir(exist_ok=True)
            target = _free_name(refused, self._source, ".txt")
            os.replace(part, target)
            for old in sorted(refused.iterdir(), key=lambda file: file.stat().st_mtime_ns)[:-_MOST_REFUSED]:
                old.unlink()
            return target
        return None


def _named(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the dumps with a name, also with a number behind it, or packed since."""
    pattern = re.compile(re.escape(stem) + r"(?:\.\d+)?(?:\.(?:json|xml|txt)(?:\.gz)?)?")
    with suppress(OSError):
        yield from sorted(file for file in folder.iterdir() if pattern.fullmatch(file.name))


def _is_same(pages: Sequence[Accepted], other: Path) -> bool:
    """Return whether a dump has the same bytes."""
    files = [other] if other.is_file() else sorted(other.iterdir(), key=lambda file: (len(file.name), file.name))
    same = [filecmp.cmp(page.part, file, shallow=False) for page, file in zip(pages, files, strict=False)]
    return len(pages) == len(files) and all(same)


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    target, number = folder / f"{stem}{suffix}", 1
    while os.path.lexists(target) or os.path.lexists(f"{target}.gz"):
        number += 1
        target = folder / f"{stem}.{number}{suffix}"
    return target


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
