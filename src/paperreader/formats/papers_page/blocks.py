r"""Blocks of a page: runs of lines between blank lines, with their positions in the dump.

Only `\\n` ends a line; a form feed or U+2028 inside a title does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_BLANK_LINE = rb"(?:[ \t\r\f\v]*+(?:(?:\xc2\xa0|\xe2\x80\x8b)[ \t\r\f\v]*+)*+\n)"
BLANK_LINES = _BLANK_LINE + rb"++"
"""Pattern of blank lines, which have only white space, no-break spaces and zero-width spaces."""
GAP = re.compile(rb"\n" + BLANK_LINES)
"""The end of a line and the blank lines after it."""
_LINE_END = re.compile(rb"\n" + _BLANK_LINE + rb"*+")


class Block(NamedTuple):
    r"""Consecutive lines of a dump, none of them blank.

    Attributes:
        text: the lines without their markup, joined by `\\n`.
        offset, length: the bytes in the dump, markup included.
        line: number of the first line in the dump, from 1.
        lines: number of lines in the dump.
        heading: whether the markup says that this is a heading.
        arxiv_id: of the paper page that the markup links to.
        parts: the blocks that were joined, unless text and lines are those of the dump.
    """

    text: bytes
    offset: int
    length: int
    line: int
    lines: int
    heading: bool = False
    arxiv_id: str | None = None
    parts: tuple[Block, ...] = ()

    @property
    def is_verbatim(self) -> bool:
        """Whether the text is the bytes of the dump: no markup was removed, no blank line stands between."""
        return len(self.text) == self.length

    def split_lines(self) -> list[Block]:
        """Return one block for each line of the text."""
        if self.parts:
            return [line for part in self.parts for line in part.split_lines()]
        if b"\n" not in self.text:
            return [self]  # it may count for two lines of the dump
        blocks, offset = [], self.offset
        for number, text in enumerate(self.text.split(b"\n")):
            blocks.append(self._replace(text=text, offset=offset, length=len(text), line=self.line + number, lines=1))
            offset += len(text) + 1
        return blocks

    def cut(self, ends: Sequence[int]) -> list[Block | None]:
        """Return the text up to each position and after the one before, without blanks around; None for no text.

        Args:
            ends: ascending positions in the text, each at a start or an end of a line.
        """
        lines = self.split_lines()
        blocks: list[Block | None] = []
        start = first = 0
        for end in ends:
            before = self.text[start:end]
            text = before.strip()
            first += before.count(b"\n", 0, len(before) - len(before.lstrip()))
            after = first + text.count(b"\n") + 1
            blocks.append(join_blocks(lines[first:after]).stripped() if text else None)
            if text:
                first = after - 1 + before.count(b"\n", len(before.rstrip()))
            start = end
        return blocks

    def stripped(self) -> Block:
        """Return the block without blanks around its text."""
        text = self.text.strip()
        if not self.is_verbatim:
            return self._replace(text=text)
        return self._replace(text=text, offset=self.offset + self.text.index(text), length=len(text))


def join_blocks(blocks: Sequence[Block]) -> Block:
    """Return consecutive blocks as one."""
    first, last = blocks[0], blocks[-1]
    if first is last:
        return first
    joined = first._replace(
        text=b"\n".join([block.text for block in blocks]),
        length=last.offset + last.length - first.offset,
        lines=sum([block.lines for block in blocks]),
        arxiv_id=next((block.arxiv_id for block in blocks if block.arxiv_id), None),
        parts=(),
    )
    if joined.is_verbatim and joined.lines == joined.text.count(b"\n") + 1:
        return joined
    return joined._replace(parts=tuple([part for block in blocks for part in block.parts or (block,)]))


def split_blocks(data: bytes, offset: int = 0, line: int = 1) -> list[Block]:
    """Return the blocks of some bytes of a dump, with their markup.

    Args:
        data: whole lines.
        offset: position of the first byte in the dump.
        line: number of the first line in the dump.
    """
    blocks = []
    leading = re.match(BLANK_LINES, data)
    start = leading.end() if leading else 0
    line += data.count(b"\n", 0, start)
    newlines = 0  # within the block: counting them afterwards takes longer
    for match in _LINE_END.finditer(data, start):
        end, next_start = match.span()
        if next_start == end + 1:
            newlines += 1
            continue
        if end > start:
            blocks.append(Block(data[start:end], offset + start, end - start, line, newlines + 1))
        line += newlines + (2 if next_start == end + 2 else data.count(b"\n", end, next_start))
        start, newlines = next_start, 0
    text = data[start:].rstrip(b"\n")
    before, _, last = text.rpartition(b"\n")
    text = before if before and re.fullmatch(BLANK_LINES, last + b"\n") else text  # a blank line without an end
    if not re.fullmatch(BLANK_LINES, text + b"\n"):
        blocks.append(Block(text, offset + start, len(text), line, text.count(b"\n") + 1))
    return blocks
