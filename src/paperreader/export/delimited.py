r"""A list of papers as a table, a paper a row, under the names of the record's fields.

Both are what Python's `csv` module writes and reads: CSV as RFC 4180 has it (commas, `\\r\\n`), TSV with
tabs and `\\n` in its `excel-tab` manner. A value with a separator, a quote or a line end stands in
quotes, a quote in it doubled; so paragraphs of an abstract stay apart, and a program that splits at
tabs alone may want `--fields`. Nothing is altered: a title that begins with `=` still does.

The names come with the first row: without a paper nothing is printed. What is unknown is empty. A list (`authors`, `links`, `sources` as `path:line`) is one element a line:
no element has a line end within.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record


def as_csv(papers: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Comma-separated values."""
    return _rows(papers, fields or RECORD_FIELDS, "excel", "\r\n")


def as_tsv(papers: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Tab-separated values."""
    return _rows(papers, fields or RECORD_FIELDS, "excel-tab", "\n")


def _rows(papers: Iterable[ExportRow], fields: Sequence[str], dialect: str, end: str) -> Iterator[str]:
    line = io.StringIO(newline="")
    table = csv.writer(line, dialect, lineterminator=end)
    table.writerow(fields)
    for listed in papers:
        row = paper_record(listed)
        table.writerow([_cell(row[name]) for name in fields])
        yield line.getvalue()
        line.seek(line.truncate(0))


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "\n".join(f"{part['path']}:{part['line']}" if isinstance(part, dict) else str(part) for part in value)
    return value
