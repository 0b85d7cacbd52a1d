"""Libraries, sittings and clocks for tests, made in memory; a file only where marks are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis

from paperreader.config import Settings
from paperreader.formats.entry import Batch, Entry
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.marks import READ, STARRED, Mark, MarkChange, MarkStore, PaperRef
from paperreader.paper import compact_key
from paperreader.session import Session
from paperreader.source import Source, Span

SEEDS = Path(__file__).parents[1] / "seeds"
ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on. " * 5
MADE = Source("made.txt")
NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)

modest = hypothesis.settings(max_examples=60, deadline=None)
"""For property tests: enough to find what there is to find, and soon done."""


def entry(title: str, **known: Any) -> Entry:
    """A paper as a dump has it, with an abstract of 400 bytes unless `abstract` says otherwise."""
    return Entry(title, **(dict[str, Any](line=1, abstract=Span(MADE, 0, 400)) | known))


def entries(papers: Iterable[Entry | str]) -> list[Entry]:
    """Papers as entries; a title alone will do."""
    return [entry(paper) if isinstance(paper, str) else paper for paper in papers]


def library(*papers: Entry | str) -> Library:
    """A library of one dump, `made.txt`, captured in 2025."""
    made = Library()
    add_dump(made, "made.txt", *papers)
    return made


def add_dump(to: Library, path: str, *papers: Entry | str) -> None:
    """Another dump in a library."""
    to.add(to.add_source(Source(path)), Batch(entries(papers), capture_year=2025))


def step(*papers: Entry | str) -> LoadStep:
    """A step of reading, as a session grows by it."""
    return LoadStep(Source("more.txt"), Batch(entries(papers), capture_year=2025))


def session(file: Path, *papers: Entry | str, auto_read: bool = True) -> Session:
    """A sitting with a library of some papers and the marks of a file."""
    sitting = Session(library(*papers), MarkStore(file), Settings(auto_read=auto_read))
    sitting.loaded()
    return sitting


def shown(sitting: Session) -> list[str]:
    """The titles in the list."""
    return [sitting.title(row) for row in sitting.rows]


def change(key: str, name: str = READ, *, on: bool = True, at: datetime = NOON, title: str = "") -> MarkChange:
    """A mark to be set."""
    return MarkChange(PaperRef(key, title or key), name, Mark(on, at))


def marks_of(state: MarkStore) -> set[tuple[str, str]]:
    """The marks that are set, by key without its `-`."""
    return {
        (compact_key(paper.key), name)
        for paper in state.papers()
        for name, at in ((READ, state.read_at(paper.key)), (STARRED, state.starred_at(paper.key)))
        if at
    }


@dataclass
class Marked:
    """Marks without a file: when a paper was read, when it was starred."""

    read: dict[str, datetime] = field(default_factory=dict)
    starred: dict[str, datetime] = field(default_factory=dict)

    def keys_marked(self, name: str) -> list[str]:
        return list({"read": self.read, "starred": self.starred}[name])

    def read_at(self, key: str) -> datetime | None:
        return self.read.get(key)

    def starred_at(self, key: str) -> datetime | None:
        return self.starred.get(key)


class Clock:
    """A clock that goes on by a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time
