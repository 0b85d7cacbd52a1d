"""RefWorks' tagged text, as CNKI, HighWire's journals and other publishers offer it beside EndNote's.

By *RefWorks Tagged Format* in its help: two signs and a blank stand before each value, `RT` begins a record. Lines are not
wrapped, but values have line ends: only known tags are tags. CNKI lists the authors in one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.days import with_year
from paperreader.formats.records.lines.tagged_lines import TaggedRecord, TagSyntax, scan_tagged
from paperreader.source import Source

_START = re.compile(rb"(?:^|\n)RT [A-Z][A-Za-z ,/]+\r?\n(?:SR|ID|A1|T1) ")
_TAG = re.compile(
    r"(A[1-6BDNV]|C[1-7LNRPST]|D[BOPS]|ED|F[1-2DO]|I[DS]|J[FO]|K1|L[AK]|NO|O[LP]|P[BP]|R[DST]|S[FLNPR]|T[1-3]|U[1-5L]|V[O]|WP|W[TV]|YR)"
    r"(?: (.*))?$"
)
_SYNTAX = TagSyntax(_TAG, "RT", "")


def sniff(head: bytes) -> float:
    """Return the confidence: certain with the first two lines of a record."""
    return CERTAIN if _START.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_tagged(source, _SYNTAX, _paper))


def _paper(record: TaggedRecord) -> Record:
    return Record(
        record.line_of("T1"),
        record.first("T1"),
        record.first("AB"),
        _parts(record.all("A1")),
        date=with_year(record.first("FD"), record.first("YR")),
        venue=record.first("JF", "JO", "T2"),
        keywords=_parts(record.all("K1")),
        ids=record.all("DO"),
        links=record.all("UL", "LK"),
    )


def _parts(texts: list[str]) -> list[str]:
    return [part for text in texts for part in text.split(";") if part.strip()]
