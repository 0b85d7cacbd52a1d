"""What the search of papers at Hugging Face finds; it has no pages and no dates."""

from __future__ import annotations

from urllib.parse import urlencode

from paperreader.fetch.desk import Desk
from paperreader.fetch.request import Request
from paperreader.fetch.sources.hugging_face import FORMAT, check_online

_LONGEST = 250  # letters
_MOST = 100


def fetch(desk: Desk, asks: str) -> None:
    """Fetch what is found. Raises FetchError."""
    check_online()
    url = f"https://huggingface.co/api/papers/search?{urlencode({'q': asks[:_LONGEST], 'limit': _MOST})}"
    page = desk.ask(Request(url, asks, "hf", starts=(b"[",), formats=(FORMAT,)))
    if page:
        desk.keep([page], desk.today.isoformat())
