"""Any feed, RSS or Atom: of a journal, a publisher, a search of PubMed, a blog."""

from __future__ import annotations

from paperreader.fetch.desk import Desk
from paperreader.fetch.request import Request, host_of


def fetch(desk: Desk, asks: str) -> None:
    """Fetch the feed at an address. Raises FetchError."""
    page = desk.ask(Request(asks, host_of(asks)))
    if page:
        desk.keep([page], desk.today.isoformat())
