"""Feeds of journals, publishers and blogs: RSS 2.0, RSS 1.0 (RDF) and Atom.

By the specifications (https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec, RFC 4287) and
their modules Dublin Core, PRISM and Content. Journals put the citation where others have the abstract; all authors may
stand in one element, in many ways. No element shows whether an item is a paper or news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.arxiv_subjects import split_subjects
from paperreader.formats.records.lines.labels import author_names
from paperreader.formats.records.tex_accents import decode_tex
from paperreader.formats.records.xml.feed_text import abstract_in, labelled_values
from paperreader.formats.records.xml.xml_records import ChildTexts, text_of, texts_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_ITEMS = ("item", "entry")
_ITEM_START = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>/]")
_SUMMARIES = ("description", "summary", "abstract", "encoded", "content")
_DATES = ("publicationDate", "date", "pubDate", "published", "issued", "updated", "coverDate")
_IDS = ("doi", "identifier", "guid", "id", "url")
_MAIL = re.compile(r"\S+@\S+\s*(?:\((?P<name>[^()]*)\))?")
_ISSUE = re.compile(r",\s*(?:Volumes?|Vol\.|Issue|Part)\b.*", re.DOTALL)
_JOURNAL = re.compile(r"(?!\s*(?:https?:|doi:|10\.))\s*\w")  # no address, no identifier
_PUBMED = re.compile(r"\A\s*pubmed:(?=\d)")
_ASAP = re.compile(r"\A\s*\[ASAP\]\s*")
_KNOWN = frozenset((
    *_SUMMARIES, *_DATES, *_IDS, "title", "link", "author", "creator", "contributor", "authors", "category", "subject",
    "keyword", "publicationName", "publicationTitle", "source", "enclosure", "rights", "copyright", "publisher", "volume", "number", "issn",
    "eIssn", "startingPage", "endingPage", "section", "language", "type", "format", "license", "thumbnail", "group",
))  # fmt: skip


def sniff(head: bytes) -> float:
    """Return the confidence: likely for the root elements of feeds; RDF has other uses, and needs an item."""
    root = root_name(head)
    return LIKELY if root in ("rss", "feed") or (root == "rdf" and _ITEM_START.search(head)) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the items; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, _ITEMS):
        yield _paper(item) if isinstance(item, XmlRecord) else item


def _paper(item: XmlRecord) -> Record:
    element, texts = item.element, ChildTexts(item.element)
    summaries = texts.all(*_SUMMARIES)
    title = _ASAP.sub("", texts.first("title"))
    authors, date, venue = _authors(element, texts), texts.first(*_DATES), _venue(element, texts, title)
    labelled = {} if authors and date and venue else labelled_values(summaries)
    subjects, keywords = split_subjects(_terms(element) + texts.all("subject", "keyword"))
    links = _links(element) or [text.strip() for text in texts.all("guid", "id")]
    return Record(
        item.line,
        title,
        abstract_in(summaries),
        authors or author_names(labelled.get("author(s)", "")),
        date=date or labelled.get("publication date", ""),
        venue=venue or _ISSUE.sub("", labelled.get("source", "")),
        categories=subjects,
        keywords=keywords,
        ids=[_PUBMED.sub("pmid:", text) for text in (*links, *texts.all(*_IDS))],
        links=links,
        pdf=_pdf(element),
        unread=texts.unread(_KNOWN),
    )


def _links(element: Element) -> list[str]:
    """Return the item's addresses, without that of its PDF."""
    return [
        link.get("href") or text_of(link).strip()
        for link in element.findall("link")
        if link.get("rel", "alternate") in ("alternate", "related") and not _is_pdf(link)
    ]


def _pdf(element: Element) -> str:
    links = (link for name in ("link", "enclosure") for link in element.findall(name) if _is_pdf(link))
    return next((link.get("href") or link.get("url") or "" for link in links), "")


def _is_pdf(link: Element) -> bool:
    return link.get("type") == "application/pdf" or link.get("title") == "pdf"


def _terms(element: Element) -> list[str]:
    return [category.get("term") or text_of(category) for category in element.findall("category")]


def _venue(element: Element, texts: ChildTexts, title: str) -> str:
    """Return the journal. Some publishers put the title there; the `source` of RSS, which has an address, is another feed."""
    sources = [text_of(source) for source in element.findall("source") if not (source.get("url") or len(source))]
    named = [*texts.all("publicationName", "publicationTitle"), *sources]
    return next((name for name in named if name.strip() != title.strip() and _JOURNAL.match(name)), "")


def _authors(element: Element, texts: ChildTexts) -> list[str]:
    creators = texts.all("creator") or texts_at(element, "author/name") or texts.all("author", "authors")
    names = [decode_tex(name) for name in map(_without_mail, creators) if name.strip()]
    return author_names(names[0], single=True) if len(names) == 1 else names


def _without_mail(author: str) -> str:
    """Return the name of `ada@example.org (Ada Lovelace)`."""
    mail = _MAIL.fullmatch(author.strip())
    return (mail["name"] or "") if mail else author
