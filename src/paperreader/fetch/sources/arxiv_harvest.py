"""The papers of a category of arXiv since a day, by OAI-PMH: page after page, each with the token of the next one.

A run that fails in the middle leaves its pages. The next one goes on from the last token while that is valid.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlencode

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.clock import timestamp
from paperreader.fetch.desk import Desk
from paperreader.fetch.faults import HttpStatusError, NotAcceptedError
from paperreader.fetch.request import Request
from paperreader.fetch.unfinished_pages import UnfinishedPages

_ADDRESS = "https://oaipmh.arxiv.org/oai"
_MOST_PAGES = 60
_OLD = timedelta(days=60)  # a record that was made so long before is there because it was changed
_RECORD = re.compile(rb"<record\b.*?</record>\s*", re.DOTALL)
_CREATED = re.compile(rb"<created>\s*(\d{4}-\d\d-\d\d)")
_TOKEN = re.compile(rb"<resumptionToken([^>]*)>\s*([^<\s]+)\s*</resumptionToken>")
_EXPIRES = re.compile(rb"""\bexpirationDate=["']([\dTZ:.-]+)""")
_ANSWERED = re.compile(rb"<responseDate>\s*(\d{4}-\d\d-\d\d)")
_PHYSICS = frozenset(
    ("astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nlin", "nucl-ex", "nucl-th")
) | {"quant-ph", "physics"}


def harvest(desk: Desk, category: str, first: date) -> None:
    """Fetch the papers of a category since a day, all pages or none. Raises FetchError."""
    begun = desk.unfinished(f"{category}-since-{first}")
    pages = begun.read(_request(category, first, b"", 1))
    if pages and not _is_valid(pages[-1], desk.now):
        begun.clear()
        pages = []
    try:
        pages = _all_pages(desk, category, first, begun, pages)
    except (HttpStatusError, NotAcceptedError) as error:
        if error.retry:
            raise
        begun.clear()
        if not pages:
            raise
        pages = _all_pages(desk, category, first, begun, [])  # the token of the run before is refused
    oldest = (first - _OLD).isoformat().encode()
    pages = [desk.narrow(page, _RECORD, lambda record: _created(record) >= oldest) for page in pages]
    desk.keep([page for page in pages if page.papers], f"{desk.today}-{category}-since-{first}")
    begun.clear()


def _all_pages(desk: Desk, category: str, first: date, begun: UnfinishedPages, pages: list[Accepted]) -> list[Accepted]:
    """Return some pages and all that follow them. Raises FetchError; then the pages that came stay unfinished."""
    pages = [*pages]
    tokens = [_token(page) for page in pages]
    while len(pages) < _MOST_PAGES:
        token = tokens[-1] if tokens else b""
        if pages and (not token or token in tokens[:-1]):
            return pages
        page = desk.ask(_request(category, first, token, len(pages) + 1))
        if page is None:
            return pages
        pages.append(begun.add(page))
        tokens.append(_token(pages[-1]))
    desk.note(f"{category} since {first} has more than {_MOST_PAGES} pages; the others were not asked for")
    return pages


def _request(category: str, first: date, token: bytes, number: int) -> Request:
    chosen = {"metadataPrefix": "arXiv", "set": oai_set(category), "from": first.isoformat()}
    if token:
        chosen = {"resumptionToken": token.decode("utf-8", "replace")}
    what = f"{category} since {first}" + (f" page {number}" if number > 1 else "")
    url = f"{_ADDRESS}?{urlencode({'verb': 'ListRecords', **chosen})}"
    return Request(url, what, starts=(b"<",), formats=("OAI-PMH",))


def _token(page: Accepted) -> bytes:
    """Return the token of the next page; b"" for the last one."""
    found = _TOKEN.search(page.end())
    return found[2] if found else b""


def _is_valid(page: Accepted, now: float) -> bool:
    """Return whether the token of a page is valid: until it expires, and on the same day if it does not say when."""
    found, answered = _TOKEN.search(page.end()), _ANSWERED.search(page.beginning())
    expires = _EXPIRES.search(found[1]) if found else None
    if expires:
        return expires[1] > timestamp(now).encode()
    return answered is not None and timestamp(now).encode().startswith(answered[1])


def oai_set(category: str) -> str:
    """Return the set of OAI-PMH for a category: `cs:cs:CL` for `cs.CL`, `physics:hep-th` for `hep-th`."""
    archive, _, subject = category.partition(".")
    group = "physics" if archive in _PHYSICS else archive
    if not subject:
        return archive if group == archive else f"{group}:{archive}"
    return f"{group}:{archive}:{subject}"


def _created(record: bytes) -> bytes:
    found = _CREATED.search(record)
    return found[1] if found else b"9999"
