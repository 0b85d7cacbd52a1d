"""Answers of arXiv's API, saved: an Atom feed with an `entry` for each paper.

By https://info.arxiv.org/help/api/user-manual.html: `published` is the day of version 1, `updated` of the last one.
An error is an entry too, with the title `Error` and an id below `arxiv.org/api/errors`. Among the categories are
classes of the MSC and ACM, which are no subject codes of arXiv.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.arxiv_subjects import split_subjects
from paperreader.formats.records.xml.xml_records import ChildTexts, texts_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_MARK = b"arxiv.org/schemas/atom"
_FEEDS_OF_DAYS = (b"rss.arxiv.org", b"Announce Type:")
_ERRORS = "arxiv.org/api/errors"
_KNOWN = frozenset((
    "id", "title", "summary", "author", "published", "updated", "link", "category", "primary_category", "doi",
    "journal_ref", "comment",
))  # fmt: skip


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a feed with arXiv's own elements or its error that is not its feed of a day's papers."""
    is_answer = (_MARK in head or _ERRORS.encode() in head) and not any(mark in head for mark in _FEEDS_OF_DAYS)
    return CERTAIN if is_answer and root_name(head) == "feed" else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the answer; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, ("entry",)):
        yield _paper(item) if isinstance(item, XmlRecord) else item


def _paper(entry: XmlRecord) -> Item:
    element, texts = entry.element, ChildTexts(entry.element)
    page = texts.first("id").strip()
    if _ERRORS in page:
        return NotRead(entry.line, "errors of arXiv", f"arXiv answered with an error: {texts.first('summary')}")
    links = element.findall("link")
    primary = element.find("primary_category")
    subjects, classes = split_subjects(
        (category.get("term", "") for category in element.findall("category")),
        primary.get("term", "") if primary is not None else "",
    )
    return Record(
        entry.line,
        texts.first("title"),
        texts.first("summary"),
        texts_at(element, "author/name"),
        date=texts.first("published", "updated"),
        venue=texts.first("journal_ref"),
        categories=subjects,
        keywords=classes,
        comment=texts.first("comment"),
        ids=[page, texts.first("doi")],
        links=[page, *(link.get("href", "") for link in links if link.get("title") != "pdf")],
        pdf=next((link.get("href", "") for link in links if link.get("title") == "pdf"), ""),
        unread=texts.unread(_KNOWN),
    )
