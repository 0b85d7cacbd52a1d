"""Results of arXiv's search, copied from a browser as text: `arXiv:2402.15570 [pdf, ps, other] cs.CL`, the title, `Authors: …`.

The categories and the DOI stand behind the id or on lines of their own before the title, which has no label. The day is that
on which the first version was submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.arxiv_subjects import split_subjects
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.names import split_names
from paperreader.source import Source

_ENTRY = re.compile(
    r"\s*(?:\d{1,6}\.\s*)?arXiv:(?P<id>\S+)\s+\[(?:pdf|ps|html|other|src)\b[^\]]{0,60}\]\s*(?P<tags>.*)"
)
_HEAD = re.compile(rf"^{_ENTRY.pattern}$".replace(r"\s*", r"[ \t]*").encode(), re.MULTILINE)
_ANNOUNCED = re.compile(rb"^\s*Submitted \d.*originally announced", re.MULTILINE)
_LABEL = re.compile(r"\s*(Authors|Abstract|Comments|Journal ref|MSC Class|ACM Class|Report number):\s*(.*)")
_SUBMITTED = re.compile(r"\s*Submitted (\d.*?[12]\d{3})\b")
_FIRST_VERSION = re.compile(r"\bv1 submitted (\d.*?[12]\d{3})\b")
_DOI_TAG = re.compile(r"(?:^|\s)doi\s*(10\.\S+)$")
_BUTTONS = re.compile(r"(?<!\s)\s*+(?:▽ More|△ Less)")


def sniff(head: bytes) -> float:
    """Return the confidence: certain if a result begins, and one states when it was announced."""
    return CERTAIN if _HEAD.search(head) and _ANNOUNCED.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the results; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _records))


def _records(lines: Iterable[TextLine]) -> Iterator[Item]:
    result: _Result | None = None
    for number, text in lines:
        if found := _ENTRY.fullmatch(text) if "arXiv:" in text else None:
            if result:
                yield result.record()
            result = _Result(number, found)
        elif result:
            result.add(number, text.strip())
        elif text.strip():
            yield NotRead(number, "lines before the first paper")
    if result:
        yield result.record()


class _Result:
    """One paper of the page."""

    def __init__(self, line: int, found: re.Match[str]) -> None:
        self._line = line
        self._id = found["id"]
        self._label = ""
        self._values: dict[str, list[str]] = {}
        self._categories: list[str] = []
        self._doi = self._day = ""
        if not self._take_tags(found["tags"].strip()):
            self.add(line, found["tags"].strip())

    def add(self, number: int, text: str) -> None:
        """Take the next line of the result."""
        if submitted := _SUBMITTED.match(text):
            first = _FIRST_VERSION.search(text)
            self._day, self._label = (first or submitted)[1], "Submitted"
        elif found := _LABEL.match(text):
            self._label, text = found[1], found[2]
        elif text and not self._label and not self._take_tags(text):
            self._label, self._line = "Title", number
        if text and self._label:
            self._values.setdefault(self._label, []).append(text)

    def _take_tags(self, text: str) -> bool:
        """Take categories and a DOI; False if a text is none of them."""
        doi = _DOI_TAG.search(text)
        codes, others = split_subjects((text[: doi.start()] if doi else text).split())
        if others:
            return False
        self._categories += codes
        self._doi = doi[1] if doi else self._doi
        return True

    def record(self) -> Record:
        """Return what the page says of the paper."""
        return Record(
            self._line,
            self._text("Title"),
            _BUTTONS.sub("", self._text("Abstract")),
            split_names(self._text("Authors")),
            date=self._day,
            venue=self._text("Journal ref"),
            categories=self._categories,
            comment=self._text("Comments"),
            ids=[f"arXiv:{self._id}", self._doi],
            links=[f"https://arxiv.org/abs/{self._id}"],
        )

    def _text(self, label: str) -> str:
        return " ".join(self._values.get(label, ()))
