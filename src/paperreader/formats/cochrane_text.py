"""Records of the Cochrane Library as plain text: *Export selected citations, Plain text*.

`Record #1 of 25` stands above each record, and tags of two or three letters with a colon before its values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.lines.tagged_lines import TaggedRecord, TagSyntax, scan_tagged
from paperreader.formats.records.names import family_before_initials
from paperreader.source import Source

_START = re.compile(rb"\s*Record #\d{1,7} of \d{1,7}[ \t]*\r?\n[A-Z]{2}: ")
_SYNTAX = TagSyntax(
    re.compile(r"(Record|[A-Z]{2}|DOI)(?::| #\d{1,7} of)(?: (.*))?$"), "Record", "", frozenset(("AU", "KY"))
)
_PUBMED = re.compile(r"PUBMED (\d{1,9})")


def sniff(head: bytes) -> float:
    """Return the confidence: certain with the first lines of a record."""
    return CERTAIN if _START.match(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_tagged(source, _SYNTAX, _paper))


def _paper(record: TaggedRecord) -> Record:
    return Record(
        record.line_of("TI"),
        record.first("TI"),
        record.first("AB"),
        [family_before_initials(name.strip()) for text in record.all("AU") for name in text.split(";")],
        date=record.first("YR"),
        venue=record.first("SO"),
        keywords=[word for text in record.all("KY") for word in text.split(";")],
        ids=[*record.all("DOI"), *(f"pmid:{number}" for text in record.all("PM") for number in _PUBMED.findall(text))],
        links=record.all("US"),
    )
