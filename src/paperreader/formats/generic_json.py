"""JSON of papers that has no format of its own: lists and lines of objects with a title, as scripts and sites write them.

The fields are known by the names that are usual for them, whatever their case and `_`: `pdf_url` is `pdfUrl`. So arXiv
clients, Papers with Code, CORE, DOAJ, INSPIRE, ADS, DataCite, Zotero and many a script are read. It is a guess: every format
with a name comes before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from paperreader.formats.confidence import GUESS
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.json import usual_names
from paperreader.formats.records.json.json_records import error_keys, json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import (
    Fields,
    count_of_value,
    date_of_parts,
    day_of_milliseconds,
    fields_of,
    items_of,
    person_names,
    text_of,
    unread_fields,
)
from paperreader.formats.records.json.usual_names import are_of_papers, plain_name
from paperreader.formats.records.names import family_before_initials, listed_names
from paperreader.formats.records.scholar_byline import add_byline, is_byline
from paperreader.identifiers import arxiv_id_in
from paperreader.source import Source

_CONTAINERS = (
    *("[]", "papers[]", "data[]", "results[]", "items[]", "records[]", "articles[]", "entries[]", "publications[]"),
    *("documents[]", "docs[]", "works[]", "feed[]", "entry[]", "feed.entry[]", "response.docs[]", "hits.hits[]"),
    "organic_results[]",
    "search-results.entry[]",
    "rows[]",
    *("data.papers[]", "data.results[]", "data.items[]", "data", "paper", "result", "article", ""),
)
_WRAPPERS = frozenset(name for container in _CONTAINERS for name in container.replace("[]", "").split("."))
_ROW = re.compile(rb'"\|\*\*(?:19|20)\d\d-\d\d')
_OF_ITEMS = ("attachment", "note", "annotation")  # of a paper, as Zotero's server names them
_NO_AUTHORS = frozenset(("editor", "serieseditor", "translator", "contributor", "reviewedauthor", "bookauthor"))
_INNER_TEXTS = (
    "title",
    "name",
    "journal_title",
    "display_name",
    "description",
    "tag",
    "term",
    "url",
    "href",
    "raw",
    "p",
)
_REGISTERS = (("arxiv", "arXiv:"), ("pubmed", "pmid:"), ("pmid", "pmid:"))
"""What stands before an identifier of a name."""
_YEAR_ALONE = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_TITLE_KEY = re.compile(rf"(?:(?:{'|'.join(usual_names.INNER)})\.)?(?P<name>[\w: -]+)(?:\[\]\.title)?")


def sniff(head: bytes) -> float:
    """Return the confidence: a guess if records have a title, or a server reports an error or no results."""
    keys = record_keys(head, _CONTAINERS)
    has_title = any(
        (found := _TITLE_KEY.fullmatch(key)) and plain_name(found["name"]) in usual_names.TITLE for key in keys
    )
    has_title = has_title or set(usual_names.NAMED_PAPER) <= set(map(plain_name, keys))
    has_title = has_title and are_of_papers(keys, head, _WRAPPERS)
    has_title = has_title or _ROW.search(head) is not None
    is_answer = error_keys(keys) or head.split() == [b"[]"]
    return GUESS if has_title or is_answer or _has_nested_papers(keys) else 0.0


def _has_nested_papers(keys: Collection[str]) -> bool:
    """Return whether objects under names of any kind (ids, days, topics) have a title and one more field of a paper."""
    names: dict[str, set[str]] = {}
    for path, _, name in (key.rpartition(".") for key in keys):
        names.setdefault(path, set()).add(plain_name(name))
    return any("title" in found and found & usual_names.OF_A_PAPER for found in names.values())


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, _records))


def _records(line: int, found: Fields) -> Iterator[Item]:
    """Yield the record of an object; without a title those of the objects within it: papers by id, by day, by topic."""
    fields = _with_plain_names(found)
    kind = fields.get("itemtype")
    if kind in _OF_ITEMS:
        yield NotRead(line, f"{kind}s")
        return
    if rows := [row for value in found.values() for row in fields_of(value).values() if _is_row(row)]:
        yield from _papers_of_rows(line, rows)
        return
    inner = (
        []
        if _first(fields, usual_names.TITLE)
        else [fields_of(one) for value in found.values() for one in items_of(value)]
    )
    papers = [one for one in map(_with_plain_names, inner) if _first(one, usual_names.TITLE)]
    yield from (_record(line, one) for one in papers or [fields])


def _is_row(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("|")


def _papers_of_rows(line: int, rows: list[str]) -> Iterator[Item]:
    """Yield the papers of rows of Markdown, which bots of daily lists keep by topic and id."""
    from paperreader.formats.markdown_list.table_reader import paper_of_row

    for row in rows:
        yield paper_of_row(line, row.strip()) or NotRead(line, "other rows")


def _record(line: int, fields: Fields) -> Record:
    authors, authors_count = _authors(fields), _count(fields, "authorscount")
    of_scholar = text_of(fields_of(fields.get("publicationinfo")).get("summary"))
    comment = _first(fields, usual_names.COMMENT) if _count(fields, "comments") is None else ""
    pubmed = _first(fields, usual_names.PUBMED)
    record = Record(
        line,
        _first(fields, usual_names.TITLE),
        abstract=_first(fields, usual_names.ABSTRACT) or _first(fields, ("tldr", "abstractshort")),
        authors=authors,
        authors_count=authors_count,
        date=_date(fields),
        venue=_first(fields, usual_names.VENUE) or text_of(fields_of(fields.get("source")).get("title")),
        categories=_words(fields, usual_names.CATEGORIES) or _categories_of_inspire(fields),
        keywords=_words(fields, usual_names.KEYWORDS),
        comment="" if comment.isdigit() else comment,
        ids=(*_ids(fields), f"pmid:{pubmed}" if pubmed else ""),
        links=_addresses(fields, usual_names.PAGE),
        pdf=next(iter(_addresses(fields, usual_names.PDF)), ""),
        code=next(iter(_addresses(fields, usual_names.CODE)), ""),
        organization=_first(fields, ("organization",)),
        comments=_count(fields, "numcomments", "comments"),
        upvotes=_count(fields, "upvotes", "likes"),
        github_stars=_count(fields, "githubstars", "stars"),
        unread=unread_fields(fields, usual_names.KNOWN),
    )
    if is_byline(of_scholar):
        add_byline(record, of_scholar)
    return record


def _with_plain_names(found: Fields) -> Fields:
    """Return the fields of a record under names in small letters, those of an inner object if the title stands there.

    Zenodo has the title in both places, and the authors only in the inner object.
    """
    fields = {plain_name(name): value for name, value in found.items()}
    if all(name in fields for name in usual_names.NAMED_PAPER):
        fields.setdefault("title", fields["name"])
    has_title = any(fields.get(name) for name in usual_names.TITLE)
    if has_title and any(fields.get(name) for name in usual_names.AUTHORS):
        return fields
    for inner in _given(fields, map(plain_name, usual_names.INNER)):
        within = {plain_name(name): value for name, value in fields_of(inner).items()}
        if any(within.get(name) for name in usual_names.TITLE):
            return fields | within
    return fields


def _text(value: Any) -> str:
    """Return the text of a value: itself, of the first of a list, or of an object such as `{"title": "A title"}`."""
    for one in items_of(value):
        text = text_of(one) or next(
            filter(None, (text_of(fields_of(one).get(key)) for key in _INNER_TEXTS)),
            "",
        )
        if text.strip():
            return text
    return ""


def _first(fields: Fields, names: tuple[str, ...]) -> str:
    return next(filter(None, (_text(value).strip() for value in _given(fields, names))), "")


def _given(fields: Fields, names: Iterable[str]) -> list[Any]:
    """Return the values of those fields that a record has, in the order of the names: it has few of the many."""
    return [fields[name] for name in names if name in fields]


def _count(fields: Fields, *names: str) -> int | None:
    return next((count for count in map(count_of_value, _given(fields, names)) if count is not None), None)


def _authors(fields: Fields) -> list[str]:
    """Return the names in the first field that has any: a list, or one text with `;`, `,` or `and` between them."""
    for value in _given(fields, usual_names.AUTHORS):
        people = [one for one in items_of(value) if str(fields_of(one).get("creatorType")).lower() not in _NO_AUTHORS]
        names = [
            name for person in people or items_of(value) for name in _people(person, is_one=isinstance(value, list))
        ]
        if names:
            return names
    return []


def _people(person: Any, *, is_one: bool) -> list[str]:
    person_fields = fields_of(person)
    inner = next((person_fields[name] for name in ("author", "authors", "creator") if name in person_fields), None)
    if isinstance(inner, str):
        return [inner]
    if isinstance(inner, dict):
        return person_names(inner)
    if isinstance(person, dict) and isinstance(inner, list):
        return person_names(inner)
    names = person_names(person)
    if "authtype" in person_fields:  # summaries of PubMed
        return list(map(family_before_initials, names))
    return names if is_one or not isinstance(person, str) else listed_names(person)


def _date(fields: Fields) -> str:
    """Return the first date that is more than a year; the first year if there is none."""
    dates = [date for date in map(_one_date, _given(fields, usual_names.DATE)) if date]
    precise = next((date for date in dates if not _YEAR_ALONE.fullmatch(date.strip())), "")
    month = text_of(fields.get("month")).strip()
    return precise or (
        f"{dates[0]} {month}" if dates and month.isalpha() else "-".join(filter(None, (*dates[:1], month)))
    )


def _one_date(value: Any) -> str:
    number = count_of_value(value)
    if number is not None and number > 10**11:
        return day_of_milliseconds(number)
    return date_of_parts(value)


def _words(fields: Fields, names: tuple[str, ...]) -> list[str]:
    """Return the words of the first field that has any: a list, or one text with `;` or `,` between them."""
    for value in _given(fields, names):
        words = [_text(one) for one in items_of(value)]
        if isinstance(value, str):
            words = value.split(";" if ";" in value else "," if "," in value else None)
        if any(words):
            return words
    return []


def _categories_of_inspire(fields: Fields) -> list[str]:
    """Return the categories of arXiv, which INSPIRE gives with the arXiv id."""
    eprints = map(fields_of, items_of(fields.get("arxiveprints")))
    return [text_of(category) for eprint in eprints for category in items_of(eprint.get("categories"))]


def _ids(fields: Fields) -> Iterator[str]:
    """Yield what may be identifiers: the fields of them, each value in lists and objects, and an arXiv id as `id` or `paper_id`."""
    for name in usual_names.IDS:
        for value in items_of(fields.get(name)):
            inner = _named_ids(value) if isinstance(value, dict) else [("", value)]
            for key, one in inner:
                text = text_of(one)
                register = next((named for sign, named in _REGISTERS if sign in (name + key).lower()), "")
                yield f"{register}{text}" if text else ""
    for record_id in (text_of(fields.get("id")), text_of(fields.get("paperid"))):
        if record_id and (arxiv_id_in(record_id) or record_id.lower().startswith(("10.", "https://doi.org/"))):
            yield record_id


def _named_ids(value: Fields) -> list[tuple[str, Any]]:
    """Return the names and values of an object such as `{"DOI": "10.1/x"}` or `{"type": "doi", "id": "10.1/x"}`."""
    kind = text_of(value.get("type") or value.get("identifierType") or value.get("idtype"))
    one = next((value[name] for name in ("id", "value", "identifier") if name in value), None)
    return [(kind, one)] if kind and one else list(value.items())


def _addresses(fields: Fields, names: tuple[str, ...]) -> list[str]:
    """Return the addresses in some fields, each value in lists and objects."""
    found = [text_of(one) or _text(one) for value in _given(fields, names) for one in items_of(value)]
    return [text for text in found if text.startswith(("http://", "https://"))]
