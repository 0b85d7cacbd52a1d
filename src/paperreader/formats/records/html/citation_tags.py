"""Pages of one paper with the tags that Google Scholar asks for: arXiv, OpenReview, the ACL Anthology, most publishers.

By https://scholar.google.com/intl/en/scholar/inclusion.html: `<meta name="citation_title" content="…">` and its like, one
`citation_author` for each author, as `Family, Given` or not. Without an abstract there, what the page shows below a heading
`Abstract` is taken, or that of Dublin Core; without authors there, those that ScienceDirect shows. On arXiv `citation_date` is
the day of version 1, `citation_online_date` that of the shown one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from paperreader.formats.records import Item, Record
from paperreader.formats.records.arxiv_subjects import subjects_in
from paperreader.formats.records.html.html_tree import (
    beginning_of,
    has_class,
    line_of,
    paragraphs_of,
    text_of,
    with_class,
)
from paperreader.formats.records.lines.labels import author_names
from paperreader.formats.records.names import name_of_parts
from paperreader.formats.records.paper_addresses import ids_of_addresses

_DATES = ("citation_publication_date", "citation_date", "citation_cover_date", "citation_online_date", "citation_year")
_VENUES = (
    "citation_journal_title",
    "citation_conference_title",
    "citation_inbook_title",
    "citation_technical_report_institution",
    "citation_dissertation_institution",
    "prism.publicationname",
)
_ABSTRACTS = ("citation_abstract", "dcterms.abstract", "dc.description")
_PAGES = ("citation_abstract_html_url", "citation_public_url", "citation_fulltext_html_url", "og:url")
_IDS = ("citation_doi", "citation_arxiv_id", "dc.identifier", "prism.doi")
_LABEL = re.compile(r"Abstract\b\s*:?\s*")
_HEADING = re.compile(r"\s*(?:Abstract|Summary)\s*:?\s*", re.IGNORECASE)
_MOST_HEADINGS = 5  # of abstracts in several languages, or of papers listed beside
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE = "citation_title"


def papers(root: Element) -> Iterator[Item]:
    """Yield the paper of a page; nothing of a page without the tags."""
    tags: dict[str, list[str]] = {}
    title = None
    for tag in root.iter("meta"):
        name, content = (tag.get("name") or tag.get("property") or "").lower(), tag.get("content", "").strip()
        if content:
            tags.setdefault(name, []).append(content)
        if name == _TITLE and title is None:
            title = tag
    if title is not None:
        yield _paper(root, tags, line_of(title))


def _paper(root: Element, tags: dict[str, list[str]], line: int) -> Record:
    pages = _all(tags, *_PAGES[:1]) or _canonical(root) or _all(tags, *_PAGES)
    return Record(
        line,
        _first(tags, _TITLE),
        _first(tags, *_ABSTRACTS[:1]) or _shown_abstract(root) or _first(tags, *_ABSTRACTS),
        _authors(tags) or list(_shown_authors(root)),
        date=_first(tags, *_DATES),
        venue=_first(tags, *_VENUES) or _cell(root, "jref"),
        categories=subjects_in(_cell(root, "subjects")),
        keywords=[word for text in _all(tags, "citation_keywords") for word in text.replace(";", ",").split(",")],
        comment=_cell(root, "comments"),
        ids=[
            *_all(tags, *_IDS),
            *(f"pmid:{number}" for number in _all(tags, "citation_pmid")),
            *ids_of_addresses(pages[:1]),
        ],
        links=pages[:1],
        pdf=_first(tags, "citation_pdf_url"),
    )


def _all(tags: dict[str, list[str]], *names: str) -> list[str]:
    return [text for name in names for text in tags.get(name, ())]


def _first(tags: dict[str, list[str]], *names: str) -> str:
    return next(iter(_all(tags, *names)), "")


def _authors(tags: dict[str, list[str]]) -> list[str]:
    """Return the authors; some sites put all of them into one tag."""
    names = _all(tags, "citation_author") or _all(tags, "citation_authors") or _all(tags, "dc.creator")
    return author_names(names[0], single=True) if len(names) == 1 else names


def _canonical(root: Element) -> list[str]:
    return [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]


def _shown_authors(root: Element) -> Iterator[str]:
    """Yield the authors as ScienceDirect shows them: its tags have none."""
    for outer in root.iter():
        family = next((child for child in outer if has_class(child, "surname")), None)
        if family is not None:
            given = next((child for child in outer if has_class(child, "given-name")), None)
            yield name_of_parts(text_of(given), text_of(family))


def _shown_abstract(root: Element) -> str:
    """Return the abstract as the page shows it: below its heading, else in the element that arXiv has for it."""
    for outer, place in islice(_abstract_headings(root), _MOST_HEADINGS):
        if text := "\n\n".join(_below(outer, place)).strip():
            return text
    for found in with_class(root, "abstract"):
        text = text_of(found).strip()
        label = _LABEL.match(text)
        return text[label.end() :] if label else text
    return ""


def _abstract_headings(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield the headings of abstracts, each as the element that it stands in, and its place there."""
    for outer in root.iter():
        for place, child in enumerate(outer):
            if child.tag in _HEADINGS and _HEADING.fullmatch(beginning_of(child)):
                yield outer, place


def _below(outer: Element, place: int) -> Iterator[str]:
    """Yield the texts below a heading: what follows as elements of one kind, with smaller headings between them."""
    kind = ""
    for one in outer[place + 1 :]:
        if one.tag in _HEADINGS:
            if one.tag <= outer[place].tag:
                return
        elif one.tag != (kind or one.tag) or (kind == "div" and one.find(".//p") is None):
            return
        else:
            kind = one.tag
        yield paragraphs_of(one)


def _cell(root: Element, name: str) -> str:
    """Return a cell of the table below an abstract on arXiv."""
    return next((text_of(found) for found in with_class(root, name) if found.tag == "td"), "")
