r"""Mails of arXiv with new papers, and listing files: blocks that begin with a line of two backslashes and `arXiv:ID`.

A block has labelled lines that go on in lines after two blanks; then in mails two backslashes, the abstract, and two
backslashes with the paper's address. Cross-listings and replaced papers stand there too, the latter without abstract
and without the day of their first version. See https://info.arxiv.org/help/subscribe.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.names import split_names
from paperreader.formats.records.tex_accents import decode_tex
from paperreader.source import Source

_BAR = "\\\\"
_START = re.compile(rb"^\\\\[ \t\r]*\n(?:arXiv:|Paper: )\S", re.MULTILINE)
_ID = re.compile(r"(?:arXiv:|Paper:) ?(\S+)")
_FIELD = re.compile(r"([A-Z][A-Za-z-]+(?: \([^()]*\))?): ?(.*)")
_RULE = re.compile(r"-{20,}|(?:%-){8,}%?-*%*")
_SIZE = re.compile(r"\s?\(\d+\s*kb[^()]*\)")
_ADDRESS = re.compile(r"https?://[^\s()]+")


def sniff(head: bytes) -> float:
    """Return the confidence: certain where a block begins."""
    return CERTAIN if _START.search(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a mail or listing file; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, find_records))


def find_records(lines: Iterable[TextLine]) -> Iterator[Item]:
    """Yield the papers in the lines of a mail's text."""
    block: _Block | None = None
    after_bar = False
    for number, text in lines:
        new = _ID.match(text) if after_bar and not (block and block.is_header) else None
        if new:
            if block:
                yield block.item()
            block = _Block(number, new[1])
        elif block and not block.add(number, text):
            yield block.item()
            block = None
        after_bar = text == _BAR
    if block:
        yield block.item()


class _Block:
    """One paper. `is_header`: whether the labelled lines have not ended yet."""

    def __init__(self, line: int, arxiv_id: str) -> None:
        self.is_header = True
        self._record = Record(line, ids=[f"arXiv:{arxiv_id}"])
        self._fields: dict[str, list[str]] = {}
        self._open: list[str] = []  # the values of the field that may go on
        self._abstract: list[str] = []

    def add(self, number: int, text: str) -> bool:
        """Take the next line; return whether more may follow."""
        if text.startswith(_BAR):
            self._record.links = _ADDRESS.findall(text) or self._record.links
            is_end = not self.is_header or text != _BAR
            self.is_header = False
            return not is_end
        if _RULE.fullmatch(text):
            return False
        if self.is_header:
            self._add_field(number, text)
        else:
            self._abstract.append(f"\n{text}" if text.startswith("  ") and self._abstract else text)
        return True

    def _add_field(self, number: int, text: str) -> None:
        field = None if text.startswith("  ") else _FIELD.match(text)
        if field:
            self._open = self._fields.setdefault(field[1], [])
            self._open.append(field[2])
            if field[1] == "Title":
                self._record.line = number
        elif self._open and text:
            self._open.append(text.strip())

    def _take(self, name: str) -> str:
        return " ".join(self._fields.pop(name, ()))

    def item(self) -> Item:
        """Return the paper."""
        record = self._record
        record.title = self._take("Title")
        if not record.title:
            return NotRead(record.line, "blocks without a title", "a block of arXiv without a title was skipped")
        record.authors = split_names(decode_tex(self._take("Authors") or self._take("Author")))
        record.categories = (self._take("Categories") or self._take("Subj-class")).split()
        record.date = _SIZE.sub("", next(iter(self._fields.pop("Date", ())), ""))
        record.venue = self._take("Journal-ref")
        record.comment = self._take("Comments")
        record.ids = [*record.ids, self._take("DOI")]
        record.abstract = "\n".join(self._abstract)
        known = ("From", "License", "Proxy")
        record.unread = [
            (name, " ".join(values)) for name, values in self._fields.items() if not name.startswith((*known, "Date ("))
        ]
        return record
