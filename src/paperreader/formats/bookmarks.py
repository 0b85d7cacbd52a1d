"""Bookmarks of a browser, exported as HTML: the links that are papers, with the titles of their pages.

By https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85): all
browsers write the file of Netscape, `<DT><A HREF="…" ADD_DATE="1700000000">Title</A>`. The title of a page names its site too.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.id_list import record_of
from paperreader.formats.records import Item, NotRead, read_records
from paperreader.formats.records.html.html_tree import beginning_of, line_of, read_page
from paperreader.formats.records.page_titles import page_title
from paperreader.formats.records.paper_addresses import is_paper_address, short_name, untitled_note
from paperreader.source import Source

_MARK = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>"


def sniff(head: bytes) -> float:
    """Return the confidence: certain where the file says what it is."""
    return CERTAIN if head.lstrip().startswith(_MARK) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the bookmarks; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    untitled: list[int] = []
    for link in read_page(source).root.iter("a"):
        address = link.get("href", "")
        if not is_paper_address(address):
            yield NotRead(line_of(link), "other bookmarks")
            continue
        title = page_title(beginning_of(link))
        if not title:
            untitled.append(line_of(link))
        yield record_of(line_of(link), address, title or short_name(address))
    if untitled:
        yield untitled_note(source.display_name, untitled[0], len(untitled))
