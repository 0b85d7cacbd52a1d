"""The addresses of a paper: its own, those in its abstract, and a search for its title where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from paperreader.text import find_urls

_SITES = {
    "arxiv": ("https://arxiv.org/search/", "query", {"searchtype": "title"}),
    "huggingface": ("https://huggingface.co/papers", "q", {}),
    "scholar": ("https://scholar.google.com/scholar", "q", {}),
}
SEARCH_SITES = tuple(_SITES)
"""The names of the sites that can search for a title."""


def hugging_face_page(arxiv_id: str) -> str:
    """Return the address of a paper's page at Hugging Face."""
    return f"https://huggingface.co/papers/{arxiv_id}"


def page_by_id(arxiv_id: str | None, doi: str | None, others: Sequence[str] | None = None) -> str | None:
    """Return the address at which the registrar of an identifier shows the paper; None without an identifier.

    Of `others` only PubMed ids (`pmid:33283989`) are known.
    """
    if arxiv_id:
        return f"https://arxiv.org/abs/{arxiv_id}"
    if doi:
        return f"https://doi.org/{doi}"
    pubmed = next((other for other in others or () if other.startswith("pmid:")), None)
    return f"https://pubmed.ncbi.nlm.nih.gov/{pubmed.removeprefix('pmid:')}/" if pubmed else None


def is_web_address(text: str) -> bool:
    """Return whether a text is an address of the web: `javascript:` and files of a disk are no links of a paper."""
    return text[:8].lower().startswith(("http://", "https://"))


def all_links(own_links: Sequence[str], abstract: str | None) -> list[str]:
    """Return a paper's own links, then those in its abstract, each once."""
    found = [abstract[start:end] for start, end in find_urls(abstract)] if abstract else []
    return list(dict.fromkeys((*own_links, *found)))


class NumberedLink(NamedTuple):
    """An address, and what it leads to: "PDF", "code", or "" where that is not known."""

    address: str
    target: str


def numbered_links(
    own_links: Sequence[str], pdf: str | None, code: str | None, arxiv_id: str | None, abstract: str | None
) -> list[NumberedLink]:
    """Return all addresses of a paper, each once, in the order in which the reader numbers them.

    Those that dumps give come first, then the page and the PDF at arXiv if it has an arXiv id, then those in its
    abstract.
    """
    own = (*own_links, *filter(None, (pdf, code)))
    pdfs = [pdf] if pdf else [address for address in own_links if is_pdf_address(address)]
    at_arxiv = []
    if arxiv_id and not any(f"arxiv.org/abs/{arxiv_id}" in address for address in own):
        at_arxiv.append(f"https://arxiv.org/abs/{arxiv_id}")
    if arxiv_id and not pdfs:
        pdfs = [f"https://arxiv.org/pdf/{arxiv_id}"]
        at_arxiv += pdfs
    return [
        NumberedLink(address, "code" if address == code else "PDF" if address in pdfs else "")
        for address in all_links((*own, *at_arxiv), abstract)
    ]


def page_address(links: Sequence[NumberedLink], title: str, site: str) -> str:
    """Return the first of a paper's links; without any, that of a search for its title on one of `SEARCH_SITES`."""
    return links[0].address if links else title_search_url(title, site)


def is_pdf_address(address: str) -> bool:
    """Return whether an address is that of a paper's PDF."""
    return address.partition("?")[0].lower().endswith(".pdf") or "/pdf/" in address or "openreview.net/pdf" in address


def own_links(links: Sequence[str], abstract: str) -> tuple[str, ...]:
    """Return those of `all_links` that precede the ones in the abstract: what `all_links` was given."""
    in_abstract = dict.fromkeys(abstract[start:end] for start, end in find_urls(abstract))
    places = {url: place for place, url in enumerate(in_abstract)}
    if not places.keys() <= set(links):
        return tuple(links)
    count, following = len(links), len(places)
    while count and (place := places.get(links[count - 1], following)) < following:
        count, following = count - 1, place
    return tuple(links[:count])


def title_search_url(title: str, site: str) -> str:
    """Return the address of a search for a title at one of `SEARCH_SITES`."""
    from urllib.parse import urlencode

    page, name, parameters = _SITES[site]
    return f"{page}?{urlencode({name: title, **parameters})}"
