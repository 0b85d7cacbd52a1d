"""Listings and search results of arXiv saved as HTML; see `records.html.arxiv_pages`."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records.html.saved_page import read_saved_page
from paperreader.formats.records.xml.xml_root import is_web_page
from paperreader.source import Source

_MARKS = (b"list-title", b"arxiv-result")


def sniff(head: bytes) -> float:
    """Return the confidence: certain where a paper is listed, likely for other pages of arXiv without one paper's tags."""
    if not is_web_page(head):
        return 0.0
    if any(mark in head for mark in _MARKS):
        return CERTAIN
    return LIKELY if b"arxiv.org/" in head and b"/static/" in head and b"citation_title" not in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the page; see `paperreader.formats.format_row.Format.read`."""
    return read_saved_page(source)
