"""XML of the ACL Anthology: the `data/xml` files of its repository.

By https://github.com/acl-org/acl-anthology (`data/xml/schema.rnc`): `collection/volume/paper`. Titles and abstracts
have markup (`fixed-case`, `tex-math`). Year, month and the venue stand in the volume's `meta`. A paper's `url` is its id,
`2020.acl-main.1` or `P19-1007`; without one the id is made of those of collection, volume and paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.names import name_of_parts
from paperreader.formats.records.xml.xml_records import ChildTexts, text_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_SITE = "https://aclanthology.org/"
_OUTER = 2  # elements around a paper: collection and volume
_ROOTS = ("collection", "volume", "paper")
_KNOWN = frozenset((
    "title", "author", "editor", "abstract", "pages", "url", "bibkey", "doi", "pwcdataset", "pwccode", "attachment",
    "video", "award", "revision", "erratum", "presentation", "issue", "journal", "language", "note", "booktitle",
    "year", "month", "publisher", "address", "isbn", "mrf", "retracted", "removed",
))  # fmt: skip


class _Volume(NamedTuple):
    """What the papers of a volume share: when and where it appeared."""

    month: str = ""
    year: str = ""
    venue: str = ""


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a collection or volume with papers as the Anthology spells them."""
    has_papers = b"<paper" in head or b"<booktitle>" in head
    return CERTAIN if has_papers and root_name(head) in _ROOTS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the papers; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    volume = _Volume()
    for item in xml_records(source, ("meta", "paper")):
        if not isinstance(item, XmlRecord):
            yield item
        elif item.element.tag == "meta":
            meta = item.element
            volume = _Volume(text_at(meta, "month"), text_at(meta, "year"), text_at(meta, "journal-title", "booktitle"))
        else:
            yield _paper(item, volume)


def _paper(paper: XmlRecord, volume: _Volume) -> Record:
    element, texts = paper.element, ChildTexts(paper.element)
    page = _page(paper, texts.first("url").strip())
    code = element.find("pwccode")
    return Record(
        paper.line,
        texts.first("title"),
        texts.first("abstract"),
        [_name(author) for author in element.findall("author")],
        date=f"{texts.first('month') or volume.month} {texts.first('year') or volume.year}",
        venue=texts.first("journal") or volume.venue,
        ids=[texts.first("doi")],
        links=[page],
        pdf=f"{page}.pdf" if page.startswith(_SITE) else page if page.endswith(".pdf") else "",
        code=code.get("url", "") if code is not None else "",
        unread=texts.unread(_KNOWN),
    )


def _name(author: Element) -> str:
    return name_of_parts(text_at(author, "first"), text_at(author, "last"))


def _page(paper: XmlRecord, url: str) -> str:
    """Return the address of a paper: its `url` is an id or, in old volumes, an address elsewhere."""
    if not url:
        ids = [attributes.get("id", "") for _, attributes in paper.outer[-_OUTER:]]
        url = _made_id(ids[0], ids[1], paper.element.get("id", "")) if len(ids) == _OUTER else ""
    return url if not url or "://" in url else f"{_SITE}{url}"


def _made_id(collection: str, volume: str, paper: str) -> str:
    """Return `2020.acl-main.1` or, of old collections, `P19-1007`: four digits, of which a workshop's volume takes two."""
    if "." in collection:
        return f"{collection}-{volume}.{paper}"
    width = 2 if collection.startswith("W") or collection == "C69" or (collection == "D19" and len(volume) > 1) else 1
    return f"{collection}-{volume.zfill(width)}{paper.zfill(4 - width)}"
