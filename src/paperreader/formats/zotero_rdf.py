"""Zotero's own export (RDF): what it writes unless another format is chosen.

Source: the translator `Zotero RDF.js` of https://github.com/zotero/translators. An item is an element with an `itemType`;
attachments and notes are items too. Its journal or book stands within it or elsewhere in the file, and has the DOI. Tags that a site gave stand in
`AutomaticTag`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.names import name_of_parts, whole_name
from paperreader.formats.records.xml.xml_records import elements_at, text_at, text_of, texts_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.formats.records.zotero_notes import arxiv_remark
from paperreader.source import Source

_CONTAINERS = ("Journal", "Periodical", "Newspaper", "Website", "Blog")
_ITEMS = (
    *("Article", "Book", "BookSection", "Thesis", "Letter", "Manuscript", "Interview", "Document", "Memo", "Report"),
    *("Legislation", "Patent", "Image", "Recording", "ConferenceProceedings", "Data", "Description", "Attachment"),
)
_NO_PAPERS = {"attachment": "attachments", "note": "notes", "annotation": "annotations"}

Containers = Mapping[str, Element]
"""Journals and the like that stand outside their items, by the name under which items refer to them."""


def sniff(head: bytes) -> float:
    """Return the confidence: certain where Zotero's names are declared."""
    return CERTAIN if root_name(head) == "rdf" and b"zotero.org/namespaces/export" in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the items; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    containers = {
        name: item.element
        for item in xml_records(source, _CONTAINERS)
        if isinstance(item, XmlRecord) and (name := item.element.get("rdf:about"))
    }
    for item in xml_records(source, _ITEMS):
        if not isinstance(item, XmlRecord):
            yield item
        elif kind := text_at(item.element, "itemType").strip():
            label = _NO_PAPERS.get(kind)
            yield NotRead(item.line, label) if label else _paper(item, containers)


def _paper(item: XmlRecord, containers: Containers) -> Record:
    element = item.element
    parents = list(_parents(element, containers))
    address = text_at(element, "identifier/URI/value") or element.get("rdf:about", "")
    return Record(
        item.line,
        text_at(element, "title"),
        text_at(element, "abstract"),
        [_name(person) for person in elements_at(element, "authors/Seq/li/Person")],
        date=text_at(element, "date"),
        venue=next((title for parent in parents if (title := text_at(parent, "title").strip())), ""),
        keywords=[text_of(subject).strip() for subject in element.findall("subject")],
        ids=[address, *(text for part in (element, *parents) for text in texts_at(part, "identifier"))],
        links=[address] if "://" in address else [],
        comment=next(filter(None, map(arxiv_remark, text_at(element, "description").split("\n"))), ""),
    )


def _parents(element: Element, containers: Containers) -> Iterator[Element]:
    """Yield the journal or book of an item, and what stands for it elsewhere."""
    for part in element.findall("isPartOf"):
        if (elsewhere := containers.get(part.get("rdf:resource", ""))) is not None:
            yield elsewhere
        yield from (inner for inner in part if inner.tag != "Series")


def _name(person: Element) -> str:
    given, family = text_at(person, "givenName", "givenname"), text_at(person, "surname")
    return name_of_parts(given, family) if given else whole_name(family)
