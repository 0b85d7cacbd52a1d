"""Metadata around a paper: authors or organization, date, counts, and the labels and buttons of cards.

Parses single blocks; knows nothing of the blocks before and after.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from paperreader.dates import MONTHS, day_number, last_day_of_month
from paperreader.formats.papers_page.blocks import Block, join_blocks
from paperreader.text import single_line

DOT = "·".encode()
_MONTH_NUMBERS = {name.encode(): number for number, name in enumerate(MONTHS, 1)}

_DATE = rb"(?P<month>" + b"|".join(_MONTH_NUMBERS) + rb")[a-z]{0,6}\.? (?P<day>\d{1,2})(?:, ?(?P<year>\d{4}))?"
_COUNT_PATTERN = rb"(?:\d{1,3}(?:\.\d{1,2})?[kK]|\d{1,6})"
_DOT_AND_DATE = re.compile(
    DOT + rb"(?P<same_line> (?=Published))?[ \t]*(?:\r?\n|Published on )[ \t]*" + _DATE + rb"[ \t]*"
    rb"(?:\[?[ ]*(?P<comments>" + _COUNT_PATTERN + rb")[ ]*\]?)?[ \t]*(?:\xc2\xa0)?(?:new)?[ \t]*(?=\r?\n|\r?$)"
)  # `new`: two pages joined by cat, the first without a newline at its end
DATE_ALONE = re.compile(rb"[ \t]*" + _DATE + rb"[ \t]*\r?")
DATE_WITH_COUNT = re.compile(
    rb"[ \t]*" + _DATE + rb"[ \t]*(?:\[?[ ]*(?:" + _COUNT_PATTERN + rb")[ ]*\]?)?[ \t]*(?:\xc2\xa0)?[ \t]*\r?"
)
_AUTHORS = re.compile(rb"[\s*\[\xe2\x80\xa2-]*(\d{1,6}) authors?\]?")
_ORGANIZATION = re.compile(r"\[?([^\s\[\]]+)\]?\s+(.*\S)", re.DOTALL)
_BULLETS = " \t\r•*-"
_BLANKS = b" \t\r\n"
_LONGEST_WHO = 200  # bytes: a longer line is the end of an abstract


class Metadata(NamedTuple):
    """The metadata of one paper. `day` is yyyymmdd, mmdd without a year, 0 when the calendar has no such day."""

    day: int = 0
    authors_count: int | None = None
    organization: tuple[str, str] | None = None
    comments: int | None = None


def find_metadata(text: bytes, start: int = 0) -> tuple[Metadata, int, int] | None:
    """Return the metadata in a block: a line with authors or organization, `·`, a date line; None without any.

    The numbers are the positions where it starts and ends, both at the ends of lines.

    Args:
        text: the text of the block.
        start: where to begin, at the start of a line.
    """
    dot = text.find(DOT, start)
    while dot >= 0:
        match = _DOT_AND_DATE.match(text, dot)
        who = _find_who(text, start, match) if match else None
        if match and who:
            metadata = Metadata(
                _parse_day(match), *_parse_who(text[slice(*who)]), _parse_count(match["comments"] or b"0")
            )
            return metadata, who[0], match.end()
        dot = text.find(DOT, dot + 1)
    return None


def _find_who(text: bytes, start: int, match: re.Match[bytes]) -> tuple[int, int] | None:
    """Return the positions of the authors or organization of a `·` with its date; None if the `·` is part of a text.

    They stand before the `·` of `· Published on`, or on the line above one that begins its line.
    """
    dot = match.start()
    line = text.rfind(b"\n", start, dot) + 1 or start
    if text[line:dot].strip(_BLANKS):
        return (line, dot) if match["same_line"] else None
    if line == start:
        return start, dot
    line_before = text.rfind(b"\n", start, line - 1) + 1 or start
    return (line, dot) if line - line_before > _LONGEST_WHO else (line_before, line)


def _parse_day(match: re.Match[bytes]) -> int:
    month, day, year = _MONTH_NUMBERS[match["month"]], int(match["day"]), int(match["year"] or 0)
    return day_number(year, month, day) if 1 <= day <= last_day_of_month(year, month) else 0


def _parse_count(digits: bytes) -> int:
    """Return a number that may be abbreviated, as in `1.2k`."""
    return round(float(digits[:-1]) * 1000) if digits.endswith((b"k", b"K")) else int(digits)


def _parse_who(line: bytes) -> tuple[int | None, tuple[str, str] | None]:
    """Parse `6 authors`, or an organization: the text of its image (the slug), then its name."""
    authors = _AUTHORS.fullmatch(line.strip(_BLANKS))
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
        return _join_without_dot(blocks)
    joined: list[Block] = []
    dated = False  # whether the last block was joined with its date
    for block in blocks:
        is_date = bool(joined) and joined[-1].text.endswith(DOT) and DATE_ALONE.match(block.text) is not None
        if (is_date and not dated) or (joined and block.text.startswith(DOT) and _is_who(joined)):
            joined[-1] = join_blocks((joined[-1], block))
            dated = is_date
        else:
            joined.append(block)
            dated = False
    return joined


def _join_without_dot(blocks: list[Block]) -> list[Block]:
    """Join `6 authors` and a date below it, each a paragraph, in a copy that lost the `·` between them."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _AUTHORS.fullmatch(joined[-1].text.strip()) and DATE_WITH_COUNT.fullmatch(block.text):
            dot = block._replace(text=DOT, length=0, lines=0)
            joined[-1] = join_blocks((joined[-1], dot, block))
        else:
            joined.append(block)
    return joined


