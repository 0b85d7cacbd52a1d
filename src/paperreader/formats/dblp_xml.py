"""Publications of DBLP as XML: answers of its search, the page of a person (`dblp.org/pid/….xml`), and its dump.

Source: <https://dblp.org/faq/1474679>, <https://dblp.org/xml/docu/dblpxml.pdf>. The hits of a search have the fields of its
JSON; see `dblp_search`. Elsewhere a publication is an element of its kind, with its key as an attribute. The home page of a
person is one too (`www`). Titles end in a period and have markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.dblp_search import hit_record
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.xml.xml_fields import element_fields
from paperreader.formats.records.xml.xml_records import ChildTexts, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_KINDS = ("article", "inproceedings", "book", "incollection", "phdthesis", "mastersthesis", "data")
_NO_PAPERS = {"proceedings": "volumes of proceedings", "www": "home pages"}
_KNOWN = frozenset((
    "author", "title", "year", "month", "journal", "booktitle", "school", "publisher", "volume", "number", "pages", "ee",
    "url", "crossref", "cite", "note", "isbn", "series", "editor", "cdrom", "stream", "rel",
))  # fmt: skip


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a person, the dump, or hits of the search."""
    root = root_name(head)
    return CERTAIN if root in ("dblp", "dblpperson") or (root == "result" and b"<hits " in head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, ("info", *_KINDS, *_NO_PAPERS)):
        if not isinstance(item, XmlRecord):
            yield item
        elif item.element.tag == "info":
            yield hit_record(item.line, element_fields(item.element, ("title",)))
        elif label := _NO_PAPERS.get(item.element.tag):
            yield NotRead(item.line, label)
        else:
            yield _publication(item)


def _publication(publication: XmlRecord) -> Record:
    texts, key = ChildTexts(publication.element), publication.element.get("key", "")
    volume, pages = texts.first("volume"), texts.all("ee")
    return Record(
        publication.line,
        texts.first("title").strip().removesuffix("."),
        authors=texts.all("author"),
        date=f"{texts.first('month')} {texts.first('year')}",
        venue=texts.first("journal", "booktitle", "school"),
        ids=(
            *pages,
            volume if volume.startswith("abs/") else "",  # of arXiv, as `CoRR`
            f"dblp:{key}" if key else "",
        ),
        links=(*pages, f"https://dblp.org/rec/{key}" if key else ""),
        unread=texts.unread(_KNOWN),
    )
