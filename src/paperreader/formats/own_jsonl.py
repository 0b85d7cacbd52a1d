"""JSON lines as `paperreader list --format jsonl` writes them: one record per line.

A record may lack fields, as with `--fields`, but not the title. The fields `sources`, `read`, `starred` and `score` are
not read: they describe the list, not the paper. An organization comes back by its name alone, without its short name
in addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from paperreader.dates import day_number
from paperreader.errors import Problem
from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import BLANK, OPENING_BYTES, Batch, Entry, has_code, has_link
from paperreader.paper import paper_key
from paperreader.source import Source, Span, spool_text
from paperreader.text import find_urls, single_line

_RECORDS, _INVALID = "records", "invalid records"

_WHOLE_RECORD = re.compile(rb'\s*\{"key":"[^"\n]*","title":"')
_OTHER_RECORD = re.compile(rb'\s*\{[^\n]*"title"\s*:\s*"')
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_KEY_END = re.compile("(?:~[0-9a-f]{6})?")
_MAX_COUNT = 2**31 - 1
_Value = TypeVar("_Value", int, str)


def sniff(head: bytes) -> float:
    """Return the confidence that the first line is a record: certain with all fields, likely with a title."""
    return CERTAIN if _WHOLE_RECORD.match(head) else LIKELY if _OTHER_RECORD.match(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.registry.Format.read`."""
    offset, line, rest = 0, 1, b""
    for chunk in source.chunks():
        *lines, rest = (rest + chunk).split(b"\n")
        yield _read_lines(source, lines, offset, line)
        offset += sum(map(len, lines)) + len(lines)
        line += len(lines)
    if rest:
        yield _read_lines(source, [rest], offset, line)


def _read_lines(source: Source, lines: Sequence[bytes], offset: int, first_line: int) -> Batch:
    """Return the entries of consecutive lines, the first of which starts at byte `offset` of the dump."""
    entries, keys = [], []
    problems: list[Problem] = []
    counts = Counter({_RECORDS: 0, _INVALID: 0, BLANK: 0})
    for line, raw in enumerate(lines, first_line):
        if raw.strip():
            record = _Record(source, raw, offset, line, problems)
            entry = record.entry()
            counts[_RECORDS if entry else _INVALID] += 1
            if entry:
                entries.append(entry)
                keys.append(record.key(entry))
        else:
            counts[BLANK] += 1
        offset += len(raw) + 1
    return Batch(entries, problems, counts, keys=keys)


class _Record:
    """One line of the dump. Problems are appended to `problems`."""

    def __init__(self, source: Source, raw: bytes, offset: int, line: int, problems: list[Problem]) -> None:
        self._source = source
        self._raw = raw
        self._offset = offset
        self._line = line
        self._problems = problems
        self._fields: dict[str, Any] = {}

    def entry(self) -> Entry | None:
        """Return the entry, or None when the line is no record of a paper."""
        import orjson

        try:
            fields = orjson.loads(self._raw)
        except orjson.JSONDecodeError as error:
            self._report(f"not valid JSON: {error}; the line was skipped")
            return None
        if not isinstance(fields, dict):
            self._report("not a JSON object; the line was skipped")
            return None
        self._fields = fields
        title = self._text("title")
        if not title:
            self._report("a record without a title; the line was skipped")
            return None
        abstract = self._get("abstract", str) or ""
        data = abstract.encode()
        name = self._text("organization")
        count, authors = self._count("authors_count"), self._texts("authors")
        return Entry(
            title,
            self._line,
            opening=data[:OPENING_BYTES],
            abstract=self._span(abstract, data) if data else None,
            day=self._day(),
            year_inferred=fields.get("date_basis") == "inferred",
            authors_count=len(authors) if authors and self._fields.get("authors_count") is None else count,
            authors=authors,
            organization=(name, name) if name else None,
            comments=self._count("comments"),
            upvotes=self._count("upvotes"),
            has_links=has_link(data),
            has_code=has_code(data) or bool(self._text("code")),
            code=self._text("code"),
            arxiv_id=self._text("arxiv_id"),
            venue=self._text("venue"),
            categories=self._texts("categories") or (),
            doi=self._text("doi"),
            links=self._links(abstract),
            ids=self._ids(),
            pdf=self._text("pdf"),
            keywords=self._texts("keywords") or (),
            comment=self._text("comment"),
            github_stars=self._count("github_stars"),
        )

    def key(self, entry: Entry) -> str:
        """Return the key of the record if it fits the title, else the key of the entry.

        The key of a short title contains a hash of the abstract's start, which need not be the abstract listed.
        """
        key, start = self._fields.get("key"), paper_key(entry.title)
        if isinstance(key, str) and key.startswith(start) and _KEY_END.fullmatch(key, len(start)):
            return key
        return paper_key(entry.title, entry.opening)

    def _report(self, text: str) -> None:
        self._problems.append(Problem(self._source.display_name, self._line, text))

    def _get(self, name: str, kind: type[_Value]) -> _Value | None:
        """Return a field; None, with a problem, when it has another type."""
        value = self._fields.get(name)
        if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
            return value
        self._report(f"`{name}` is not a {'number' if kind is int else 'text'}")
        return None

    def _text(self, name: str) -> str | None:
        value = self._get(name, str)
        return single_line(value) or None if value else None

    def _texts(self, name: str) -> tuple[str, ...] | None:
        values = self._fields.get(name)
        if values is None:
            return None
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(filter(None, map(single_line, values))) or None
        self._report(f"`{name}` is not a list of texts")
        return None

    def _links(self, abstract: str) -> tuple[str, ...]:
        """Return the paper's own links: those before the URLs of the abstract, or its page, which may be one of these."""
        link = self._text("link")
        return _outside_links(self._texts("links") or (), abstract) or ((link,) if link else ())

    def _ids(self) -> tuple[str, ...]:
        ids = self._fields.get("ids")
        if ids is None:
            return ()
        known = (
            [(name, one) for name, value in ids.items() for one in _listed(value)]
            if isinstance(ids, dict)
            else [("", None)]
        )
        if all(isinstance(one, str) for _, one in known):
            return tuple(single_line(f"{name}:{one}") for name, one in known)
        self._report("`ids` is not an object of texts")
        return ()

    def _count(self, name: str) -> int | None:
        number = self._get(name, int)
        if number is not None and not 0 <= number <= _MAX_COUNT:
            self._report(f"`{name}` is out of range")
            return None
        return number

    def _day(self) -> int:
        """Return the date as far as it is known: 2024, 2024-05 or 2024-05-17."""
        text = self._get("date", str)
        if not text:
            return 0
        known = _DATE.fullmatch(text)
        year, month, day = (int(part or 0) for part in known.groups()) if known else (0, 0, 0)
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            self._report("`date` is not a date like 2024-02-23; the paper stays undated")
            return 0
        return day_number(year, month, day)

    def _span(self, abstract: str, data: bytes) -> Span:
        """Return where the abstract is stored: in the dump itself if it has no JSON escapes, else in the spool."""
        name = b'"abstract":"'
        start = self._raw.find(name + data + b'"')
        if start < 0:
            return spool_text(abstract)
        return Span(self._source, self._offset + start + len(name), len(data))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _outside_links(links: Sequence[str], abstract: str) -> tuple[str, ...]:
    """Return the links that precede the URLs of the abstract, which need not be stored twice."""
    in_abstract = [abstract[start:end] for start, end in find_urls(abstract)]
    for count in range(len(links)):
        if list(dict.fromkeys([*links[:count], *in_abstract])) == list(links):
            return tuple(links[:count])
    return tuple(links)
