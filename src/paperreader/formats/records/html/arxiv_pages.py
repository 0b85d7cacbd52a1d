"""Pages of arXiv, saved: listings (arxiv.org/list/cs.CL/new, recent, or a month) and results of its search.

A listing is `dl`: `dt` with the link to the abstract page, `dd` with the labelled fields; `/new` has abstracts. Its day is
that of the announcement of new papers; cross-listed and replaced papers are older. The search states the day of
submission of each paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.records import Item, Record
from paperreader.formats.records.arxiv_subjects import subjects_in
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.html.html_tree import beginning_of, has_class, line_of, text_of, with_class
from paperreader.formats.records.names import split_names
from paperreader.identifiers import arxiv_id_in

_SITE = "https://arxiv.org"
_HEADINGS = ("h1", "h2", "h3", "h4")
_OLDER = re.compile(r"\b(?:cross|replace)", re.IGNORECASE)
_SUBMITTED = re.compile(r"Submitted\s+(\d{1,2} [A-Z][a-z]+,? \d{4})")
_LABEL = re.compile(r"(?:Title|Authors?|Comments|Journal-ref|Subjects|DOI|Abstract)\s*:\s*")
_LESS = "△ Less"  # the link behind an abstract that is shown whole


def papers(root: Element) -> Iterator[Item]:
    """Yield the papers of a page; nothing of another page."""
    day, is_older, head = "", False, None
    inner = 0  # elements within the last paper: one in another is a part of it
    for element in root.iter():
        if inner:
            inner -= 1
        elif element.tag in _HEADINGS:
            text = beginning_of(element)
            day = text if parse_day(text) else day
            is_older = bool(_OLDER.search(text))
        elif element.tag == "dt":
            head = element
        elif element.tag == "dd" and head is not None:
            yield from _listed(head, element, "" if is_older or _OLDER.search(beginning_of(head)) else day)
            head, inner = None, _count_within(element)
        elif has_class(element, "arxiv-result"):
            yield _found(element)
            inner = _count_within(element)


def _count_within(element: Element) -> int:
    return sum(1 for _ in element.iter()) - 1


def _listed(head: Element, body: Element, day: str) -> Iterator[Item]:
    """Yield the paper of a `dt` and its `dd`, if they are those of a listing."""
    title = next(with_class(body, "list-title"), None)
    if title is None:
        return
    arxiv_id = arxiv_id_in(beginning_of(head)) or next(filter(None, map(arxiv_id_in, _addresses(head))), "")
    yield Record(
        line_of(title),
        _text(title),
        _text(next(body.iter("p"), None)),
        _names(body, "list-authors"),
        date=day,
        venue=_field(body, "list-journal-ref"),
        categories=subjects_in(_field(body, "list-subjects")),
        comment=_field(body, "list-comments"),
        ids=[f"arXiv:{arxiv_id}", _field(body, "list-doi")],
        links=[f"{_SITE}/abs/{arxiv_id}"] if arxiv_id else [],
        pdf=_pdf(head),
    )


def _found(result: Element) -> Record:
    """Return the paper of a result of the search."""
    head = next(with_class(result, "list-title"), result)
    title = next(with_class(result, "title"), None)
    small = " ".join(text_of(found) for found in with_class(result, "is-size-7"))
    submitted = _SUBMITTED.search(small)
    abstract = _field(result, "abstract-full") or _field(result, "abstract")
    return Record(
        line_of(result if title is None else title),
        _text(title),
        abstract.removesuffix(_LESS),
        _names(result, "authors"),
        date=submitted[1] if submitted else "",
        categories=[text_of(tag).strip() for tag in with_class(result, "tag") if tag.get("data-tooltip")],
        comment=_field(result, "comments"),
        ids=[beginning_of(head)],
        links=_addresses(head)[:1],
        pdf=_pdf(head),
    )


def _field(element: Element, name: str) -> str:
    return _text(next(with_class(element, name), None))


def _text(element: Element | None) -> str:
    """Return the text of an element without its label, such as `Title:`."""
    text = text_of(element).strip()
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _names(element: Element, name: str) -> list[str]:
    """Return the linked names; on pages without links those of the text."""
    found = next(with_class(element, name), None)
    linked = [text_of(link) for link in found.iter("a")] if found is not None else []
    return linked or split_names(_text(found))


def _addresses(element: Element) -> list[str]:
    links = [link.get("href", "") for link in element.iter("a")]
    return [link if "://" in link else f"{_SITE}/{link.lstrip('/')}" for link in links if link]


def _pdf(head: Element) -> str:
    return next((address for address in _addresses(head) if "/pdf/" in address), "")
