"""What the search of arXiv's API finds, the newest first, page by page until there is a paper that came before."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.desk import Desk
from paperreader.fetch.faults import FetchError
from paperreader.fetch.request import Request

ADDRESS = "https://export.arxiv.org/api/query"
FORMAT = "arXiv API (Atom)"
_PAGE = 100
_MOST_PAGES = 10
_TOTAL = re.compile(rb"totalResults[^>]*>\s*(\d+)")


def fetch(desk: Desk, asks: str) -> None:
    """Fetch what is found. Raises FetchError."""
    words = asks
    if desk.since:
        words = f"({asks}) AND submittedDate:[{desk.since:%Y%m%d}0000 TO {desk.today:%Y%m%d}2359]"
    has_more = desk.since is not None or "success" in desk.notes
    pages: list[Accepted] = []
    while len(pages) < (_MOST_PAGES if has_more else 1):
        page = desk.ask(_request(words, len(pages) * _PAGE))
        if page is None or (pages and page.papers == pages[-1].papers):
            break
        if not page.papers and _total(page) > len(pages) * _PAGE:
            raise FetchError("arXiv sent an empty page", "though it found papers", "it is asked again next time")
        pages.append(page)
        if _total(page) <= len(pages) * _PAGE or any([desk.is_known([paper]) for paper in page.papers]):
            break
    else:
        if has_more:
            desk.note(f"more than {_MOST_PAGES * _PAGE:,} papers were found; only the newest were fetched")
    desk.keep(pages, desk.today.isoformat())


def _request(words: str, start: int) -> Request:
    chosen = {"search_query": words, "sortBy": "submittedDate", "sortOrder": "descending"}
    url = f"{ADDRESS}?{urlencode({**chosen, 'start': start, 'max_results': _PAGE})}"
    return Request(url, words if not start else f"{words}, from {start}", starts=(b"<",), formats=(FORMAT,))


def _total(page: Accepted) -> int:
    found = _TOTAL.search(page.beginning())
    return int(found[1]) if found else 0
