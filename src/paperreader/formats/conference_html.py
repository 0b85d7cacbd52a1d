"""Pages that list papers saved as HTML: of conferences, DBLP, PubMed and GitHub; see `records.html.conference_pages`."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records.html.saved_page import read_saved_page
from paperreader.formats.records.xml.xml_root import is_web_page
from paperreader.source import Source

_MARKS = (
    b"ptitle",
    b'title="paper title"',
    b"list-button-row",
    b"note-authors",
    b"publ-list",
    b"docsum-title",
    b"markdown-body",
)


def sniff(head: bytes) -> float:
    """Return the confidence: certain where a paper is listed; pages that begin with long scripts are tried as any page is."""
    is_list = any(mark in head for mark in _MARKS) and b"citation_title" not in head
    return CERTAIN if is_list and is_web_page(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the page; see `paperreader.formats.format_row.Format.read`."""
    return read_saved_page(source)
