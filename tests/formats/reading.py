"""What tests of formats share: a dump read as entries, problems and counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from paperreader.formats import registry
from paperreader.formats.entry import Entry
from paperreader.source import Source


class Reading(NamedTuple):
    """The entries of a dump, the problems as (line, text), and the counts."""

    entries: list[Entry]
    problems: list[tuple[int, str]]
    counts: dict[str, int]

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.entries]


def read_text(folder: Path, module: str, text: str | bytes) -> Reading:
    """Read a dump that the registry takes for the format of a module."""
    data = text.encode() if isinstance(text, str) else text
    found = registry.find_format(data[: 1 << 14])
    assert found is not None
    assert found.module == module
    path = folder / "dump"
    path.write_bytes(data)
    batches = list(found.reader.read(Source(str(path))))
    counts: Counter[str] = Counter()
    for batch in batches:
        counts.update(batch.counts)
    return Reading(
        [entry for batch in batches for entry in batch.entries],
        [(problem.line, problem.text) for batch in batches for problem in batch.problems],
        dict(counts),
    )


def abstract(entry: Entry) -> str:
    return entry.abstract.text() if entry.abstract else ""


def recognized(text: str | bytes) -> str:
    """Return the module of the format that a dump is taken for, "" for none."""
    found = registry.find_format(text.encode() if isinstance(text, str) else text)
    return found.module if found else ""
