r"""Blocks of a page: runs of lines between blank lines, with their positions in the dump.

Only `\\n` ends a line; a form feed or U+2028 inside a title does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Self

_BLANK_LINE = rb"(?:(?:[ \t\r\f\v]|\xc2\xa0|\xe2\x80\x8b)*\n)"
BLANK_LINES = _BLANK_LINE + rb"+"
"""Pattern of blank lines, which have only white space, no-break spaces and zero-width spaces."""
GAP = re.compile(rb"\n" + BLANK_LINES)
"""The end of a line and the blank lines after it."""
_LINE_END = re.compile(rb"\n" + _BLANK_LINE + rb"*")


class Block(NamedTuple):
    r"""Consecutive lines of a dump, none of them blank.

    Attributes:
        text: the lines without their markup, joined by `\\n`.
        offset, length: the bytes in the dump, markup included.
        line: number of the first line in the dump, from 1.
        lines: number of lines in the dump.
        heading: whether the markup says that this is a heading.
        arxiv_id: of the paper page that the markup links to.
    """

    text: bytes
    offset: int
    length: int
    line: int
    lines: int
    heading: bool = False
    arxiv_id: str | None = None

    def head(self, text: bytes) -> Self:
        """Return the first lines, which have this text."""
        return self._replace(text=text, length=len(text), lines=text.count(b"\n") + 1)

    def tail(self, text: bytes) -> Self:
        """Return the last lines, which have this text."""
        end, end_line = self.offset + self.length, self.line + self.lines
        tail = self.head(text)
        return tail._replace(offset=end - tail.length, line=end_line - tail.lines)

    def join(self, after: Self) -> Self:
        """Return this block and a later one as one block."""
        return self._replace(
            text=b"\n".join(text for text in (self.text, after.text) if text.strip()),
            length=after.offset + after.length - self.offset,
            lines=self.lines + after.lines,
            arxiv_id=self.arxiv_id or after.arxiv_id,
        )


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
    if not re.fullmatch(BLANK_LINES, text + b"\n"):
        blocks.append(Block(text, offset + start, len(text), line, text.count(b"\n") + 1))
    return blocks
