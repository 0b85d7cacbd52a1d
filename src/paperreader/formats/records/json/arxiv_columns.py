"""Records of arXiv's metadata read column by column: the snapshot has millions of them.

Only lines of the regular shape are read so, with the fields in the order of the snapshot; their abstracts stay in the
dump. A block of lines with any other is left to the reader of all shapes. Both make the same entries of regular records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from paperreader.formats.entry import OPENING_BYTES, PAPERS, Batch, has_code
from paperreader.formats.entry_columns import EntryColumns
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.json.json_text import LineBlock
from paperreader.formats.records.plain_text import is_plain, plain_line, plain_lines
from paperreader.identifiers import arxiv_id_in, doi_in
from paperreader.paper import paper_keys
from paperreader.source import JsonStrings, Span
from paperreader.web_markup import plain_paragraphs

_REGULAR = itemgetter(
    *("title", "id", "doi", "journal-ref", "comments", "categories", "abstract", "versions", "authors_parsed")
)
_CREATED = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4} ?$")  # of `Mon, 2 Apr 2007 19:18:42 GMT`
_PLAIN_DOI = re.compile(r"10\.[0-9.]+/[a-z0-9._/-]*[a-z0-9]")
_NEW_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}")
_MOST_KEPT = 1 << 16
_IRREGULAR = (KeyError, TypeError, IndexError, AttributeError, ValueError)


class _Layout(NamedTuple):
    """What stands before an abstract and behind it, in one way of writing JSON."""

    start: bytes
    end: bytes


_LAYOUTS = (
    _Layout(b',"abstract":"', b'","versions":'),
    _Layout(b', "abstract": "', b'", "versions": '),
)


class _Days(dict[str, int]):
    """The number of each day: records share their days."""

    def __missing__(self, created: str) -> int:
        if not _CREATED.match(created):
            raise ValueError(created)
        day = parse_day(created)
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
        return _batch(block, strings, next(layout for layout in _LAYOUTS if layout.start in block.lines[0]))
    except (*_IRREGULAR, StopIteration):
        return None


def _batch(block: LineBlock, strings: JsonStrings, layout: _Layout) -> Batch:
    import orjson

    loads, count = orjson.loads, len(block.lines)
    columns = list(zip(*[_REGULAR(loads(line)) for line in block.lines], strict=True))
    raw_titles, ids, dois, venues, comments, categories, abstracts, versions, parsed = columns
    titles = plain_lines(raw_titles)
    if not all(titles):
        raise ValueError("a record without a title")
    authors = list(_authors(parsed))
    links = ["/" in text and "://" in text for text in abstracts]
    found: dict[str, Sequence[Any]] = {
        "title": titles,
        "line": range(block.line, block.line + count),
        "abstract": _spans(block, strings, layout, abstracts),
        "day": [_days[version[0]["created"][5:16]] for version in versions],
        "authors_count": [len(names) or None for names in authors],
        "authors": [names or None for names in authors],
        "has_links": links,
        "has_code": [link and has_code(text.encode()) for link, text in zip(links, abstracts, strict=True)],
        "arxiv_id": [one if _NEW_ID.fullmatch(one) else arxiv_id_in(f"arXiv:{one}") for one in ids],
        "doi": [one and _doi(one) for one in dois],
        "venue": _known_lines(venues),
        "comment": _known_lines(comments),
        "categories": [_categories[text] for text in categories],
    }
    keys = paper_keys(titles, lambda index: plain_paragraphs(abstracts[index]).encode()[:OPENING_BYTES])
    return Batch(EntryColumns(found, count), counts=Counter({PAPERS: count}), keys=keys)


def _spans(block: LineBlock, strings: JsonStrings, layout: _Layout, abstracts: Sequence[str]) -> list[Span | None]:
    """Return where the abstracts stand in the dump."""
    spans: list[Span | None] = []
    offset = block.offset
    for line, abstract in zip(block.lines, abstracts, strict=True):
        start = line.index(layout.start) + len(layout.start)
        end = line.index(layout.end, start)
        spans.append(Span(strings, offset + start, end - start) if abstract.strip() else None)
        offset += len(line) + 1
    return spans


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
    """Return the name of an author given as family name, given name, suffix, and affiliations."""
    family, given, suffix = (*name, "", "", "")[:3]
    return " ".join(filter(None, (given, family, suffix)))


def _doi(text: str) -> str | None:
    doi = text.lower()
    return doi if _PLAIN_DOI.fullmatch(doi) else doi_in(text)
