"""Listing pages of arXiv, copied from a browser as text: `[1] arXiv:2402.15570 [pdf, html, other]`, `Title: …`.

The authors have no label (on older pages `Authors:`): they are the lines between the title and the next label. The
abstract is the paragraph after the subjects, on pages of new papers. The page's day is the day on which its new papers
were announced; cross-listings and replaced papers are older. In the Markdown that crawlers and clippers make of such a page the
ids, links and authors are links, and the number of a paper may be a list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.errors import Problem
from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, Record, read_records
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.lines.markdown_inline import plain
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.names import split_names
from paperreader.source import Source

_LINKS = r"\[ ?(?:pdf|ps|html|other|src|view)\b[^\]\n]{0,60}\]"
_HEAD = re.compile(rf"^[ \t]*(?:\[\d+\])?[ \t]*arXiv:\S+[ \t]+(?:\([^()\n]*\)[ \t]*)?{_LINKS}".encode(), re.MULTILINE)
_ENTRY = re.compile(
    rf"\s*(?:[-*] )?(?:\[\d+\])?\s*arXiv:(?P<id>[^\s\[]+)\s*(?:\((?P<how>[^()]*)\)\s*)?(?P<links>{_LINKS})\s*(?P<rest>.*)"
)
_LINKED_HEAD = re.compile(
    rb"^[ \t*-]{0,4}(?:\[.{1,90}\) ?)?\[arXiv:[^\]]{5,30}\]\(https://arxiv\.org/abs/", re.MULTILINE
)
_LABEL = re.compile(
    r"\s*(Title|Authors?|Comments|Journal-ref|Subjects|MSC-class|ACM-class|Report-no|DOI|Journal reference):\s*(.*)"
)
_INNER_LABEL = re.compile(r"\s(?=(?:Comments|Journal-ref|Subjects|Authors): )")
_DAY = re.compile(
    r"(?:Showing (?:new )?listings for )?(?:[A-Z][a-z]{2,8}day|Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? [A-Z][a-z]{2,8} \d{4}\b.{0,60}"
)
_SECTION = re.compile(
    r"(?:New|Cross|Replacement) submissions?(?:\s.{0,60})?|(?:Total of|Showing up to|Showing first) \d.*|\[ ?(?:total|showing|more|view)\b.*",
    re.IGNORECASE,
)
_AROUND = " \t#*"
_RULE = re.compile(r"\s*[-=*_]{3,}")
_CODE = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")
_PARTICLES = r"(?:(?:de|del|della|di|da|du|la|le|van|von|der|den|ten|bin|al|el) ){0,3}"
_NAME = re.compile(rf"{_PARTICLES}[^\W\da-z][\w.'’-]*(?: {_PARTICLES}[^\W\da-z][\w.'’-]*){{1,2}}")
_GLUED = "the title cannot be told from the first author: the copy has both on one line"


def sniff(head: bytes) -> float:
    """Return the confidence: certain where an entry begins."""
    return CERTAIN if _HEAD.search(head) or (b"\nTitle:" in head and _LINKED_HEAD.search(head)) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a page; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, lambda lines: _records(source.display_name, lines)))


def _records(name: str, lines: Iterable[TextLine]) -> Iterator[Item]:
    entry: _Entry | None = None
    day = ""
    for number, raw in lines:
        text = plain(raw) if "](" in raw else raw
        found = _ENTRY.match(text) if "arXiv:" in text else None
        if found:
            if entry:
                yield from entry.items(name)
            entry = _Entry(number, found, day)
        elif _DAY.fullmatch(text.strip(_AROUND)):
            day = text if parse_day(text) else day
        elif entry and _SECTION.fullmatch(text.strip(_AROUND)):
            yield from entry.items(name)
            entry = None
        elif entry and not _RULE.fullmatch(text):
            entry.add(number, text)
    if entry:
        yield from entry.items(name)


class _Entry:
    """One paper of the page."""

    def __init__(self, line: int, found: re.Match[str], day: str) -> None:
        self._line = line
        self._id = found["id"]
        self._day = "" if found["how"] else day
        self._values: dict[str, list[str]] = {}
        self._label = ""
        self._abstract: list[str] = []
        self._glued = "Title:" in found["rest"]
        for part in _INNER_LABEL.split(found["rest"]) if found["rest"] else ():
            self.add(line, part)

    def add(self, number: int, text: str) -> None:
        """Take the next line of the entry."""
        label = None if self._abstract else _LABEL.match(text)
        if label:
            self._label, text = label[1], label[2]
            self._line = number if self._label == "Title" else self._line
        elif self._abstract or (text and "Subjects" in self._values):
            self._abstract.append(text.strip())
            return
        elif self._label == "Title" and self._values.get("Title"):
            self._label = "Authors"
        if text.strip() and self._label:
            self._values.setdefault(self._label, []).append(text.strip())

    def items(self, name: str) -> Iterator[Item]:
        """Yield the paper, and a problem if its title cannot be separated from its authors."""
        title, authors = self._take("Title"), self._take("Authors") or self._take("Author")
        if self._glued and not authors:
            title = _without_names(title)
            yield Problem(name, self._line, _GLUED)
        subjects = self._take("Subjects")
        yield Record(
            self._line,
            title,
            "\n".join(self._abstract),
            split_names(authors),
            date=self._day,
            venue=self._take("Journal-ref") or self._take("Journal reference"),
            categories=_CODE.findall(subjects),
            comment=self._take("Comments"),
            ids=[f"arXiv:{self._id}", self._take("DOI")],
            links=[f"https://arxiv.org/abs/{self._id}"],
            unread=[(label, " ".join(values)) for label, values in self._values.items()],
        )

    def _take(self, label: str) -> str:
        return " ".join(self._values.pop(label, ()))


def _without_names(text: str) -> str:
    """Return a title without the authors behind it, but for the first one, since nothing separates it from the title."""
    parts = text.split(", ")
    while len(parts) > 1 and _NAME.fullmatch(parts[-1]):
        parts.pop()
    return ", ".join(parts)
