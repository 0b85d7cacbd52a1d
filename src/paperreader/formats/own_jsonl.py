"""JSON lines and JSON as `paperreader list --format jsonl` and `--format json` write them.

A record may lack fields, as with `--fields`, but not the title. The fields `sources`, `read`, `starred` and `score` are
not read: they describe the list, not the paper. An organization comes back by its name alone, without its short name
in addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from paperreader.dates import day_number
from paperreader.errors import Problem
from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import BLANK, OPENING_BYTES, Batch, Entry, has_code, has_link
from paperreader.formats.records import NotRead
from paperreader.formats.records.json.json_records import json_elements
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_text import LineBlock, RawValue, line_blocks, lines_of_block
from paperreader.paper import paper_key
from paperreader.paper_links import own_links
from paperreader.source import Source, Span, spool_text
from paperreader.text import single_line

_RECORDS, _INVALID = "records", "invalid records"

_COMPACT = re.compile(rb'\s*(?:\[\s*)?\{"[a-z_]+":\S')
_BATCH = 512  # records
_OWN_FIELDS = {"date_basis", "authors_count", "github_stars", "sources", "starred", "arxiv_id"}
_FIELDS = {
    *("key", "title", "abstract", "date", "authors", "organization", "venue", "categories", "comments", "upvotes"),
    *("doi", "ids", "link", "pdf", "code", "links", "keywords", "comment", "read", "score", "tags", "note"),
    *_OWN_FIELDS,
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_KEY_END = re.compile("(?:~[0-9a-f]{6})?")
_MAX_COUNT = 2**31 - 1
_Value = TypeVar("_Value", int, str)


def sniff(head: bytes) -> float:
    """Return the confidence: certain with a key; likely with the program's names of fields alone.

    `--fields` chooses fields: those that any program may write count only as this one writes them, without blanks.
    """
    names = {key for key in record_keys(head, ("[]", "")) if "." not in key and "[]" not in key}
    if "title" not in names or not names <= _FIELDS:
        return 0.0
    is_own = names & _OWN_FIELDS or _COMPACT.match(head)
    return CERTAIN if "key" in names else LIKELY if is_own else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the records; see `paperreader.formats.format_row.Format.read`."""
    if source.head().lstrip().startswith(b"["):
        yield from _read_list(source)
        return
    for block in line_blocks(source.chunks()):
        yield _read_lines(source, block)


def _read_list(source: Source) -> Iterator[Batch]:
    """Yield the entries of a list of records, as `--format json` writes it."""
    batch = _RecordBatch(source)
    for element in json_elements(source, ("[]",)):
        if isinstance(element, Problem | NotRead):
            batch.skip(element)
        elif element.raw:
            batch.add(element.raw._replace(line=element.line), element.value)
        if len(batch.entries) >= _BATCH:
            yield batch.whole()
            batch = _RecordBatch(source)
    yield batch.whole()


def _read_lines(source: Source, block: LineBlock) -> Batch:
    """Return the entries of consecutive lines."""
    import orjson

    if not any(block.lines):  # gigabytes of line ends, as in a file that is made to be large, are read in seconds
        return Batch([], counts=Counter({BLANK: len(block.lines)}))
    batch = _RecordBatch(source)
    for line in lines_of_block(block):
        if not line.raw.strip():
            batch.counts[BLANK] += 1
            continue
        try:
            batch.add(line, orjson.loads(line.raw))
        except orjson.JSONDecodeError as error:
            batch.skip(NotRead(line.line, _INVALID, block.fault(line.line, f"not valid JSON: {error}")))
    return batch.whole()


class _RecordBatch:
    """The entries of consecutive records, and the counts and problems of reading them."""

    def __init__(self, source: Source) -> None:
        self.entries: list[Entry] = []
        self.counts = Counter({_RECORDS: 0, _INVALID: 0, BLANK: 0})
        self._keys: list[str] = []
        self._problems: list[Problem] = []
        self._source = source

    def add(self, raw: RawValue, value: Any) -> None:
        """Take the next record: its text and its value."""
        if not isinstance(value, dict):
            self.skip(NotRead(raw.line, _INVALID, "not a JSON object; the line was skipped"))
            return
        record = _Record(self._source, raw, value, self._problems)
        entry = record.entry()
        self.counts[_RECORDS if entry else _INVALID] += 1
        if entry:
            self.entries.append(entry)
            self._keys.append(record.key(entry))

    def skip(self, item: NotRead | Problem) -> None:
        """Take what is no record."""
        if isinstance(item, NotRead):
            self.counts[_INVALID if item.why else item.label] += 1
            item = Problem(self._source.display_name, item.line, item.why)
        if item.text:
            self._problems.append(item)

    def whole(self) -> Batch:
        """Return what was taken."""
        return Batch(self.entries, self._problems, self.counts, keys=self._keys)


class _Record:
    """One record of the dump. Problems are appended to `problems`."""

    def __init__(self, source: Source, raw: RawValue, fields: dict[str, Any], problems: list[Problem]) -> None:
        self._source = source
        self._raw, self._line, self._offset = raw
        self._fields = fields
        self._problems = problems

    def entry(self) -> Entry | None:
        """Return the entry, or None when the line is no record of a paper."""
        fields = self._fields
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
            authors_count=len(authors) if authors and "authors_count" not in fields else count,
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
        return own_links(self._texts("links") or (), abstract) or ((link,) if link else ())

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
