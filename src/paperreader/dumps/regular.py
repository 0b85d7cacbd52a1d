"""The fast way through the cards that nearly all pages consist of.

A regular card (title, abstract, and at most one metadata block, as the page prints them) is read
by one regular expression, at a fraction of the cost of going block by block; whatever else stands
in a piece goes to the reader, block by block. A test holds the two ways against each other: they
give the same entries. Knows no variant of the page.
"""

from __future__ import annotations

import re

from paperreader.dumps.blocks import BLANK, Piece, lines_of, plain_blocks
from paperreader.dumps.entry import OPENING, Account, Entry
from paperreader.dumps.metadata import DATE, DOT, day_number, metadata_of
from paperreader.dumps.pairing import LONG, SHORT
from paperreader.dumps.reader import UNKNOWN, Reader, has_code
from paperreader.text import one_line

# A title: no count and no button of a card. A title by itself must follow where metadata is missing.
_TITLE = rb"(?!(?i:submitted by|upvote|github|arxiv page|get trending))[^\s\d\[-][^\n]{0,%d}" % (SHORT - 1)
_CARD = re.compile(
    rb"(" + _TITLE + rb"(?:\n  +[^\s][^\n]*)*)\n\n"
    rb"([^\s][^\n]*(?:\n(?!" + BLANK + rb"\n|[ \t]*" + DOT + rb")[^\n]+)*)\n\n"
    rb"(?:(?P<who>[^\n]+)\n" + DOT + rb"\n" + DATE + rb"(?: (?P<comments>\d{1,6}))?\n\n"
    rb"|(?=" + _TITLE + rb"\n\n))"
)


class _Cards:
    """The entries read since the reader was last given anything, and what their lines are."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.account = Account()
        self.metadata_last = False

    def add(self, card: re.Match[bytes], offset: int, line: int) -> int:
        """Take a card as an entry; the number of its lines, the blank ones after it included."""
        data: bytes = card.string
        title, (start, end) = card[1], card.span(2)
        with_metadata = card["who"] is not None
        authors_count, organization, day, comments = metadata_of(card) if with_metadata else UNKNOWN
        links = data.find(b"http", start, end) >= 0
        self.entries.append(
            Entry(
                one_line(title.decode("utf-8", "replace")),
                line,
                data[start : min(end, start + OPENING)].decode("utf-8", "ignore"),
                offset + start,
                end - start,
                day,
                authors_count,
                organization,
                comments,
                None,
                links,
                links and has_code(data[start:end]),
            )
        )
        lines, titles = data.count(b"\n", card.start(), card.end()), title.count(b"\n") + 1
        metadata, blank = (3, 3) if with_metadata else (0, 2)
        account = self.account
        account.titles += titles
        account.abstracts += lines - titles - metadata - blank
        account.metadata += metadata
        account.blank += blank
        self.metadata_last = with_metadata
        return lines

    def give(self, reader: Reader) -> None:
        """Hand the entries over."""
        if self.entries:
            reader.take_cards(self.entries, self.account, after_metadata=self.metadata_last)
            self.entries, self.account = [], Account()


def feed(reader: Reader, piece: Piece) -> None:
    """Give all of a piece to the reader, regular cards as entries, the rest as blocks."""
    data, place, line = piece.data, 0, piece.line
    cards = _Cards()
    irregular, irregular_line = 0, line  # where the blocks begin that are still to be given
    ready = reader.ready_for_card()
    while place < len(data):
        card = _CARD.match(data, place)
        if card and _is_pair(card):
            if irregular < place:
                cards.give(reader)
                _give_blocks(reader, piece, irregular, place, irregular_line)
                irregular, irregular_line = place, line
                ready = reader.ready_for_card()
            if ready:
                line += cards.add(card, piece.offset, line)
                place = irregular = card.end()
                irregular_line = line
                continue
        after = data.find(b"\n\n", place)
        after = after + 2 if after >= 0 else len(data)
        line += data.count(b"\n", place, after)
        place = after
    cards.give(reader)
    if irregular < len(data):
        _give_blocks(reader, piece, irregular, len(data), irregular_line)


def _is_pair(card: re.Match[bytes]) -> bool:
    """Whether a card's blocks are a title and an abstract beyond doubt, as `pairing.is_pair` has it."""
    (start, end), (first, last) = card.span(1), card.span(2)
    sound = card["who"] is None or day_number(card) > 0  # else the reader tells the line of the date
    return end - start <= SHORT and last - first >= LONG and sound


def _give_blocks(reader: Reader, piece: Piece, start: int, end: int, line: int) -> None:
    """Give the blocks from `start` to `end` to the reader."""
    data = piece.data[start:end]
    blocks = plain_blocks(data, piece.offset + start, line)
    reader.account.blank += lines_of(data) - sum([block.lines for block in blocks])
    reader.feed(blocks)
