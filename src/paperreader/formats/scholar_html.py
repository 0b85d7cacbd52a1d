"""Results of Google Scholar saved as HTML; see `records.html.scholar_results`."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records.html.saved_page import read_saved_page
from paperreader.formats.records.xml.xml_root import is_web_page
from paperreader.source import Source

_MARKS = (b'class="gs_rt"', b"gse_alrt_title")


def sniff(head: bytes) -> float:
    """Return the confidence: certain where a result begins, likely for other pages of Scholar."""
    if not is_web_page(head):
        return 0.0
    if any(mark in head for mark in _MARKS):
        return CERTAIN
    return LIKELY if b"Google Scholar</title>" in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the page; see `paperreader.formats.format_row.Format.read`."""
    return read_saved_page(source)
