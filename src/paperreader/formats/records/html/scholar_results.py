"""Papers in HTML of Google Scholar: pages of results, saved, and the text of alert mails.

A result is a linked title, a line `Z Chen, S Kommrusch… - Journal, 2021 - publisher` whose authors are initials and cut
with `…`, and a snippet in place of the abstract; a link to a PDF stands before the title. In mails the address stands in the parameter `url` of a link of Scholar.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs
from xml.etree.ElementTree import Element

from paperreader.formats.records.html.html_tree import beginning_of, has_class, line_of, text_of
from paperreader.formats.records.paper_addresses import ids_of_addresses
from paperreader.formats.records.raw_record import Record
from paperreader.formats.records.scholar_byline import add_byline, without_kind
from paperreader.paper_links import is_pdf_address

_TITLES = ("gse_alrt_title", "gs_rt")
_SNIPPETS = ("gse_alrt_sni", "gs_rs")
_LONGEST = 1000  # letters of a title, or of the line below it


def papers(root: Element) -> Iterator[Record]:
    """Yield the papers in a tree of HTML, in its order; nothing if there are no results of Scholar."""
    record: Record | None = None
    has_source, beside = False, ""
    for element in root.iter():
        if any(has_class(element, name) for name in _TITLES):
            if record:
                yield record
            record, has_source = _titled(element), False
            record.pdf, beside = record.pdf or beside, ""
        elif has_class(element, "gs_ggs"):
            beside = _pdf(element)
        elif record and not has_source and element.tag == "div" and not element.get("class", "gs_a").startswith("gs_r"):
            has_source = True
            add_byline(record, beginning_of(element, _LONGEST))
        elif record and any(has_class(element, name) for name in _SNIPPETS):
            record.abstract = text_of(element)
    if record:
        yield record


def _titled(element: Element) -> Record:
    link = element if element.tag == "a" else element.find(".//a")
    title = beginning_of(element if link is None else link, _LONGEST)
    address = _address(link.get("href", "")) if link is not None else ""
    return Record(
        line_of(element),
        without_kind(title),
        ids=ids_of_addresses([address]),
        links=[address],
        pdf=address if is_pdf_address(address) else "",
    )


def _pdf(element: Element) -> str:
    """Return the address of a link `[PDF] arxiv.org`, "" without one."""
    links = (link for link in element.iter("a") if "[PDF]" in beginning_of(link))
    return next((_address(link.get("href", "")) for link in links), "")


def _address(link: str) -> str:
    """Return the address behind a link of Scholar, `https://scholar.google.com/scholar_url?url=…`."""
    if "/scholar_url?" not in link and "/scholar?" not in link:
        return link
    return next(iter(parse_qs(link.partition("?")[2]).get("url", ())), link)
