r"""Feeds of arXiv with the papers of a day, as RSS or Atom: rss.arxiv.org, and export.arxiv.org/rss before 2024.

By https://info.arxiv.org/help/rss.html and https://info.arxiv.org/help/rss_specifications.html: the description begins
`arXiv:2508.13426v1 Announce Type: cross \nAbstract: `. All authors stand in one `dc:creator`, with TeX accents. The date
is the day of the announcement; a replaced paper is older, so that it gets none. Before 2024 titles ended with
`(arXiv:2301.00001v1 [cs.AI])`, and the names were links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.arxiv_subjects import split_subjects
from paperreader.formats.records.names import split_names
from paperreader.formats.records.plain_text import plain_line
from paperreader.formats.records.tex_accents import decode_tex
from paperreader.formats.records.xml.xml_records import ChildTexts, text_of, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_ROOTS = ("rss", "feed", "rdf")
_MARKS = (
    b"Announce Type:",
    b"://rss.arxiv.org",
    b"://export.arxiv.org/rss",
    b"://arxiv.org/rss",
    b"updates on arXiv.org",
)
_HEAD = re.compile(r"\s*(?P<id>arXiv:\S+)\s+Announce Type:\s*(?P<type>[\w-]+)\s+(?:Abstract:)?", re.IGNORECASE)
_TITLE_END = re.compile(
    r"\((?P<id>arXiv:[^\s()]+)\s{0,9}(?:\[(?P<subject>[^\]()]*)\])?(?P<updated>\s{0,9}UPDATED)?\)\s{0,9}$"
)
_KNOWN = frozenset((
    "title", "link", "description", "summary", "guid", "id", "category", "pubDate", "published", "updated", "date",
    "creator", "author", "announce_type", "rights", "DOI", "doi", "journal_reference", "journal_ref", "comment",
))  # fmt: skip


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a feed that names arXiv's addresses of feeds, or announces."""
    return CERTAIN if any(mark in head for mark in _MARKS) and root_name(head) in _ROOTS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the feed; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    day = ""
    for item in xml_records(source, ("item", "entry", "pubDate", "date")):
        if not isinstance(item, XmlRecord):
            yield item
        elif item.element.tag in ("item", "entry"):
            yield _paper(item, day)
        else:
            day = text_of(item.element)  # of the whole feed


def _paper(item: XmlRecord, day: str) -> Record:
    element, texts = item.element, ChildTexts(item.element)
    title, abstract = texts.first("title"), texts.first("description", "summary")
    head, end = _HEAD.match(abstract), _TITLE_END.search(title)
    kind = texts.first("announce_type") or (head["type"] if head else "")
    is_replaced = kind.startswith("replace") or bool(end and end["updated"])
    subjects, classes = split_subjects(_terms(item) or ([end["subject"] or ""] if end else []))
    links = [link.get("href") or text_of(link) for link in element.findall("link")]
    return Record(
        item.line,
        title[: end.start()].rstrip().removesuffix(".") if end else title,
        abstract[head.end() :] if head else abstract,
        _authors(texts),
        date="" if is_replaced else texts.first("pubDate", "published", "date") or day,
        venue=texts.first("journal_reference", "journal_ref"),
        categories=subjects,
        keywords=classes,
        comment=texts.first("comment"),
        ids=[
            *links,
            texts.first("guid", "id"),
            *(found["id"] for found in (head, end) if found),
            texts.first("DOI", "doi"),
        ],
        links=links,
        unread=texts.unread(_KNOWN),
    )


def _terms(item: XmlRecord) -> list[str]:
    return [category.get("term") or text_of(category) for category in item.element.findall("category")]


def _authors(texts: ChildTexts) -> list[str]:
    creators = texts.all("creator") or texts.all("author")
    return [name for text in creators for name in split_names(decode_tex(plain_line(text)))]
