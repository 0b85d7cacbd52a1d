"""Pages of an answer that has not come to its end: hidden from the reader, so that a later run can go on from them."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.fetch.accepting import Accepted, accept
from paperreader.fetch.request import Answer, Request

_PREFIX = "unfinished-"
_KEPT = 86400.0  # seconds


class UnfinishedPages:
    """The pages of one answer, in a folder as `1`, `2` and so on.

    Args:
        hidden: the folder in which fetching keeps its own files.
        name: of the answer.
    """

    def __init__(self, hidden: Path, name: str) -> None:
        self._folder = hidden / f"{_PREFIX}{name}"

    def read(self, request: Request) -> list[Accepted]:
        """Return the pages from the first one on; [] if there are none, or one is missing or damaged.

        Args:
            request: to which they are answers.
        """
        files = [self._folder / f"{number}" for number in range(1, len(self._names()) + 1)]
        try:
            return [accept(Answer(200, {}, file, file.stat().st_size), request) for file in files]
        except (OSError, PaperReaderError):
            self.clear()
            return []

    def add(self, page: Accepted) -> Accepted:
        """Add the next page, and return its new place. Raises OSError."""
        self._folder.mkdir(exist_ok=True)
        file = self._folder / f"{len(self._names()) + 1}"
        os.replace(page.part, file)
        return page._replace(part=file)

    def clear(self) -> None:
        """Remove the pages."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _names(self) -> list[str]:
        with suppress(FileNotFoundError):
            return os.listdir(self._folder)
        return []


def sweep_unfinished(hidden: Path) -> None:
    """Remove the pages that no run has continued within a day."""
    for folder in hidden.glob(f"{_PREFIX}*"):
        if time.time() - folder.stat().st_mtime > _KEPT:
            shutil.rmtree(folder, ignore_errors=True)
