"""A list of papers as text, JSON lines, JSON or keys, one piece after the other.

Pieces end with their newline and hold no other control character, whatever the dumps hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from paperreader.export.record import RECORD_FIELDS, ExportRow, paper_record
from paperreader.text import sanitize


def as_jsonl(papers: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """One JSON object a line; letters of all scripts stand as they are."""
    import orjson  # as the json module writes it, in a third of the time

    names = tuple(dict.fromkeys(fields or RECORD_FIELDS))
    for listed in papers:
        row = paper_record(listed)
        yield orjson.dumps(row if names == RECORD_FIELDS else {name: row[name] for name in names}).decode() + "\n"


def as_json(papers: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """One JSON array, an object a line."""
    opening = "[\n"
    for line in as_jsonl(papers, fields):
        yield opening + line[:-1]
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def as_keys(papers: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """One key a line, as `mark -` reads them."""
    for listed in papers:
        yield listed.library.keys[listed.row] + "\n"


def as_text(papers: Iterable[ExportRow], fields: Sequence[str] = ()) -> Iterator[str]:
    """One line a paper: star and unread mark, date, title; or the named fields, a tab between."""
    for listed in papers:
        if fields:
            row = paper_record(listed)
            yield "\t".join(_plain(row[name]) for name in fields) + "\n"
        else:
            library, row_ = listed.library, listed.row
            marks = ("★" if listed.starred else " ") + (" " if listed.read else "●")
            yield f"{marks} {library.dates.text(row_):10}  {library.titles[row_]}\n"


def _plain(value: object) -> str:
    if isinstance(value, list):
        parts = (f"{part['path']}:{part['line']}" if isinstance(part, dict) else str(part) for part in value)
        return sanitize(" ".join(parts))
    return "" if value is None else " ".join(str(value).split())
