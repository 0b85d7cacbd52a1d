"""The addresses of a paper: its own, those in its abstract, and a search for its title where it has none."""

from __future__ import annotations

from collections.abc import Sequence

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


def all_links(own_links: Sequence[str], abstract: str | None) -> list[str]:
    """Return a paper's own links, then those in its abstract, each once."""
    found = [abstract[start:end] for start, end in find_urls(abstract)] if abstract else []
    return list(dict.fromkeys((*own_links, *found)))


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
