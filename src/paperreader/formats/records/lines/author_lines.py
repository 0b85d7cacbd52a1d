"""Lines of authors without a label, as copied pages have them: `Ada Lovelace, +2 authors · May 12, 2026`."""

from __future__ import annotations

import re
from typing import NamedTuple

from paperreader.formats.records.days import parse_day
from paperreader.formats.records.names import split_names

_LONGEST = 2000  # letters; papers of collaborations name hundreds
_PARTICLES = "de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|bin|ibn|al|el|y"
_NAME = re.compile(
    rf"(?:{_PARTICLES}|[^\W\d_a-z][\w.'’`-]*)(?: (?:{_PARTICLES}|[^\W\d_a-z][\w.'’`-]*|\([^\W\d_a-z]\w*\))){{1,4}}"
)
_SINGLE_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+")
_MORE = re.compile(
    r"(?:and )?\+? ?(\d{1,5}) (?:more )?(?:other )?(?:authors?|others?)|et ?\.? ?al\.?|\.\.\.|…", re.IGNORECASE
)
_TOTAL = re.compile(r",? \((\d{1,5}) authors?\)$")
_SMALL_WORDS = re.compile(r"\b(?:for|with|in|on|by|via|using|from|to|a|an|the|of)\b")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_LONG_NAME = 15  # letters
_ALONE = 1
_FEW = 0.34  # of the names may have one word


class AuthorLine(NamedTuple):
    """The names on a line, the number of authors if it is stated, and the date behind them."""

    names: list[str]
    stated_count: int | None
    date: str


def parse_author_line(text: str, *, alone: bool = False) -> AuthorLine | None:
    """Return the authors of a line that names nothing else but perhaps a date behind `·`; None for another line.

    One name alone is a line of authors only with a date or `et al.` behind it, since it could be a title of two words,
    or when `alone` says that one name may stand there.
    """
    if len(text) > _LONGEST:
        return None
    named, dot, date = text.strip(" \t*_").rpartition(" · ")
    if not (dot and parse_day(date)):
        named, dot, date = text.strip(" \t*_"), "", ""
    total = _TOTAL.search(named)
    named = named[: total.start()] if total else named
    names = split_names(_FULL_STOP.sub("", named).replace(" · ", ", ").replace("; ", ", "))
    more = _MORE.fullmatch(names[-1]) if names else None
    if more:
        names.pop()
    if not names or (len(names) == _ALONE and not (dot or more or alone)) or not _are_names(names):
        return None
    count = int(total[1]) if total else len(names) + int(more[1]) if more and more[1] else None
    return AuthorLine([*names, "et al."] if more else names, count, date)


def _are_names(names: list[str]) -> bool:
    if all(name.isupper() for name in names) and max(map(len, names)) > _LONG_NAME:
        return False  # a line of a license
    single = sum(1 for name in names if _SINGLE_NAME.fullmatch(name))
    return single <= _FEW * len(names) and all(
        _SINGLE_NAME.fullmatch(name) or (_NAME.fullmatch(name) and not _SMALL_WORDS.search(name)) for name in names
    )
