"""Citations of Ovid as text: *Export, Text file* with labels, of MEDLINE, Embase, PsycINFO and journals.

A record begins with its number, `<12>`, alone on a line. The name of a field is a line of its own, its value the lines below
that begin with two blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.names import family_before_initials
from paperreader.source import Source

_START = re.compile(rb"\s*<\d{1,7}>[ \t]*\r?\n[A-Z][A-Za-z /-]{2,50}[ \t]*\r?\n  \S")
_NUMBER = re.compile(r"<\d{1,7}>")
_KIND = re.compile(r"\.?\s?\[[A-Z][A-Za-z ,/-]{2,40}\]$")  # `A title.[Article]`
_INITIALED = re.compile(r"(?<=[A-Z])\.\s+")  # `Smith J. Doe AB.`
_FULL = re.compile(r"\.\s+(?=[^\W\d_][^.,;]{0,60}, )")  # `Smith, John A. Doe, Anna.`
_DEGREE = re.compile(r",?\s(?:MD|PhD|DPhil|MBBS|MSc|BSc|MPH|MS|MA|BA|RN|DO|FRCS|FACS)\b.*", re.DOTALL)
_BEHIND_NAME = re.compile(r"\s+[\d*+(].*|\.$", re.DOTALL)  # of its address
_DATE = re.compile(
    r"(?:(?:19|20)\d\d(?: [A-Z][a-z]{2,8}(?:[ .]\d{1,2}(?!\d))?)?|[A-Z][a-z]{2,8}(?: \d{1,2},)? (?:19|20)\d\d)\b"
)
_VENUE_END = re.compile(r"\.\s")
_MOST_LINES = 1 << 14  # of a value

Values = dict[str, tuple[int, str]]
"""The fields of a record by their names in small letters: the line, and the value."""


def sniff(head: bytes) -> float:
    """Return the confidence: certain with the number and the first field of a record."""
    return CERTAIN if _START.match(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the citations; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _items))


def _items(lines: Iterable[TextLine]) -> Iterator[Item]:
    values: Values = {}
    first, field, at, parts = 0, "", 0, list[str]()
    for number, text in lines:
        if text[:1].isspace() or not text:
            parts += [text.strip()] if len(parts) < _MOST_LINES else []
            continue
        if field:
            values.setdefault(field, (at, "\n".join(parts).strip()))
        field, at, parts = text.lower(), number + 1, []
        if _NUMBER.fullmatch(text):
            if first:
                yield _record(first, values)
            values, first, field = {}, number, ""
    if field:
        values.setdefault(field, (at, "\n".join(parts).strip()))
    if first:
        yield _record(first, values)


def _record(line: int, values: Values) -> Record:
    def first(*fields: str) -> str:
        return next((values[field][1] for field in fields if field in values and values[field][1]), "")

    source = " ".join(first("source").split())
    number = first("unique identifier", "pmid")
    ids = [first("digital object identifier", "doi number", "doi")]
    if number.isdigit() and first("status", "version id", "nlm journal code", "pmid"):
        ids.append(f"pmid:{number}")
    dates = [
        found
        for found in (
            first("year of publication", "date of publication"),
            *_DATE.findall(f"{source} {first('status')}"),
        )
        if parse_day(found)
    ]
    return Record(
        values["title"][0] if "title" in values else line,
        _KIND.sub("", first("title")),
        first("abstract"),
        _authors(first("authors full name", "author full name") or first("authors", "author")),
        date=max(dates, key=parse_day, default=""),
        venue=_VENUE_END.split(source, maxsplit=1)[0].rstrip("."),
        keywords=[word.strip(" .") for word in first("author keywords", "keyword heading").split(";")],
        ids=ids,
    )


def _authors(text: str) -> list[str]:
    """Return the names: between `;`, on lines, or `Smith J. Doe AB.`, without the marks of their addresses."""
    if ";" in text or "\n" in text:
        separated = text.split(";" if ";" in text else "\n")
    else:
        separated = (_FULL if "," in text else _INITIALED).split(text)
    names = (_DEGREE.sub("", _BEHIND_NAME.sub("", " ".join(name.split()))) for name in separated)
    return [name if "," in name else family_before_initials(name) for name in names if name]