def _is_who(blocks: list[Block]) -> bool:
    """Return whether the last block names authors or an organization: is short and not the title after metadata."""
    text = blocks[-1].text
    if _AUTHORS.fullmatch(text.strip()):
        return True
    return len(text) <= _LONGEST_NAME and b"\n" not in text and len(blocks) > 1 and DOT not in blocks[-2].text


_COUNT = re.compile(rb"\s*(?P<label>\[-\]\s?)?(?P<count>-|" + _COUNT_PATTERN + rb")\s*")
_BADGE = re.compile(rb"\s*(?:GitHub(?: ?[\d.,]+[km]?)?|arXiv Page|Project Page|View all|\s)+\s*", re.IGNORECASE)
_DIGITS = re.compile(rb"\s*\d+\s*")
_NEXT_CARD = re.compile(rb"(?<=\S)\s*\n\s*submitted by[ \n]+\S.{0,60}\Z", re.IGNORECASE)
_CARD_LABEL = re.compile(
    rb"\s*(?:submitted by\s*(?P<name>\S.*)?|(?P<upvote>upvote)\s*(?P<count>"
    + _COUNT_PATTERN
    + rb"(?![\d.])|\d+|-)?\s*(?P<rest>.*))",
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
    return LoneNumber(0 if is_dash else _parse_count(match["count"]), match["label"] is not None, is_dash)


def is_huge_number(text: bytes) -> bool:
    """Return whether a block is a number that is too large for a count."""
    return _DIGITS.fullmatch(text) is not None and parse_lone_number(text) is None


def is_badge(text: bytes) -> bool:
    """Return whether a block contains only buttons of a trending card (`GitHub 3.29k`, `arXiv Page`)."""
    return _BADGE.fullmatch(text) is not None


class CardLabel(NamedTuple):
    """A label of a trending card.

    Attributes:
        is_upvote: whether it announces upvotes, else who submitted the paper.
        complete: whether the labelled name or number stands in the same block.
        upvotes: None if they are not known, or cannot be a count.
    """

    is_upvote: bool
    complete: bool
    upvotes: int | None = None


def parse_card_label(text: bytes) -> CardLabel | None:
    """Return the label `Submitted by` or `Upvote` in a block, or None. The next card may begin right below the buttons."""
    match = _CARD_LABEL.fullmatch(_NEXT_CARD.sub(b"", text) if b"\n" in text else text)
    if not match or (match["rest"] and not is_badge(match["rest"])):
        return None
    digits = match["count"]
    return CardLabel(
        is_upvote=match["upvote"] is not None,
        complete=bool(match["name"] or digits),
        upvotes=_parse_upvotes(digits) if digits else None,
    )


def _parse_upvotes(digits: bytes) -> int | None:
    if digits == b"-":
        return 0
    return _parse_count(digits) if re.fullmatch(_COUNT_PATTERN, digits) else None
