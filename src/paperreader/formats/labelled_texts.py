"""Texts of papers with a label before each field: `Title:`, `PDF:`, `Summary:`, papers separated by `---` or blank lines.

Scripts that ask arXiv for papers print such texts, each with labels of its own; see `records.lines.labels` for those known.
CNKI and Wanfang export them with `{Title}: …` (for NoteExpress) or `Title-题名: …` (for E-Study).
A line without a label goes on with the field above. A paper begins with its title, or with what stands before each title:
EndNote shows `Author:` first. The header of a reader service (`URL Source:`,
`Markdown Content:`) is one page, no list of papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.labels import labelled, set_field
from paperreader.formats.records.lines.text_lines import TextLine, lines_of, scan_lines
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
    start = _first_label(source.head())
    return read_records(source, scan_lines(source, lambda lines: _records(lines, start)))


def _first_label(head: bytes) -> str:
    """Return the label in small letters with which each paper begins, "" if that is its title."""
    found = list(filter(None, (labelled(line.text) for line in lines_of(head))))
    labels = [label.lower() for _, label, _ in found]
    titles = sum(1 for field, _, _ in found if field == "title")
    first = labels[0] if found and found[0][0] != "title" else ""
    is_start = titles >= _LIST and abs(labels.count(first) - titles) <= 1  # the last paper may be cut
    return first if is_start else ""


def _records(lines: Iterable[TextLine], start: str) -> Iterator[Item]:
    record: Record | None = None
    field = label = ""
    value: list[str] = []
    for line in lines:
        found = labelled(line.text)
        is_start = bool(start) and found is not None and found[1].lower() == start
        if (
            found
            and not (found[0] or is_start or _LABEL.match(line.text))
            and value
            and field in ("abstract", "comment")
        ):
            found = None  # a sentence of the abstract with a colon
        if not found:
            _continue(value, line)
            continue
        if record:
            set_field(record, field, label, "\n".join(value))
        (field, label, text), value = found, []
        value.append(text)
        is_first = is_start if start else field == "title" and (record is None or record.title)
        if is_first:
            if record:
                yield record
            record = Record(line.number)
        elif record and field == "title" and not record.title:
            record.line = line.number
        elif record is None:
            yield NotRead(line.number, "lines before the first title")
    if record:
        set_field(record, field, label, "\n".join(value))
        yield record


def _continue(value: list[str], line: TextLine) -> None:
    """Add a line without a label to the field above, unless it separates papers."""
    if value and not _RULE.fullmatch(line.text.strip()):
        value.append(line.text)
