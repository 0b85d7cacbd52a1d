"""The dumps of one session: how they are read first, read again, and joined by more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep, load_library, read_steps
from paperreader.library.new_dumps import fingerprints, new_first
from paperreader.marks import DumpFingerprint, MarkStore
from paperreader.source import Source, find_sources


class OpenedDumps:
    """The dumps that the user's paths name, those that are new since the last session first.

    Args:
        paths: files, folders, `-`.
        captured: days of capture, see `find_sources`.
        sources: what `find_sources` returned for both.
        marks: know the dumps of earlier sessions.
    """

    def __init__(
        self, paths: Sequence[str], captured: Mapping[str, date], sources: Sequence[Source], marks: MarkStore
    ) -> None:
        self._paths = [*paths]
        self._captured = captured
        self._sources = sources
        self._marks = marks
        self._known = marks.dumps
        self._first_read: list[DumpFingerprint] = []

    def steps(self) -> Iterator[LoadStep]:
        """Read the dumps for the first time."""
        read = set()
        for step in read_steps(self._paths, new_first(self._sources, self._known), self._captured):
            yield step
            if step.batch:
                read.add(step.source)
        self._first_read = fingerprints(read)

    def load_again(self) -> tuple[Library, list[PaperReaderError]]:
        """Read what the paths name today into another library; return it with the errors."""
        return load_library(self._paths, self._captured, lambda dumps: new_first(dumps, self._known))

    def add(self, path: str) -> Iterator[LoadStep]:
        """Read one more dump; `load_again` reads it too from now on."""
        self._paths.append(path)
        return read_steps([path], new_first(find_sources([path]), self._known))

    def record(self, library: Library) -> None:
        """Save which dumps are known now: those of the first reading, or of the library if that was not finished.

        What was read again or added by hand is new until the next session has ended.
        """
        with suppress(PaperReaderError):  # they are then new again in the next session, and no mark is lost
            self._marks.record_dumps(self._first_read or fingerprints(library.sources))
