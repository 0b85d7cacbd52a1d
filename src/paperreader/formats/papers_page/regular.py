"""The fast way through the cards that nearly all pages consist of.

A regular card (title, abstract, and at most one metadata block, as the page prints them) is found
by its blank lines, at a fraction of the cost of going block by block; whatever else stands in a
piece goes to the reader, block by block. A test holds the two ways against each other: they give
the same entries. Knows no variant of the page.
"""

from __future__ import annotations

import re

from paperreader.formats.entry import OPENING_BYTES, Entry, LineCounts
from paperreader.formats.papers_page.blocks import BLANK, Piece, lines_of, plain_blocks
from paperreader.formats.papers_page.boilerplate import may_be_line
from paperreader.formats.papers_page.builder import UNKNOWN, EntryBuilder, has_code, has_link
from paperreader.formats.papers_page.metadata import DATE, DOT, Metadata, metadata_of, parse_day
from paperreader.formats.papers_page.pairing import LONG, SHORT
from paperreader.text import single_line

_GAP = b"\n\n"
_BUTTONS = (b"submitted by", b"upvote", b"github", b"arxiv page", b"get trending")  # no title begins so
_BUTTON_INITIALS = b"sSuUgGaA"
_NO_TITLE = b" \t\r\n\v\f0123456789-["  # a count, a bullet, a mark
_SMALL = 40  # bytes: no line of a page's head is longer, but the one that the buttons tell
_WRAPPED_TITLE = re.compile(rb"[^\n]+(?:\n  +[^\s][^\n]*)+")
_ODD_LINE = re.compile(rb"\n(?:" + BLANK + rb"\n|[ \t]*" + DOT + rb")")
_METADATA = re.compile(rb"(?P<who>[^\n]+)\n" + DOT + rb"\n" + DATE + rb"(?: (?P<comments>\d{1,6}))?\n\n")


_Card = tuple[int, int, int, int, int, Metadata | None, int]
"""Where title, abstract and card end in a piece; the lines of title and abstract; the metadata; where
the next title ends, if it had to be looked at, else 0. A plain tuple: every paper passes as one."""


def _title_end(data: bytes, start: int) -> int:
    """Where the block that begins at a place ends, if it is surely a title; else -1."""
    end = data.find(_GAP, start, start + SHORT + len(_GAP))
    if end <= start or data[start] in _NO_TITLE:
        return -1
    if data[start] in _BUTTON_INITIALS and data[start : start + 12].lower().startswith(_BUTTONS):
        return -1
    if end - start < _SMALL and may_be_line(data[start:end]):
        return -1
    if data.find(b"\n", start, end) >= 0 and not _WRAPPED_TITLE.fullmatch(data, start, end):
        return -1
    return end


def _card_at(data: bytes, start: int, title_end: int = 0) -> _Card | None:
    """The regular card that begins at a place; None when what begins there is none, or is open to doubt.

    Args:
        data: the bytes of a piece.
        start: the place.
        title_end: where the title ends, when that is known; else 0.
    """
    title_end = title_end or _title_end(data, start)
    if title_end < 0:
        return None
    abstract = title_end + len(_GAP)
    end = data.find(b"\n", abstract)
    lines = 1
    if end >= 0 and data[end + 1 : end + 2] != b"\n":
        end = data.find(_GAP, end)
        lines = data.count(b"\n", abstract, end) + 1
    if end - abstract < LONG or data[abstract] in b" \t\r\v\f":
        return None
    if lines > 1 and _ODD_LINE.search(data, abstract, end + 1):
        return None
    follows = end + len(_GAP)
    title_lines = data.count(b"\n", start, title_end) + 1
    metadata = _METADATA.match(data, follows)
    if metadata is None:
        next_end = _title_end(data, follows)
        return (title_end, end, follows, title_lines, lines, None, next_end) if next_end > 0 else None
    if not parse_day(metadata):
        return None  # the reader tells on which line
    return title_end, end, metadata.end(), title_lines, lines, metadata_of(metadata), 0


class _Cards:
    """The entries read since the reader was last given anything, and what their lines are."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._titles = self._abstracts = self._dated = 0
        self._dated_last = False

    def add(self, card: _Card, piece: Piece, place: int, line: int) -> int:
        """Take the card at a place as an entry; the number of its lines, the blank ones after it included."""
        data = piece.data
        title_end, end, _, title_lines, abstract_lines, metadata, _ = card
        start = title_end + 2
        authors_count, organization, day, comments = metadata or UNKNOWN
        links = has_link(data, start, end)
        self.entries.append(
            Entry(
                single_line(data[place:title_end].decode("utf-8", "replace")),
                line,
                data[start : min(end, start + OPENING_BYTES)],
                piece.offset + start,
                end - start,
                day,
                authors_count,
                organization,
                comments,
                None,
                links,
                links and has_code(data, start, end),
            )
        )
        self._dated_last = metadata is not None
        self._titles += title_lines
        self._abstracts += abstract_lines
        self._dated += self._dated_last
        return title_lines + abstract_lines + (6 if self._dated_last else 2)

    def give(self, reader: EntryBuilder) -> None:
        """Hand the entries over."""
        if self.entries:
            blank = 2 * len(self.entries) + self._dated
            account = LineCounts(self._titles, self._abstracts, 3 * self._dated, 0, blank)
            reader.take_cards(self.entries, account, after_metadata=self._dated_last)
            self.entries = []
            self._titles = self._abstracts = self._dated = 0


def feed(reader: EntryBuilder, piece: Piece, line: int) -> int:
    """Give all of a piece to the reader, regular cards as entries, the rest as blocks.

    Args:
        reader: takes what stands there.
        piece: whole blocks.
        line: the number of the piece's first line.

    Returns:
        The number of the line after it.
    """
    data, place = piece.data, 0
    cards = _Cards()
    irregular, irregular_line = 0, line  # where the blocks begin that are still to be given
    ready, title_end = reader.ready_for_card(), 0
    while place < len(data):
        card = _card_at(data, place, title_end)
        title_end = 0
        if card:
            if irregular < place:
                cards.give(reader)
                _give_blocks(reader, piece, irregular, place, irregular_line)
                irregular, irregular_line = place, line
                ready = reader.ready_for_card()
            if ready:
                line += cards.add(card, piece, place, line)
                place = irregular = card[2]
                title_end = card[-1]
                irregular_line = line
                continue
        after = data.find(b"\n\n", place)
        after = after + 2 if after >= 0 else len(data)
        line += data.count(b"\n", place, after)
        place = after
    cards.give(reader)
    if irregular < len(data):
        _give_blocks(reader, piece, irregular, len(data), irregular_line)
    return line


def _give_blocks(reader: EntryBuilder, piece: Piece, start: int, end: int, line: int) -> None:
    """Give the blocks from `start` to `end` to the reader."""
    data = piece.data[start:end]
    blocks = plain_blocks(data, piece.offset + start, line)
    reader.account.blank += lines_of(data) - sum([block.lines for block in blocks])
    reader.feed(blocks)
