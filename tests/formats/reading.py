"""What tests of formats share: a dump read as entries, problems and counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from paperreader.formats import format_row, recognition
from paperreader.formats.entry import Entry, UnreadField, add_unread
from paperreader.source import Source


class Reading(NamedTuple):
    """The entries of a dump, the problems as (line, text), the counts, and the fields that were not read."""

    entries: list[Entry]
    problems: list[tuple[int, str]]
    counts: dict[str, int]
    unread: dict[str, UnreadField]

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.entries]


def read_text(folder: Path, module: str, text: str | bytes) -> Reading:
    """Read a dump that the registry takes for the format of a module."""
    data = text.encode() if isinstance(text, str) else text
    found = recognition.find_format(data[: 1 << 14])
    assert found is not None
    assert found.module == module
    return read_bytes(found.reader, folder, data)


def read_bytes(form: format_row.Format, folder: Path, data: bytes) -> Reading:
    """Read bytes as a dump of a format."""
    path = folder / "dump"
    path.write_bytes(data)
    batches = list(form.read(Source(str(path))))
    counts: Counter[str] = Counter()
    unread: dict[str, UnreadField] = {}
    for batch in batches:
        counts.update(batch.counts)
        add_unread(unread, batch.unread)
    return Reading(
        [entry for batch in batches for entry in batch.entries],
        [(problem.line, problem.text) for batch in batches for problem in batch.problems],
        dict(counts),
        unread,
    )


def only_entry(reading: Reading) -> Entry:
    """Return the only entry of a dump that is read without a problem."""
    assert reading.problems == []
    (entry,) = reading.entries
    return entry


def abstract(entry: Entry) -> str:
    return entry.abstract.text() if entry.abstract else ""


def recognized(text: str | bytes) -> str:
    """Return the module of the format that a dump is taken for, "" for none."""
    found = recognition.find_format(text.encode() if isinstance(text, str) else text)
    return found.module if found else ""
