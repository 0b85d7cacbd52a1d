"""The boilerplate of a page: its title, its buttons and its own date. Knows nothing of papers."""

from __future__ import annotations

import re

from paperreader.formats.papers_page.blocks import Block, join_blocks
from paperreader.formats.papers_page.metadata import DATE_ALONE, DOT

_INVITATION = re.compile(rb"\s*get trending papers in your email inbox.*", re.IGNORECASE | re.DOTALL)
_HEADER_LINE = re.compile(
    rb"[\s#*-]*(?:new|subscribe|(?:daily |trending )?papers|by|ak|and the research community"
    rb"|by ?ak ?and the research community|daily|weekly|monthly|log in|sign up"
    rb"|get trending papers in your email inbox.*)\s*",
    re.IGNORECASE,
)
_FENCE = b"---"
_FRONT_MATTER_LINE = re.compile(rb"[\w.-]+:(?:\s|$)|- |#|$")
_KEY = re.compile(rb"[\w.-]+:")
_PAGE_TITLE = re.compile(rb"[\s#*]*(?:daily|trending) papers\s*", re.IGNORECASE)
HEADER_BLOCKS = 40  # the longest header seen has fewer
_SEARCH_WORDS_MAX = 60  # bytes: the words of a search on the site stand within the header
_UNKNOWN_LINES_MAX = 2  # unknown lines between header lines that may be search words


def is_invitation(text: bytes) -> bool:
    """Return whether a block is the invitation to subscribe, which only a page header contains."""
    return _INVITATION.match(text) is not None


def find_front_matter(blocks: list[Block]) -> tuple[int, Block | None]:
    """Return the number of blocks of YAML front matter, which crawlers write, and the rest of the last one."""
    lines = [
        b"#" if block.heading else line.strip()  # a comment of YAML looks like a heading
        for block in blocks[:HEADER_BLOCKS]
        for line in block.text.split(b"\n")
    ]
    if lines[:1] != [_FENCE] or _FENCE not in lines[1:]:
        return 0, None
    end = lines.index(_FENCE, 1)
    inner = lines[1:end]
    is_front_matter = all(map(_FRONT_MATTER_LINE.match, inner)) and any(map(_KEY.match, inner))
    return _cut(blocks, end + 1) if is_front_matter else (0, None)


def find_header(blocks: list[Block]) -> tuple[int, Block | None]:
    """Return the number of blocks of the page header, and the rest of the last one if the header ends within it.

    The header ends with its last known line; at most `_UNKNOWN_LINES_MAX` unknown lines stand before each. A single
    known line is no header unless it is the invitation or `Daily Papers`: a paper may have the title `New`.
    """
    end = known = unknown = 0
    invited = False
    lines = [line for block in blocks[:HEADER_BLOCKS] for line in block.text.split(b"\n")]
    for number, line in enumerate(lines, 1):
        if _HEADER_LINE.fullmatch(line) or (known and DATE_ALONE.fullmatch(line)):
            end, known, unknown = number, known + 1, 0
            invited = invited or is_invitation(line) or _PAGE_TITLE.fullmatch(line) is not None
        elif unknown < _UNKNOWN_LINES_MAX and len(line) <= _SEARCH_WORDS_MAX and DOT not in line:
            unknown += 1
        else:
            break
    return _cut(blocks, end) if invited or known > 1 else (0, None)


def _cut(blocks: list[Block], lines: int) -> tuple[int, Block | None]:
    """Return the number of blocks that the first lines touch, and the rest of the last block if it has more lines."""
    for index, block in enumerate(blocks):
        texts = block.text.split(b"\n")
        if lines < len(texts):
            return (index + 1, join_blocks(block.split_lines()[lines:])) if lines else (index, None)
        lines -= len(texts)
    return len(blocks), None
