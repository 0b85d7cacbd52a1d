"""A list of papers as text, JSON lines, JSON or keys, one piece after the other.

Pieces end with their newline and hold no other control character, whatever the dumps hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paperreader.paper import Paper
from paperreader.text import clean


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper with what the list knows of it beside the dumps; `score` is None without words."""

    paper: Paper
    read: datetime | None = None
    starred: datetime | None = None
    score: float | None = None


def record(listed: Listed) -> dict[str, Any]:
    """A paper as the object of a JSON line; what is not known is None.

    Raises:
        PaperReaderError: the abstract's dump is gone or has changed.
    """
    paper = listed.paper
    return {
        "key": paper.key,
        "title": paper.title,
        "abstract": paper.abstract,
        "date": paper.date.isoformat() if paper.date else None,
        "date_basis": paper.date_basis,
        "authors_count": paper.authors_count,
        "authors": list(paper.authors) if paper.authors is not None else None,
        "organization": paper.organization,
        "comments": paper.comments,
        "upvotes": paper.upvotes,
        "arxiv_id": paper.arxiv_id,
        "links": list(paper.links),
        "sources": [{"path": clean(place.path), "line": place.line} for place in paper.sources],
        "read": _stamp(listed.read),
        "starred": _stamp(listed.starred),
        "score": listed.score,
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def as_jsonl(papers: Iterable[Listed], fields: list[str] | None = None) -> Iterator[str]:
    """One JSON object a line."""
    for listed in papers:
        row = _only(record(listed), fields)
        line = json.dumps(row, ensure_ascii=False)
        yield (line if line.isprintable() else json.dumps(row)) + "\n"


def as_json(papers: Iterable[Listed], fields: list[str] | None = None) -> Iterator[str]:
    """One JSON array, an object a line."""
    opening = "[\n"
    for line in as_jsonl(papers, fields):
        yield opening + line[:-1]
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def as_keys(papers: Iterable[Listed], _: list[str] | None = None) -> Iterator[str]:
    """One key a line, as `mark -` reads them."""
    for listed in papers:
        yield listed.paper.key + "\n"


def as_text(papers: Iterable[Listed], fields: list[str] | None = None) -> Iterator[str]:
    """One line a paper: star and unread mark, date, title; or the named fields, a tab between."""
    for listed in papers:
        if fields:
            row = record(listed)
            yield "\t".join(_plain(row[name]) for name in fields) + "\n"
        else:
            paper = listed.paper
            marks = ("★" if listed.starred else " ") + (" " if listed.read else "●")
            yield f"{marks} {paper.date_text or '':10}  {paper.title}\n"


def _plain(value: object) -> str:
    if isinstance(value, list):
        parts = (f"{part['path']}:{part['line']}" if isinstance(part, dict) else str(part) for part in value)
        return clean(" ".join(parts))
    return "" if value is None else " ".join(str(value).split())


def _only(row: dict[str, Any], fields: list[str] | None) -> dict[str, Any]:
    return {name: row[name] for name in fields} if fields else row


FIELDS = tuple(record(Listed(Paper("", ""))))
"""The names of a record, in their order."""

FORMATS: dict[str, Callable[[Iterable[Listed], list[str] | None], Iterator[str]]] = {
    "text": as_text,
    "jsonl": as_jsonl,
    "json": as_json,
    "keys": as_keys,
}
"""The formats by the names that `--format` takes."""
