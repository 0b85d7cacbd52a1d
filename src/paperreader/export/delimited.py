r"""Papers as a table, CSV or TSV: one row for each paper, with the names of the record's fields in the first row.

Both are what Python's `csv` module writes and reads: CSV follows RFC 4180 (commas, `\\r\\n`), TSV is its `excel-tab`
dialect with `\\n`. A value with a separator, a quote or a line end stands in quotes, and a quote in it is doubled.
Paragraphs of an abstract therefore stay apart; a program that only splits at tabs needs `--fields`. Values are not
altered: a title that begins with `=` still does.

The names come with the first paper, so an empty list prints nothing. An unknown value is empty. A list (`authors`,
`links`, `sources` as `path:line`) has one element on each line; no element contains a line end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record


def as_csv(rows: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Yield comma-separated values, one line for each paper."""
    return _lines(rows, fields or RECORD_FIELDS, "excel", "\r\n")


def as_tsv(rows: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Yield tab-separated values, one line for each paper."""
    return _lines(rows, fields or RECORD_FIELDS, "excel-tab", "\n")


def _lines(rows: Iterable[ExportRow], fields: Sequence[str], dialect: str, end: str) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, dialect, lineterminator=end)
    table.writerow(fields)
    for row in rows:
        record = paper_record(row)
        table.writerow([_cell(record[name]) for name in fields])
        yield buffer.getvalue()
        buffer.seek(buffer.truncate(0))


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "\n".join(f"{part['path']}:{part['line']}" if isinstance(part, dict) else str(part) for part in value)
    return value
