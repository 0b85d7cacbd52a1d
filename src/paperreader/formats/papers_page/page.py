"""The format of the papers page: its recognition and its reading.

Reads every variant of the page seen so far: authors or an organization, `·`, a date without its year in the year of
capture, comment counts, upvotes before titles, trending cards, no metadata at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from paperreader.formats.entry import Batch
from paperreader.formats.papers_page import boilerplate, pairing
from paperreader.formats.papers_page.blocks import split_blocks
from paperreader.formats.papers_page.metadata import DOT, find_metadata
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
    pairs = sum(pairing.is_sure_pair(*pair) for pair in itertools.pairwise(texts))
    return _GUESS if pairs * 3 >= len(texts) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a page in its order; see `paperreader.formats.registry.Format.read`."""
    from paperreader.formats.papers_page.builder import EntryBuilder
    from paperreader.formats.papers_page.capture import CaptureYear
    from paperreader.formats.papers_page.pieces import split_pieces

    capture = CaptureYear(source.capture_date)
    builder = EntryBuilder(source)
    for piece in split_pieces(source):
        builder.add_piece(piece)
        batch = builder.take_batch()
        capture.observe(batch.entries)
        yield batch
    builder.finish()
    last = builder.take_batch(whole=True)
    capture.observe(last.entries)
    last.capture_year = capture.year(source)
    yield last
