"""The daily papers of Hugging Face, a day at a time: `date` is the day on the list, in UTC.

A day grows while it lasts, and some papers come to it later. So it is asked again until it is three days old.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.desk import Desk
from paperreader.fetch.faults import FetchError, HttpStatusError, OfflineError
from paperreader.fetch.request import Request
from paperreader.fetch.subscription import days_named

_FORMAT = "Hugging Face papers as JSON"
_SITE = "https://huggingface.co"
_DAY = timedelta(days=1)
_OPENING = date(2023, 1, 1)  # there are no daily papers before this year
_SETTLED = 3  # days after which a day is asked no more
_MOST_CAUGHT_UP = 31  # days
_PAGE = 100  # papers, the most that the site gives at once
_MOST_PAGES = 10
_BAD_REQUEST = 400
_ON = ("1", "ON", "YES", "TRUE")


def fetch(desk: Desk, asks: str) -> None:
    """Fetch the days that are named, else those that may have grown since the last time. Raises FetchError."""
    check_online()
    if asks:
        _fetch_named(desk, asks)
    else:
        _fetch_lately(desk)


def _fetch_named(desk: Desk, asks: str) -> None:
    days = [day for day in days_named(asks) if day <= desk.today]
    if not days:
        raise FetchError(f"{asks} has not begun", "it begins at midnight in UTC")
    desk.expect(len(days))
    for day in days:
        _fetch_day(desk, day, is_named=True)


def _fetch_lately(desk: Desk) -> None:
    asked: set[date] = set()
    today = desk.today
    try:
        _fetch_until_today(desk, asked)
    except HttpStatusError as error:
        if error.status != _BAD_REQUEST or desk.today == today:
            raise
    if desk.today != today:  # the clock of this computer is wrong, and the first answer had the right day
        _fetch_until_today(desk, asked)


def check_online() -> None:
    """Raise OfflineError if the user has switched Hugging Face off."""
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in _ON:
        raise OfflineError("HF_HUB_OFFLINE is set")


def request_of(path: str, parameters: Mapping[str, object], what: str) -> Request:
    """Return a request to Hugging Face, or to the mirror that `HF_ENDPOINT` names, which gets no key."""
    site = os.environ.get("HF_ENDPOINT", "").rstrip("/") or _SITE
    key = "hf" if site == _SITE else ""
    return Request(f"{site}/api/{path}?{urlencode(parameters)}", what, key, starts=(b"[",), formats=(_FORMAT,))


def _fetch_until_today(desk: Desk, asked: set[date]) -> None:
    """Fetch the days that were not asked yet, the oldest first: each answer states its day."""
    day = _first_day(desk)
    while day <= desk.today:
        desk.expect((desk.today - day).days + 1)
        is_done = desk.notes.get("days", {}).get(day.isoformat()) is not None
        if day not in asked and (desk.since or not is_done):
            asked.add(day)
            _fetch_day(desk, day)
        day += _DAY


def _first_day(desk: Desk) -> date:
    if desk.since:
        return max(desk.since, _OPENING)
    first = desk.today - _DAY * _SETTLED
    last = desk.notes.get("last_day")
    if last:  # days that were missed since
        first = min(first, max(date.fromisoformat(last), desk.today - _DAY * _MOST_CAUGHT_UP))
    return first


def _fetch_day(desk: Desk, day: date, *, is_named: bool = False) -> None:
    """Fetch a day; what the user took back comes again only if the day is named."""
    pages: list[Accepted] = []
    while len(pages) < _MOST_PAGES:
        page = desk.ask(_request(day, len(pages)))
        if page is None or (pages and page.papers in {(), pages[-1].papers}):
            break
        pages.append(page)
        if len(page.papers) < _PAGE:
            break
    age = (desk.today - day).days
    is_there = desk.has(day.isoformat(), day)
    settled = age >= _SETTLED if is_there else is_named
    desk.keep(pages, day.isoformat(), day, settled=settled)
    _note(desk, day, age, is_empty=bool(pages) and not pages[0].papers)


def _note(desk: Desk, day: date, age: int, *, is_empty: bool) -> None:
    """Note that a day need not be asked again: it was empty when it was over, or it is old enough."""
    days = desk.notes.setdefault("days", {})
    if age >= _SETTLED or (is_empty and age > 0):
        days[day.isoformat()] = "empty" if is_empty else "settled"
    oldest = (desk.today - _DAY * 2 * _MOST_CAUGHT_UP).isoformat()
    for old in [old for old in days if old < oldest]:
        del days[old]
    desk.notes["last_day"] = max(day.isoformat(), desk.notes.get("last_day", ""))


def _request(day: date, page: int) -> Request:
    parameters = {"date": day.isoformat(), "limit": _PAGE, **({"p": page} if page else {})}
    what = day.isoformat() + (f" page {page + 1}" if page else "")
    return request_of("daily_papers", parameters, what)
