"""Lists of titles, one on each line, alone or each with a line of its authors and perhaps the abstract below.

`Ada Lovelace, Charles Babbage, +11 authors · May 12, 2026` is a line of authors, as pages of papers have it when they
are copied. With such lines a paper begins at the line before each; without them each line is a title. On pages of a
conference the links of a paper stand below its authors, `[pdf] [supp]`, or what OpenReview says of it. A list of titles alone has only its shape to be known by: lines of the length of titles, most words with capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from paperreader.formats.confidence import GUESS, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.author_lines import AuthorLine, parse_author_line
from paperreader.formats.records.lines.markdown_inline import without_marks
from paperreader.formats.records.lines.text_lines import BULLET, TextLine, lines_of, scan_lines
from paperreader.source import Source

_LONGEST_TITLE = 260  # letters
_MARKUP = re.compile(r"^[\s#>|{}<]|\]\(|[{};=]$|^[a-z][\w-]{0,15}:\s|https?://|\t|\*\*|__|^\d{4}-\d\d|[,;:]$")
_BELOW_PAPER = re.compile(r"\s*(?:(?:\[[^\[\]]{2,20}\]\s*)+|Published: .{5,200}|Show details)")
_BEHIND_AUTHORS = re.compile(r";\s+(Proceedings of .{5,200}?)(?:, PMLR\b.*)?$")
_TRACK = re.compile(r" (?:Main Conference|Datasets and Benchmarks|Position Paper) Track$")  # of NeurIPS
_SENTENCES = re.compile(r"[a-z)]\. [A-Z]|[a-z]\.$")
_CODED = re.compile(r"[!-~]{40}")  # base64, hashes
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_TYPICAL = range(30, 180)  # letters of the title in the middle by length
_WORDS = 4  # of the one in the middle by words: fewer are names, as in code
_FEW, _LETTERS, _MOST = 0.1, 0.75, 0.8
_MANY_AUTHOR_LINES = 0.2  # of the paragraphs
_WHOLE_HEAD = 1 << 14  # bytes
_LEAST = 2  # papers, or three titles alone


def sniff(head: bytes) -> float:
    """Return the confidence: likely with lines of authors below titles, a guess by the shape of the lines alone."""
    lines = lines_of(head)
    if len(head) >= _WHOLE_HEAD:
        lines.pop()  # it may be cut
    if _has_author_lines(lines):
        return LIKELY
    return GUESS if _are_titles([line.text for line in lines if line.text.strip()]) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a list; see `paperreader.formats.format_row.Format.read`."""
    with_authors = _has_author_lines(lines_of(source.head()))
    return read_records(source, scan_lines(source, _records_with_authors if with_authors else _titles))


class _Line(NamedTuple):
    """A line that is not blank, and the authors on it. `is_first`: whether it may begin a paper."""

    number: int
    text: str
    authors: AuthorLine | None
    is_first: bool
    venue: str = ""

    @property
    def is_title(self) -> bool:
        """Whether it may be the title above a line of authors."""
        return (
            self.is_first
            and self.authors is None
            and len(self.text) <= _LONGEST_TITLE
            and not _MARKUP.search(self.text)
        )


def _parsed(lines: Iterable[TextLine]) -> Iterator[_Line]:
    """Yield the lines of papers. A paper begins after a blank line, one of authors or links, not within a paragraph."""
    may_begin = True
    for number, text in lines:
        if not text.strip() or _BELOW_PAPER.fullmatch(text):
            may_begin = True
            continue
        behind = _BEHIND_AUTHORS.search(text)
        authors = parse_author_line(text[: behind.start()] if behind else text)
        yield _Line(number, text.strip(), authors, may_begin, behind[1] if behind and authors else "")
        may_begin = authors is not None


def _has_author_lines(lines: Sequence[TextLine]) -> bool:
    """Return whether many paragraphs have a line of authors below a title."""
    found = sum(1 for above, below in pairwise(_parsed(lines)) if above.is_title and below.authors)
    texts = ["", *["" if _BELOW_PAPER.fullmatch(line.text) else line.text for line in lines]]
    paragraphs = sum(1 for above, below in pairwise(texts) if below and not above)
    return found >= _LEAST and found >= _MANY_AUTHOR_LINES * paragraphs


def _are_titles(lines: Sequence[str]) -> bool:
    titles = [BULLET.sub("", line) for line in lines]
    if len(titles) <= _LEAST or any(len(title) > _LONGEST_TITLE for title in titles):
        return False
    if _middle(map(len, titles)) not in _TYPICAL or _middle(len(title.split()) for title in titles) < _WORDS:
        return False
    odd = sum(1 for title in titles if _MARKUP.search(title) or _SENTENCES.search(title) or not _is_of_words(title))
    if odd > _FEW * len(titles):
        return False
    return sum(map(_has_capitals, titles)) >= _MOST * len(titles)


def _middle(numbers: Iterable[int]) -> int:
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2]


def _is_of_words(title: str) -> bool:
    """Return whether a line has the words of a title, not numbers and signs."""
    letters = sum(map(str.isalpha, title))
    return title[0].isalnum() and not _CODED.search(title) and letters >= _LETTERS * (len(title) - title.count(" "))


def _has_capitals(title: str) -> bool:
    """Return whether half of the longer words of a title have capitals, as titles in English have."""
    words = _LONG_WORD.findall(title)
    return 2 * sum(1 for word in words if not word.islower()) >= len(words)


def _titles(lines: Iterable[TextLine]) -> Iterator[Item]:
    for number, text in lines:
        bullet = BULLET.match(text)
        title = text[bullet.end() :] if bullet else text.strip()
        if title:
            yield Record(number, without_marks(title) if bullet else title)


def _records_with_authors(lines: Iterable[TextLine]) -> Iterator[Item]:
    record: Record | None = None
    before: _Line | None = None  # it may be a title or a line of the abstract
    for line in _parsed(lines):
        if before and before.is_title and line.authors:
            if record:
                yield record
            record, before = _record(before, line.authors, line.venue), None
        else:
            yield from _take(record, before)
            before = line
    yield from _take(record, before)
    if record:
        yield record


def _take(record: Record | None, line: _Line | None) -> Iterator[Item]:
    """Add a line to the abstract; before the first paper it is none."""
    if record and line:
        between = "" if not record.abstract else "\n\n" if line.is_first else "\n"
        record.abstract += between + line.text
    elif line:
        yield NotRead(line.number, "lines before the first paper")


def _record(title: _Line, authors: AuthorLine, venue: str) -> Record:
    return Record(
        title.number,
        _TRACK.sub("", BULLET.sub("", title.text)),
        authors=authors.names,
        authors_count=authors.stated_count,
        date=authors.date,
        venue=venue,
    )
