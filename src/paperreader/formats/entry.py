"""What every format gives: entries, batches of them, and the account of lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.paper import paper_key

OPENING_BYTES = 400
"""Bytes of an abstract that an entry keeps: its first words are part of some keys."""


class Entry(NamedTuple):
    r"""One paper as one dump tells it. A named tuple: a dump of a million makes a million of them.

    Attributes:
        title: cleaned, on one line.
        line: where the title stands, from 1, by `\\n`.
        opening: the first bytes of the raw abstract, UTF-8 maybe cut in a letter; b"" when there is none.
        offset, length: the abstract's bytes in the source; length 0 when there is none.
        day: the date as the number yyyymmdd; mmdd while the year is not known; 0 without a date.
        authors_count, comments, upvotes: None when the dump does not tell.
        organization: (slug, full name), or None.
        links: whether the abstract holds an address; code: whether there is code to it.
        arxiv_id: when the dump gives a link to the paper's page.
    """

    title: str
    line: int
    opening: bytes = b""
    offset: int = 0
    length: int = 0
    day: int = 0
    authors_count: int | None = None
    organization: tuple[str, str] | None = None
    comments: int | None = None
    upvotes: int | None = None
    links: bool = False
    code: bool = False
    arxiv_id: str | None = None


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
