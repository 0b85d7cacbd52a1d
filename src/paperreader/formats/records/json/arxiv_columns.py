"""Records of arXiv's metadata read column by column: the snapshot has millions of them.

Only lines of the regular shape are read so, with the fields in the order of the snapshot: what stands before the
abstract is decoded, and the authors, but neither the abstract nor the history. A block of lines with any other is left
to the reader of all shapes. Both make the same entries of regular records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple

from paperreader.formats.entry import OPENING_BYTES, PAPERS, Batch, has_code
from paperreader.formats.entry_columns import EntryColumns
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.json.json_text import LineBlock
from paperreader.formats.records.plain_text import is_plain, plain_line, plain_lines
from paperreader.identifiers import arxiv_id_in, doi_in
from paperreader.paper import paper_keys
from paperreader.source import JsonStrings, Span, plain_string

_BEFORE_ABSTRACT = itemgetter("title", "id", "doi", "journal-ref", "comments", "categories")
_CREATED = re.compile(rb", (\d{1,2} [A-Z][a-z]{2} \d{4}) ?$")  # of `Mon, 2 Apr 2007 19:18:42 GMT`
_CREATED_START, _CREATED_END = 3, 16
_PLAIN_DOI = re.compile(r"10\.[0-9.]+/[a-z0-9._/-]*[a-z0-9]")
_NEW_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}")
_SHORT = 20  # bytes of an abstract that may be none
_MOST_KEPT = 1 << 16
_IRREGULAR = (KeyError, TypeError, IndexError, AttributeError, ValueError)


class _Layout(NamedTuple):
    """What stands before the values that are cut out of a line, in one way of writing JSON."""

    abstract: bytes
    created: bytes
    authors: bytes


_LAYOUTS = (
    _Layout(b',"abstract":"', b'","versions":[{"version":"v1","created":"', b'","authors_parsed":'),
    _Layout(b', "abstract": "', b'", "versions": [{"version": "v1", "created": "', b'", "authors_parsed": '),
)


class _Days(dict[bytes, int]):
    """The number of each day: records share their days."""

    def __missing__(self, created: bytes) -> int:
        found = _CREATED.match(created)
        if not found:
            raise ValueError(created)
        day = parse_day(found[1].decode())
        if len(self) < _MOST_KEPT:
            self[created] = day
        return day


class _Categories(dict[str, tuple[str, ...]]):
    """The categories of each text of them: records share them, and the tuple."""

    def __missing__(self, text: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(plain_line(text).split()))
        if len(self) < _MOST_KEPT:
            self[text] = found
        return found


_days, _categories = _Days(), _Categories()


def read_block(block: LineBlock, strings: JsonStrings) -> Batch | None:
    """Return the entries of a block of lines; None if a record is not of the regular shape.

    Args:
        block: the lines.
        strings: the dump that has them.
    """
    try:
        return _batch(block, strings, next(layout for layout in _LAYOUTS if layout.abstract in block.lines[0]))
    except (*_IRREGULAR, StopIteration):
        return None


def _batch(block: LineBlock, strings: JsonStrings, layout: _Layout) -> Batch:
    import orjson

    lines, count = block.lines, len(block.lines)
    heads = [line.index(layout.abstract) for line in lines]
    ends = [line.index(layout.created, head) for line, head in zip(lines, heads, strict=True)]
    parsed = [line.index(layout.authors, end) for line, end in zip(lines, ends, strict=True)]
    told = orjson.loads(b"[%b}]" % b"},".join([line[:head] for line, head in zip(lines, heads, strict=True)]))
    raw_titles, ids, dois, venues, comments, categories = zip(*map(_BEFORE_ABSTRACT, told), strict=True)
    titles = plain_lines(raw_titles)
    if len(titles) != count or not all(titles):
        raise ValueError("a record without a title")
    skipped = len(layout.authors)
    people = b",".join([line[start + skipped : -1] for line, start in zip(lines, parsed, strict=True)])
    authors = list(_authors(orjson.loads(b"[%b]" % people)))
    skipped = len(layout.created) + _CREATED_START
    end_skipped = len(layout.created) + _CREATED_END
    abstracts = _Abstracts(block, [head + len(layout.abstract) for head in heads], ends)
    links = abstracts.with_links()
    columns: dict[str, Sequence[Any]] = {
        "title": titles,
        "line": range(block.line, block.line + count),
        "abstract": abstracts.spans(strings),
        "day": [_days[line[end + skipped : end + end_skipped]] for line, end in zip(lines, ends, strict=True)],
        "authors_count": [len(names) or None for names in authors],
        "authors": [names or None for names in authors],
        "has_links": links,
        "has_code": [link and has_code(abstracts.text(index)) for index, link in enumerate(links)],
        "arxiv_id": [one if _NEW_ID.fullmatch(one) else arxiv_id_in(f"arXiv:{one}") for one in ids],
        "doi": [one and _doi(one) for one in dois],
        "venue": _known_lines(venues),
        "comment": _known_lines(comments),
        "categories": [_categories[text] for text in categories],
    }
    keys = paper_keys(titles, lambda index: abstracts.text(index)[:OPENING_BYTES])
    return Batch(EntryColumns(columns, count), counts=Counter({PAPERS: count}), keys=keys)


class _Abstracts:
    """The abstracts in a block of lines. They stay in the dump as they are."""

    def __init__(self, block: LineBlock, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._block = block
        self._places = list(zip(block.lines, starts, ends, strict=True))

    def text(self, index: int) -> bytes:
        """Return an abstract as it is shown."""
        line, start, end = self._places[index]
        return plain_string(line[start:end])

    def with_links(self) -> list[bool]:
        """Return for each abstract whether it has a URL. Searching for one byte is faster than for three."""
        return [
            line.find(b":", start, end) >= 0
            and (line.find(b"://", start, end) >= 0 or line.find(b":\\/\\/", start, end) >= 0)
            for line, start, end in self._places
        ]

    def spans(self, strings: JsonStrings) -> list[Span | None]:
        """Return where the abstracts stand in the dump."""
        lines = accumulate([len(line) + 1 for line in self._block.lines], initial=self._block.offset)
        return [
            Span(strings, offset + start, end - start) if end - start > _SHORT or self.text(index) else None
            for index, (offset, (_, start, end)) in enumerate(zip(lines, self._places, strict=False))
        ]


def _known_lines(texts: Sequence[str | None]) -> list[str | None]:
    return [line or None for line in plain_lines([text or "" for text in texts])]


def _authors(parsed: Sequence[Any]) -> Iterator[tuple[str, ...]]:
    """Yield the names of the authors of each record."""
    names = [
        f"{name[1]} {name[0]}" if name[1] and not name[2] else full_name(name) for people in parsed for name in people
    ]
    if not is_plain("|".join(["", *names, ""])):
        names = list(map(plain_line, names))
    start = 0
    for people in parsed:
        end = start + len(people)
        yield tuple(names[start:end])
        start = end


def full_name(name: Sequence[str]) -> str:
    """Return the name of an author told as family name, given name, suffix, and affiliations."""
    family, given, suffix = (*name, "", "", "")[:3]
    return " ".join(filter(None, (given, family, suffix)))


def _doi(told: str) -> str | None:
    doi = told.lower()
    return doi if _PLAIN_DOI.fullmatch(doi) else doi_in(told)
