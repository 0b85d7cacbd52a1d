"""Bookmarks of a browser, exported as HTML: the links that are papers, with the titles of their pages.

By https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85): all
browsers write the file of Netscape, `<DT><A HREF="…" ADD_DATE="1700000000">Title</A>`. The title of a page names its site too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.id_list import record_of
from paperreader.formats.records import Item, NotRead, read_records
from paperreader.formats.records.html.html_tree import beginning_of, line_of, read_page
from paperreader.formats.records.paper_addresses import is_paper_address, short_name, untitled_note
from paperreader.source import Source

_MARK = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>"
_SITE = re.compile(
    r"^(?:\[(?:arXiv:)?[\w./-]{5,20}\]|Paper page -)\s*"
    r"|\s+[-|·]\s+(?:OpenReview|arXiv|ACL Anthology|Hugging Face|PubMed|PMC|bioRxiv|medRxiv|Nature|Science|ScienceDirect|SpringerLink"
    r"|IEEE Xplore|IEEE .{3,80}IEEE Xplore|Semantic Scholar|Papers With Code|alphaXiv|Proceedings of .{3,120})$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"https?://\S+|[\w.-]+(?:\.pdf)?|arXiv(?:\.org)?")


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


def page_title(text: str) -> str:
    """Return the title of a paper in that of its page, `[2402.01234] A Title` or `A Title | OpenReview`; "" if it has none."""
    title = _SITE.sub("", _SITE.sub("", text.strip())).strip()
    return "" if _NO_TITLE.fullmatch(title) else title
