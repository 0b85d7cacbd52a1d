"""Pages of huggingface.co/papers saved as HTML; see `records.html.hugging_face_site`."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records.html.saved_page import read_saved_page
from paperreader.formats.records.xml.xml_root import is_web_page
from paperreader.source import Source

_MARKS = (b'data-target="DailyPapers"', b'data-target="PaperContent"')


def sniff(head: bytes) -> float:
    """Return the confidence: certain where the papers' data begin, likely for a page of the site about papers."""
    if not is_web_page(head):
        return 0.0
    if any(mark in head for mark in _MARKS):
        return CERTAIN
    return LIKELY if b"huggingface.co/papers" in head or b"Papers - Hugging Face" in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the page; see `paperreader.formats.format_row.Format.read`."""
    return read_saved_page(source)
