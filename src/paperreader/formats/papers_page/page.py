"""The format of the papers page: its recognition and its reading.

Reads every variant of the page seen so far: authors or an organization, `·`, a date without its year in the year of
capture, comment counts, upvotes before titles, trending cards, no metadata at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from paperreader.dates import LEAP_DAY, YEAR_UNIT, is_leap_year
from paperreader.formats.entry import Batch
from paperreader.formats.papers_page import boilerplate, pairing
from paperreader.formats.papers_page.blocks import split_blocks
from paperreader.formats.papers_page.builder import EntryBuilder
from paperreader.formats.papers_page.metadata import DOT, find_metadata
from paperreader.formats.papers_page.pieces import split_pieces
from paperreader.source import Source

_CERTAIN, _LIKELY, _GUESS = 1.0, 0.5, 0.1


def sniff(head: bytes) -> float:
    """Return the confidence that a dump is a page of papers: by its boilerplate, by metadata, or by pairs of blocks."""
    blocks = split_blocks(head)
    texts = [block.text for block in blocks]
    if any(boilerplate.is_invitation(text) for text in texts):
        return _CERTAIN
    if boilerplate.find_header(blocks)[0] or any(DOT in text and find_metadata(text) for text in texts):
        return _LIKELY
    pairs = sum(pairing.is_sure_title_and_abstract(*pair) for pair in itertools.pairwise(texts))
    return _GUESS if pairs * 3 >= len(texts) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a page in its order; see `paperreader.formats.registry.Format.read`."""
    days: set[int] = set()
    builder = EntryBuilder(source)
    for piece in split_pieces(source):
        batch = builder.add_piece(piece)
        days.update(entry.day for entry in batch.entries)
        yield batch
    last = builder.finish()
    days.update(entry.day for entry in last.entries)
    last.capture_year = _capture_year(days, source)
    yield last


def _capture_year(days: Collection[int], source: Source) -> int:
    """Return the year of capture: that of the page's dates without a year, unless the user gave another.

    It is the year after the latest printed year; without a printed one it is the year of the file's last
    modification. A `Feb 29` without a year requires a leap year.
    """
    if source.capture_date:
        return source.capture_date.year
    latest = max(days, default=0) // YEAR_UNIT
    year, step = (latest + 1, 1) if latest else (source.modified.year, -1)
    while LEAP_DAY in days and not is_leap_year(year):
        year += step
    return year
