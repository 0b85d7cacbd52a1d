"""Blocks of the papers page become entries, one block after the other.

Knows titles, abstracts, metadata, counts and the cards of trending pages; nothing of bytes on disk.
"""

from __future__ import annotations

import re

from paperreader.errors import Problem
from paperreader.formats.entry import OPENING_BYTES, Batch, Entry, LineCounts
from paperreader.formats.papers_page import boilerplate, metadata, pairing
from paperreader.formats.papers_page.blocks import Block
from paperreader.formats.papers_page.metadata import DOT, Metadata
from paperreader.formats.papers_page.pairing import LONG, SHORT, Role
from paperreader.source import Source, Span
from paperreader.text import single_line

_NO_DAY = "a date that is not in the calendar; the paper stays undated"
_NO_LETTER = "a title without a letter that can be shown"
_UNTITLED = "(untitled)"
_SMALL = 64  # bytes: no number, button or mark of a card is longer

_CODE = re.compile(
    rb"(?:[\w-]+\.)*(?:github\.(?:com|io)|gitlab\.|bitbucket\.org|codeberg\.org|4open\.science)", re.IGNORECASE
)


class EntryBuilder:
    """Takes blocks in their order and makes entries of them.

    A segment is the text between two marks (metadata, an upvote count, a heading): it begins with
    a title, and the metadata that closes it belongs to its last paper.
    """

    def __init__(self, source: Source) -> None:
        self.line_counts = LineCounts()
        self._source = source
        self._entries: list[Entry] = []
        self._problems: list[Problem] = []
        self._segment: list[Block] = []
        self._started = False  # the page's head is behind us
        self._after_metadata = False  # nothing but counts and buttons since the last metadata
        self._count: Block | None = None  # a lone number, until the next block tells what it counts
        self._upvotes_first = False
        self._upvotes: int | None = None  # of the next title
        self._awaits: str = ""  # what a card's label announced: "name" or "upvotes"
        self._cards = False  # a trending page, which shows every card twice

    def feed(self, found: list[Block]) -> None:
        """Take the next blocks of the dump."""
        place = 0
        if found and not self._started:
            self._started = True
            place = self._head(found)
        while place < len(found):
            block = found[place]
            if len(block.text) <= _SMALL and boilerplate.is_sure(block.text):
                self._drop_new()
                self._flush()
                found, place = found[place:], 0
                place = self._head(found)
                continue
            text = block.text
            if len(text) > _SMALL and self._count is None and not block.heading and DOT not in text:
                self._segment.append(block)
                self._after_metadata, self._awaits = False, ""
            else:
                self._block(block)
            place += 1
        self._settle()

    def finish(self) -> None:
        """The dump has ended."""
        self._resolve_count(None)
        self._flush()

    def taken(self, *, all_of_them: bool = False) -> Batch:
        """What was read since the last call, but for the last entry, to which more may belong."""
        ready = len(self._entries) if all_of_them else len(self._entries) - 1
        batch = Batch(self._entries[: max(ready, 0)], self._problems, self.line_counts)
        self._entries = self._entries[max(ready, 0) :]
        self._problems, self.line_counts = [], LineCounts()
        return batch

    def check_bytes(self, data: bytes, line: int) -> None:
        """Report the first bytes of a piece that are no UTF-8."""
        if data.isascii():
            return
        try:
            data.decode()
        except UnicodeDecodeError as error:
            self._doubt(line + data.count(b"\n", 0, error.start), "bytes that are no UTF-8, shown as \ufffd")

    def _doubt(self, line: int, text: str) -> None:
        self._problems.append(Problem(self._source.display_name, line, text))

    def _head(self, found: list[Block]) -> int:
        """Pass the page's head; the number of blocks passed."""
        passed, left = boilerplate.head(found)
        self.line_counts.chrome += sum(block.lines for block in found[:passed]) - (left.lines if left else 0)
        if left:
            self._block(left)
        return passed

    def _drop_new(self) -> None:
        """The page's first word, `new`, which stands before what tells that a page begins."""
        if self._segment and self._segment[-1].text.strip() == b"new":
            self.line_counts.chrome += self._segment.pop().lines
        elif self._segment and (text := self._segment[-1].text.rstrip()).endswith(b"\nnew"):
            last = self._segment[-1]
            text = text.removesuffix(b"\nnew")
            self._segment[-1] = last._replace(text=text, length=len(text), lines=last.lines - 1)
            self.line_counts.chrome += 1

    def _block(self, block: Block) -> None:
        text = block.text
        if DOT in text and (found := metadata.find_metadata(text)):
            self._metadata(block, found)
        elif len(text) > _SMALL or not self._small(block):
            self._text(block)

    def _text(self, block: Block) -> None:
        self._resolve_count(block)
        if block.heading:
            self._flush()
        self._segment.append(block)
        self._after_metadata = False
        self._awaits = ""

    def _metadata(self, block: Block, found: metadata.MetadataMatch) -> None:
        before, after = block.text[: found.start].strip(), block.text[found.end :].strip()
        if before:
            lines = before.count(b"\n") + 1
            self._text(block._replace(text=before, length=len(before), lines=lines))
            block = block._replace(lines=block.lines - lines)
        if after:
            lines = after.count(b"\n") + 1
            block = block._replace(lines=block.lines - lines)
        self._resolve_count(None)
        self.line_counts.metadata += block.lines
        self._close(block, found.metadata)
        if after:
            offset, line = block.offset + block.length - len(after), block.line + block.lines
            self._block(block._replace(text=after, offset=offset, length=len(after), line=line, lines=lines))

    def _close(self, block: Block, meta: Metadata) -> None:
        """End the segment with its metadata."""
        if meta.day == 0:
            self._doubt(block.line, _NO_DAY)
        if self._segment:
            self._flush(meta)
        elif self._entries and not self._after_metadata:
            self._entries[-1] = _with_metadata(self._entries[-1], meta)
        else:
            self._doubt(block.line, "metadata without a paper before it")
        self._after_metadata = True

    def _small(self, block: Block) -> bool:
        """Take a block that is a count, a button or a label of a card; False when it is text."""
        text = block.text
        number = metadata.parse_lone_number(text)
        if number is not None:
            return self._number(block, number)
        if self._awaits == "name":
            self._awaits = ""
            self.line_counts.metadata += block.lines
            return True
        label, named = metadata.submitted(text)
        votes, upvotes = metadata.upvote(text)
        if label:
            self._resolve_count(None)
            self._flush()
            self._cards, self._awaits = True, "" if named else "name"
        elif votes:
            self._cards = True
            self._awaits = "upvotes" if upvotes is None else ""
            self._set_upvotes(upvotes)
        elif self._after_metadata and metadata.is_badge(text):
            if b"github" in text.lower() and self._entries:
                self._entries[-1] = self._entries[-1]._replace(has_code=True)
        else:
            return False
        self.line_counts.metadata += block.lines
        return True

    def _number(self, block: Block, number: metadata.LoneNumber) -> bool:
        """Take a lone number: upvotes before or after a title, or comments; False: it is a title."""
        if self._awaits == "upvotes":
            self._awaits = ""
            self._set_upvotes(number.number)
        elif number.labelled:
            self._resolve_count(None)
            self._flush()
            self._upvotes = number.number
        elif number.dash and not self._upvotes_first and (self._segment or self._entries):
            pass  # the bullet of an avatar
        elif self._segment and not self._upvotes_first:
            return False
        else:
            self._resolve_count(None, number_follows=True)
            self._flush()
            self._count = block
            return True
        self.line_counts.metadata += block.lines
        return True

    def _set_upvotes(self, upvotes: int | None) -> None:
        if self._entries and not self._segment and upvotes is not None:
            self._entries[-1] = self._entries[-1]._replace(upvotes=upvotes)

    def _resolve_count(self, follower: Block | None, *, number_follows: bool = False) -> None:
        """Now that its follower is known, say what the lone number before it counts.

        Before an abstract it is a title (one paper is called `0`); in a page that shows upvotes
        first, the last number before a title is its upvotes; else it is the comments of the
        paper before.
        """
        block, self._count = self._count, None
        if block is None:
            return
        number = metadata.parse_lone_number(block.text)
        if follower and not self._upvotes_first and len(follower.text) >= LONG and not follower.heading:
            self._segment.append(block)
            return
        self.line_counts.metadata += block.lines
        if number is None:
            return
        if not self._entries or (self._upvotes_first and not number_follows):
            self._upvotes_first, self._upvotes = True, number.number
        elif self._after_metadata and not number.dash:
            self._entries[-1] = self._entries[-1]._replace(comments=number.number)

    def _settle(self) -> None:
        """Turn the surely paired beginning of a long segment into entries: not all pages have metadata."""
        segment = self._segment
        for place in range(len(segment) - 3, 1, -1):
            if len(segment[place - 1].text) >= LONG and _clear_pair(segment, place):
                self._segment = segment[:place]
                self._flush()
                self._segment = segment[place:]
                return

    def _flush(self, meta: Metadata | None = None) -> None:
        """Make entries of the segment; metadata belongs to the last of them."""
        segment, self._segment = self._segment, []
        papers = self._papers(segment, closed=meta is not None)
        for place, paper in enumerate(papers):
            self._emit(paper[0], paper[1:], meta if place == len(papers) - 1 else None)

    def _papers(self, segment: list[Block], *, closed: bool) -> list[list[Block]]:
        """A segment's blocks grouped by paper: a title, then the paragraphs of its abstract."""
        if segment and segment[0].heading:
            return [segment]
        papers: list[list[Block]] = []
        place = 0
        while place < len(segment):
            end = _clear_pair(segment, place)
            if end:
                papers.append(segment[place:end])
            else:
                end = place + 1
                while end < len(segment) and not (len(segment[end - 1].text) >= LONG and _clear_pair(segment, end)):
                    end += 1
                self._pair_unclear(segment[place:end], papers, closed=closed and end == len(segment))
            place = end
        return papers

    def _pair_unclear(self, run: list[Block], papers: list[list[Block]], *, closed: bool) -> None:
        """Add the cheapest reading of some blocks to the papers, with a doubt where it is strained."""
        roles = pairing.roles([block.text for block in run], begins=not papers, closed=closed)
        for block, role in zip(run, roles, strict=True):
            if role is Role.TITLE:
                papers.append([block])
            else:
                papers[-1].append(block)
            doubt = pairing.doubt(block.text, role)
            if doubt:
                self._doubt(block.line, doubt)

    def _emit(self, title: Block, body: list[Block], meta: Metadata | None) -> None:
        self.line_counts.titles += title.lines
        shown = single_line(title.text.decode("utf-8", "replace"))
        if not shown:
            self._doubt(title.line, _NO_LETTER)
            shown = _UNTITLED
        if not body and meta is None:
            self._doubt(title.line, f"neither an abstract nor metadata: taken for a title: {shown[:60]}")
        entry = _entry(self._source, shown, title, body, meta or UNKNOWN, self._upvotes)
        self._upvotes = None
        self.line_counts.abstracts += sum([block.lines for block in body])
        if self._cards and self._entries and self._entries[-1].title == shown:
            entry = _merged(self._entries.pop(), entry)
        self._entries.append(entry)


