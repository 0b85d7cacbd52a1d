"""Metadata around a paper: authors or organization, date, counts, and the labels and buttons of cards.

Parses single blocks; knows nothing of the blocks before and after.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from paperreader.dates import MONTHS, day_number, last_day_of_month
from paperreader.formats.papers_page.blocks import Block
from paperreader.text import single_line

DOT = "·".encode()
_MONTH_NUMBERS = {name.encode(): number for number, name in enumerate(MONTHS, 1)}

_DATE = rb"(?P<month>" + b"|".join(_MONTH_NUMBERS) + rb")[a-z]{0,6}\.? (?P<day>\d{1,2})(?:, ?(?P<year>\d{4}))?"
_METADATA = re.compile(
    rb"(?:(?P<who>[^\n]*?)[ \t]*(?:\r?\n[ \t]*|(?="
    + DOT
    + rb" Published)))??"
    + DOT
    + rb"[ \t]*(?:\r?\n|Published on )[ \t]*"
    + _DATE
    + rb"[ \t]*"
    rb"(?:\[?[ ]*(?P<comments>\d{1,6})[ ]*\]?)?[ \t]*(?:\xc2\xa0)?(?:new)?[ \t]*(?=\r?\n|\r?$)"
)  # `new`: two pages joined by cat, the first without a newline at its end
DATE_ALONE = re.compile(rb"[ \t]*" + _DATE + rb"[ \t]*\r?")
_AUTHORS = re.compile(rb"[\s*\[\xe2\x80\xa2-]*(\d{1,6}) authors?\]?")
_ORGANIZATION = re.compile(r"\[?([^\s\[\]]+)\]?\s+(.*\S)", re.DOTALL)
_BULLETS = " \t\r•*-"


class Metadata(NamedTuple):
    """The metadata of one paper. `day` is yyyymmdd, mmdd without a year, 0 when the calendar has no such day."""

    day: int = 0
    authors_count: int | None = None
    organization: tuple[str, str] | None = None
    comments: int | None = None


def find_metadata(text: bytes) -> tuple[Metadata, int, int] | None:
    """Return the metadata in a block (a line with authors or organization, `·`, a date line), its start and end."""
    match = _match(text)
    if match is None:
        return None
    who = _parse_who(match["who"] or b"")
    return Metadata(_parse_day(match), *who, int(match["comments"] or 0)), *match.span()


def _match(text: bytes) -> re.Match[bytes] | None:
    """Try the pattern from the line before each `·`, then from the line of the `·` itself."""
    dot = text.find(DOT)
    while dot >= 0:
        line = text.rfind(b"\n", 0, dot) + 1
        line_before = text.rfind(b"\n", 0, line - 1) + 1 if line else 0
        match = _METADATA.match(text, line_before) or _METADATA.match(text, line)
        if match:
            return match
        dot = text.find(DOT, dot + 1)
    return None


def _parse_day(match: re.Match[bytes]) -> int:
    month, day, year = _MONTH_NUMBERS[match["month"]], int(match["day"]), int(match["year"] or 0)
    return day_number(year, month, day) if 1 <= day <= last_day_of_month(year, month) else 0


def _parse_who(line: bytes) -> tuple[int | None, tuple[str, str] | None]:
    """Parse `6 authors`, or an organization: the text of its image (the slug), then its name."""
    authors = _AUTHORS.fullmatch(line)
    if authors:
        return int(authors[1]), None
    name = single_line(line.decode("utf-8", "replace")).strip(_BULLETS)
    if not name:
        return None, None
    parts = _ORGANIZATION.fullmatch(name)
    return None, (parts[1], parts[2]) if parts else (name, name)


_LONGEST_NAME = 80  # bytes


def join_metadata(blocks: list[Block]) -> list[Block]:
    """Join metadata whose authors or organization, `·` and date are paragraphs of their own, each to one block."""
    if not any([block.text.startswith(DOT) or block.text.endswith(DOT) for block in blocks]):
        return blocks
    joined: list[Block] = []
    for block in blocks:
        if joined and _continues_metadata(joined, block):
            joined[-1] = joined[-1].join(block)
        else:
            joined.append(block)
    return joined


def _continues_metadata(before: list[Block], block: Block) -> bool:
    if block.text.startswith(DOT):
        return _is_who(before)
    return before[-1].text.endswith(DOT) and DATE_ALONE.match(block.text) is not None


def _is_who(blocks: list[Block]) -> bool:
    """Return whether the last block names authors or an organization: is short and not the title after metadata."""
    text = blocks[-1].text
    if _AUTHORS.fullmatch(text.strip()):
        return True
    return len(text) <= _LONGEST_NAME and b"\n" not in text and len(blocks) > 1 and DOT not in blocks[-2].text


_COUNT = re.compile(rb"\s*(?P<label>\[-\]\s?)?(?P<count>-|\d{1,6})\s*")
_BADGE = re.compile(rb"\s*(?:GitHub(?: ?[\d.,]+[km]?)?|arXiv Page|Project Page|View all|\s)+\s*", re.IGNORECASE)
_CARD_LABEL = re.compile(
    rb"\s*(?:submitted by\s*(?P<name>\S.*)?|(?P<upvote>upvote)\s*(?P<count>\d+|-)?\s*(?P<rest>.*))",
    re.IGNORECASE | re.DOTALL,
)


class LoneNumber(NamedTuple):
    """A number that is all of a block: 0 if it is a `dash`. `labelled`: `[-]` before it says that it is upvotes."""

    value: int
    labelled: bool
    dash: bool


def parse_lone_number(text: bytes) -> LoneNumber | None:
    """Return the number that is all of a block, or None."""
    match = _COUNT.fullmatch(text)
    if not match:
        return None
    is_dash = match["count"] == b"-"
    return LoneNumber(0 if is_dash else int(match["count"]), match["label"] is not None, is_dash)


def is_badge(text: bytes) -> bool:
    """Return whether a block contains only buttons of a trending card (`GitHub 3.29k`, `arXiv Page`)."""
    return _BADGE.fullmatch(text) is not None


class CardLabel(NamedTuple):
    """A label of a trending card. `complete`: whether the labelled name or number stands in the same block."""

    is_upvote: bool
    complete: bool
    upvotes: int | None = None


def parse_card_label(text: bytes) -> CardLabel | None:
    """Return the label `Submitted by` or `Upvote` in a block, or None."""
    match = _CARD_LABEL.fullmatch(text)
    if not match or (match["rest"] and not is_badge(match["rest"])):
        return None
    digits = match["count"]
    return CardLabel(
        is_upvote=match["upvote"] is not None,
        complete=bool(match["name"] or digits),
        upvotes=int(digits.replace(b"-", b"0")) if digits else None,
    )
