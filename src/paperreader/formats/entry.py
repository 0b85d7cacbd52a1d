"""The output of every format: entries in batches, with the problems met and the lines counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.paper import paper_keys
from paperreader.source import Span
from paperreader.text import count_of

OPENING_BYTES = 400
"""Length of `Entry.opening` in bytes: the key of a paper with a short title contains a hash of its abstract's start."""


class Entry(NamedTuple):
    r"""One paper as one dump has it. A named tuple is the cheapest record: a large dump has a million entries.

    Attributes:
        title: sanitized, on one line.
        line: line of the title, counted from 1 by `\\n`.
        opening: the first `OPENING_BYTES` of the raw abstract in UTF-8 (the last character may be cut);
            b"" without an abstract, and where a batch comes with its keys.
        abstract: where the abstract is stored; None without one.
        day: the date as a number, yyyymmdd, or mmdd while the year is unknown; 0 without a date. The day, or month and
            day, are 00 when the dump does not say.
        year_inferred: whether the year of `day` was inferred rather than printed.
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
        ids: other identifiers, each after the name of its register: `pmid:33283989`, `openreview:abc`.
        pdf: the address of the paper's PDF.
        code: the address of its source code.
        keywords: as the dump spells them.
        comment: a remark by the authors, such as `12 pages, accepted at ICML`.
        github_stars: of the source code.
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
    ids: tuple[str, ...] = ()
    pdf: str | None = None
    code: str | None = None
    keywords: tuple[str, ...] = ()
    comment: str | None = None
    github_stars: int | None = None


Counts = Counter[str]
"""Numbers of lines or records (the format's `unit`) by label. The labels and their order are the format's; the sum is the
number of lines or records of the dump.

Blank lines have the label `BLANK`; the other labels are plural nouns (`titles`).
"""
BLANK = "blank"
PAPERS = "papers"
"""The label of records that are papers."""
EMPTY_ANSWER = "empty answers"
"""The label of a server's answer that states that it has no papers: no paper is missing."""


class UnreadField(NamedTuple):
    """A field of records that the format does not read: how often it was met, and where and how first."""

    times: int
    line: int
    example: str


def add_unread(known: dict[str, UnreadField], new: Mapping[str, UnreadField]) -> None:
    """Add the unread fields of another part of a dump to those known, by name."""
    for name, unread in new.items():
        known[name] = known[name]._replace(times=known[name].times + unread.times) if name in known else unread


@dataclass(slots=True)
class Batch:
    """Consecutive entries of a dump.

    Attributes:
        entries: in the order of the dump.
        problems: doubts met while reading.
        counts: of what was read since the previous batch.
        capture_year: the year for dates without one; only the last batch of a dump may have it.
        keys: the keys of the entries' papers. They are computed here because it is slow: batches are built on the
            loader thread and added on the UI thread. A format whose dumps contain keys passes them.
        unread: the fields of records that were not read since the previous batch, by name.
        format: the name of the dump's format in the registry, which fills it in.
    """

    entries: Sequence[Entry]
    problems: list[Problem] = field(default_factory=list)
    counts: Counts = field(default_factory=Counter)
    capture_year: int | None = None
    keys: list[str] = field(default_factory=list)
    unread: dict[str, UnreadField] = field(default_factory=dict)
    format: str = ""

    def __post_init__(self) -> None:
        if not self.keys:
            entries = self.entries
            self.keys = paper_keys([entry.title for entry in entries], lambda index: entries[index].opening)


class CorrectedYear(NamedTuple):
    """A date whose arXiv id says another year than its dump: the line of the title, and both years."""

    line: int
    year: int
    stated: int


def year_problem(source_name: str, corrected: Sequence[CorrectedYear]) -> Problem:
    """Return the problem that dates of a dump contradict their arXiv ids, at the first of them."""
    line, year, stated = corrected[0]
    more = f" (and {count_of(len(corrected) - 1, 'other')})" if len(corrected) > 1 else ""
    text = f"the year of a date is taken to be {year}, as its arXiv id says, not {stated}{more}"
    return Problem(source_name, line, text)


_CODE_HOST = re.compile(
    rb"://(?:[\w-]+\.)*(?:github\.(?:com|io)|gitlab\.|bitbucket\.org|codeberg\.org|4open\.science)", re.IGNORECASE
)


def has_link(text: bytes) -> bool:
    """Return whether a text contains a URL. Searching for one byte is faster than for three."""
    colon = text.find(b":")
    while colon >= 0 and not text.startswith(b"//", colon + 1):
        colon = text.find(b":", colon + 1)
    return colon >= 0


def has_code(text: bytes) -> bool:
    """Return whether a text contains a URL of a host of source code."""
    return _CODE_HOST.search(text) is not None
