"""The papers page of Hugging Face, copied as text: blocks become entries.

Reads every variant of the page seen so far: authors or an organisation, `·`, a date whose year is
left out in the year of capture, comment counts, upvotes before titles, trending cards, no metadata
at all. Knows nothing of how bytes lie on disk, nor of merging papers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from paperreader.formats.entry import Batch
from paperreader.formats.papers_page import boilerplate, metadata, pairing, regular
from paperreader.formats.papers_page.blocks import Block, blocks_of, pieces, plain_blocks
from paperreader.formats.papers_page.builder import EntryBuilder
from paperreader.formats.papers_page.capture import CaptureYear
from paperreader.formats.papers_page.metadata import DOT
from paperreader.source import Source

_HELD = 3  # blocks kept back at a piece's end: who, `·` and date may be three


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
    """The entries of a page in its order; see `paperreader.formats.registry.read`."""
    capture = CaptureYear(source.capture_date)
    reader = EntryBuilder(source.display_name)
    held: list[Block] = []
    line = 1
    for piece in pieces(source):
        reader.check_bytes(piece.data, line)
        if held or piece.marked or (DOT[-1:] in piece.data and b"\n\n" + DOT in piece.data):  # one byte is found faster
            found, blank, markup = blocks_of(piece, line)
            line += piece.data.count(b"\n")
            reader.account.blank += blank
            reader.account.chrome += markup
            found = metadata.join_dots(held + found)
            held = found[-_HELD:]
            reader.feed(found[:-_HELD])
        else:
            line = regular.feed(reader, piece, line)
        yield capture.observe(reader.taken())
    reader.feed(metadata.join_dots(held))
    reader.finish()
    last = capture.observe(reader.taken(all_of_them=True))
    last.capture_year = capture.year(source)
    yield last
