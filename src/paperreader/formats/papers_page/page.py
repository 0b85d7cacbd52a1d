"""The format of the papers page: its recognition and its reading.

Reads every variant of the page seen so far: authors or an organization, `·`, a date without its year in the year of
capture, comment counts, upvotes before titles, trending cards, no metadata at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from paperreader.dates import LEAP_DAY, YEAR_UNIT, is_leap_year
from paperreader.errors import Problem
from paperreader.formats.confidence import CERTAIN, LAST_GUESS, LIKELY
from paperreader.formats.entry import Batch, CorrectedYear, Entry, year_problem
from paperreader.formats.papers_page import boilerplate, plain_pairs
from paperreader.formats.papers_page.blocks import split_blocks
from paperreader.formats.papers_page.builder import EntryBuilder
from paperreader.formats.papers_page.grouping import split_glued
from paperreader.formats.papers_page.metadata import DOT, find_metadata, join_metadata
from paperreader.formats.papers_page.pieces import OverlongTextError, has_markup, split_pieces
from paperreader.identifiers import year_by_arxiv_id
from paperreader.source import Source

_CRAWLED = re.compile(rb"/login\?next=|#community|^#{2,4} \[[^\]\n]*\]\([^)\n]*/papers/", re.MULTILINE)
_COLUMNS = re.compile(rb"[\"\w]+(?:[,;\t][\"\w][\"\w -]{0,40}){4,}$")  # of a table that has none for titles


def sniff(head: bytes) -> float:
    """Return the confidence that a dump is a page of papers: by its boilerplate, by metadata, or by pairs of blocks."""
    if head.lstrip().startswith(b"<"):
        from paperreader.formats.records.xml.xml_root import is_markup  # few pages need what formats of records share

        if is_markup(head):
            return 0.0
    blocks = split_blocks(head)
    if has_markup(head):
        from paperreader.formats.papers_page.markup import strip_markup

        blocks = strip_markup(blocks)
    blocks = join_metadata(split_glued(blocks[0]) if len(blocks) == 1 else blocks)
    texts = [block.text for block in blocks]
    if any(boilerplate.is_invitation(text) for text in texts):
        return CERTAIN
    has_header = boilerplate.find_header(blocks)[0] > 0 and not _is_digest(head)
    if has_header or any(DOT in text and find_metadata(text) for text in texts):
        return LIKELY
    return LAST_GUESS if plain_pairs.are_plain_pairs(texts) and not _COLUMNS.match(texts[0]) else 0.0


def _is_digest(head: bytes) -> bool:
    """Return whether a dump is Markdown with links, but not as crawlers write the page: a digest may be called `Daily Papers`."""
    return b"](http" in head and not _CRAWLED.search(head)


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a page in its order; see `paperreader.formats.format_row.Format.read`."""
    years = _Years()
    builder = EntryBuilder(source)
    overlong: OverlongTextError | None = None
    try:
        for piece in split_pieces(source):
            batch = builder.add_piece(piece)
            batch.entries = years.date(batch.entries)
            yield batch
    except OverlongTextError as error:
        overlong = error
    last = builder.finish()
    last.entries = years.date(last.entries)
    last.capture_year, doubt = years.conclude(source)
    last.problems += doubt
    yield last
    if overlong:
        raise overlong


class _Years:
    """The years of the dates on a page that have none: that of their arXiv id, else the year of capture."""

    def __init__(self) -> None:
        self._days: set[int] = set()
        self._by_id: list[tuple[int, int]] = []  # line of the title, and year

    def date(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return entries with the years that follow from their arXiv ids."""
        if any([entry.arxiv_id for entry in entries]):
            entries = [self._date_by_id(entry, entry.arxiv_id) if entry.arxiv_id else entry for entry in entries]
        self._days.update([entry.day for entry in entries if not entry.year_inferred])
        return entries

    def _date_by_id(self, entry: Entry, arxiv_id: str) -> Entry:
        year = year_by_arxiv_id(arxiv_id, entry.day) if 0 < entry.day < YEAR_UNIT else 0
        if not year:
            return entry
        self._by_id.append((entry.line, year))
        return entry._replace(day=year * YEAR_UNIT + entry.day, year_inferred=True)

    def conclude(self, source: Source) -> tuple[int, list[Problem]]:
        """Return the year of capture, and a problem if arXiv ids contradict it."""
        year = self._capture_year(source)
        others = [CorrectedYear(line, by_id, year) for line, by_id in self._by_id if by_id != year]
        if not others:
            return year, []
        bound = year if source.capture_date else max(year, *[other.year for other in others])
        return self._leap_year(bound, 1), [year_problem(source.display_name, others)]

    def _capture_year(self, source: Source) -> int:
        """Return the year of the page's dates without a year, unless the user gave another.

        It is the year after the latest printed year. Without a printed one it is the latest of an arXiv id, else the
        year of the file's last modification.
        """
        if source.capture_date:
            return source.capture_date.year
        latest = max(self._days, default=0) // YEAR_UNIT
        if latest:
            return self._leap_year(latest + 1, 1)
        years = [year for _, year in self._by_id]
        return self._leap_year(max(years), 1) if years else self._leap_year(source.modified.year, -1)

    def _leap_year(self, year: int, step: int) -> int:
        """Return a year, or the next leap year in this direction if the page has a `Feb 29` without a year."""
        while LEAP_DAY in self._days and not is_leap_year(year):
            year += step
        return year
