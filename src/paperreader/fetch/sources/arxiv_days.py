"""New papers of categories of arXiv: its feed of the day, and OAI-PMH for days that were missed or cut.

The feed has only the last announcement, so that a day that was missed is gone from it. It may be the one before
without a sign: then no paper in it is new, although there was an announcement since.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from paperreader.fetch.accepting import Accepted
from paperreader.fetch.clock import day_of
from paperreader.fetch.desk import Desk
from paperreader.fetch.faults import FetchError
from paperreader.fetch.request import Request
from paperreader.fetch.sources.announcements import batches_between
from paperreader.fetch.sources.arxiv_harvest import harvest

_MOST_CATEGORIES = 4  # in one request
_MOST_ITEMS = 2000  # of a feed; the new ones are cut first, and OAI-PMH has them
_DAY = timedelta(days=1)
_ITEM = re.compile(rb"<item\b.*?</item>\s*", re.DOTALL)
_REPLACED = re.compile(rb"<arxiv:announce_type>\s*replace")


class StaleError(FetchError):
    """A feed that has not moved although there was an announcement; it is asked again in an hour."""

    pause = 3600.0


def fetch(desk: Desk, asks: str) -> None:
    """Fetch the feed of the day, and what was announced on days that were missed. Raises FetchError."""
    names, _, more = asks.partition(" ")
    categories = list(dict.fromkeys(names.split("+")))
    groups = [categories[first : first + _MOST_CATEGORIES] for first in range(0, len(categories), _MOST_CATEGORIES)]
    _keep_notes(desk, categories)
    desk.expect(len(groups))
    have_moved = [_fetch_feed(desk, each, replaced=more == "replace", is_only=len(groups) == 1) for each in groups]
    _catch_up(desk, categories)
    if not all(have_moved):
        raise StaleError("arXiv has not moved", "its feed is the last one still", "it is asked again in an hour")


def _keep_notes(desk: Desk, categories: Sequence[str]) -> None:
    """Keep what is noted of each category: when its feed moved last, and the day since which it is to be caught up."""
    for note in ("feeds", "missed"):
        desk.notes[note] = {name: value for name, value in desk.notes.get(note, {}).items() if name in categories}


def _fetch_feed(desk: Desk, group: Sequence[str], *, replaced: bool, is_only: bool) -> bool:
    """Fetch a feed, and note since when its categories are to be caught up; return whether it has moved if it is due."""
    feeds, begun, names = desk.notes["feeds"], desk.now, "+".join(group)
    due = batches_between(min((feeds[name] for name in group if name in feeds), default=begun), begun)
    page = desk.ask(Request(f"https://rss.arxiv.org/rss/{names}", names, starts=(b"<",), formats=("arXiv RSS",)))
    if page and len(page.papers) >= _MOST_ITEMS and len(group) > 1:
        return all([_fetch_feed(desk, [name], replaced=replaced, is_only=False) for name in group])
    if page and len(page.papers) >= _MOST_ITEMS:
        desk.notes["missed"].setdefault(names, (desk.today - _DAY).isoformat())
    if page and not replaced:
        page = desk.narrow(page, _ITEM, lambda item: not _REPLACED.search(item))
    if due and not (page and _is_new(desk, page)):
        return False
    if page:
        desk.keep([page], desk.today.isoformat() + ("" if is_only else f"-{names}"))
    for name in group:
        if len(due) > 1 and name in feeds:
            desk.notes["missed"].setdefault(name, day_of(feeds[name]).isoformat())
        feeds[name] = begun
    return True


def _is_new(desk: Desk, page: Accepted) -> bool:
    """Return whether a feed is not the last one: on holidays it is empty, and replaced papers may all be known."""
    if not page.papers or not desk.is_known(page.papers):
        return True
    return all([_REPLACED.search(item) for item in _ITEM.findall(page.part.read_bytes())])


def _catch_up(desk: Desk, categories: Sequence[str]) -> None:
    """Fetch what was announced on days that were missed; a category that is done is not asked again."""
    missed: dict[str, str] = desk.notes["missed"]
    if desk.since:
        since = desk.since.isoformat()
        missed.update({name: min(since, missed.get(name, since)) for name in categories})
    desk.expect(len(missed))
    for name, first in sorted(missed.items()):
        harvest(desk, name, date.fromisoformat(first))
        del missed[name]
