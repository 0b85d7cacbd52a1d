"""The page around the papers: its title, its buttons, its own date.

Knows which lines are chrome and where a page's head ends; nothing of papers.
"""

from __future__ import annotations

import re

from paperreader.formats.papers_page.blocks import Block
from paperreader.formats.papers_page.metadata import DAY_ALONE, DOT

_SURE = re.compile(rb"\s*get trending papers in your email inbox.*", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(
    rb"[\s#*-]*(?:new|subscribe|(?:daily |trending )?papers|by|ak|and the research community"
    rb"|by ?ak ?and the research community|daily|weekly|monthly|log in|sign up"
    rb"|get trending papers in your email inbox.*)\s*",
    re.IGNORECASE,
)
_HEAD_BLOCKS = 40  # no page's head has been seen with more
_SEARCH_WORDS = 60  # bytes: the words a page was searched for stand among its chrome
_GAP = 2  # so many unknown lines between chrome may be search words


def is_sure(text: bytes) -> bool:
    """Whether a block can only be a page's head, wherever it stands."""
    return _SURE.match(text) is not None


def head(blocks: list[Block]) -> tuple[int, Block | None]:
    """How many blocks belong to the page's head, and what is left of the block in which it ends.

    The head reaches to the last chrome line that no run of other text separates from the first.
    One chrome word alone (a paper may be called `New`) makes no head.
    """
    lines = _lines(blocks[:_HEAD_BLOCKS])
    end = seen = gap = 0
    sure = False
    for place, (_, text) in enumerate(lines):
        if _LINE.fullmatch(text) or (seen and DAY_ALONE.fullmatch(text)):
            end, seen, gap = place + 1, seen + 1, 0
            sure = sure or is_sure(text)
        elif gap < _GAP and len(text) <= _SEARCH_WORDS and DOT not in text:
            gap += 1
        else:
            break
    if end == 0 or not (sure or seen > 1):
        return 0, None
    return _cut(blocks, end)


def _lines(blocks: list[Block]) -> list[tuple[int, bytes]]:
    return [(place, text) for place, block in enumerate(blocks) for text in block.text.split(b"\n")]


def _cut(blocks: list[Block], lines: int) -> tuple[int, Block | None]:
    """`lines` lines from the blocks' start on: so many whole blocks, and the rest of a cut one."""
    for place, block in enumerate(blocks):
        texts = block.text.split(b"\n")
        if lines < len(texts):
            if lines == 0:
                return place, None
            rest = b"\n".join(texts[lines:])
            taken = block.length - len(rest)
            left = block._replace(
                text=rest,
                offset=block.offset + taken,
                length=len(rest),
                line=block.line + lines,
                lines=block.lines - lines,
            )
            return place + 1, left
        lines -= len(texts)
    return len(blocks), None