UNKNOWN = Metadata(None, None, 0, None)


def _entry(  # noqa: PLR0913, PLR0917 - what an entry is made of
    source: Source, shown: str, title: Block, body: list[Block], meta: Metadata, upvotes: int | None
) -> Entry:
    authors_count, organization, day, comments = meta
    if not body:
        return Entry(
            shown, title.line, b"", None, day, authors_count, organization, comments, upvotes, arxiv_id=title.arxiv_id
        )
    first, last = body[0], body[-1]
    text = first.text if first is last else b"\n\n".join([block.text for block in body])
    links = has_link(text, 0, len(text))
    return Entry(
        shown,
        title.line,
        first.text[:OPENING_BYTES],
        Span(source, first.offset, last.offset + last.length - first.offset),
        day,
        authors_count,
        organization,
        comments,
        upvotes,
        links,
        links and has_code(text, 0, len(text)),
        title.arxiv_id or first.arxiv_id,
    )


def has_link(text: bytes, start: int, end: int) -> bool:
    """Whether an address stands between two places of a text; one byte is found faster than three."""
    at = text.find(b":", start, end)
    while at >= 0 and text[at + 1 : at + 3] != b"//":
        at = text.find(b":", at + 1, end)
    return at >= 0


def has_code(text: bytes, start: int, end: int) -> bool:
    """Whether an address between two places of a text is of a host of source code."""
    at = text.find(b"://", start, end)
    while at >= 0:
        if _CODE.match(text, at + 3, end):
            return True
        at = text.find(b"://", at + 3, end)
    return False


def _clear_pair(segment: list[Block], place: int) -> int:
    """Where a pair that begins at `place` surely ends; 0 when it is not sure."""
    if place + 1 >= len(segment) or not pairing.is_pair(segment[place].text, segment[place + 1].text):
        return 0
    follows = place + 2
    return follows if follows == len(segment) or len(segment[follows].text) <= SHORT else 0


def _with_metadata(entry: Entry, meta: Metadata) -> Entry:
    return entry._replace(
        day=meta.day, authors_count=meta.authors_count, organization=meta.organization, comments=meta.comments
    )


def _merged(first: Entry, second: Entry) -> Entry:
    """A card and its double: the longer abstract, and all that either tells."""
    longer, other = (first, second) if first.abstract_length >= second.abstract_length else (second, first)
    known = {
        name: value
        for name, value in other._asdict().items()
        if getattr(longer, name) is None or (value and not getattr(longer, name))
    }
    return longer._replace(**known, line=first.line)
