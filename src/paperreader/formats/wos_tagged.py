"""Web of Science as tagged text: *Export, Plain text file*.

By Clarivate's *Web of Science Core Collection Field Tags*: a tag of two letters and a blank, further lines begin with three
blanks, `PT` begins a record and `ER` ends one. `AF` has full names, `AU` initials; each author has a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.lines.tagged_lines import TaggedRecord, TagSyntax, scan_tagged
from paperreader.formats.records.names import whole_name
from paperreader.source import Source

_HEAD = re.compile(rb"\s*FN [^\n]+\nVR \d")
_START = re.compile(rb"\s*PT [A-Z]\r?\n[A-Z][A-Z0-9] ")
_SYNTAX = TagSyntax(re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$"), "PT", "ER", frozenset(("AU", "AF", "CA", "BA", "BF")))


def sniff(head: bytes) -> float:
    """Return the confidence: certain with the head of a file, likely with a record."""
    return CERTAIN if _HEAD.match(head) else LIKELY if _START.match(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_tagged(source, _SYNTAX, _paper))


def _paper(record: TaggedRecord) -> Record:
    number, month = record.first("PM"), record.first("PD")
    access = record.first("UT")
    return Record(
        record.line_of("TI"),
        record.first("TI"),
        record.first("AB"),
        [*(record.all("AF") or record.all("AU") or record.all("BF", "BA")), *map(whole_name, record.all("CA"))],
        date=f"{record.first('PY')} {month}" if month else record.first("PY", "EA"),
        venue=record.first("SO", "JI", "J9"),
        keywords=[word for word in " ".join(record.first("DE").split()).split("; ") if word],
        ids=[*record.all("DI", "D2"), *([f"pmid:{number}"] if number else []), access],
    )
