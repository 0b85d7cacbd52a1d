r"""Blocks of a page: runs of lines between blank lines, with their positions in the dump.

Only `\\n` ends a line; a form feed or U+2028 inside a title does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple


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


BLANK = rb"(?:[ \t\r\f\v]|\xc2\xa0|\xe2\x80\x8b)*"
"""Pattern of a blank line: white space, no-break spaces and zero-width spaces."""
GAP = re.compile(rb"\n(?:" + BLANK + rb"\n)+")
"""The end of a line and the blank lines after it."""
_LINE_END = re.compile(rb"\n(?:" + BLANK + rb"\n)*")
_SHORTEST_GAP = len(b"\n\n")
_LEADING_BLANK_LINES = re.compile(BLANK + rb"(?:\n" + BLANK + rb")*\n")


def count_lines(data: bytes) -> int:
    r"""Return the number of lines; the last one may lack its `\\n`."""
    return data.count(b"\n") + (not data.endswith(b"\n"))


def split_blocks(data: bytes, offset: int = 0, line: int = 1) -> list[Block]:
    """Return the blocks of some bytes of a dump, with their markup.

    Args:
        data: whole lines.
        offset: position of the first byte in the dump.
        line: number of the first line in the dump.
    """
    blocks = []
    start = newlines = 0
    leading = _LEADING_BLANK_LINES.match(data)
    if leading:
        start, line = leading.end(), line + data.count(b"\n", 0, leading.end())
    for match in _LINE_END.finditer(data, start):
        end, next_start = match.span()
        if next_start - end < _SHORTEST_GAP:  # a line end within the block
            newlines += 1
            continue
        if end > start:
            blocks.append(Block(data[start:end], offset + start, end - start, line, newlines + 1))
        is_shortest = next_start - end == _SHORTEST_GAP
        line += newlines + (_SHORTEST_GAP if is_shortest else data.count(b"\n", end, next_start))
        start, newlines = next_start, 0
    text = data[start:].rstrip(b"\n")
    if not re.fullmatch(BLANK, text):
        blocks.append(Block(text, offset + start, len(text), line, text.count(b"\n") + 1))
    return blocks
