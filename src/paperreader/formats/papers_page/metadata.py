"""The lines around a paper on the papers page: who, when, how many comments and upvotes.

Knows how one block of such lines reads, and nothing of what stands before or after it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from paperreader.dates import MONTHS, day_number, last_day_of_month
from paperreader.formats.papers_page.blocks import Block
from paperreader.text import single_line

DOT = "·".encode()
_NUMBERS = {name.encode(): number for number, name in enumerate(MONTHS, 1)}

DATE = rb"(?P<month>" + b"|".join(_NUMBERS) + rb")[a-z]{0,6}\.? (?P<day>\d{1,2})(?:, ?(?P<year>\d{4}))?"
_META = re.compile(
    rb"(?:(?P<who>[^\n]*?)[ \t]*(?:\r?\n[ \t]*|(?="
    + DOT
    + rb" Published)))??"
    + DOT
    + rb"[ \t]*(?:\r?\n|Published on )[ \t]*"
    + DATE
    + rb"[ \t]*"
    rb"(?:\[?[ ]*(?P<comments>\d{1,6})[ ]*\]?)?[ \t]*(?:\xc2\xa0)?(?:new)?[ \t]*(?=\r?\n|\r?$)"
)  # `new`: two pages joined by cat, the first without a newline at its end
DAY_ALONE = re.compile(rb"[ \t]*" + DATE + rb"[ \t]*\r?")
_AUTHORS = re.compile(rb"[\s*\[\xe2\x80\xa2-]*(\d{1,6}) authors?\]?")
_ORGANIZATION = re.compile(r"\[?([^\s\[\]]+)\]?\s+(.*\S)", re.DOTALL)
_BULLETS = " \t\r•*-"


class Metadata(NamedTuple):
    """One metadata block. `day`: yyyymmdd; mmdd without a year; 0 when it is no day of the calendar."""

    authors_count: int | None
    organization: tuple[str, str] | None
    day: int
    comments: int | None


class MetadataMatch(NamedTuple):
    """Metadata within a block's text, and where it begins and ends there."""

    metadata: Metadata
    start: int
    end: int


def find_metadata(text: bytes) -> MetadataMatch | None:
    """The metadata in a block: a line with who, `·`, a date line; None when there is none."""
    match = _match(text)
    if match is None:
        return None
    return MetadataMatch(metadata_of(match), *match.span())


def metadata_of(match: re.Match[bytes]) -> Metadata:
    """The metadata of a match with the groups of `DATE`, `who` and `comments`."""
    authors_count, organization = _who(match["who"] or b"")
    return Metadata(authors_count, organization, parse_day(match), int(match["comments"] or 0))


def _match(text: bytes) -> re.Match[bytes] | None:
    """The pattern tried from the line before each `·`, then from the line of the `·` itself."""
    dot = text.find(DOT)
    while dot >= 0:
        line = text.rfind(b"\n", 0, dot) + 1
        above = text.rfind(b"\n", 0, line - 1) + 1 if line else 0
        match = _META.match(text, above) or _META.match(text, line)
        if match:
            return match
        dot = text.find(DOT, dot + 1)
    return None


def parse_day(match: re.Match[bytes]) -> int:
    """The day of a matched date as yyyymmdd (mmdd without a year); 0 when the calendar lacks it."""
    month, day, year = _NUMBERS[match["month"]], int(match["day"]), int(match["year"] or 0)
    return day_number(year, month, day) if 1 <= day <= last_day_of_month(year, month) else 0


def _who(line: bytes) -> tuple[int | None, tuple[str, str] | None]:
    """`6 authors`, or an organisation: image text (its slug), then its display name."""
    authors = _AUTHORS.fullmatch(line)
    if authors:
        return int(authors[1]), None
    name = single_line(line.decode("utf-8", "replace")).strip(_BULLETS)
    if not name:
        return None, None
    parts = _ORGANIZATION.fullmatch(name)
    return None, (parts[1], parts[2]) if parts else (name, name)


def join_dots(blocks: list[Block]) -> list[Block]:
    """Copies that put who, `·` and the date into paragraphs of their own, as one block each."""
    if not any([block.text.startswith(DOT) or block.text.endswith(DOT) for block in blocks]):
        return blocks
    joined: list[Block] = []
    for block in blocks:
        joined.append(block)
        if block.text.startswith(DOT):
            if len(joined) > 1 and is_who(joined[-2].text) and _may_be_who(joined[:-1]):
                joined[-2:] = [_together(joined[-2:])]
        elif len(joined) > 1 and joined[-2].text.endswith(DOT) and DAY_ALONE.match(block.text):
            joined[-2:] = [_together(joined[-2:])]
    return joined


def _may_be_who(blocks: list[Block]) -> bool:
    """Whether the last block may be a name: not when it is all the text since the last metadata."""
    return bool(_AUTHORS.fullmatch(blocks[-1].text.strip())) or (len(blocks) > 1 and DOT not in blocks[-2].text)


def _together(blocks: list[Block]) -> Block:
    first, last = blocks[0], blocks[-1]
    return first._replace(
        text=b"\n".join(block.text for block in blocks),
        length=last.offset + last.length - first.offset,
        lines=sum(block.lines for block in blocks),
    )


_LONGEST_WHO = 80


def is_who(text: bytes) -> bool:
    """Whether a lone block may name the authors' number or an organisation."""
    return bool(_AUTHORS.fullmatch(text.strip())) or (len(text) <= _LONGEST_WHO and b"\n" not in text)


_COUNT = re.compile(rb"\s*(?P<label>\[-\]\s?)?(?P<count>-|\d{1,6})\s*")
_BADGE = re.compile(rb"\s*(?:GitHub(?: ?[\d.,]+[km]?)?|arXiv Page|Project Page|View all|\s)+\s*", re.IGNORECASE)


class LoneNumber(NamedTuple):
    """A number on a line of its own; `-` stands for 0. `labelled` ones (`[-] 3`) can only be upvotes."""

    number: int
    labelled: bool
    dash: bool


def parse_lone_number(text: bytes) -> LoneNumber | None:
    """The number that is all of a block, or None."""
    match = _COUNT.fullmatch(text)
    if match is None:
        return None
    dash = match["count"] == b"-"
    return LoneNumber(0 if dash else int(match["count"]), match["label"] is not None, dash)


def is_badge(text: bytes) -> bool:
    """Whether a block only holds a trending card's buttons (`GitHub 3.29k`, `arXiv Page`)."""
    return _BADGE.fullmatch(text) is not None


_SUBMITTED = re.compile(rb"\s*submitted by\s*(?P<name>\S.*)?", re.IGNORECASE | re.DOTALL)
_UPVOTE = re.compile(rb"\s*upvote\s*(?P<count>\d+|-)?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def submitted(text: bytes) -> tuple[bool, bool]:
    """(whether a block is a card's `Submitted by`, whether the name is in it)."""
    match = _SUBMITTED.fullmatch(text)
    return match is not None, match is not None and match["name"] is not None


def upvote(text: bytes) -> tuple[bool, int | None]:
    """(whether a block is a card's `Upvote`, the number when it is in it)."""
    match = _UPVOTE.fullmatch(text)
    if match is None or (match["rest"] and not is_badge(match["rest"])):
        return False, None
    number = match["count"]
    return True, None if number is None else 0 if number == b"-" else int(number)
