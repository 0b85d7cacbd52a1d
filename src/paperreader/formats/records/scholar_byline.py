"""The line below a title of Google Scholar: `Z Chen, S Kommrusch… - Journal, 2021 - publisher`; authors are initials, and cut with `…`."""

from __future__ import annotations

import re

from paperreader.formats.records.raw_record import Record

_PARTS = re.compile(r"\s[-–]\s")
_KIND = re.compile(r"^(?:\s*\[[A-Z]{1,8}\])+\s*")  # [PDF], [CITATION][C]
_YEAR = re.compile(r"(?:^|,\s*)((?:1[89]|20)\d\d)$")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_INITIAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = re.compile(rf"{_INITIAL}{{1,4}}(?:-{_INITIAL})? [^\W\d_][^\d,]{{0,40}}|[^\x00-\x7f]{{2,12}}")


def without_kind(title: str) -> str:
    """Return a title without `[PDF]` and the like before it."""
    return _KIND.sub("", title)


def is_byline(text: str) -> bool:
    """Return whether a line has names with initials, and behind them a year."""
    authors, *rest = _PARTS.split(text.strip())
    names = [name.strip(" …\N{NO-BREAK SPACE}") for name in authors.split(",")]
    return any(map(_YEAR.search, rest)) and all(_NAME.fullmatch(name) for name in names if name) and any(names)


def add_byline(record: Record, text: str) -> None:
    """Add what stands below a title: authors, venue and year, publisher."""
    authors, *rest = _PARTS.split(text.strip())
    names = [name.strip() for name in authors.split(",")]
    record.authors = [part for name in names for part in ((name.rstrip("… "), "…") if name.endswith("…") else (name,))]
    venue = rest[0].strip() if rest else ""
    year = _YEAR.search(venue)
    venue = venue[: year.start()] if year else venue
    record.date = year[1] if year else ""
    record.venue = "" if _HOST.fullmatch(venue) else venue
    record.ids = [*record.ids, record.venue]
