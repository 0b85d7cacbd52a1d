r"""BibTeX and BibLaTeX: the bibliographies of Zotero, Better BibTeX, JabRef, Mendeley, Google Scholar, DBLP and others.

After the manuals of BibTeX (Patashnik 1988) and BibLaTeX (3.20, sections 2.2 and 2.3). Traps: keys are repeated, fields
are repeated in an entry, years and journals stand in the entry of a cross-reference that comes later, arXiv ids stand in
`eprint`, `url`, `journal` or `volume`, free text stands before the first entry, and entries do not end.
Books and reports are papers here as well; an entry without a title is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from paperreader.errors import ENDS_WITHIN, Problem
from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.bibtex.bibtex_entries import BibtexEntry, BibtexScanner, last_border
from paperreader.formats.records.bibtex.bibtex_fields import crossref_keys, inherited, to_record
from paperreader.formats.records.lines.record_pieces import record_pieces
from paperreader.source import Source

_ENTRY = re.compile(rb"(?:^|\n)[ \t]*@[ \t]*[A-Za-z]+\s*[{(]\s*+(?:[^,={}\"\n]*+,\s*+)?[A-Za-z][\w \t+.-]*+=")
_NO_ENTRY = re.compile(rb"(?:^|\n)[ \t]*@[ \t]*(?:comment|preamble|string)\s*[{(]", re.IGNORECASE)
_MARKDOWN = re.compile(rb"(?:^|\n)(?:#{1,4} |```|[-*] \[|\|.*\|.*\|)|\]\(http")
_BEFORE = 3000  # bytes of free text before the first entry
_CROSSREF = re.compile(rb"\b(?:crossref|xdata)\s*=", re.IGNORECASE)
_SETS = frozenset(("set", "xdata", "control", "bibnote"))


def sniff(head: bytes) -> float:
    """Return the confidence: certain when an entry comes first, likely after some lines of free text."""
    start = head.lstrip()
    first = _ENTRY.search(start)
    if not first:
        return LIKELY if _NO_ENTRY.match(start) else 0.0
    before = start[: first.start()]
    if not before or before.startswith((b"%", b"@")):
        return CERTAIN
    return 0.0 if len(before) > _BEFORE or _MARKDOWN.search(before) else LIKELY


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a bibliography; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    parents = _parents(source)
    open_entry: BibtexEntry | None = None
    for entry in _entries(source):
        if open_entry:
            why = f"{_name(open_entry)} does not end; it is read up to the next entry"
            yield Problem(source.display_name, open_entry.line, why)
        open_entry = None if entry.is_closed else entry
        if entry.is_closed and not entry.is_whole:
            yield Problem(source.display_name, entry.line, f"parts of {_name(entry)} were not understood")
        if entry.kind in _SETS:
            yield NotRead(entry.line, "entries without a paper")
        else:
            yield _record(entry, parents)
    if open_entry:
        yield Problem(source.display_name, open_entry.line, f"{ENDS_WITHIN} {_name(open_entry)}")


def _name(entry: BibtexEntry) -> str:
    return f"@{entry.kind}{{{entry.key}"


def _record(entry: BibtexEntry, parents: Mapping[str, BibtexEntry]) -> Record:
    return to_record(inherited(entry, parents) if parents else entry)


def _entries(source: Source) -> Iterator[BibtexEntry]:
    scanner = BibtexScanner()
    for piece, line in record_pieces(source, last_border):
        yield from scanner.entries(piece, line)


def _parents(source: Source) -> dict[str, BibtexEntry]:
    """Return the entries that others refer to, by key, with what they inherit themselves: a volume from its works.

    They may stand behind those that refer to them, so that the dump is read twice.
    """
    if not any(_CROSSREF.search(piece) for piece, _ in record_pieces(source, last_border)):
        return {}
    keys = {key for entry in _entries(source) for key in crossref_keys(entry)}
    found = {entry.key.lower(): entry for entry in _entries(source) if entry.key.lower() in keys}
    return {key: inherited(entry, found) for key, entry in found.items()}
