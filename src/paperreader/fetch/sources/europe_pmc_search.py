"""What Europe PMC finds among what it has taken up since the last time: PubMed, and preprints of all servers."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.clock import day_of
from paperreader.fetch.desk import Desk
from paperreader.fetch.request import Request

ADDRESS = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
FORMAT = "Europe PMC JSON"
_PAGE = 100
_MOST_PAGES = 20
_FIRST_TIME = timedelta(days=7)
_OVERLAP = timedelta(days=3)  # the index of a day is not finished on it
_HITS = re.compile(rb'"hitCount"\s*:\s*(\d+)')
_BEGINNING = '"nextCursorMark"'


def fetch(desk: Desk, asks: str) -> None:
    """Fetch what is found, all pages or none. Raises FetchError."""
    last = desk.notes.get("success")
    first = desk.since or (day_of(last) - _OVERLAP if last else desk.today - _FIRST_TIME)
    query = f"({asks}) AND (FIRST_IDATE:[{first} TO {desk.today}])"
    pages: list[Accepted] = []
    mark = "*"
    while len(pages) < _MOST_PAGES:
        page = desk.ask(request(query, asks, mark, _PAGE))
        if page is None:
            break
        pages.append(page)
        before, mark = mark, _next_mark(page)
        if mark in {"", before} or _hits(page) <= len(pages) * _PAGE:
            break
    else:
        desk.note(f"more than {_MOST_PAGES * _PAGE:,} papers were found; only so many were fetched")
    desk.keep([page for page in pages if page.papers], desk.today.isoformat())


def _hits(page: Accepted) -> int:
    """Return how many papers were found; the reader may pass over some on a page."""
    found = _HITS.search(page.beginning())
    return int(found[1]) if found else len(page.papers)


def request(query: str, what: str, mark: str, most: int) -> Request:
    """Return the request for a page of what a query finds; its mark is `*` for the first one."""
    chosen = {"query": query, "resultType": "core", "format": "json", "pageSize": most, "cursorMark": mark}
    return Request(f"{ADDRESS}?{urlencode(chosen)}", what, starts=(b"{",), formats=(FORMAT,))


def _next_mark(page: Accepted) -> str:
    """Return the mark of the next page; it stands near the beginning of an answer."""
    text = page.beginning().decode("utf-8", "replace")
    _, found, rest = text.partition(_BEGINNING)
    with suppress(ValueError):
        value: Any = json.JSONDecoder().raw_decode(rest.lstrip(" \n\r\t:"))[0]
        return value if found and isinstance(value, str) else ""
    return ""
