"""Libraries, sessions and clocks for tests, made in memory; only marks need a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from paperreader.config import Settings
from paperreader.formats.entry import Batch, Entry
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep
from paperreader.marks import NOTE, READ, STARRED, Mark, MarkChange, MarkStore, PaperRef, note_mark, tag_mark
from paperreader.paper import compact_key
from paperreader.session import Session
from paperreader.source import Source, Span

SEEDS = Path(__file__).parents[1] / "seeds"
ABSTRACT = "We study how large models represent the structure of the tasks that they are trained on. " * 5
MADE = Source("made.txt")
NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


def entry(title: str, **known: Any) -> Entry:
    """Return an entry with an abstract of 400 bytes, unless `abstract` is given."""
    return Entry(title, **(dict[str, Any](line=1, abstract=Span(MADE, 0, 400)) | known))


def entries(papers: Iterable[Entry | str]) -> list[Entry]:
    """Return entries, made from titles where only these are given."""
    return [entry(paper) if isinstance(paper, str) else paper for paper in papers]


def library(*papers: Entry | str) -> Library:
    """Return a library of one dump, `made.txt`, captured in 2025."""
    new = Library()
    add_dump(new, "made.txt", *papers)
    return new


def add_dump(to: Library, path: str, *papers: Entry | str) -> None:
    """Add a dump to a library."""
    to.add(to.add_source(Source(path)), Batch(entries(papers), capture_year=2025))


def step(*papers: Entry | str) -> LoadStep:
    """Return a step of loading a dump of its own, `more.txt`."""
    return LoadStep(Source("more.txt"), Batch(entries(papers), capture_year=2025))


def make_session(file: Path, *papers: Entry | str, auto_read: bool = True) -> Session:
    """Return a session with a library of papers and the marks of a file."""
    made = Session(library(*papers), MarkStore(file), Settings(auto_read=auto_read))
    made.loaded()
    return made


def shown(session: Session) -> list[str]:
    """Return the titles in the list."""
    return [session.papers.paper(row).title for row in session.view.rows]


def change(key: str, name: str = READ, *, on: bool = True, at: datetime = NOON, title: str = "") -> MarkChange:
    """Return the change that sets a mark."""
    return MarkChange(PaperRef(key, title or key), name, Mark(on, at))


def marks_of(state: MarkStore) -> set[tuple[str, str]]:
    """Return the marks that are set, as (compact key, name)."""
    return {
        (compact_key(paper.key), name)
        for paper in state.papers()
        for name, at in ((READ, state.read_at(paper.key)), (STARRED, state.starred_at(paper.key)))
        if at
    }


class Marked(MarkStore):
    """Marks without a file: when papers were read and starred, their tags and notes, by key."""

    def __init__(
        self,
        *,
        read: Mapping[str, datetime] = MappingProxyType({}),
        starred: Mapping[str, datetime] = MappingProxyType({}),
        tags: Mapping[str, Iterable[str]] = MappingProxyType({}),
        notes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__("/no/such/folder/state.toml")
        self.set([change(key, READ, at=at) for key, at in read.items()])
        self.set([change(key, STARRED, at=at) for key, at in starred.items()])
        self.set([change(key, tag_mark(tag)) for key, names in tags.items() for tag in names])
        self.set([MarkChange(PaperRef(key, key), NOTE, note_mark(text, NOON)) for key, text in notes.items()])


class Clock:
    """A clock that advances by a minute at each call."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time
