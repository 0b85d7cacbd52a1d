"""The papers that were ever fetched, by source: they show what of an answer is new.

A file of identifiers for each source, one on a line. It only grows; a lost one is made again from the dumps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from paperreader.errors import PaperReaderError
from paperreader.fetch.identified import identified_papers
from paperreader.source import find_sources

Identifiers = tuple[str, ...]


class SeenPapers:
    """The identifiers of the papers of all sources, which are named by their folders.

    Args:
        dumps: the folder of dumps that open by default.
    """

    def __init__(self, dumps: Path) -> None:
        self._dumps = dumps
        self._folder = dumps / ".fetch" / "seen"
        self._sources: dict[str, set[str]] = {}

    def known(self, source: str) -> set[str]:
        """Return the identifiers of all papers of a source. Raises OSError."""
        if source not in self._sources:
            file = self._folder / source
            self._sources[source] = _read(file) if file.exists() else self._rebuilt(source)
        return self._sources[source]

    @cached_property
    def _others(self) -> set[str]:
        """The identifiers of all sources when the run began."""
        if not self._folder.is_dir():
            return set()
        return set().union(*(_read(file) for file in self._folder.iterdir()))

    def count_new(self, papers: Iterable[Identifiers]) -> int:
        """Return how many papers came from no source yet."""
        return sum(self._others.isdisjoint(paper) for paper in papers)

    def add(self, source: str, papers: Sequence[Identifiers]) -> None:
        """Remember the papers of a new dump. Raises OSError."""
        known, everywhere = self.known(source), self._others
        fresh = dict.fromkeys(identifier for paper in papers for identifier in paper if identifier not in known)
        known.update(fresh)
        everywhere.update(fresh)
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / source).open("a", encoding="utf-8") as file:
            file.write("".join(f"{identifier}\n" for identifier in fresh))

    def _rebuilt(self, source: str) -> set[str]:
        """Return the identifiers in the dumps of a source."""
        found: set[str] = set()
        folder = self._dumps / source
        for dump in find_sources([str(folder)]) if folder.is_dir() else ():
            with suppress(PaperReaderError):
                found.update(identifier for _, paper in identified_papers(dump) for identifier in paper)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / source).write_text("".join(f"{identifier}\n" for identifier in sorted(found)), encoding="utf-8")
        return found


def _read(file: Path) -> set[str]:
    return set(file.read_text(encoding="utf-8", errors="replace").split("\n")) - {""}
