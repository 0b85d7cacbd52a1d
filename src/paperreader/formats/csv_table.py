r"""Tables of papers, separated by commas, semicolons or tabs, with the names of the columns in a row at the top.

Seen: Zotero, Scopus, IEEE Xplore, Embase, Web of Science (tab-separated, two-letter names, no quotes), OpenAlex, PubMed,
ASReview, Lens, and the program's own CSV and TSV. `records.table_columns` has the names. Lines above the names (`sep=;`,
a remark about the search) are passed over. Values have line ends: a table is not split by lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.formats.confidence import GUESS, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.names import listed_names, whole_name
from paperreader.formats.records.table_columns import Columns
from paperreader.formats.records.table_rows import Row, table_rows, without_returns
from paperreader.paper_links import own_links
from paperreader.source import Source

_DELIMITERS = ("\t", ",", ";", "|")
_LINES_ABOVE = 6  # among which the names of the columns are looked for
_SURE = 4  # names of columns
_Told = Mapping[str, Sequence[str]]
"""What a row says, by the roles of `records.table_columns`."""
_LIST_END = re.compile(r"[;\n|]")
_NO_ENDS = {ord("\r"): " ", 0: ""}
_BETWEEN_ADDRESSES = re.compile(r"(?<![;\s])[;\s]+(?=https?://)")


class _Header(NamedTuple):
    """The names of the columns: on which line, what is between values, and whether values are in quotes."""

    line: int
    delimiter: str
    columns: Columns

    @property
    def quotes(self) -> bool:
        """Whether values may be in quotes; they are plain in the tables of Web of Science."""
        return not (self.delimiter == "\t" and {"pt", "au", "ti"} <= self.columns.names)


def sniff(head: bytes) -> float:
    """Return the confidence: likely with a title among the known names of columns, a guess with few."""
    header = _header(head)
    return 0.0 if header is None else LIKELY if header.columns.known_count >= _SURE else 2 * GUESS


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the rows; see `paperreader.formats.registry.Format.read`."""
    return read_records(source, _items(source))


def _header(head: bytes) -> _Header | None:
    """Return the names of the columns if a line at the top has some."""
    lines = head.split(b"\n" if b"\n" in head else b"\r")
    for number, raw in enumerate(lines[:_LINES_ABOVE], 1):
        line = without_returns(raw.decode("utf-8", "replace").rstrip("\r"))
        found = [(delimiter, Columns(_split(line, delimiter))) for delimiter in _DELIMITERS if delimiter in line]
        delimiter, columns = max(found, key=lambda known: known[1].known_count, default=("", None))
        if columns and columns.is_known:
            return _Header(number, delimiter, columns)
    return None


def _split(line: str, delimiter: str) -> list[str]:
    import csv

    return next(csv.reader([line.translate(_NO_ENDS)], delimiter=delimiter), [])


def _items(source: Source) -> Iterator[Item]:
    header = _header(source.head())
    if header is None:
        return
    for row in table_rows(source, header.delimiter, header.columns.count, quotes=header.quotes):
        if row.problem:
            yield Problem(source.display_name, row.line, row.problem)
        if row.line > header.line:
            yield from _item(source.display_name, row, header.columns)


def _item(name: str, row: Row, columns: Columns) -> Iterator[Item]:
    if len(row.values) > columns.count and any(row.values[columns.count :]):
        yield Problem(
            name, row.line, f"a row of {len(row.values)} values for {columns.count} columns; is one not in quotes?"
        )
    told = columns.told(row.values)
    if told or any(map(str.strip, row.values)):
        yield _record(row, told, columns)
    else:
        yield NotRead(row.line, "empty rows")


def _record(row: Row, told: _Told, columns: Columns) -> Record:
    def first(role: str) -> str:
        return told[role][0] if role in told else ""

    authors, abstract = first("authors"), first("abstract")
    return Record(
        row.line,
        first("title"),
        abstract,
        [whole_name(name) for name in authors.split("\n")] if columns.is_own else listed_names(authors),
        authors_count=_number(first("authors_count")),
        date=_date(first("date"), first("year"), first("month")),
        year_inferred=first("date_basis") == "inferred",
        venue=first("venue"),
        categories=_parts(first("categories")),
        keywords=[keyword for text in told.get("keywords", ()) for keyword in _keywords(text)],
        comment=first("comment"),
        ids=_ids(told),
        links=_links(told.get("link", ()), abstract if columns.is_own else None),
        pdf=first("pdf"),
        code=first("code"),
        organization=first("organization"),
        comments=_number(first("comments")),
        upvotes=_number(first("upvotes")),
        github_stars=_number(first("github_stars")),
        unread=columns.unread(row.values),
    )


def _date(date: str, year: str, month: str) -> str:
    return date if date and parse_day(date) else f"{year} {month}".strip()


def _ids(told: _Told) -> list[str]:
    """Return the identifiers, those of a register behind its name."""
    found = [*told.get("doi", ()), *(f"arXiv:{text}" for text in told.get("arxiv", ()))]
    found += [text if "/" in text else f"pmid:{text}" for text in told.get("pmid", ())]
    found += [f"pmcid:{text}" for text in told.get("pmcid", ()) if "/" not in text]
    found += [text.replace("WOS:", "wos:") for text in told.get("wos", ())]
    return found + [line for text in told.get("ids", ()) for line in text.split("\n")]


def _links(texts: Sequence[str], abstract: str | None) -> Sequence[str]:
    """Return the addresses; in our own tables, those of the abstract stand behind them."""
    found = list(dict.fromkeys(address for text in texts for address in _BETWEEN_ADDRESSES.split(text)))
    return found if abstract is None else own_links(found, abstract)


def _parts(text: str) -> list[str]:
    return _LIST_END.split(text) if _LIST_END.search(text) else text.replace(",", " ").split()


def _keywords(text: str) -> list[str]:
    return _LIST_END.split(text) if _LIST_END.search(text) else text.split(",")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - of 32 bits
