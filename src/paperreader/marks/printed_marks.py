"""Marks in JSON lines or JSON of `paperreader list`, made into a copy of the state file.

They say since when a paper is read or starred, but not when a tag was added or a note written: those are older than
any mark of a state file (`toml_values.UNDATED`). What a record does not have is not taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from paperreader.identifiers import identifiers
from paperreader.marks.document import CorruptStateError, StateDocument
from paperreader.marks.mark_names import NOTE, READ, STARRED
from paperreader.marks.toml_values import parse_row

_START = re.compile(rb"\s*(?:\[\s*)?\{")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def are_records(raw: bytes) -> bool:
    """Return True if bytes begin as JSON lines or a list of JSON objects; no TOML does."""
    return _START.match(raw) is not None


def parse_records(raw: bytes) -> StateDocument:
    """Return the marks of records; papers without any are left out. Raises CorruptStateError."""
    document = StateDocument()
    for number, record in _records(raw):
        key = _key(number, record)
        if not isinstance(record.get("title"), str):
            raise CorruptStateError(f"record {number} has no title")
        row = parse_row(key, dict(_table(record)))
        if row.marks:
            row.extra = None
            document.add_row(row)
    return document


def record_keys(raw: bytes) -> list[str]:
    """Return the keys of the papers of records. Raises CorruptStateError."""
    return [_key(number, record) for number, record in _records(raw)]


def _key(number: int, record: Any) -> str:
    key = record.get("key") if isinstance(record, dict) else None
    if not isinstance(key, str):
        raise CorruptStateError(f"record {number} has no key")
    return key


def _records(raw: bytes) -> Iterator[tuple[int, Any]]:
    import orjson

    try:
        if raw.lstrip().startswith(b"["):
            yield from enumerate(orjson.loads(raw), 1)
            return
        lines = [line for line in raw.split(b"\n") if line.strip()]
        for number, line in enumerate(lines, 1):
            yield number, orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise CorruptStateError(f"not JSON as `paperreader list` writes it: {error}") from error


def _table(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the values of a paper's table in the state file, as far as the record has them."""
    day, arxiv_id, doi = (
        value if isinstance(value := record.get(name), str) else None for name in ("date", "arxiv_id", "doi")
    )
    for name in ("title", "link", "tags"):
        yield name, record.get(name)
    if record.get(NOTE):
        yield NOTE, record[NOTE]
    yield "ids", list(identifiers(arxiv_id, doi, _others(record.get("ids"))))
    for name in (READ, STARRED):
        yield name, _time(record.get(name))
    if day and _DAY.fullmatch(day):
        yield "date", _date(day)


def _others(ids: Any) -> list[str]:
    if not isinstance(ids, dict):
        return []
    listed = [(name, value if isinstance(value, list) else [value]) for name, value in ids.items()]
    return [f"{name}:{value}" for name, values in listed for value in values]


def _time(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
