"""What a row of a table says of its paper, by the roles of its columns.

Scripts write lists and objects into values (`records.written_lists`), Embase a journal with its date, PubMed a period behind
the last author, Springer nothing between authors, and pandas numbers with `.0`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from paperreader.formats.records.days import parse_day
from paperreader.formats.records.names import listed_names, whole_name
from paperreader.formats.records.paper_addresses import split_addresses
from paperreader.formats.records.raw_record import Record
from paperreader.formats.records.tables.table_columns import Columns
from paperreader.formats.records.written_lists import is_written_list, written_addresses, written_names, written_texts
from paperreader.paper_links import is_pdf_address, own_links

RowValues = Mapping[str, Sequence[str]]
"""What a row says, by the roles of `table_columns`."""
_LIST_END = re.compile(r"[;\n|]")
_EMBASE_SOURCE = re.compile(r"(?P<journal>[^()]+) \([0-9]{4}\) .*Date of Publication: (?P<date>.+)", re.DOTALL)
_DATABASES = frozenset(
    ("scopus", "pubmed", "web of science", "wos", "embase", "medline", "ieee xplore", "google scholar")
)
_REGISTERS = {"ArXiv": "arXiv:", "DOI": "", "PubMed": "pmid:"}
_EXTERNAL_ID = re.compile(r"['\"](ArXiv|DOI|PubMed)['\"]: ['\"]([^'\"\s]+)['\"]")
_OPEN_URL_DOI = re.compile(r"\bid=doi:([^&\s]+)")
_OF_SPRINGER = frozenset(("item title", "content type"))  # names of columns; nothing stands between the authors
_NAME_ENDS = re.compile(r"[,;&]")
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bVan)(?=[A-ZÀ-Þ])")
_PUBMED_DATE = re.compile(r"\. ([12][0-9]{3}(?: [A-Z][a-z]{2}(?: [0-9]{1,2})?)?)[;:.]")
_OF_PUBMED = "journal book"  # the name of a column


def table_record(line: int, values: RowValues, columns: Columns, unread: Sequence[tuple[str, str]]) -> Record:
    """Return what a row says, which begins on a line."""

    def first(role: str) -> str:
        return values[role][0] if role in values else ""

    abstract = first("abstract")
    links = _links(values.get("link", ()), abstract if columns.is_own else None)
    venue, published = _venue(values.get("venue", ()))
    return Record(
        line,
        _text(first("title")),
        abstract,
        _own_names(first("authors"), first("authors_count")) if columns.is_own else _names(first("authors"), columns),
        authors_count=_number(first("authors_count")),
        date=_date(
            first("date") or published or _cited(first("citation")), first("year"), first("month"), first("day")
        ),
        year_inferred=first("date_basis") == "inferred",
        venue=venue,
        categories=first("categories").split("\n") if columns.is_own else _parts(first("categories")),
        keywords=first("keywords").split("\n")
        if columns.is_own
        else [keyword for text in values.get("keywords", ()) for keyword in _keywords(text)],
        comment=first("comment"),
        ids=_ids(values),
        links=links,
        pdf=next(iter(written_addresses(first("pdf"))), "") or ("" if columns.is_own else _pdf(links)),
        code=first("code"),
        organization=first("organization"),
        comments=_number(first("comments")),
        upvotes=_number(first("upvotes")),
        github_stars=_number(first("github_stars")),
        unread=unread,
    )


def _text(text: str) -> str:
    return " ".join(written_texts(text)) if is_written_list(text) else text


def _own_names(text: str, count: str) -> list[str]:
    """Return the names in our own tables; if their number is not stated, there are others."""
    names = [whole_name(name) for name in text.split("\n") if name]
    return names if count or not names else [*names, "et al."]


def _names(text: str, columns: Columns) -> list[str]:
    if text.startswith("["):
        return written_names(text)
    if columns.names >= _OF_SPRINGER and not _NAME_ENDS.search(text):
        return _GLUED.split(text)
    return listed_names(text.rstrip(".") if _OF_PUBMED in columns.names else text)


def _venue(texts: Sequence[str]) -> tuple[str, str]:
    """Return the journal, and the date that Embase writes behind it: `Cancer (2004) 102:4 (253-258). Date of Publication: …`."""
    text = next((_text(text) for text in texts if text.lower() not in _DATABASES), "")
    source = _EMBASE_SOURCE.fullmatch(text)
    return (source["journal"], source["date"]) if source else (text, "")


def _cited(text: str) -> str:
    """Return the date in a citation of PubMed, `Nature. 2020 Jul 15;5(2):1-10. doi: …`."""
    found = _PUBMED_DATE.search(text)
    return found[1] if found else ""


def _date(date: str, year: str, month: str, day: str) -> str:
    if date.startswith("{"):  # `{'date-parts': [[2020, 7, 15]]}`
        date = "-".join(re.findall("[0-9]+", date[:80])[:3])
    if date and parse_day(date):
        return date
    if month.isdigit():
        return f"{year}-{month}-{day}".rstrip("-")
    return f"{year} {month} {day}".strip()


def _ids(values: RowValues) -> list[str]:
    """Return the identifiers, those of a register behind its name."""
    found = [*values.get("doi", ()), *(f"arXiv:{text}" for text in values.get("arxiv", ()))]
    found += [text if "/" in text else f"pmid:{text.removesuffix('.0')}" for text in values.get("pmid", ())]
    found += [f"pmcid:{text}" for text in values.get("pmcid", ()) if "/" not in text]
    found += values.get("wos", ())
    found += [f"openreview:{text}" for text in values.get("forum", ())]
    found += [unquote(doi) for text in values.get("open_url", ()) for doi in _OPEN_URL_DOI.findall(text)]
    pairs = (pair for text in values.get("external_ids", ()) for pair in _EXTERNAL_ID.findall(text))
    found += [f"{_REGISTERS[register]}{number}" for register, number in pairs]
    return found + [line for text in values.get("ids", ()) for line in text.split("\n")]


def _links(texts: Sequence[str], abstract: str | None) -> Sequence[str]:
    """Return the addresses; in our own tables, those of the abstract stand behind them."""
    listed = (address for text in texts for address in written_addresses(text))
    found = list(dict.fromkeys(address for text in listed for address in split_addresses(text)))
    return found if abstract is None else own_links(found, abstract)


def _pdf(links: Sequence[str]) -> str:
    return next(filter(is_pdf_address, links), "")


def _parts(text: str) -> list[str]:
    if is_written_list(text):
        return written_texts(text)
    return _LIST_END.split(text) if _LIST_END.search(text) else text.replace(",", " ").split()


def _keywords(text: str) -> list[str]:
    if is_written_list(text):
        return written_texts(text)
    return _LIST_END.split(text) if _LIST_END.search(text) else text.split(",")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - of 32 bits
