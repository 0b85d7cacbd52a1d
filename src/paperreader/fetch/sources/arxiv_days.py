"""New papers of categories of arXiv: its feed of the day, and OAI-PMH for days that were missed.

The feed has only the last announcement, so that a day that was missed is gone from it. It may be the one before
without a sign: then no paper in it is new, although there was an announcement since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.clock import day_of
from paperreader.fetch.desk import Desk
from paperreader.fetch.faults import FetchError
from paperreader.fetch.request import Request
from paperreader.fetch.sources.announcements import batches_between

_MOST_CATEGORIES = 4  # in one request
_MOST_ITEMS = 2000  # of a feed; the new ones are cut first
_OAI = "https://oaipmh.arxiv.org/oai"
_MOST_PAGES = 60
_OLD = timedelta(days=60)  # a record that was made so long before is there because it was changed
_ITEM = re.compile(rb"<item\b.*?</item>\s*", re.DOTALL)
_REPLACED = re.compile(rb"<arxiv:announce_type>\s*replace")
_RECORD = re.compile(rb"<record\b.*?</record>\s*", re.DOTALL)
_CREATED = re.compile(rb"<created>\s*(\d{4}-\d\d-\d\d)")
_TOKEN = re.compile(rb"<resumptionToken[^>]*>\s*([^<\s]+)\s*</resumptionToken>")
_PHYSICS = frozenset(
    ("astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nlin", "nucl-ex", "nucl-th")
) | {"quant-ph", "physics"}


class StaleError(FetchError):
    """A feed that has not moved although there was an announcement; it is asked again in an hour."""

    pause = 3600.0


def fetch(desk: Desk, asks: str) -> None:
    """Fetch the feed of the day, and what was announced on days that were missed. Raises FetchError."""
    names, _, more = asks.partition(" ")
    categories = list(dict.fromkeys(names.split("+")))
    last = desk.notes.get("moved")
    due = batches_between(last, desk.now) if last else []
    groups = [categories[first : first + _MOST_CATEGORIES] for first in range(0, len(categories), _MOST_CATEGORIES)]
    desk.expect(len(groups))
    begun = desk.now
    for group in groups:
        _fetch_feed(desk, group, replaced=more == "replace", is_due=bool(due), is_only=len(groups) == 1)
    if desk.since or len(due) > 1:
        first = desk.since or day_of(last or begun)
        desk.expect(len(categories))
        for category in categories:
            _catch_up(desk, category, first)
    desk.notes["moved"] = begun


def _fetch_feed(desk: Desk, group: Sequence[str], *, replaced: bool, is_due: bool, is_only: bool) -> None:
    names = "+".join(group)
    page = desk.ask(Request(f"https://rss.arxiv.org/rss/{names}", names, starts=(b"<",), formats=("arXiv RSS",)))
    if page is None:
        return _check_moved(is_due=is_due)
    if len(page.papers) >= _MOST_ITEMS and len(group) > 1:
        for name in group:
            _fetch_feed(desk, [name], replaced=replaced, is_due=is_due, is_only=False)
        return None
    if len(page.papers) >= _MOST_ITEMS:
        desk.note(f"the feed of {names} is cut at {_MOST_ITEMS:,} papers, the new ones first")
    if not replaced:
        page = desk.narrow(page, _ITEM, lambda item: not _REPLACED.search(item))
    if page.papers and desk.is_known(page.papers):
        _check_moved(is_due=is_due)
    return desk.keep([page], desk.today.isoformat() + ("" if is_only else f"-{names}"))


def _check_moved(*, is_due: bool) -> None:
    if is_due:
        raise StaleError("arXiv has not moved", "its feed is the last one still", "it is asked again in an hour")


def _catch_up(desk: Desk, category: str, first: date) -> None:
    """Fetch the papers of a category since a day, all pages or none."""
    pages = list(_pages(desk, category, first))
    oldest = (first - _OLD).isoformat().encode()
    pages = [desk.narrow(page, _RECORD, lambda record: _created(record) >= oldest) for page in pages]
    desk.keep([page for page in pages if page.papers], f"{desk.today}-{category}-since-{first}")


def _pages(desk: Desk, category: str, first: date) -> Iterator[Accepted]:
    chosen = {"metadataPrefix": "arXiv", "set": oai_set(category), "from": first.isoformat()}
    seen: set[bytes] = set()
    for number in range(1, _MOST_PAGES + 1):
        what = f"{category} since {first}" + (f" page {number}" if number > 1 else "")
        url = f"{_OAI}?{urlencode({'verb': 'ListRecords', **chosen})}"
        page = desk.ask(Request(url, what, starts=(b"<",), formats=("OAI-PMH",)))
        if page is None:
            return
        yield page
        token = _TOKEN.search(page.end())
        if not token or token[1] in seen:
            return
        seen.add(token[1])
        chosen = {"resumptionToken": token[1].decode("utf-8", "replace")}


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
