"""CSL-JSON, the records of citation processors, as Zotero, Mendeley and pandoc write them.

Source: <https://docs.citationstyles.org> and its schema. Dates are lists of numbers or texts, `raw` or `literal`;
records without a title occur.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import (
    Fields,
    date_of_parts,
    first_text,
    person_names,
    texts_of,
    unread_fields,
)
from paperreader.source import Source

_CONTAINERS = ("[]", "items[]", "references[]", "")
_OF_CSL = {"issued.date-parts", "container-title", "author[].family", "title-short", "event-title"}
_KNOWN = {
    *("id", "type", "title", "title-short", "abstract", "author", "issued", "container-title", "collection-title"),
    *("event-title", "event", "publisher", "keyword", "categories", "note", "DOI", "URL", "PMID", "PMCID", "number"),
    *("archive", "archive_location", "accessed", "citation-key", "citation-label", "container-title-short"),
    *("journalAbbreviation", "ISSN", "ISBN", "language", "page", "volume", "issue", "source", "publisher-place"),
    *("event-place", "event-date", "editor", "number-of-pages", "page-first", "shortTitle", "call-number"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain with a type and one more field of CSL."""
    keys = record_keys(head, _CONTAINERS)
    if "type" not in keys or "title.value" in keys:
        return 0.0
    return CERTAIN if "issued.date-parts" in keys or "author[].family" in keys else LIKELY if keys & _OF_CSL else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, csl_record))


def csl_record(line: int, fields: Fields) -> Record:
    """Return the record of a reference; Crossref has the same fields, as lists."""
    pubmed, pmc = first_text(fields, "PMID"), first_text(fields, "PMCID")
    keywords = texts_of(fields.get("keyword")) or texts_of(fields.get("categories"))
    if len(keywords) == 1:
        keywords = keywords[0].replace(";", ",").split(",")
    return Record(
        line,
        first_text(fields, "title"),
        abstract=first_text(fields, "abstract"),
        authors=person_names(fields.get("author")),
        date=date_of_parts(fields.get("issued")),
        venue=first_text(fields, "container-title", "event-title", "event", "collection-title"),
        keywords=keywords,
        ids=(
            first_text(fields, "DOI"),
            first_text(fields, "number"),
            first_text(fields, "archive_location"),
            f"pmid:{pubmed}" if pubmed else "",
            f"pmcid:{pmc}" if pmc else "",
        ),
        links=(first_text(fields, "URL"),),
        unread=unread_fields(fields, _KNOWN),
    )
