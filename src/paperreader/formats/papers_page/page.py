"""The papers page of Hugging Face, copied as text: blocks become entries.

Reads every variant of the page seen so far: authors or an organisation, `·`, a date whose year is
left out in the year of capture, comment counts, upvotes before titles, trending cards, no metadata
at all. Knows nothing of how bytes lie on disk, nor of merging papers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from paperreader.formats.entry import Batch
from paperreader.formats.papers_page import boilerplate, metadata, pairing
from paperreader.formats.papers_page.blocks import blocks_of, pieces, plain_blocks
from paperreader.formats.papers_page.builder import EntryBuilder
from paperreader.formats.papers_page.capture import CaptureYear
from paperreader.formats.papers_page.metadata import DOT
from paperreader.source import Source


def sniff(head: bytes) -> bool:
    """Whether a dump's first bytes are a page of papers: its chrome, metadata, or mostly pairs."""
    blocks = plain_blocks(head, 0, 1)
    if any(boilerplate.is_sure(block.text) for block in blocks) or boilerplate.head(blocks)[0]:
        return True
    if any(DOT in block.text and metadata.find_metadata(block.text) for block in blocks):
        return True
    texts = [block.text for block in blocks]
    pairs = sum(pairing.is_pair(*pair) for pair in itertools.pairwise(texts))
    return pairs * 3 >= len(texts)


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a page in its order; see `paperreader.formats.registry.read`."""
    capture = CaptureYear(source.capture_date)
    builder = EntryBuilder(source)
    line = 1
    for piece in pieces(source):
        builder.check_bytes(piece.data, line)
        blocks, blank, markup = blocks_of(piece, line)
        line += piece.data.count(b"\n")
        builder.line_counts.blank += blank
        builder.line_counts.chrome += markup
        builder.feed(metadata.join_dots(blocks))
        yield capture.observe(builder.taken())
    builder.finish()
    last = capture.observe(builder.taken(all_of_them=True))
    last.capture_year = capture.year(source)
    yield last
