"""CSL as YAML: the references of pandoc, and what Better BibTeX exports as *Better CSL YAML*.

By https://pandoc.org/MANUAL.html#specifying-bibliographic-data: a list under `references:`, each with the fields of
CSL-JSON; a date is a text, or year, month and day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.csl_json import csl_record
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, read_records
from paperreader.formats.records.json.json_values import fields_of, items_of
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.lines.yaml_block import parse_block
from paperreader.source import Source

_HEAD = re.compile(rb"\s*(?:%YAML.*\n)?(?:---[ \t]*\r?\n)?(?:#.*\n)*references:[ \t]*\r?\n\s*- ")
_ITEM = re.compile(r"(\s*)- \S")
_TITLE = re.compile(r"\s*(?:- )?title:")
_MOST_LINES = 100_000  # of a reference
_DATE_PARTS = ("year", "month", "day")


def sniff(head: bytes) -> float:
    """Return the confidence: certain where the references begin."""
    return CERTAIN if _HEAD.match(head) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the references; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _items))


def _items(lines: Iterable[TextLine]) -> Iterator[Item]:
    for reference in _references(lines):
        fields = fields_of(next(iter(items_of(parse_block([line.text for line in reference]))), None))
        if fields:
            line = next((line.number for line in reference if _TITLE.match(line.text)), reference[0].number)
            yield csl_record(line, _with_date(fields))
        else:
            yield NotRead(reference[0].number, "other lists")


def _references(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines of one reference after the other."""
    reference: list[TextLine] = []
    indent = ""
    for line in lines:
        item = _ITEM.match(line.text)
        if item and (not reference or item[1] == indent):
            if reference:
                yield reference
            reference, indent = [line], item[1]
        elif line.text in ("...", "---"):
            continue
        elif reference and len(reference) < _MOST_LINES:
            reference.append(line)
    if reference:
        yield reference


def _with_date(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a reference with its date as CSL-JSON has it."""
    date = fields_of(next(iter(items_of(fields.get("issued"))), None))
    parts = [date[part] for part in _DATE_PARTS if part in date]
    return {**fields, "issued": {"date-parts": [parts]}} if parts else fields
