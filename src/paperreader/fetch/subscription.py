"""What the settings or a command line say of a source: the site, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from paperreader.errors import suggestion

KINDS = {
    "hf": "the daily papers of Hugging Face",
    "hf:2026-08-20": "the papers of a day there, of a week (hf:2026-W34) or of a month (hf:2026-08)",
}
"""The kinds of sources by an example of each, with an explanation."""
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})")
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
    site, _, rest = (part.strip() for part in text.strip().partition(":"))
    if site.lower() == "hf":
        _check_days(rest)
        return Subscription(name or text.strip(), "hf", rest, text.strip(), name or "hf")
    raise SubscriptionError(f"{text} is no source{suggestion(text, KINDS)}")


def _check_days(text: str) -> None:
    try:
        list(days_named(text) if text else ())
    except ValueError as error:
        example = "write hf:2026-08-20, hf:2026-W34 or hf:2026-08"
        raise SubscriptionError(f"{text} is no day, week or month: {example}") from error


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
