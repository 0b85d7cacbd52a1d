"""What the search of papers at Hugging Face finds; it has no pages and no dates."""

from __future__ import annotations

from paperreader.fetch.desk import Desk
from paperreader.fetch.sources.hugging_face import check_online, request_of

_LONGEST = 250  # letters
_MOST = 100


def fetch(desk: Desk, asks: str) -> None:
    """Fetch what is found. Raises FetchError."""
    check_online()
    page = desk.ask(request_of("papers/search", {"q": asks[:_LONGEST], "limit": _MOST}, asks))
    if page:
        desk.keep([page], desk.today.isoformat())
