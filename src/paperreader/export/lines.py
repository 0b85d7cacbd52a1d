"""Papers as text, JSON lines, JSON or keys, in pieces of one line.

A piece ends with a line feed and has no other control character, whatever the dumps contain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record
from paperreader.text import sanitize


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
    """Yield one line for each paper: star, unread mark, date and title, or the chosen fields separated by tabs."""
    for row in rows:
        if fields:
            record = paper_record(row)
            yield "\t".join(_one_line(record[name]) for name in fields) + "\n"
        else:
            marks = ("★" if row.starred else " ") + (" " if row.read else "●")
            yield f"{marks} {row.library.dates.text(row.row):10}  {row.library.titles[row.row]}\n"


def _one_line(value: object) -> str:
    if isinstance(value, list):
        parts = (f"{part['path']}:{part['line']}" if isinstance(part, dict) else str(part) for part in value)
        return sanitize(" ".join(parts))
    return "" if value is None else " ".join(str(value).split())
