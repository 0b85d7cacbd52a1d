"""Texts of papers with a label before each field: `Title:`, `PDF:`, `Summary:`, papers separated by `---` or blank lines.

Scripts that ask arXiv for papers print such texts, each with labels of its own; see `records.lines.labels` for those known.
CNKI and Wanfang export them with `{Title}: …` (for NoteExpress) or `Title-题名: …` (for E-Study).
A line without a label goes on with the field above. The header of a reader service (`URL Source:`,
`Markdown Content:`) is one page, no list of papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.labels import labelled, set_field
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.source import Source

_END = rb"(?:\*{0,2}|\}|-[\x80-\xff]{3,30}):"  # of a label
_TITLE = re.compile(rb"^[ \t*\d.#>-]{0,8}\{?(?:paper )?title" + _END, re.IGNORECASE | re.MULTILINE)
_OF_PAPER = re.compile(
    rb"^[ \t*-]{0,4}\{?(?:pdf|summary|abstract|authors?|arxiv(?: id)?|doi|url|link)" + _END,
    re.IGNORECASE | re.MULTILINE,
)
_PROOF = re.compile(rb"^[ \t*-]{0,4}\{?(?:pdf|summary|abstract)" + _END, re.IGNORECASE | re.MULTILINE)
_LABEL = re.compile(r"\{[^{}]{2,40}\}:|[A-Za-z]{2,20}-[^\x00-\x7f]{1,10}:")  # whatever it labels
_ONE_PAGE = re.compile(rb"^(?:URL Source|Markdown Content):", re.MULTILINE)
_RULE = re.compile(r"[-=_*#~]{3,}")
_LIST = 2  # titles


def sniff(head: bytes) -> float:
    """Return the confidence: likely with two titles and other labels, or one and an abstract or PDF."""
    titles = len(_TITLE.findall(head))
    of_paper = _OF_PAPER.search(head) if titles >= _LIST else _PROOF.search(head) if titles else None
    return LIKELY if of_paper and not _ONE_PAGE.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a text; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _records))


def _records(lines: Iterable[TextLine]) -> Iterator[Item]:
    record: Record | None = None
    field = label = ""
    value: list[str] = []
    for line in lines:
        found = labelled(line.text)
        if found and not found[0] and value and field in ("abstract", "comment") and not _LABEL.match(line.text):
            found = None  # a sentence of the abstract with a colon
        if not found:
            _continue(value, line)
            continue
        if record:
            set_field(record, field, label, "\n".join(value))
        (field, label, text), value = found, []
        value.append(text)
        if field == "title" and (record is None or record.title):
            if record:
                yield record
            record = Record(line.number)
        elif record is None:
            yield NotRead(line.number, "lines before the first title")
    if record:
        set_field(record, field, label, "\n".join(value))
        yield record


def _continue(value: list[str], line: TextLine) -> None:
    """Add a line without a label to the field above, unless it separates papers."""
    if value and not _RULE.fullmatch(line.text.strip()):
        value.append(line.text)
