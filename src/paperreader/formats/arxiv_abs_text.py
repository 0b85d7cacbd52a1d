"""Abstract pages of arXiv, copied from a browser as text: `[Submitted on 12 Jun 2017 (v1)]`, the title, the authors, the abstract.

Some browsers copy the labels `Title:`, `Authors:` and `Abstract:` too, which the page hides. Several pages may stand one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.arxiv_subjects import subjects_in
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.names import split_names
from paperreader.identifiers import arxiv_id_in
from paperreader.source import Source

_SUBMITTED = re.compile(r"\s*\[Submitted on (?P<day>\d{1,2} [A-Z][a-z]{2} \d{4})\b.{0,200}\]")
_HEAD = re.compile(rb"^[ \t]*\[Submitted on \d{1,2} [A-Z][a-z]{2} \d{4}\b", re.MULTILINE)
_ARXIV = re.compile(rb"\barXiv:\S|arxiv\.org/")
_ID = re.compile(r"\s*arXiv:\S+(?: \([\w.-]+\))?$")
_LABEL = re.compile(
    r"\s*(?P<label>Title|Authors?|Abstract|Comments|Subjects|Cite as|Journal reference|Related DOI|DOI|Report number|MSC classes|ACM classes):\s*(?P<value>.*)"
)
_BUTTONS = re.compile(
    r"\s*(?:View (?:a )?PDF\b.*|HTML \(experimental\)|TeX Source|Other Formats|Focus to learn more|PDF|\(or arXiv:.*|\[v\d+\].*)"
)
_END = re.compile(r"\s*(?:Submission history|Access Paper:?|Download:?|Current browse context:?)")
_IN_ORDER = {"": "Title", "Title": "Authors", "Authors": "Abstract", "Author": "Abstract"}
"""What stands behind another field on a page without labels."""


def sniff(head: bytes) -> float:
    """Return the confidence: certain where the page says when the paper was submitted."""
    return CERTAIN if _HEAD.search(head) and _ARXIV.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the pages; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _records))


def _records(lines: Iterable[TextLine]) -> Iterator[Item]:
    page: _AbstractPage | None = None
    arxiv_id = ""
    for line in lines:
        if _ID.match(line.text):
            arxiv_id = line.text.split()[0]
        elif found := _SUBMITTED.match(line.text):
            if page:
                yield page.record()
            page, arxiv_id = _AbstractPage(arxiv_id, found["day"]), ""
        elif page:
            page.add(line)
        elif line.text.strip():
            yield NotRead(line.number, "lines before the first paper")
    if page:
        yield page.record()


class _AbstractPage:
    """The fields of one page, as its lines come."""

    def __init__(self, arxiv_id: str, day: str) -> None:
        self._id = arxiv_id
        self._day = day
        self._line = 0
        self._label = ""
        self._is_open = False  # whether the next line may go on with the field
        self._values: dict[str, list[str]] = {}

    def add(self, line: TextLine) -> None:
        """Take the next line of the page."""
        text = line.text.strip()
        found = _LABEL.match(text)
        if self._label == "end" or _END.match(text):
            self._label = "end"
        elif found:
            self._take(line.number, found["label"], found["value"])
        elif not text or _BUTTONS.match(text):
            self._is_open = False
        elif self._is_open:
            self._values[self._label].append(text)
        elif following := _IN_ORDER.get(self._label):
            self._take(line.number, following, text)

    def _take(self, number: int, label: str, text: str) -> None:
        self._line = number if label == "Title" else self._line
        self._label = label
        self._is_open = label not in ("Title", "Authors") or not text
        self._values.setdefault(label, []).append(text)

    def record(self) -> Record:
        """Return what the page says of the paper."""
        cited = arxiv_id_in(self._text("Cite as"))
        arxiv_id = arxiv_id_in(self._id) or cited or ""
        return Record(
            self._line or 1,
            self._text("Title"),
            self._text("Abstract"),
            split_names(self._text("Authors", "Author")),
            date=self._day,
            venue=self._text("Journal reference"),
            categories=subjects_in(self._text("Subjects")),
            comment=self._text("Comments"),
            ids=[f"arXiv:{arxiv_id}" if arxiv_id else "", self._text("Related DOI", "DOI")],
            links=[f"https://arxiv.org/abs/{arxiv_id}"] if arxiv_id else [],
        )

    def _text(self, *labels: str) -> str:
        return next(filter(None, (" ".join(self._values.get(label, ())).strip() for label in labels)), "")
