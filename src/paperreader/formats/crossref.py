"""Works of Crossref: answers of its API as saved, a list of works or one.

Source: `https://api.crossref.org/works`, <https://github.com/CrossRef/rest-api-doc>. Titles and venues are lists, titles
and abstracts have tags (JATS); the abstract begins with its heading. `issued` is the date of publication, `created`
and `indexed` are not. Reviews and parts of papers are among the works, and works without a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.csl_json import csl_record
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import (
    Fields,
    date_of_parts,
    fields_of,
    first_text,
    items_of,
    text_of,
    texts_of,
    unread_fields,
    within,
)
from paperreader.source import Source

_CONTAINERS = ("message.items[]", "message", "items[]", "[]", "")
_OF_A_WORK = {"indexed.timestamp", "reference-count", "is-referenced-by-count", "content-domain.domain", "deposited"}
_NO_PAPERS = {"peer-review": "reviews", "component": "parts of papers", "grant": "grants", "journal": "journals"}
_HEADING = re.compile(r"(?<!\s)\s*+<jats:title>\s*(?:Abstract|Summary)\s*</jats:title>\s*", re.IGNORECASE)
_KNOWN = {
    *("title", "subtitle", "short-title", "original-title", "abstract", "author", "issued", "published", "type"),
    *("published-print", "published-online", "container-title", "short-container-title", "event", "subject", "DOI"),
    *("URL", "link", "resource", "created", "indexed", "deposited", "accepted", "approved", "posted", "score", "ISSN"),
    *("issn-type", "ISBN", "isbn-type", "prefix", "member", "source", "publisher", "publisher-location", "language"),
    *("volume", "issue", "page", "article-number", "journal-issue", "reference", "reference-count", "license"),
    *("references-count", "is-referenced-by-count", "content-domain", "funder", "relation", "assertion", "update-to"),
    *("update-policy", "alternative-id", "archive", "editor", "institution", "group-title", "subtype", "free-to-read"),
    *("published-other", "edition-number", "clinical-trial-number", "content-created", "content-updated", "aliases"),
    *("status", "version", "special-numbering", "updated-by", "translator", "chair", "part-number"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for an answer of the API or the fields of a work."""
    keys = record_keys(head, _CONTAINERS)
    is_answer = {"message-type", "message-version"} <= keys
    return CERTAIN if is_answer or ("DOI" in keys and keys & _OF_A_WORK) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, _record))


def _record(line: int, fields: Fields) -> Item:
    if label := _NO_PAPERS.get(first_text(fields, "type")):
        return NotRead(line, label)
    record = csl_record(line, fields)
    dates = (date_of_parts(fields.get(key)) for key in ("issued", "published", "posted"))
    return replace(
        record,
        abstract=_HEADING.sub("", record.abstract, count=1),
        date=next(filter(None, dates), ""),
        venue=first_text(fields, "container-title")
        or text_of(within(fields, "event", "name"))
        or first_text(fields, "group-title")
        or text_of([within(one, "name") for one in items_of(fields.get("institution"))]),
        keywords=texts_of(fields.get("subject")),
        links=(record.links[0], text_of(within(fields, "resource", "primary", "URL"))),
        pdf=_pdf(fields),
        unread=unread_fields(fields, _KNOWN),
    )


def _pdf(fields: Fields) -> str:
    """Return the first address that is said to be of a PDF."""
    links = map(fields_of, items_of(fields.get("link")))
    return next((first_text(link, "URL") for link in links if link.get("content-type") == "application/pdf"), "")
