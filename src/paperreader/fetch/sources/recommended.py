"""Papers like those that the user starred, recommended by Semantic Scholar: one request a day, only if it is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlencode

from paperreader.fetch.desk import Desk
from paperreader.fetch.faults import FetchError, HttpStatusError
from paperreader.fetch.request import Request

_ADDRESS = "https://api.semanticscholar.org/recommendations/v1/papers"
_FIELDS = "title,abstract,authors,year,publicationDate,venue,externalIds,url,openAccessPdf"
_MOST_STARS = 100
_MOST_PAPERS = 100
_NOT_FOUND = 404
_PREFIXES = {"arxiv": "ArXiv", "doi": "DOI", "pmid": "PMID"}


def fetch(desk: Desk, _: str) -> None:
    """Fetch recommendations. Raises FetchError."""
    stars = [known for known in map(_known_there, desk.stars()) if known][:_MOST_STARS]
    if not stars:
        raise FetchError("no starred paper has an identifier", "", "star some papers first")
    try:
        page = desk.ask(_request(stars))
    except HttpStatusError as error:
        known = [star for star in stars if star.partition(":")[2] not in error.words]
        if error.status != _NOT_FOUND or not known or len(known) == len(stars):
            raise
        page = desk.ask(_request(known))  # one that is unknown there fails all
    if page:
        desk.keep([page], desk.today.isoformat())


def _request(stars: Sequence[str]) -> Request:
    body = json.dumps({"positivePaperIds": list(stars), "negativePaperIds": []}).encode()
    url = f"{_ADDRESS}?{urlencode({'limit': _MOST_PAPERS, 'fields': _FIELDS})}"
    return Request(url, f"like {len(stars)} stars", "s2", body, (b"{",), ("Semantic Scholar JSON",))


def _known_there(identifier: str) -> str:
    """Return an identifier of the state file as Semantic Scholar spells it; "" if it does not know the kind."""
    kind, _, value = identifier.partition(":")
    return f"{_PREFIXES[kind]}:{value}" if kind in _PREFIXES else ""
