"""Reading dumps in tests: bytes in, entries out, and every line accounted for."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paperreader.errors import PaperReaderError, Problem
from paperreader.formats import registry
from paperreader.formats.registry import Batch, Entry, LineCounts
from paperreader.source import Source

_DUMP = Source("dump.txt")  # stands for all that were read, so that readings compare equal


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading made of a dump: its entries, their abstracts as shown, and the rest."""

    entries: tuple[Entry, ...]
    abstracts: tuple[str, ...]
    raw_abstracts: tuple[str, ...]
    problems: tuple[Problem, ...]
    account: LineCounts
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


def lines_of(data: bytes) -> int:
    """How many lines a dump has: by `\\n`, and the last one may lack it."""
    return data.count(b"\n") + (not data.endswith(b"\n"))


def read(data: bytes | str, captured: date | None = None, modified: date | None = None) -> Reading:
    """Read a dump, and see that every line of it was taken for something.

    A page without a paper gives no entries here instead of an error.
    """
    raw = data.encode() if isinstance(data, str) else data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dump.txt")
        path.write_bytes(raw)
        if modified:
            stamp = modified.toordinal() - date(1970, 1, 1).toordinal()
            os.utime(path, (stamp * 86400 + 43200,) * 2)
        return _read(Source(str(path), captured), raw)


def _read(source: Source, raw: bytes) -> Reading:
    batches: list[Batch] = []
    try:
        for batch in registry.read(source):
            batches.append(batch)  # noqa: PERF402 - what was read before an error counts
    except PaperReaderError as error:
        if not batches or not error.title.startswith("no papers in"):
            raise
    entries = [entry for batch in batches for entry in batch.entries]
    spans = [entry.abstract for entry in entries]
    accounts = [batch.line_counts for batch in batches]
    account = LineCounts(
        sum(part.titles for part in accounts),
        sum(part.abstracts for part in accounts),
        sum(part.metadata for part in accounts),
        sum(part.chrome for part in accounts),
        sum(part.blank for part in accounts),
    )
    assert account.lines == lines_of(raw), account
    assert min(account.titles, account.abstracts, account.metadata, account.chrome, account.blank) >= 0, account
    return Reading(
        tuple(entry._replace(abstract=entry.abstract and entry.abstract._replace(store=_DUMP)) for entry in entries),
        tuple(span.text() if span else "" for span in spans),
        tuple(span.raw_text() if span else "" for span in spans),
        tuple(Problem("dump.txt", problem.line, problem.text) for batch in batches for problem in batch.problems),
        account,
        batches[-1].capture_year,
    )
