"""EndNote XML, as EndNote exports it (File > Export > XML), and Zotero, Mendeley and Covidence write it.

By EndNote's `RSXML.dtd`: `xml/records/record`, texts within `style` elements. The venue is `secondary-title` (of a book its series),
else the journal's `periodical`. `remote-database-name`, `accession-num` and other fields may hold identifiers.
Addresses `internal-pdf://` are files of the writer's disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.xml.xml_records import ChildTexts, text_at, texts_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_BOOKS = frozenset(("Book", "Edited Book", "Electronic Book"))
_KNOWN = frozenset((
    "database", "source-app", "rec-number", "foreign-keys", "ref-type", "contributors", "auth-address", "titles",
    "periodical", "alt-periodical", "pages", "volume", "number", "edition", "section", "keywords", "dates",
    "pub-location", "publisher", "isbn", "accession-num", "electronic-resource-num", "abstract", "urls", "language",
    "remote-database-name", "remote-database-provider", "notes", "research-notes",
))  # fmt: skip


def sniff(head: bytes) -> float:
    """Return the confidence: certain where a record names its kind as EndNote does."""
    if root_name(head) not in ("xml", "records"):
        return 0.0
    return CERTAIN if b"<ref-type" in head else LIKELY if b"<record>" in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, ("record",)):
        yield _paper(item) if isinstance(item, XmlRecord) else item


def _paper(record: XmlRecord) -> Record:
    element = record.element
    return Record(
        record.line,
        text_at(element, "titles/title"),
        text_at(element, "abstract"),
        texts_at(element, "contributors/authors/author"),
        date=_date(element),
        venue=_venue(element),
        keywords=texts_at(element, "keywords/keyword"),
        ids=[text_at(element, "electronic-resource-num"), *_accession(element)],
        links=texts_at(element, "urls/web-urls/url") + texts_at(element, "urls/related-urls/url"),
        pdf=next((url for url in texts_at(element, "urls/pdf-urls/url") if url.startswith("http")), ""),
        unread=ChildTexts(element).unread(_KNOWN),
    )


def _venue(element: Element) -> str:
    kind = element.find("ref-type")
    if kind is not None and kind.get("name") in _BOOKS:
        return ""
    return text_at(element, "titles/secondary-title", "periodical/full-title", "alt-periodical/full-title")


def _date(element: Element) -> str:
    """Return year and day of publication; the day may repeat the year."""
    year, day = text_at(element, "dates/year").strip(), text_at(element, "dates/pub-dates/date").strip()
    return day if year in day else f"{day} {year}"


def _accession(element: Element) -> list[str]:
    """Return the PubMed id, if the record comes from PubMed."""
    number = text_at(element, "accession-num").strip()
    origin = text_at(element, "remote-database-name", "remote-database-provider").lower()
    return [f"pmid:{number}"] if number and ("medline" in origin or "pubmed" in origin or "nlm" in origin) else [number]
