"""RIS, as Zotero, Scopus, Web of Science, PubMed, EndNote, Ovid, ProQuest and Rayyan export it.

After the description of the format by Research Information Systems (2001 and 2011) and files of these programs. Each
puts the title, the authors and the journal under other tags; Ovid numbers its records and writes tags behind their ends;
Rayyan and EndNote leave lines without tags. `DA` refines the year when it names one itself: a month alone (`Oct`) is that
of the issue with some programs and of the export with others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.dates import YEAR_UNIT
from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.lines.tagged_lines import TaggedRecord, TagSyntax, scan_tagged
from paperreader.formats.records.lines.text_lines import TextLine
from paperreader.formats.records.own_notes import read_note
from paperreader.formats.records.paper_addresses import split_addresses
from paperreader.formats.records.zotero_notes import arxiv_remark
from paperreader.paper_links import is_pdf_address, own_links
from paperreader.source import Source

_START = re.compile(rb"(?:^|\n)[ \t]*TY {1,2}-(?: |\r?\n)")
_SYNTAX = TagSyntax(
    re.compile(r"\s{0,3}([A-Z][A-Z0-9](?=  )|DOI(?= )) {1,2}-(?: +(.*))?$"),
    "TY",
    "ER",
    frozenset(("KW", "AU", "A1", "UR")),
)
_NARROW = re.compile(r"[A-Z][A-Z0-9] -(?: |$)")  # a blank too few; then in the whole file
_NUMBER = re.compile(r"\d{1,7}\.$")  # alone on a line before each record of Ovid
_TITLES, _VENUES = ("TI", "T1", "CT"), ("T2", "JF", "JO", "JA", "J2", "JI")
_PUBMED = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)
_OWN_DATABASE, _USERS_NOTE = "paperreader", "Note: "  # see `export.bibliography`
_READ = frozenset((
    *_TITLES, *_VENUES, "TY", "ER", "AU", "A1", "AB", "N2", "PY", "Y1", "DA", "DO", "DOI", "YR", "AN", "UR", "L1", "L2", "LK", "KW", "N1", "BT",
))  # fmt: skip
_DETAILS = frozenset((
    "ID", "VL", "IS", "SP", "EP", "SN", "PB", "CY", "LA", "AD", "ET", "M1", "M3", "PP", "A2", "A3", "A4", "ED", "T3", "ST", "Y2", "DB",
    "DP", "RN", "CN", "PU", "PI", "PA", "J9", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "NV", "SE", "TA", "U1", "U2", "U3", "U4",
    "U5", "WE", "CL", "CA", "AV", "RP", "SV", "TT", "OP", "RI", "L3", "L4", "LB", "NO", "PG", "PT", "VO", "XR",
))  # fmt: skip
"""Details of the printing that a list of papers has no place for."""


def sniff(head: bytes) -> float:
    """Return the confidence: certain with a line that begins a record."""
    return CERTAIN if _START.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_tagged(source, _SYNTAX, _paper, _usual))


def _usual(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the lines with two blanks behind a tag, without the numbers of Ovid."""
    is_narrow = False
    for line in lines:
        if line.text.startswith("TY "):
            is_narrow = line.text.startswith("TY -")
        if is_narrow and _NARROW.match(line.text):
            yield line._replace(text=f"{line.text[:2]} {line.text[2:]}")
        elif not _NUMBER.match(line.text):
            yield line


def _paper(record: TaggedRecord) -> Record:
    titles = (*_TITLES, "BT") if record.first("TY") in ("BOOK", "EBOOK") else _TITLES
    addresses = [address for text in record.all("UR", "LK") for address in split_addresses(text)]
    abstract = record.first("AB", "N2")
    is_own = record.first("DB") == _OWN_DATABASE
    note = read_note("; ".join(text for text in record.all("N1") if not text.startswith(_USERS_NOTE)) if is_own else "")
    return Record(
        record.line_of(*titles),
        record.first(*titles),
        abstract,
        [*_authors(record), *["et al."] * note.others],
        authors_count=note.authors_count,
        date=_date(record),
        year_inferred=note.year_inferred,
        venue=record.first(*_VENUES, *(() if "BT" in titles else ("BT",))),
        keywords=[keyword for text in record.all("KW") for keyword in text.split("; ")],
        comment=note.text if is_own else next(filter(None, map(arxiv_remark, record.all("N1"))), ""),
        ids=_ids(record),
        links=own_links(addresses, abstract) if is_own else (*addresses, *record.all("L2")),
        pdf=record.first("L1") or next(filter(is_pdf_address, addresses), ""),
        organization=record.first("PB") if is_own else "",
        unread=[(tag, value) for tag, value, _ in record.values if tag not in _READ and tag not in _DETAILS and value],
    )


def _authors(record: TaggedRecord) -> list[str]:
    """Return the authors; some programs put the first one under a tag of its own, and name it again among all."""
    first, names = ([name for text in record.all(tag) for name in text.split("; ")] for tag in ("A1", "AU"))
    for name in first:
        if name in names:
            names.remove(name)
    return [*first, *names]


def _date(record: TaggedRecord) -> str:
    """Return the most precise date of the year that stands first."""
    dated = [
        (day, text) for text in record.all("PY", "YR") + record.all("Y1") + record.all("DA") if (day := parse_day(text))
    ]
    return max(((day, text) for day, text in dated if day // YEAR_UNIT == dated[0][0] // YEAR_UNIT), default=(0, ""))[1]


def _ids(record: TaggedRecord) -> list[str]:
    """Return DOIs, then numbers in registers; a bare number is one of PubMed when the record came from there."""
    found = record.all("DO", "DOI") + [text for text in record.all("M3", "L3", "DI") if "10." in text]
    found += [text for text in record.all("C1") if text.startswith("eprint: ")]  # of NASA ADS
    is_of_pubmed = any(map(_PUBMED.search, record.all("DB", "DP")))
    if "Embase" in record.all("DB") and any(map(_PUBMED.search, record.all("DB"))):
        found += [f"pmid:{number}" for number in record.all("C5")]
    for number in record.all("AN"):
        if number.isdigit():
            found += [f"pmid:{number}"] if is_of_pubmed else []
        else:
            register, colon, value = number.partition(":")
            found.append(f"{register.lower()}{colon}{value}")
    return found
