"""A dump cut into pieces that are read one after another, so that the first papers appear soon.

A piece ends where a paper surely ends. Elsewhere the cut could separate a page header from its date, or the
paragraphs of an abstract from each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from paperreader.errors import PaperReaderError
from paperreader.formats.papers_page.blocks import BLANK_LINES, GAP
from paperreader.formats.papers_page.pairing import SURE_ABSTRACT_MIN, SURE_TITLE_MAX
from paperreader.source import Source


class Piece(NamedTuple):
    """Consecutive whole blocks of a dump: their bytes, and the position and line (from 1) of the first one.

    `has_markup`: whether the dump is a copy with markup.
    """

    data: bytes
    offset: int
    line: int
    has_markup: bool


_DATE_LINE = re.compile("·".encode() + rb"\s*(?:Published on )?[A-Z][a-z]{2,8}\.? \d[^\n\xb7]{0,30}\n" + BLANK_LINES)
"""A line with a date, and no second `·` that could begin another date below."""
_BEFORE_PAIR = re.compile(
    rb"\n\r?\n(?=[^\n]{1,%d}\n\r?\n[^\n]{%d,}\n\r?\n[^\n]{1,%d}\n\r?\n)"
    % (SURE_TITLE_MAX, SURE_ABSTRACT_MIN, SURE_TITLE_MAX)
)
_MARKUP = (
    b"](https://huggingface.co/",
    b"\nhttps://huggingface.co/papers",
    b"\nhttps://huggingface.co/login",
    b"\n][",
    b"\n# ",
    b"\n### ",
    b"![](",
)
_MARKUP_REACH = 1 << 15  # a copy with markup shows it within this many bytes
_CUT_REACH = 1 << 14  # search for a cut within this many bytes from the end
_MOST_UNCUT = 1 << 23  # bytes after which any blank line is good enough for a cut
_MOST_HELD = 1 << 24  # bytes without a blank line that are no text of a paper


class OverlongTextError(PaperReaderError):
    """The page goes on with a text so long that it cannot be one of a paper, and is not read to its end."""


def split_pieces(source: Source) -> Iterator[Piece]:
    """Yield the pieces of a dump in its order.

    Raises:
        OverlongTextError: from there on the dump is not read.
        PaperReaderError: the file cannot be read, is empty or binary.
    """
    chunks = source.chunks()
    beginning = _take(chunks, _MARKUP_REACH)
    is_marked_up = has_markup(beginning[:_MARKUP_REACH])
    rest, offset, line = b"", 0, 1
    data = beginning
    while data:
        rest += data
        cut = _find_cut(rest)
        if cut:
            yield Piece(rest[:cut], offset, line, is_marked_up)
            offset, line = offset + cut, line + rest.count(b"\n", 0, cut)
            rest = rest[cut:]
        elif len(rest) > _MOST_HELD:
            raise OverlongTextError(
                f"only a part of {source.display_name} was read",
                f"from line {line} on {len(rest) >> 20} MB and more are without a blank line, which no paper has",
            )
        data = _take(chunks, len(rest))  # a chunk at a time would take quadratic time where there is no cut
    if rest:
        yield Piece(rest, offset, line, is_marked_up)


def has_markup(beginning: bytes) -> bool:
    """Return whether a dump with this beginning is a copy with markup."""
    return any(mark in beginning for mark in _MARKUP)


def _take(chunks: Iterator[bytes], least: int) -> bytes:
    """Return the next chunks, at least one and so many bytes; less at the end."""
    taken: list[bytes] = []
    length = 0
    while (length < least or not taken) and (chunk := next(chunks, b"")):
        taken.append(chunk)
        length += len(chunk)
    return b"".join(taken)


def _find_cut(data: bytes) -> int:
    """Return the length of the piece to cut off: up to the last date line, else up to the last sure pair.

    Returns 0 to wait for more data.
    """
    first = max(len(data) - _CUT_REACH, 0)
    ends = [date_line.end() for date_line in _DATE_LINE.finditer(data, first)] or [
        gap.end()
        for gap in _BEFORE_PAIR.finditer(data, first)
        if gap.start() - data.rfind(b"\n", 0, gap.start()) > SURE_ABSTRACT_MIN  # after another abstract
    ]
    if not ends and len(data) > _MOST_UNCUT:
        ends = [gap.end() for gap in GAP.finditer(data)]
    return ends[-1] if ends else 0
