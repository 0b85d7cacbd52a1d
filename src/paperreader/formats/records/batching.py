"""Records made into batches of entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from paperreader.errors import Problem
from paperreader.formats.entry import (
    OPENING_BYTES,
    PAPERS,
    Batch,
    Counts,
    Entry,
    UnreadField,
    add_unread,
    has_code,
    has_link,
)
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.names import clean_names, has_others
from paperreader.formats.records.plain_text import plain_line
from paperreader.formats.records.raw_record import Item, NotRead, Record
from paperreader.identifiers import arxiv_id_in, doi_in, pubmed_id_in
from paperreader.paper_links import is_web_address
from paperreader.source import Source, Span, spool_texts
from paperreader.web_markup import decoded_entities, plain_paragraphs

NO_TITLE = "records without a title"
_FIRST_BATCH, _BATCH = 64, 1024  # records: the first papers appear soon
_MAX_COUNT = 2**31 - 1
_WEB_OF_SCIENCE = re.compile(r"(?:WOS|ISI):(\w+)$", re.IGNORECASE)
_REGISTER = re.compile(r"(?!arxiv:|doi:|https?:)[a-z0-9]{2,12}:[^\s:]+$")  # `openreview:abc`
_LONGEST_DATE = 100  # letters that are looked at; dates are cached
_MAX_EXAMPLE = 60  # letters


def read_records(source: Source, items: Iterable[Item]) -> Iterator[Batch]:
    """Yield batches of the entries of records; see `paperreader.formats.format_row.Format.read`.

    Args:
        source: the dump.
        items: what a format found in it, in its order.
    """
    collected, size = _Collected(source), _FIRST_BATCH
    for item in items:
        collected.add(item)
        if len(collected) >= size:
            yield collected.batch()
            collected, size = _Collected(source), _BATCH
    yield collected.batch()


class _Collected:
    """The papers of a batch to be; their abstracts are spooled together at its end."""

    def __init__(self, source: Source) -> None:
        self._papers: list[Record] = []
        self._titles: list[str] = []
        self._abstracts: list[bytes] = []
        self._source = source
        self._problems: list[Problem] = []
        self._counts = Counts()
        self._unread: dict[str, UnreadField] = {}

    def __len__(self) -> int:
        """The number of papers."""
        return len(self._papers)

    def add(self, item: Item) -> None:
        """Take the next item of the dump."""
        if isinstance(item, Problem):
            self._problems.append(item)
        elif isinstance(item, NotRead):
            self._skip(item.line, item.label, item.why)
        elif title := plain_line(item.title):
            self._add_paper(item, title)
        else:
            self._skip(item.line, NO_TITLE, "a record without a title was skipped")

    def batch(self) -> Batch:
        """Return what was collected."""
        spans = spool_texts(self._abstracts)
        entries = list(map(_entry, self._papers, self._titles, self._abstracts, spans))
        return Batch(entries, self._problems, self._counts, unread=self._unread)

    def _skip(self, line: int, label: str, why: str) -> None:
        self._counts[label] += 1
        if why:
            self._problems.append(Problem(self._source.display_name, line, why))

    def _add_paper(self, record: Record, title: str) -> None:
        self._counts[PAPERS] += 1
        self._papers.append(record)
        self._titles.append(title)
        self._abstracts.append(plain_paragraphs(record.abstract).encode("utf-8", "replace"))
        if record.unread:
            add_unread(
                self._unread, {name: UnreadField(1, record.line, value[:_MAX_EXAMPLE]) for name, value in record.unread}
            )


def _entry(record: Record, title: str, abstract: bytes, span: Span) -> Entry:
    """Return the entry of a record, its title and abstract cleaned, and the abstract spooled."""
    authors = clean_names(record.authors)
    code, pdf = _address(record.code), _address(record.pdf)
    links = tuple(dict.fromkeys([link for link in map(_address, record.links) if link]))
    texts = dict.fromkeys([text for text in (*record.ids, *links, pdf) if text])
    has_links = has_link(abstract)
    day = parse_day(record.date[:_LONGEST_DATE]) if record.date else 0
    return Entry(
        title,
        record.line,
        opening=abstract[:OPENING_BYTES],
        abstract=span if span.length else None,
        day=day,
        year_inferred=record.year_inferred and bool(day),
        authors_count=_authors_count(record, authors),
        authors=authors or None,
        organization=_organization(record.organization),
        venue=plain_line(record.venue) or None,
        categories=_lines(record.categories),
        comments=_count(record.comments),
        upvotes=_count(record.upvotes),
        has_links=has_links,
        has_code=bool(code) or (has_links and has_code(abstract)),
        arxiv_id=next(
            filter(None, map(arxiv_id_in, (*texts, record.venue))), None
        ),  # `arXiv preprint arXiv:2101.01234`
        doi=next(filter(None, map(doi_in, texts)), None),
        ids=_other_ids(texts),
        links=links,
        pdf=pdf or None,
        code=code or None,
        keywords=_lines(record.keywords),
        comment=plain_line(record.comment) or None,
        github_stars=_count(record.github_stars),
    )


def _authors_count(record: Record, authors: tuple[str, ...]) -> int | None:
    """Return the stated number of authors, else the number of names, unless `et al.` stands behind them."""
    if record.authors_count is not None:
        return _count(record.authors_count)
    return len(authors) if authors and not has_others(record.authors) else None


def _other_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the identifiers of other registers, such as `pmid:1` and `openreview:x`."""
    found: dict[str, None] = {}
    for text in texts:
        pubmed = None if text.isdigit() else pubmed_id_in(text)  # bare digits may be of any register
        if pubmed:
            found[f"pmid:{pubmed}"] = None
        elif number := _WEB_OF_SCIENCE.match(text):
            found[f"wos:{number[1]}"] = None
        elif _REGISTER.match(text):
            found[text.strip()] = None
    return tuple(found)


def _organization(organization: str | tuple[str, str]) -> tuple[str, str] | None:
    if not organization:
        return None
    slug, name = (organization, organization) if isinstance(organization, str) else organization
    return (plain_line(slug) or plain_line(name), plain_line(name)) if plain_line(name) else None


def _address(text: str) -> str:
    """Return an address of the web, "" for anything else: `javascript:` and files of the writer's disk are no links."""
    address = decoded_entities(text).strip() if text else ""
    return plain_line(address) if is_web_address(address) else ""


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([line for line in map(plain_line, texts) if line])) if texts else ()


def _count(number: int | None) -> int | None:
    return number if number is not None and 0 <= number <= _MAX_COUNT else None
