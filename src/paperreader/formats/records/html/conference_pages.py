"""Papers listed on saved pages of conferences (CVF and ECVA, PMLR, NeurIPS, the ACL Anthology, OpenReview), of DBLP and of PubMed.

Each site has a layout of its own, recognized by classes of CSS. A browser saves whole addresses; in pages fetched otherwise they
begin at the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.records import Item, Record
from paperreader.formats.records.html.html_tree import beginning_of, has_class, line_of, text_of, with_class
from paperreader.formats.records.names import family_before_initials, split_names
from paperreader.formats.records.paper_addresses import ids_of_addresses

_LONGEST = 3000  # letters of a title, and of the line of authors
_TRACK = re.compile(r"\s*(?:Main Conference|Datasets and Benchmarks|Position Paper) Track$")
_ABSTRACT = re.compile(r"\s*Abstract:\s*")


def papers(root: Element) -> Iterator[Item]:
    """Yield the papers of a page, in its order; nothing of another page."""
    for layout in _LAYOUTS:
        found = list(layout(root))
        if found:
            yield from found
            return


def _cvf(root: Element) -> Iterator[Record]:
    """Yield the papers of CVF and ECVA: a `dt` with the title, then `dd` with the authors and with the links."""
    for listed in root.iter("dl"):
        record: Record | None = None
        for part in listed:
            if part.tag == "dt":
                if record:
                    yield record
                record = _linked(part, "https://openaccess.thecvf.com") if has_class(part, "ptitle") else None
            elif record and not record.authors:
                linked = [text_of(link) for form in with_class(part, "authsearch") for link in form.iter("a")]
                record.authors = linked or split_names(beginning_of(part, _LONGEST))
            elif record:
                record.pdf = record.pdf or _pdf(part, "https://openaccess.thecvf.com")
        if record:
            yield record


def _pmlr(root: Element) -> Iterator[Record]:
    for block in with_class(root, "paper"):
        title, authors = _first(block, "title"), _first(block, "authors")
        if title is None or authors is None:
            continue
        venue = next((info.find("i") for info in with_class(block, "info")), None)
        page = next((link.get("href", "") for link in block.iter("a") if beginning_of(link) == "abs"), "")
        yield _record(title, split_names(beginning_of(authors, _LONGEST)), page, _pdf(block, ""), text_of(venue))


def _neurips(root: Element) -> Iterator[Record]:
    for block in root.iter("li"):
        link = next((link for link in block.iter("a") if link.get("title") == "paper title"), None)
        if link is not None:
            authors = next(
                (found for found in (_first(block, "paper-authors"), block.find(".//i")) if found is not None), None
            )
            names = split_names(beginning_of(authors, _LONGEST)) if authors is not None else []
            yield _record(link, names, _whole(link.get("href", ""), "https://proceedings.neurips.cc"))


def _anthology(root: Element) -> Iterator[Record]:
    abstracts = {found.get("id", ""): found for found in with_class(root, "abstract-collapse")}
    for block in with_class(root, "d-block"):
        link = block.find("strong/a")
        page = _whole(link.get("href", ""), "https://aclanthology.org") if link is not None else ""
        paper = next(iter(ids_of_addresses([page])), "").removeprefix("acl:")
        if link is not None and paper:
            names = [text_of(person) for person in block.iter("a") if "/people/" in person.get("href", "")]
            record = _record(link, names, page, f"{page.rstrip('/')}.pdf")
            record.abstract = text_of(abstracts.pop(f"abstract-{paper.replace('.', '--')}", None))
            yield record


def _openreview(root: Element) -> Iterator[Record]:
    for block in with_class(root, "note"):
        link = block.find("h4/a")
        if link is None or "forum?id=" not in link.get("href", ""):
            continue
        authors = _first(block, "note-authors")
        people = [text_of(person) for person in authors.iter("a")] if authors is not None else []
        record = _record(link, people, _whole(link.get("href", ""), "https://openreview.net"))
        record.pdf = _whole(
            next((pdf.get("href", "") for pdf in with_class(block, "pdf-link")), ""), "https://openreview.net"
        )
        fields = (text_of(field) for content in with_class(block, "note-content") for field in content)
        record.abstract = next((_ABSTRACT.sub("", text, count=1) for text in fields if _ABSTRACT.match(text)), "")
        yield record


def _dblp(root: Element) -> Iterator[Record]:
    """Yield the papers of a person, a conference or a search at DBLP, in microdata; a volume itself is none."""
    for block in with_class(root, "entry"):
        title = _first(block, "title")
        if title is None or has_class(block, "toc"):
            continue
        addresses = [link.get("href", "") for item in with_class(block, "ee") for link in item.iter("a")]
        head = (link.get("href", "") for found in with_class(block, "head") for link in found.iter("a"))
        page = next((address for address in (*addresses, *head) if "://" in address), "")
        record = _record(title, [_name(person) for person in _of_property(block, "author")], page)
        record.title = record.title.removesuffix(".")
        record.venue = next((_name(found) for found in _of_property(block, "isPartOf")), "")
        record.date = next(
            (found.get("content") or text_of(found) for found in _of_property(block, "datePublished")), ""
        )
        record.ids = [*record.ids, page]
        yield record


def _of_property(element: Element, name: str) -> Iterator[Element]:
    return (found for found in element.iter() if found.get("itemprop") == name)


def _name(element: Element) -> str:
    return next((text_of(found) for found in _of_property(element, "name")), text_of(element))


def _pubmed(root: Element) -> Iterator[Record]:
    """Yield the results of a search at PubMed, with the snippets that it shows."""
    for block in with_class(root, "docsum-content"):
        title, citation = _first(block, "docsum-title"), text_of(_first(block, "full-journal-citation"))
        if title is None:
            continue
        names = text_of(_first(block, "full-authors")).strip().removesuffix(".")
        record = _record(
            title,
            [family_before_initials(name) for name in split_names(names)],
            _whole(title.get("href", ""), "https://pubmed.ncbi.nlm.nih.gov"),
        )
        record.abstract = text_of(_first(block, "full-view-snippet")).strip()
        record.venue, _, dated = citation.strip().partition(". ")
        record.date = dated.partition(";")[0].partition(".")[0]
        record.ids = [*record.ids, citation, f"pmid:{text_of(_first(block, 'docsum-pmid')).strip()}"]
        yield record


_LAYOUTS: tuple[Callable[[Element], Iterator[Record]], ...] = (
    _cvf,
    _pmlr,
    _neurips,
    _anthology,
    _openreview,
    _dblp,
    _pubmed,
)


def _first(element: Element, name: str) -> Element | None:
    return next(with_class(element, name), None)


def _linked(element: Element, site: str) -> Record:
    """Return the paper whose title is the link in an element."""
    link = next(element.iter("a"), element)
    return _record(link, [], _whole(link.get("href", ""), site))


def _record(title: Element, authors: list[str], page: str, pdf: str = "", venue: str = "") -> Record:
    return Record(
        line_of(title),
        _TRACK.sub("", beginning_of(title, _LONGEST).strip()),
        authors=authors,
        venue=venue,
        ids=ids_of_addresses([page]),
        links=[page] if page else [],
        pdf=pdf,
    )


def _pdf(element: Element, site: str) -> str:
    """Return the address of the link that names a PDF."""
    links = (link for link in element.iter("a") if "pdf" in beginning_of(link).lower())
    return next((_whole(link.get("href", ""), site) for link in links), "")


def _whole(address: str, site: str) -> str:
    return address if not address or "://" in address else f"{site}/{address.lstrip('/')}"
