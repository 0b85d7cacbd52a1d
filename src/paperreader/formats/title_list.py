"""Lists of titles, one on each line, alone or each with a line of its authors and perhaps the abstract below.

`Ada Lovelace, Charles Babbage, +11 authors · May 12, 2026` is a line of authors, as pages of papers have it when they
are copied. With such lines a paper begins at the line before each; without them each line is a title. A list of titles
alone has only its shape to be known by: lines of the length of titles, most words with capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from paperreader.formats.confidence import GUESS, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.author_lines import AuthorLine, parse_author_line
from paperreader.formats.records.text_lines import TextLine, lines_of, scan_lines
from paperreader.source import Source

_BULLET = re.compile(r"^\s*(?:[-*+•]|\[?\d{1,4}[.)\]:])\s+")
_LONGEST_TITLE = 260  # letters
_MARKUP = re.compile(r"^[\s#>|{}<]|\]\(|[{};=]$|^[a-z][\w-]{0,15}:\s|https?://|\t|\*\*|__|^\d{4}-\d\d|[,;:]$")
_SENTENCES = re.compile(r"[a-z)]\. [A-Z]|[a-z]\.$")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_TYPICAL = range(30, 180)  # letters of the title in the middle by length
_FEW, _MOST = 0.1, 0.8
_MANY_AUTHOR_LINES = 0.2  # of the paragraphs
_LEAST = 2  # papers, or three titles alone


def sniff(head: bytes) -> float:
    """Return the confidence: likely with lines of authors below titles, a guess by the shape of the lines alone."""
    lines = [line.text for line in lines_of(head)]
    if len(head) >= 1 << 14:
        lines.pop()  # it may be cut
    if _has_author_lines(lines):
        return LIKELY
    return GUESS if _are_titles([line for line in lines if line.strip()]) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a list; see `paperreader.formats.registry.Format.read`."""
    with_authors = _has_author_lines([line.text for line in lines_of(source.head())])
    return read_records(source, scan_lines(source, _records_with_authors if with_authors else _titles))


def _has_author_lines(lines: Sequence[str]) -> bool:
    """Return whether many paragraphs have a line of authors below a title."""
    found = sum(1 for above, below in pairwise([line for line in lines if line.strip()]) if _begins_paper(above, below))
    paragraphs = sum(1 for above, below in pairwise(["", *lines]) if below.strip() and not above.strip())
    return found >= _LEAST and found >= _MANY_AUTHOR_LINES * paragraphs


def _begins_paper(above: str, below: str) -> AuthorLine | None:
    """Return the authors below a title, None for other lines."""
    if not 0 < len(above) <= _LONGEST_TITLE or _MARKUP.search(above) or parse_author_line(above):
        return None
    return parse_author_line(below)


def _are_titles(lines: Sequence[str]) -> bool:
    titles = [_BULLET.sub("", line) for line in lines]
    if len(titles) <= _LEAST or any(len(title) > _LONGEST_TITLE for title in titles):
        return False
    if sorted(map(len, titles))[len(titles) // 2] not in _TYPICAL:
        return False
    odd = sum(1 for title in titles if _MARKUP.search(title) or _SENTENCES.search(title) or not title[0].isalnum())
    if odd > _FEW * len(titles):
        return False
    return sum(map(_has_capitals, titles)) >= _MOST * len(titles)


def _has_capitals(title: str) -> bool:
    """Return whether half of the longer words of a title have capitals, as titles in English have."""
    words = _LONG_WORD.findall(title)
    return 2 * sum(1 for word in words if not word.islower()) >= len(words)


def _titles(lines: Iterable[TextLine]) -> Iterator[Item]:
    for number, text in lines:
        if title := _BULLET.sub("", text).strip():
            yield Record(number, title)


def _records_with_authors(lines: Iterable[TextLine]) -> Iterator[Item]:
    record: Record | None = None
    before: TextLine | None = None  # it may be a title or a line of the abstract
    abstract: list[str] = []
    for line in lines:
        if not line.text.strip():
            if abstract:
                abstract.append("")
            continue
        authors = _begins_paper(before.text, line.text) if before else None
        if before and not authors:
            yield from _take(record, abstract, before)
        elif before and authors:
            if record:
                yield _finished(record, abstract)
            record, abstract = _record(before, authors), []
        before = None if authors else line
    if before:
        yield from _take(record, abstract, before)
    if record:
        yield _finished(record, abstract)


def _take(record: Record | None, abstract: list[str], line: TextLine) -> Iterator[Item]:
    """Add a line to the abstract; before the first paper it is none."""
    if record:
        abstract.append(line.text)
    else:
        yield NotRead(line.number, "lines before the first paper")


def _record(title: TextLine, authors: AuthorLine) -> Record:
    return Record(
        title.number,
        _BULLET.sub("", title.text),
        authors=authors.names,
        authors_count=authors.told,
        date=authors.date,
    )


def _finished(record: Record, abstract: list[str]) -> Record:
    record.abstract = "\n".join(abstract)
    return record
