"""What every format gives: entries, batches of them, and the account of lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.paper import paper_key
from paperreader.source import Span

OPENING_BYTES = 400
"""Bytes of an abstract that an entry keeps: its first words are part of some keys."""


class Entry(NamedTuple):
    r"""One paper as one dump has it. A named tuple, since a dump of a million papers makes a million of them.

    Attributes:
        title: sanitized, on one line.
        line: line of the title, counted from 1 by `\\n`.
        opening: the first `OPENING_BYTES` of the raw abstract in UTF-8 (the last character may be cut);
            b"" without an abstract.
        abstract: where the abstract is read from; None without one.
        day: the date as the number yyyymmdd; mmdd while the year is unknown; 0 without a date.
        year_inferred: whether the year of `day` was worked out rather than printed.
        authors_count, comments, upvotes: None when the dump does not say.
        authors: full names in the order of the paper; None when the dump does not say.
        organization: (slug, full name), or None.
        venue: the journal or conference as the dump names it, or None.
        categories: subject codes such as `cs.CL`, the primary one first.
        has_links: whether the abstract contains a URL.
        has_code: whether the dump links to source code.
        arxiv_id: without its version.
        doi: in lower case, without a resolver's address.
        links: addresses of the paper outside its abstract, its own page first.
    """

    title: str
    line: int
    opening: bytes = b""
    abstract: Span | None = None
    day: int = 0
    authors_count: int | None = None
    organization: tuple[str, str] | None = None
    comments: int | None = None
    upvotes: int | None = None
    has_links: bool = False
    has_code: bool = False
    arxiv_id: str | None = None
    year_inferred: bool = False
    authors: tuple[str, ...] | None = None
    venue: str | None = None
    categories: tuple[str, ...] = ()
    doi: str | None = None
    links: tuple[str, ...] = ()

    @property
    def abstract_length(self) -> int:
        """Bytes of the abstract; 0 without one."""
        return self.abstract.length if self.abstract else 0


@dataclass(slots=True)
class LineCounts:
    """How many lines of a dump were taken for what; blank ones included, they add up to the file."""

    titles: int = 0
    abstracts: int = 0
    metadata: int = 0
    chrome: int = 0
    blank: int = 0

    @property
    def lines(self) -> int:
        """All lines."""
        return self.titles + self.abstracts + self.metadata + self.chrome + self.blank

    def __add__(self, other: LineCounts) -> LineCounts:
        return LineCounts(
            self.titles + other.titles,
            self.abstracts + other.abstracts,
            self.metadata + other.metadata,
            self.chrome + other.chrome,
            self.blank + other.blank,
        )


@dataclass(slots=True)
class Batch:
    """Some entries of a dump in its order. The last batch has `year`, the year of capture.

    `keys` are those of the entries' papers, in a batch as it takes long to find them: a dump may be read beside
    the screen, but is taken in by its thread.
    """

    entries: list[Entry]
    problems: list[Problem] = field(default_factory=list)
    line_counts: LineCounts = field(default_factory=LineCounts)
    capture_year: int | None = None
    keys: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = [paper_key(entry.title, entry.opening) for entry in self.entries]
