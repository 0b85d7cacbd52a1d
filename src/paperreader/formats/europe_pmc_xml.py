"""Articles of Europe PMC as XML: what its search answers if no format is asked for; see `europe_pmc`."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.europe_pmc import article_record
from paperreader.formats.records import Item, read_records
from paperreader.formats.records.xml.xml_fields import element_fields
from paperreader.formats.records.xml.xml_records import xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_TEXTS = frozenset(("title", "abstractText"))


def sniff(head: bytes) -> float:
    """Return the confidence: certain for an answer of the search."""
    return CERTAIN if root_name(head) == "responsewrapper" and b"<hitCount>" in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, ("result",)):
        yield article_record(item.line, element_fields(item.element, _TEXTS)) if isinstance(item, XmlRecord) else item
