"""Notes of OpenReview: answers of its API, versions 1 and 2, and notes saved by `openreview-py`.

Source: `https://api2.openreview.net/notes`, <https://docs.openreview.net>. Version 2 has `{"value": …}` around each
field of `content`. Reviews, comments and decisions are notes too: they answer another note (`replyto`) or have no title.
Addresses of PDFs are relative, times are in milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import (
    Fields,
    day_of_milliseconds,
    fields_of,
    first_text,
    person_names,
    texts_of,
    unread_fields,
)
from paperreader.source import Source

_SITE = "https://openreview.net"
_CONTAINERS = ("notes[]", "[]", "")
_OF_A_NOTE = {"forum", "invitation", "invitations", "replyto"}
_KNOWN = {
    *("title", "abstract", "authors", "authorids", "pdf", "keywords", "TL;DR", "TLDR", "one-sentence_summary", "venue"),
    *("venueid", "_bibtex", "paperhash", "html", "code", "conflicts", "supplementary_material", "html", "software"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for notes with content."""
    keys = record_keys(head, _CONTAINERS)
    return CERTAIN if keys & _OF_A_NOTE and any(key.startswith("content") for key in keys) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, _record))


def _record(line: int, fields: Fields) -> Item:
    content = {name: _unwrapped(value) for name, value in fields_of(fields.get("content")).items()}
    forum = first_text(fields, "forum", "id")
    if fields.get("replyto") or not first_text(content, "title"):
        return NotRead(line, "reviews and comments")
    times = (fields.get(key) for key in ("cdate", "tcdate", "odate", "pdate", "tmdate"))
    return Record(
        line,
        first_text(content, "title"),
        abstract=first_text(content, "abstract", "TL;DR", "TLDR", "one-sentence_summary"),
        authors=person_names(content.get("authors")),
        date=next(filter(None, map(day_of_milliseconds, times)), ""),
        venue=first_text(content, "venue"),
        keywords=texts_of(content.get("keywords")),
        ids=(f"openreview:{forum}" if forum else "", first_text(content, "html")),
        links=(f"{_SITE}/forum?id={forum}" if forum else "", first_text(content, "html")),
        pdf=_address(first_text(content, "pdf")),
        code=first_text(content, "code", "software"),
        unread=unread_fields(content, _KNOWN),
    )


def _unwrapped(value: object) -> object:
    """Return the value of a field of API 2, `{"value": …}`."""
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _address(path: str) -> str:
    return f"{_SITE}{path}" if path.startswith("/") else path
