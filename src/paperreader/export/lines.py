"""Papers as text, JSON lines, JSON, CSV, TSV or keys, in pieces of one paper.

Lines of text, JSON and keys have no control character but the line feed at their end, whatever the dumps contain.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record
from paperreader.text import sanitize

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet sees a formula begin


def as_jsonl(rows: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Yield one JSON object for each paper; letters of all scripts are written unescaped."""
    import orjson  # takes a third of the time of the json module

    names = tuple(dict.fromkeys(fields or RECORD_FIELDS))
    for row in rows:
        record = paper_record(row)
        chosen = record if names == RECORD_FIELDS else {name: record[name] for name in names}
        yield orjson.dumps(chosen).decode() + "\n"


def as_json(rows: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Yield one JSON array, with one object on each line."""
    opening = "[\n"
    for line in as_jsonl(rows, fields):
        yield opening + line[:-1]
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def as_keys(rows: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """Yield the key of each paper, as `mark -` reads them."""
    for row in rows:
        yield row.library.keys[row.row] + "\n"


def as_text(rows: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """Yield one line for each paper: star, unread mark, date, title and any reasons; or the chosen fields separated by tabs."""
    for row in rows:
        if fields:
            record = paper_record(row)
            yield "\t".join(_one_line(record[name]) for name in fields) + "\n"
        else:
            marks = ("★" if row.starred else " ") + (" " if row.read else "●")
            yield f"{marks} {row.library.dates.text(row.row):10}  {row.library.titles[row.row]}{_reasons(row)}\n"


def as_csv(rows: Iterable[ExportRow], fields: Sequence[str] = (), *, safe: bool = False) -> Iterator[str]:
    """Yield comma-separated values as in RFC 4180, one row for each paper, with the fields' names before the first.

    Values are not altered unless `safe`: a title that begins with `=` still does; with it, an apostrophe stands before
    what a spreadsheet takes for a formula. An unknown value is empty. A list has one element on each line, a source as
    `path:line`, an identifier as `pmid:123`.
    """
    return _table(rows, fields or RECORD_FIELDS, "excel", "\r\n", safe=safe)


def as_tsv(rows: Iterable[ExportRow], fields: Sequence[str] = (), *, safe: bool = False) -> Iterator[str]:
    r"""Yield tab-separated values: the rows of `as_csv` in the `excel-tab` dialect of Python's csv module with `\n`."""
    return _table(rows, fields or RECORD_FIELDS, "excel-tab", "\n", safe=safe)


def _table(rows: Iterable[ExportRow], fields: Sequence[str], dialect: str, end: str, *, safe: bool) -> Iterator[str]:
    import csv

    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, dialect, lineterminator=end)
    table.writerow(fields)
    for row in rows:
        record = paper_record(row)
        values = (record[name] for name in fields)
        cells = ["\n".join(_elements(value)) if isinstance(value, (list, dict)) else value for value in values]
        table.writerow(map(_without_formula, cells) if safe else cells)
        yield buffer.getvalue()
        buffer.seek(buffer.truncate(0))


def _without_formula(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _reasons(row: ExportRow) -> str:
    """Return why a recommended paper is where it is, if that is known: `  (explored: newest; for: a, b; against: c)`."""
    words_for, words_against = row.reasons or ((), ())
    named = (("explored", [row.explored] if row.explored else ()), ("for", words_for), ("against", words_against))
    parts = [f"{name}: {', '.join(words)}" for name, words in named if words]
    return f"  ({'; '.join(parts)})" if parts else ""


def _one_line(value: object) -> str:
    if isinstance(value, (list, dict)):
        return sanitize(" ".join(_elements(value)))
    return "" if value is None else " ".join(str(value).split())


def _elements(values: list[Any] | dict[str, Any]) -> Iterator[str]:
    """Yield the elements of a list, a source as `path:line`, or the identifiers of an object as `pmid:123`."""
    if isinstance(values, dict):
        for name, known in values.items():
            yield from (f"{name}:{value}" for value in ([known] if isinstance(known, str) else known))
    else:
        yield from (f"{value['path']}:{value['line']}" if isinstance(value, dict) else str(value) for value in values)
