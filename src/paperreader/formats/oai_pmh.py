"""Answers of OAI-PMH, as harvesters of arXiv and of other repositories save them: `record` elements with metadata.

Three kinds of metadata are read: `arXiv` (names in parts, `created` is the day of version 1), `arXivRaw` (names as TeX in one
text, a date for each version) and `oai_dc`, which all repositories have (http://www.openarchives.org/OAI/openarchivesprotocol.html).
In `oai_dc` of arXiv the second `description` is the comment, and an `identifier` may be the journal; other repositories give
several dates, of which the earliest is that of the paper. A deleted record has a header alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.arxiv_subjects import split_subjects
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.names import name_of_parts, split_names
from paperreader.formats.records.tex_accents import decode_tex
from paperreader.formats.records.xml.xml_records import ChildTexts, elements_at, text_at, text_of, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_ROOTS = ("oai-pmh", "listrecords", "getrecord")
_KNOWN_ARXIV = frozenset((
    "id", "created", "updated", "authors", "title", "categories", "comments", "journal-ref", "doi", "abstract",
    "msc-class", "acm-class", "report-no", "license", "submitter", "version", "proxy",
))  # fmt: skip
_KNOWN_DC = frozenset((
    "title", "creator", "subject", "description", "date", "identifier", "type", "source", "publisher", "language",
    "rights", "format", "relation", "contributor", "coverage",
))  # fmt: skip
_ARXIV = "arXiv.org:"
_COMMENT = "Comment:"
_NUMBER = re.compile(r"\s*(?:doi|issn|isbn|urn|hdl|pmid|[\d-]{8})", re.IGNORECASE)


def sniff(head: bytes) -> float:
    """Return the confidence: certain for the protocol's root element."""
    return CERTAIN if root_name(head) in _ROOTS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, ("record", "error")):
        if not isinstance(item, XmlRecord):
            yield item
        elif item.element.tag == "record":
            yield _record(item)
        elif item.element.get("code") != "noRecordsMatch":
            why = f"the repository answered with an error: {text_of(item.element)}"
            yield NotRead(item.line, "errors of the repository", why)


def _record(record: XmlRecord) -> Item:
    header, metadata = record.element.find("header"), record.element.find("metadata")
    if header is not None and header.get("status") == "deleted":
        return NotRead(record.line, "deleted records")
    if metadata is None or not len(metadata):
        return NotRead(record.line, "records without metadata", "a record without metadata was skipped")
    page = text_at(header, "identifier") if header is not None else ""
    content = metadata[0]
    return (
        _of_arxiv(record.line, content) if content.tag.startswith("arXiv") else _dublin_core(record.line, content, page)
    )


def _of_arxiv(line: int, content: Element) -> Record:
    """Return the record of metadata of the kinds `arXiv` and `arXivRaw`."""
    texts = ChildTexts(content)
    arxiv_id = texts.first("id").strip()
    subjects, _ = split_subjects(texts.first("categories").split())
    return Record(
        line,
        texts.first("title"),
        texts.first("abstract"),
        [_name(author) for author in elements_at(content, "authors/author")] or _raw_names(texts.first("authors")),
        date=texts.first("created") or text_at(content, "version/date"),
        venue=texts.first("journal-ref"),
        categories=subjects,
        keywords=texts.all("msc-class", "acm-class"),
        comment=texts.first("comments"),
        ids=[f"arXiv:{arxiv_id}", texts.first("doi")],
        links=[f"https://arxiv.org/abs/{arxiv_id}"] if arxiv_id else [],
        unread=texts.unread(_KNOWN_ARXIV),
    )


def _name(author: Element) -> str:
    return name_of_parts(text_at(author, "forenames"), text_at(author, "keyname"), text_at(author, "suffix"))


def _dublin_core(line: int, content: Element, page: str) -> Record:
    """Return the record of metadata of the kind `oai_dc`; of an unknown kind, what is named as there."""
    texts = ChildTexts(content)
    descriptions, identifiers = texts.all("description"), [text.strip() for text in texts.all("identifier")]
    comments = [text for text in descriptions if text.lstrip().startswith(_COMMENT)]
    subjects = texts.all("subject")
    return Record(
        line,
        texts.first("title"),
        "\n\n".join(text for text in descriptions if text not in comments),
        texts.all("creator"),
        date=min(filter(parse_day, texts.all("date")), key=parse_day, default=""),
        venue=_venue(texts, identifiers),
        categories=subjects if _ARXIV in page else (),
        keywords=() if _ARXIV in page else subjects,
        comment="".join(comments).strip().removeprefix(_COMMENT),
        ids=[page, *identifiers],
        links=[text for text in identifiers if "://" in text],
        unread=texts.unread(_KNOWN_DC),
    )


def _venue(texts: ChildTexts, identifiers: list[str]) -> str:
    """Return the journal: the `source`, or an identifier with words in it."""
    named = [*texts.all("source"), *identifiers]
    return next((text for text in named if " " in text.strip() and "://" not in text and not _NUMBER.match(text)), "")


def _raw_names(text: str) -> list[str]:
    return split_names(decode_tex(text))
