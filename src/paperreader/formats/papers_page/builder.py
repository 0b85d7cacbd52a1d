"""The blocks of a page turned into entries, one block after another."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from paperreader.errors import Problem
from paperreader.formats.entry import BLANK, Batch, Counts, Entry
from paperreader.formats.papers_page import boilerplate, grouping
from paperreader.formats.papers_page.blocks import Block, join_blocks, split_blocks
from paperreader.formats.papers_page.card import are_copies, make_entry, merge_copies
from paperreader.formats.papers_page.metadata import (
    DOT,
    CardLabel,
    LoneNumber,
    Metadata,
    find_metadata,
    is_badge,
    is_huge_number,
    join_metadata,
    parse_card_label,
    parse_lone_number,
)
from paperreader.formats.papers_page.pairing import SURE_ABSTRACT_MIN
from paperreader.formats.papers_page.pieces import Piece
from paperreader.source import Source
from paperreader.text import single_line

TITLES, ABSTRACTS, METADATA, BOILERPLATE = "titles", "abstracts", "metadata", "boilerplate"
_NO_LINES: Counts = Counter({TITLES: 0, ABSTRACTS: 0, METADATA: 0, BOILERPLATE: 0, BLANK: 0})

_HUGE_UPVOTES = "a number of upvotes that is too large; the upvotes stay unknown"
_SMALL_BLOCK = 64  # bytes: no number, button or label of a card is longer


class EntryBuilder:
    """Builds entries from pieces of a page.

    A segment is the text between two separators (metadata, an upvote count, a heading). It begins with a title; the
    metadata that ends it belongs to its last paper.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._entries: list[Entry] = []
        self._problems: list[Problem] = []
        self._counts = _NO_LINES.copy()
        self._segment: list[Block] = []
        self._header_passed = False
        self._after_glued = False  # the last block of the segment was cut from the title above it
        self._after_metadata = False  # only counts and buttons since the last metadata
        self._number: tuple[Block, LoneNumber] | None = None  # the next block shows what it counts
        self._upvotes_precede_titles = False
        self._next_upvotes: int | None = None  # of the next title
        self._awaited: Literal["submitter", "upvotes"] | None = None  # the next block, announced by a card's label
        self._has_cards = False  # a trending page, which shows every card twice

    def add_piece(self, piece: Piece) -> Batch:
        """Add the next piece of the dump; return what is complete."""
        self._check_utf8(piece)
        blocks = split_blocks(piece.data, piece.offset, piece.line)
        lines = sum([block.lines for block in blocks])
        self._counts[BLANK] += piece.data.count(b"\n") + (not piece.data.endswith(b"\n")) - lines
        if piece.has_markup:
            from paperreader.formats.papers_page.markup import strip_markup

            blocks = strip_markup(blocks)
            self._counts[BOILERPLATE] += lines - sum([block.lines for block in blocks])
        self._add_blocks(join_metadata(blocks))
        self._close_sure_papers()
        return self._take_batch(max(len(self._entries) - 1, 0))  # later blocks could add to the last entry

    def finish(self) -> Batch:
        """Return the rest after the last piece."""
        self._resolve_number(None)
        self._close_segment()
        return self._take_batch(len(self._entries))

    def _take_batch(self, ready: int) -> Batch:
        batch = Batch(self._entries[:ready], self._problems, self._counts)
        self._entries = self._entries[ready:]
        self._problems, self._counts = [], _NO_LINES.copy()
        return batch

    def _check_utf8(self, piece: Piece) -> None:
        """Report the first invalid bytes of a piece."""
        try:
            piece.data.decode()
        except UnicodeDecodeError as error:
            line = piece.line + piece.data.count(b"\n", 0, error.start)
            self._report(line, "bytes that are not UTF-8, shown as \ufffd")

    def _report(self, line: int, text: str) -> None:
        self._problems.append(Problem(self._source.display_name, line, text))

    def _add_blocks(self, blocks: list[Block]) -> None:
        index = 0
        if blocks and not self._header_passed:
            self._header_passed = True
            blocks = self._drop(blocks, *boilerplate.find_front_matter(blocks))
            index = self._skip_header(blocks)
        while index < len(blocks):
            block = blocks[index]
            if len(block.text) > _SMALL_BLOCK and not (DOT in block.text or block.heading or self._number):
                self._append(block)  # an abstract or a long title, as most blocks are
                self._after_metadata, self._awaited = False, None
            elif len(block.text) <= _SMALL_BLOCK and boilerplate.is_invitation(block.text):  # a page appended by `cat`
                self._remove_trailing_new()
                self._close_segment()
                index += self._skip_header(blocks[index : index + boilerplate.HEADER_BLOCKS])
                continue
            else:
                self._add_block(block)
            index += 1

    def _drop(self, blocks: list[Block], count: int, rest: Block | None) -> list[Block]:
        """Count the first blocks but the rest of the last one as boilerplate; return the others."""
        kept = [rest, *blocks[count:]] if rest else blocks[count:]
        self._counts[BOILERPLATE] += sum(block.lines for block in blocks) - sum(block.lines for block in kept)
        return kept

    def _skip_header(self, blocks: list[Block]) -> int:
        """Return the number of blocks of the page header; add the text after it in its last block."""
        count, rest = boilerplate.find_header(blocks)
        self._counts[BOILERPLATE] += sum(block.lines for block in blocks[:count]) - (rest.lines if rest else 0)
        if rest:
            self._add_block(rest)
        return count

    def _remove_trailing_new(self) -> None:
        """Remove `new`, the first word of the next page's header, from the end of the segment."""
        if not self._segment:
            return
        last = self._segment[-1]
        text = last.text.rstrip()
        if text.strip() == b"new":
            self._segment.pop()
            self._counts[BOILERPLATE] += last.lines
        elif text.endswith(b"\nnew"):
            self._segment[-1] = join_blocks(last.split_lines()[:-1])
            self._counts[BOILERPLATE] += last.lines - self._segment[-1].lines

    def _add_block(self, block: Block) -> None:
        found = find_metadata(block.text) if DOT in block.text else None
        if found:
            self._add_with_metadata(block, found)
        elif len(block.text) > _SMALL_BLOCK or not self._add_small(block):
            self._add_text(block)

    def _add_text(self, block: Block) -> None:
        self._resolve_number(block)
        if block.heading:
            self._close_segment()
        self._append(block)
        self._after_metadata, self._awaited = False, None

    def _append(self, block: Block) -> None:
        """Append a block to the segment; cut it if it begins with a title and has the abstract too."""
        begins_paper = not self._segment or self._after_glued
        blocks = grouping.split_glued(block) if begins_paper else [block]
        self._after_glued = len(blocks) > 1
        self._segment += blocks

    def _add_with_metadata(self, block: Block, found: tuple[Metadata, int, int] | None) -> None:
        """Add a block with the metadata found, any further metadata in it, and the text around them."""
        all_metadata: list[Metadata] = []
        ends: list[int] = []
        while found:
            all_metadata.append(found[0])
            ends += found[1:]
            found = find_metadata(block.text, found[2])
        pieces = block.cut([*ends, len(block.text)])
        for metadata, before, lines in zip(all_metadata, pieces[::2], pieces[1::2], strict=False):
            if before:
                self._add_text(before)
            if lines:
                self._resolve_number(None)
                self._counts[METADATA] += lines.lines
                self._assign_metadata(metadata, lines)
        if pieces[-1]:
            self._add_block(pieces[-1])

    def _assign_metadata(self, metadata: Metadata, block: Block) -> None:
        """Give metadata to the last paper of the segment, or to the last entry when the segment is empty."""
        if metadata.day == 0:
            date_line = block.split_lines()[-1].line
            self._report(date_line, "a date that is not in the calendar; the paper stays undated")
        if self._segment:
            self._close_segment(metadata)
        elif self._entries and not self._after_metadata:
            self._change_last(**metadata._asdict())
        else:
            self._report(block.line, "metadata without a paper before it")
        self._after_metadata = True

    def _add_small(self, block: Block) -> bool:
        """Add a number, label or button. Returns False for text."""
        number = parse_lone_number(block.text)
        if number:
            return self._add_number(block, number)
        if self._awaited == "submitter":
            self._awaited = None
        elif self._awaited == "upvotes" and is_huge_number(block.text):
            self._awaited = None
            self._report(block.line, _HUGE_UPVOTES)
        elif label := parse_card_label(block.text):
            self._add_label(label, block.line)
        elif self._after_metadata and is_badge(block.text):
            if b"github" in block.text.lower():
                self._change_last(has_code=True)
        else:
            return False
        self._counts[METADATA] += block.lines
        return True

    def _add_label(self, label: CardLabel, line: int) -> None:
        self._awaited = None if label.complete else "upvotes" if label.is_upvote else "submitter"
        self._has_cards = True
        if label.is_upvote:
            self._set_upvotes(label.upvotes)
            if label.complete and label.upvotes is None:
                self._report(line, _HUGE_UPVOTES)
        else:
            self._resolve_number(None)
            self._close_segment()

    def _set_upvotes(self, upvotes: int | None) -> None:
        if upvotes is not None and not self._segment:
            self._change_last(upvotes=upvotes)

    def _change_last(self, **fields: Any) -> None:
        if self._entries:
            self._entries[-1] = self._entries[-1]._replace(**fields)

    def _add_number(self, block: Block, number: LoneNumber) -> bool:
        """Add upvotes before or after a title, comments, or the bullet of an avatar. Returns False for a title."""
        is_bullet = number.dash and not self._upvotes_precede_titles and (self._segment or self._entries)
        if self._awaited == "upvotes":
            self._awaited = None
            self._set_upvotes(number.value)
        elif number.labelled:
            self._resolve_number(None)
            self._close_segment()
            self._next_upvotes = number.value
        elif not is_bullet:
            if self._segment and not self._upvotes_precede_titles:
                return False
            self._resolve_number(None, number_follows=True)
            self._close_segment()
            self._number = block, number  # its lines are counted when it is resolved
            return True
        self._counts[METADATA] += block.lines
        return True

    def _resolve_number(self, follower: Block | None, *, number_follows: bool = False) -> None:
        """Decide what the pending number counts, by the block that follows it.

        Before an abstract it is a title (there is a paper with the title `0`). On a page that shows upvotes before
        titles, the last number before a title is its upvotes. Elsewhere it is the comments of the paper before.
        """
        if self._number is None:
            return
        (block, number), self._number = self._number, None
        precedes_abstract = follower and not follower.heading and len(follower.text) >= SURE_ABSTRACT_MIN
        if precedes_abstract and not self._upvotes_precede_titles:
            self._segment.append(block)
            return
        self._counts[METADATA] += block.lines
        if not self._entries or (self._upvotes_precede_titles and not number_follows):
            self._upvotes_precede_titles, self._next_upvotes = True, number.value
        elif self._after_metadata and not number.dash:
            self._change_last(comments=number.value)

    def _close_sure_papers(self) -> None:
        """Turn the sure beginning of a long segment into entries: a page without metadata is one segment."""
        start = grouping.first_unfinished(self._segment)
        if start:
            rest, self._segment = self._segment[start:], self._segment[:start]
            self._close_segment()
            self._segment = rest

    def _close_segment(self, metadata: Metadata | None = None) -> None:
        """Turn the segment into entries; the metadata is that of the last paper."""
        segment, self._segment = self._segment, []
        papers, doubts = grouping.group_by_paper(segment, has_metadata=metadata is not None)
        for doubt in doubts:
            self._report(*doubt)
        for blocks in papers:
            self._add_entry(blocks, metadata if blocks is papers[-1] else None)
        title_lines = sum([blocks[0].lines for blocks in papers])
        self._counts[TITLES] += title_lines
        self._counts[ABSTRACTS] += sum([block.lines for block in segment]) - title_lines

    def _add_entry(self, blocks: list[Block], metadata: Metadata | None) -> None:
        title_block = blocks[0]
        title = single_line(title_block.text.decode("utf-8", "replace"))
        if not title:
            self._report(title_block.line, "a title without a letter that can be shown")
            title = "(untitled)"
        entry = make_entry(self._source, title, blocks, metadata or Metadata(), self._next_upvotes)
        self._next_upvotes = None
        if self._has_cards and self._entries and are_copies(self._entries[-1], entry):
            entry = merge_copies(self._entries.pop(), entry)
        elif len(blocks) == 1 and metadata is None:
            self._report(title_block.line, f"neither an abstract nor metadata: taken for a title: {title[:60]}")
        self._entries.append(entry)
