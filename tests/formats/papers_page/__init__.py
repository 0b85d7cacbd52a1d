"""Reading dumps in tests: bytes to entries, with a check that every line is counted."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paperreader.errors import Problem
from paperreader.formats import papers_page
from paperreader.formats.entry import Entry
from paperreader.source import Source, Span

_DUMP = Source("dump.txt")


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a dump. The entries' spans all name one source, so that two readings can be compared."""

    entries: tuple[Entry, ...]
    abstracts: tuple[str, ...]
    raw_abstracts: tuple[str, ...]
    problems: tuple[Problem, ...]
    lines: Counter[str]
    year: int | None

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.entries]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.titles, self.abstracts, strict=True))

    @property
    def doubts(self) -> list[tuple[int, str]]:
        return [(problem.line, problem.text) for problem in self.problems]


def count_lines(data: bytes) -> int:
    r"""Return the number of lines of a dump; the last one may lack its `\\n`."""
    return data.count(b"\n") + (not data.endswith(b"\n"))


class SlicedSource(Source):
    """A dump whose bytes come in chunks of the same small size."""

    def __init__(self, path: str, captured: date | None, size: int) -> None:
        super().__init__(path, captured)
        self._size = size

    def chunks(self) -> Iterator[bytes]:
        data = b"".join(super().chunks())
        yield from (data[start : start + self._size] for start in range(0, len(data), self._size))


def read(
    data: bytes | str, captured: date | None = None, modified: date | None = None, chunk: int | None = None
) -> Reading:
    """Read a dump, in chunks of so many bytes if given, and check that every line is counted under one label.

    A page without a paper gives no entries here instead of an error.
    """
    raw = data.encode() if isinstance(data, str) else data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dump.txt")
        path.write_bytes(raw)
        if modified:
            stamp = modified.toordinal() - date(1970, 1, 1).toordinal()
            os.utime(path, (stamp * 86400 + 43200,) * 2)
        return _read(SlicedSource(str(path), captured, chunk) if chunk else Source(str(path), captured), raw)


def _comparable(span: Span) -> Span:
    """Return a span of the one source, at 0 if it was spooled: its place there depends on other readings."""
    return span._replace(store=_DUMP) if isinstance(span.store, Source) else Span(_DUMP, 0, span.length)


def _read(source: Source, raw: bytes) -> Reading:
    batches = list(papers_page.read(source))
    entries = [entry for batch in batches for entry in batch.entries]
    spans = [entry.abstract for entry in entries]
    lines: Counter[str] = Counter()
    for batch in batches:
        lines.update(batch.counts)
    assert lines.total() == count_lines(raw), lines
    assert min(lines.values()) >= 0, lines
    return Reading(
        tuple(entry._replace(abstract=entry.abstract and _comparable(entry.abstract)) for entry in entries),
        tuple(span.text() if span else "" for span in spans),
        tuple(span.raw_text() if span else "" for span in spans),
        tuple(
            Problem("dump.txt", problem.line, problem.text)
            for batch in batches
            for problem in batch.problems
            if problem.line  # a doubt about the encoding has none
        ),
        lines,
        next((batch.capture_year for batch in reversed(batches) if batch.capture_year), None),
    )
