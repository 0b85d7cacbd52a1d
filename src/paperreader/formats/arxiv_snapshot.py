"""The metadata of arXiv as JSON lines: the snapshot at Kaggle, one record for each paper.

Source: <https://www.kaggle.com/datasets/Cornell-University/arxiv>. A third of the titles wrap; `authors` is one text in TeX,
`authors_parsed` has the names decoded (family, given, suffix); the date is that of the first version, since `update_date` is
often of another year; `doi` may hold two.

The snapshot has millions of records: those of regular shape are read by `records.json.arxiv_columns`, the others one by one.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.json.arxiv_columns import full_name, read_block
from paperreader.formats.records.json.json_records import has_lines, items_of_lines, json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_text import line_blocks
from paperreader.formats.records.json.json_values import Fields, first_text, items_of, text_of, unread_fields, within
from paperreader.formats.records.names import split_names
from paperreader.source import JsonStrings, Source

_CONTAINERS = ("[]", "")
_OF_THE_SNAPSHOT = {"authors_parsed", "update_date", "versions[].created", "journal-ref", "report-no"}
_KNOWN = {
    *("id", "submitter", "authors", "title", "comments", "journal-ref", "doi", "report-no", "categories", "license"),
    *("abstract", "versions", "update_date", "authors_parsed"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain with an id, categories, and two more fields of the snapshot."""
    keys = record_keys(head, _CONTAINERS)
    return CERTAIN if {"id", "categories"} <= keys and len(keys & _OF_THE_SNAPSHOT) > 1 else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    if not has_lines(source):
        yield from read_records(source, json_records(source, _CONTAINERS, snapshot_record))
        return
    strings = JsonStrings(source)
    for block in line_blocks(source.chunks()):
        batch = read_block(block, strings)
        if batch:
            yield batch
        else:
            yield from read_records(source, items_of_lines(block, snapshot_record))


def snapshot_record(line: int, fields: Fields) -> Record:
    """Return the record of a paper of any shape."""
    parsed = [[text_of(part) for part in items_of(name)] for name in items_of(fields.get("authors_parsed"))]
    versions = items_of(fields.get("versions"))
    return Record(
        line,
        first_text(fields, "title"),
        abstract=text_of(fields.get("abstract")),
        authors=[full_name(name) for name in parsed] or split_names(first_text(fields, "authors")),
        date=text_of(within(versions[0], "created")) if versions else first_text(fields, "update_date"),
        venue=first_text(fields, "journal-ref"),
        categories=first_text(fields, "categories").split(),
        comment=first_text(fields, "comments"),
        ids=(f"arXiv:{first_text(fields, 'id')}", first_text(fields, "doi")),
        unread=unread_fields(fields, _KNOWN),
    )
