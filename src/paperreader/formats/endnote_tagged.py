"""EndNote's tagged text (`.enw`, from Refer), as EndNote, Google Scholar, the ACL Anthology and many publishers save it.

By *Tagged EndNote import format* in EndNote's manual: `%` with one sign and a blank stand before each value, `%0` begins a
record, each author and keyword has a line. The venue of a conference paper is under `%B`, with the ACL under `%S`.
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

_START = re.compile(rb"(?:^|\n)%0 [A-Z][A-Za-z /]+\r?\n%\S ")
_SYNTAX = TagSyntax(re.compile(r"%([0-9A-Z!@#$&()*+<>?\[\]^~])(?: (.*))?$"), "0", "", frozenset("AK"))
_VENUES = ("J", "B", "S")
_IDENTIFIERS = re.compile(r"(?:WOS|ISI):|10\.\d")


def sniff(head: bytes) -> float:
    """Return the confidence: certain with the first two lines of a record."""
    return CERTAIN if _START.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_tagged(source, _SYNTAX, _paper))


def _paper(record: TaggedRecord) -> Record:
    addresses = record.all("U")
    return Record(
        record.line_of("T"),
        record.first("T"),
        record.first("X"),
        record.all("A"),
        date=with_year(record.first("8"), record.first("D")),
        venue=record.first(*_VENUES),
        keywords=_keywords(record.all("K")),
        ids=[text for text in record.all("R", "M") if _IDENTIFIERS.search(text)],
        links=addresses,
        pdf=record.first(">"),
    )


def _keywords(texts: list[str]) -> list[str]:
    """Return the keywords, which stand on a line each, or in one with `;` or `,` between them (CNKI)."""
    if len(texts) != 1:
        return texts
    return texts[0].split(";" if ";" in texts[0] else ",")
