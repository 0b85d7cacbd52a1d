"""Where a paper without an address is looked up: a search for its title."""

from __future__ import annotations

_PLACES = {
    "arxiv": ("https://arxiv.org/search/", "query", {"searchtype": "title"}),
    "huggingface": ("https://huggingface.co/papers", "q", {}),
    "scholar": ("https://scholar.google.com/scholar", "q", {}),
}
SEARCH_SITES = tuple(_PLACES)
"""The names of the places."""


def title_search_url(title: str, place: str) -> str:
    """The address of a search for a title at one of `PLACES`."""
    from urllib.parse import urlencode

    page, name, more = _PLACES[place]
    return f"{page}?{urlencode({name: title, **more})}"
