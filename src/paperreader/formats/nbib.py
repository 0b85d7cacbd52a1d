"""MEDLINE records (nbib), as PubMed saves them with *Save, Format: PubMed* and *Send to: Citation manager*.

By https://www.nlm.nih.gov/bsd/mms/medlineelements.html: tags have up to four letters, further lines begin with six blanks.
Titles end in a period, those that PubMed translated stand in brackets; a book has its title in `BTI`, what is not translated
`[Not Available].` and its own title in `TT`. The date (`DP`) is
that of the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.lines.tagged_lines import TaggedRecord, TagSyntax, scan_tagged
from paperreader.formats.records.names import whole_name
from paperreader.source import Source

_START = re.compile(rb"(?:^|\n)PMID ?- ?\d")
_SYNTAX = TagSyntax(re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*))?$"), "PMID", "")
_NOT_TRANSLATED = "[Not Available]."
_TITLES, _VENUES = ("TI", "BTI", "TT"), ("JT", "TA")
_READ = frozenset((
    *_TITLES, *_VENUES, "PMID", "AB", "OAB", "FAU", "AU", "CN", "DP", "LID", "AID", "OT", "MH", "PMC",
))  # fmt: skip
_UNKNOWN = frozenset(("FED", "ED", "GR", "COI", "CI", "CRF", "FIR", "GN", "SI", "TT", "PB", "CTDT", "RF"))


def sniff(head: bytes) -> float:
    """Return the confidence: certain with a line that begins a record."""
    return CERTAIN if _START.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_tagged(source, _SYNTAX, _paper))


def _paper(record: TaggedRecord) -> Record:
    number, central = record.first("PMID"), record.first("PMC")
    is_chapter = bool(record.first("TI"))
    return Record(
        record.line_of(*_TITLES),
        _title(record),
        record.first("AB", "OAB"),
        _authors(record),
        date=record.first("DP"),
        venue=record.first(*_VENUES, *(("BTI",) if is_chapter else ())),
        keywords=record.all("OT") or [heading.replace("*", "") for heading in record.all("MH")],
        ids=[f"pmid:{number}", *_dois(record), *([f"pmcid:{central}"] if central else [])],
        links=[f"https://pubmed.ncbi.nlm.nih.gov/{number}/"],
        unread=[(tag, value) for tag, value, _ in record.values if tag in _UNKNOWN and value],
    )


def _title(record: TaggedRecord) -> str:
    title = record.first(*_TITLES)
    return (record.first("TT") or title) if title == _NOT_TRANSLATED else title


def _authors(record: TaggedRecord) -> list[str]:
    """Return the full names, else those with initials, and the groups between them."""
    tag = "FAU" if record.first("FAU") else "AU"
    return [whole_name(value) if name == "CN" else value for name, value, _ in record.values if name in (tag, "CN")]


def _dois(record: TaggedRecord) -> list[str]:
    return [value for value in record.all("LID", "AID") if value.endswith("[doi]")]
