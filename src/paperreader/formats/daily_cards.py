"""The daily papers of Hugging Face, copied from a browser as text: cards with a title, without abstracts and dates.

A card is `Submitted by` and a name, the upvotes or `-`, the title, perhaps an organization, `· 5 authors`, and the number of
comments if there are any; each on a line, with or without blank lines between. A page with abstracts is `papers_page`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import TextLine, lines_of, scan_lines
from paperreader.source import Source

_START = re.compile(r"Submitted by\b\s*(?P<name>.*)")
_AUTHORS = re.compile(r"(?:·\s*)?(\d{1,5}) authors?")
_COUNT = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,3})?|\d{1,6})(?P<thousands>k?)|-")
_DOT = "·"
_LONGEST_ORGANIZATION = 80  # letters
_LONGEST_TITLE = 400
_DATED = re.compile(r"\bPublished on\b|(?:^|· )[A-Z][a-z]{2} \d{1,2}(?:, \d{4})?(?: \d+)?$")
_LEAST = 2  # cards


def sniff(head: bytes) -> float:
    """Return the confidence: certain with cards of which most have authors, and none an abstract or a date."""
    cards = list(_cards(lines_of(head)))[1:]
    papers = [_card(card) for card in cards[:-1] or cards]
    known = sum(isinstance(card, Record) and card.authors_count is not None for card in papers)
    is_page = any(_DATED.search(line.text) or len(line.text) > _LONGEST_TITLE for card in cards for line in card[1:])
    return CERTAIN if len(cards) >= _LEAST and 2 * known >= len(papers) and not is_page else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the cards; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _items))


def _items(lines: Iterable[TextLine]) -> Iterator[Item]:
    before, *cards = _cards(lines)
    yield from (NotRead(line.number, "lines before the first paper") for line in before)
    yield from map(_card, cards)


def _cards(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines before the first card, then those of each, blank ones left out."""
    card: list[TextLine] = []
    for number, text in lines:
        if text.strip():
            line = TextLine(number, text.strip())
            if _START.match(line.text):
                yield card
                card = []
            card.append(line)
    yield card


def _card(lines: Sequence[TextLine]) -> Record | NotRead:
    named = _START.match(lines[0].text)
    rest = list(lines[1:] if named and named["name"] else lines[2:])
    upvotes = _COUNT.fullmatch(rest[0].text) if rest else None
    shown = rest[1:] if upvotes else rest
    if not shown or _AUTHORS.fullmatch(shown[0].text):
        return NotRead(lines[0].number, "cards without a title")
    title, *below = shown
    at, authors = next(
        ((at, found) for at, line in enumerate(below) if (found := _AUTHORS.fullmatch(line.text))), (0, None)
    )
    between = [line.text.strip(" ·") for line in below[:at] if line.text != _DOT]
    comments = _COUNT.fullmatch(below[at + 1].text) if authors and at + 1 < len(below) else None
    return Record(
        title.number,
        title.text,
        authors_count=int(authors[1]) if authors else None,
        organization=between[0] if len(between) == 1 and len(between[0]) <= _LONGEST_ORGANIZATION else "",
        upvotes=_number(upvotes),
        comments=_number(comments) if authors else None,
    )


def _number(count: re.Match[str] | None) -> int:
    """Return the number of `87`, `1.2k`, or `-` for none."""
    if not count or not count["number"]:
        return 0
    if count["thousands"]:
        return int(float(count["number"].replace(",", ".")) * 1000)
    return int(re.sub("[.,]", "", count["number"]))
