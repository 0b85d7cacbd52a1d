"""Records of arXiv's metadata read column by column: the snapshot has millions of them.

Only records of the regular shape are read so: a block of lines with any other is left to the reader of all shapes. Both
make the same entries of regular records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any

from paperreader.formats.entry import OPENING_BYTES, PAPERS, Batch, has_code
from paperreader.formats.entry_columns import EntryColumns
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.json.json_text import LineBlock
from paperreader.formats.records.plain_text import is_plain, plain_line, plain_paragraphs
from paperreader.identifiers import arxiv_id_in, doi_in
from paperreader.paper import paper_keys
from paperreader.source import Span, spool_texts

_REGULAR = itemgetter(
    *("title", "id", "doi", "journal-ref", "comments", "categories", "abstract", "versions", "authors_parsed")
)
_END = "\x1f"
_CREATED = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4} ?$")  # of `Mon, 2 Apr 2007 19:18:42 GMT`
_PLAIN_DOI = re.compile(r"10\.[0-9.]+/[a-z0-9._/-]*[a-z0-9]")
_NEW_ID = re.compile(r"[0-9]{4}\.[0-9]{4,5}")
_MOST_KEPT = 1 << 16
_IRREGULAR = (KeyError, TypeError, IndexError, AttributeError, ValueError)


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


def read_block(block: LineBlock) -> Batch | None:
    """Return the entries of a block of lines; None if a record is not of the regular shape."""
    import orjson

    loads = orjson.loads
    try:
        records = [_REGULAR(loads(raw)) for raw in block.lines]
        return _batch(block.line, list(zip(*records, strict=True)))
    except _IRREGULAR:
        return None


def _batch(line: int, columns: Sequence[Sequence[Any]]) -> Batch:
    """Return the entries of records told column by column, in the order of `_REGULAR`."""
    titles, ids, dois, venues, comments, categories, abstracts, versions, parsed = columns
    count = len(titles)
    titles = [plain_line(title.replace("\n  ", " ")) for title in titles]
    if not all(titles):
        raise ValueError("a record without a title")
    texts = _paragraphs(abstracts)
    spans, openings = _spooled(texts)
    links = ["/" in text and "://" in text for text in texts]
    authors = list(_authors(parsed))
    found: dict[str, Sequence[Any]] = {
        "title": titles,
        "line": range(line, line + count),
        "opening": openings,
        "abstract": spans,
        "day": [_days[version[0]["created"][5:16]] for version in versions],
        "authors_count": [len(names) or None for names in authors],
        "authors": [names or None for names in authors],
        "has_links": links,
        "has_code": [link and has_code(text.encode()) for link, text in zip(links, texts, strict=True)],
        "arxiv_id": [one if _NEW_ID.fullmatch(one) else arxiv_id_in(f"arXiv:{one}") for one in ids],
        "doi": [told and _doi(told) for told in dois],
        "venue": _cleaned_or_none(venues),
        "comment": _cleaned_or_none(comments),
        "categories": [_categories[text] for text in categories],
    }
    entries = EntryColumns(found, count)
    return Batch(entries, counts=Counter({PAPERS: count}), keys=paper_keys(titles, openings.__getitem__))


def _paragraphs(abstracts: Sequence[str]) -> list[str]:
    return [plain_paragraphs(text) if "<" in text or "&" in text else text.strip() for text in abstracts]


def _spooled(texts: Sequence[str]) -> tuple[list[Span | None], list[bytes]]:
    """Return where texts are stored, and their beginnings."""
    data = "".join(texts).encode()
    store, at, _ = spool_texts([data])[0]
    lengths = [len(text) if text.isascii() else len(text.encode()) for text in texts]
    ends = list(accumulate(lengths))
    spans = [
        Span(store, at + end - length, length) if length else None for end, length in zip(ends, lengths, strict=True)
    ]
    openings = [
        data[end - length : end if length < OPENING_BYTES else end - length + OPENING_BYTES]
        for end, length in zip(ends, lengths, strict=True)
    ]
    return spans, openings


def _cleaned_or_none(texts: Sequence[str | None]) -> list[str | None]:
    return [plain_line(text.replace("\n  ", " ")) or None if text else None for text in texts]


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
