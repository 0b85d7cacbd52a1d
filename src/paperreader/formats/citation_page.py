"""A page of one paper saved as HTML, with tags for Google Scholar; see `records.html.citation_tags`.

Pages whose beginning does not show what they are are tried here too, since the tags may stand behind long scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN, GUESS
from paperreader.formats.entry import Batch
from paperreader.formats.records.html.saved_page import read_saved_page
from paperreader.formats.records.xml.xml_root import is_web_page
from paperreader.source import Source


def sniff(head: bytes) -> float:
    """Return the confidence: certain where the tags begin, a guess for a whole page of HTML."""
    if not is_web_page(head):
        return 0.0
    return CERTAIN if b"citation_title" in head else GUESS


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the page; see `paperreader.formats.format_row.Format.read`."""
    return read_saved_page(source)
