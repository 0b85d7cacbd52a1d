"""MODS, the records of libraries as XML: the ACL Anthology offers them for each paper, and Zotero and EndNote export them.

By https://www.loc.gov/standards/mods/: the journal or the proceedings are the related item that is the `host`; a role is spelled in words or as a
code of three letters. The date stands with the paper, its part of the host, or the host.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.names import name_of_parts, whole_name
from paperreader.formats.records.xml.xml_records import elements_at, text_at, text_of, texts_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_AUTHORS = frozenset(("author", "aut", "creator", "cre"))
_REGISTERS = {"doi": "", "pmid": "pmid:", "pubmed": "pmid:"}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a record or a collection of them."""
    return CERTAIN if root_name(head) in ("mods", "modscollection") else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, ("mods",)):
        yield _paper(item) if isinstance(item, XmlRecord) else item


def _paper(record: XmlRecord) -> Record:
    element = record.element
    host = next((item for item in element.findall("relatedItem") if item.get("type") == "host"), None)
    found = [element] if host is None else [element, host]
    return Record(
        record.line,
        _title(element),
        text_at(element, "abstract"),
        [_name(name) for name in element.findall("name") if _is_author(name)],
        date=next(filter(None, (text_at(part, "originInfo/dateIssued", "part/date") for part in found)), ""),
        venue="" if host is None else _title(host),
        keywords=[text for subject in texts_at(element, "subject/topic") for text in subject.split(";")],
        ids=list(_ids(element)),
        links=texts_at(element, "location/url"),
    )


def _title(element: Element) -> str:
    """Return the title with its subtitle."""
    info = element.find("titleInfo")
    if info is None:
        return ""
    title = f"{text_at(info, 'nonSort')} {text_at(info, 'title')}".strip()
    subtitle = text_at(info, "subTitle").strip()
    return f"{title}: {subtitle}" if subtitle else title


def _is_author(name: Element) -> bool:
    roles = {role.strip().lower() for role in texts_at(name, "role/roleTerm")}
    return not roles or bool(roles & _AUTHORS)


def _name(name: Element) -> str:
    parts = {part.get("type", ""): text_of(part).strip() for part in name.findall("namePart")}
    if parts.get("family"):
        return name_of_parts(parts.get("given", ""), parts["family"], parts.get("termsOfAddress", ""))
    whole = parts.get("", "")
    return whole_name(whole) if name.get("type") == "corporate" else whole


def _ids(element: Element) -> Iterator[str]:
    for found in elements_at(element, "identifier"):
        register = _REGISTERS.get(found.get("type", "").lower())
        if register is not None:
            yield f"{register}{text_of(found).strip()}"
