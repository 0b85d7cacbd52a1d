"""What the settings or a command line say of a source: the site, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from paperreader.errors import suggestion
from paperreader.fetch.proxies import without_password
from paperreader.fetch.request import host_of
from paperreader.identifiers import PUBMED, arxiv_id_in, doi_in, pubmed_id_in

_SITES = ("hf", "hf search:", "arxiv:", "arxiv search:", "europepmc:", "s2 stars", "https:")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})")
_CATEGORY = re.compile(r"[a-z][a-z-]*(?:\.[A-Za-z-]+)?")
_PAPERS = re.compile(
    r"https?://(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|(?:dx\.)?doi\.org)/"
)
_OTHER_SIGNS = re.compile(r"[^\w.+=-]+")
_LONGEST_NAME = 80  # letters
_DAY = timedelta(days=1)


class SubscriptionError(ValueError):
    """A text that names no source; the message says why."""


class Subscription(NamedTuple):
    """A source.

    Attributes:
        name: by the settings, else as the command line has it.
        kind: of the sources that are asked alike, see `paperreader.fetch.sources`.
        asks: what is asked of the site, such as `2026-08-20`.
        text: as the settings or the command line have it.
        folder: the folder of its dumps.
    """

    name: str
    kind: str
    asks: str
    text: str
    folder: str


def read_subscription(text: str, name: str = "") -> Subscription:
    """Return the source that a text means. Raises SubscriptionError."""
    text = " ".join(text.split())
    kind, asks, folder = _kind(text)
    shown = without_password(text).removesuffix(":")
    return Subscription(name or shown, kind, asks, shown, folder_name(name or folder))


def folder_name(source: str) -> str:
    """Return the name of a source as that of a folder."""
    return _OTHER_SIGNS.sub("-", source).strip("-.")[:_LONGEST_NAME] or "source"


def _kind(text: str) -> tuple[str, str, str]:
    """Return the kind of a source, what is asked, and the name of a folder for it."""
    if text.startswith(("http://", "https://")):
        return _of_address(text)
    site, colon, asks = (part.strip() for part in text.partition(":"))
    site = site.lower()
    if site == "hf":
        _check_days(asks)
        return "hf", asks, "hf"
    if site == "arxiv" and _is_categories(asks):
        return "arxiv", asks, f"arxiv-{asks}"
    if site in ("hf search", "arxiv search", "europepmc") and asks:
        return site, asks, text
    if text.lower() == "s2 stars":
        return "s2 stars", "", "s2-stars"
    identifier = arxiv_id_in(text) or doi_in(text) or (site == PUBMED and f"{PUBMED}:{pubmed_id_in(text) or ''}")
    if identifier:
        return "papers", identifier, "papers"
    if site == "arxiv":
        raise SubscriptionError(f"{asks or text} names no categories: write arxiv:cs.CL+cs.LG, or arxiv search: WORDS")
    if colon and site in ("hf search", "arxiv search", "europepmc"):
        raise SubscriptionError(f"{text} says nothing to search for")
    raise SubscriptionError(f"{text} is not a source{suggestion(text, _SITES) or '; see paperreader fetch --help'}")


def _of_address(address: str) -> tuple[str, str, str]:
    """Return the kind of an address: a paper, or else a feed."""
    identifier = (arxiv_id_in(address) or doi_in(address)) if _PAPERS.match(address) else None
    if identifier:
        return "papers", identifier, "papers"
    if not host_of(address):
        raise SubscriptionError(f"{address} is not an address")
    return "feed", address, without_password(address).partition("://")[2].removeprefix("***@")


def _is_categories(text: str) -> bool:
    categories, _, more = text.partition(" ")
    return more in ("", "replace") and all([_CATEGORY.fullmatch(name) is not None for name in categories.split("+")])


def _check_days(text: str) -> None:
    try:
        list(days_named(text) if text else ())
    except ValueError as error:
        example = "write hf:2026-08-20, hf:2026-W34 or hf:2026-08"
        raise SubscriptionError(f"{text} is not a day, week or month: {example}") from error


def days_named(text: str) -> Iterator[date]:
    """Yield the days of `2026-08-20`, `2026-W34` or `2026-08`. Raises ValueError."""
    week = _WEEK.fullmatch(text)
    if week:
        first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        yield from (first + _DAY * number for number in range(7))
    elif text.count("-") == 1:
        day = date.fromisoformat(f"{text}-01")
        month = day.month
        while day.month == month:
            yield day
            day += _DAY
    else:
        yield date.fromisoformat(text)
