r"""A page's bytes cut into blocks: runs of lines between blank ones, with their places.

Knows about lines, offsets and the markup that text browsers and note-takers add around a copied
page (`### [Title][32]`, `[4 authors](https://…)`, addresses on lines of their own); knows nothing
of titles and abstracts. `\\n` alone ends a line: a form feed or U+2028 inside a title does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from paperreader.formats.papers_page.pairing import LONG, SHORT
from paperreader.source import Source


class Block(NamedTuple):
    r"""Lines that stand together.

    Attributes:
        text: the lines without their markup, joined by `\\n`.
        offset, length: the bytes in the dump, markup included.
        line: the first line's number in the dump, from 1.
        lines: how many lines of the dump it stands for.
        heading: whether the markup says that this is a heading.
        arxiv_id: of the paper's page that the markup links to.
    """

    text: bytes
    offset: int
    length: int
    line: int
    lines: int
    heading: bool = False
    arxiv_id: str | None = None


class Piece(NamedTuple):
    """Some whole blocks of a dump: their bytes, where these begin, and whether they hold markup."""

    data: bytes
    offset: int
    marked: bool


BLANK = rb"(?:[ \t\r\f\v]|\xc2\xa0|\xe2\x80\x8b)*"
_GAP = re.compile(rb"\n(?:" + BLANK + rb"\n)+")
_ONE_BLANK = len(b"\n\n")
_LEAD = re.compile(BLANK + rb"(?:\n" + BLANK + rb")*\n")
_MARKUP = (
    b"](https://huggingface.co/",
    b"\nhttps://huggingface.co/papers",
    b"\nhttps://huggingface.co/login",
    b"\n][",
    b"\n# ",
    b"\n### ",
    b"![](",
)


def pieces(source: Source) -> Iterator[Piece]:
    """The dump cut into blocks, a piece at a time; a block is never split between two pieces."""
    rest, offset = b"", 0
    marked: bool | None = None
    for chunk in source.chunks():
        data = rest + chunk
        if marked is None:
            marked = any(mark in data[:_HEAD] for mark in _MARKUP)
        cut = _cut(data)
        if cut:
            yield Piece(data[:cut], offset, marked)
            offset += cut
        rest = data[cut:]
    if rest:
        yield Piece(rest, offset, bool(marked))


_DATED = re.compile(rb"\xc2\xb7\s*(?:Published on )?[A-Z][a-z]{2,8}\.? \d[^\n]{0,30}\n(?:" + BLANK + rb"\n)+")
_PAIRED = re.compile(rb"\n\r?\n(?=[^\n]{1,%d}\n\r?\n[^\n]{%d,}\n\r?\n[^\n]{1,%d}\n\r?\n)" % (SHORT, LONG, SHORT))
_HEAD = 1 << 15  # bytes in which markup shows itself
_REACH = 1 << 16  # bytes from the end on within which a place to cut is looked for
_UNCUT = 1 << 23  # bytes kept uncut at most


def _cut(data: bytes) -> int:
    """Where a piece may end: behind the last date, else before the last sure pair of title and abstract.

    Elsewhere a page's head or an abstract of several paragraphs might be torn apart.
    """
    place = data.rfind(b"\xc2\xb7", max(len(data) - _REACH, 0))
    while place >= 0:
        dated = _DATED.match(data, place)
        if dated:
            return dated.end()
        place = data.rfind(b"\xc2\xb7", max(len(data) - _REACH, 0), place)
    for reach in (_REACH >> 3, _REACH):  # mostly a few kilobytes are enough
        pairs = _PAIRED.finditer(data, max(len(data) - reach, 0))
        ends = [pair.end() for pair in pairs if pair.start() - data.rfind(b"\n", 0, pair.start()) > LONG]
        if ends:
            return ends[-1]
    return _last_gap(data) if len(data) > _UNCUT else 0


def _last_gap(data: bytes) -> int:
    """Where the last blank line ends; 0 when there is none to cut at."""
    end = data.rfind(b"\n\n")
    if end >= 0:
        return end + 2
    ends = [gap.end() for gap in _GAP.finditer(data)]
    return ends[-1] if ends else 0


def lines_of(data: bytes) -> int:
    """How many lines some bytes hold, the last one with or without its newline."""
    return data.count(b"\n") + (not data.endswith(b"\n"))


def blocks_of(piece: Piece, line: int) -> tuple[list[Block], int, int]:
    """The blocks of a piece that begins on a line; how many of its lines were blank, how many only markup."""
    blocks = plain_blocks(piece.data, piece.offset, line)
    lines = sum(block.lines for block in blocks)
    blank = lines_of(piece.data) - lines
    if piece.marked:
        blocks = _link([inner for block in blocks for inner in _strip(block)])
    return blocks, blank, lines - sum(block.lines for block in blocks)


def plain_blocks(data: bytes, offset: int, line: int) -> list[Block]:
    """The blocks of some bytes, nothing stripped; `offset` and `line` are of the first byte."""
    blocks = []
    start = 0
    lead = _LEAD.match(data)
    if lead:
        start, line = lead.end(), line + data.count(b"\n", 0, lead.end())
    for gap in _GAP.finditer(data, max(start - 1, 0)):
        end, resume = gap.span()
        if end > start:
            text = data[start:end]
            inner = text.count(b"\n")
            blocks.append(Block(text, offset + start, end - start, line, inner + 1))
            line += inner
        line += _ONE_BLANK if resume - end == _ONE_BLANK else data.count(b"\n", end, resume)
        start = resume
    text = data[start:].rstrip(b"\n")
    if not re.fullmatch(BLANK, text):
        blocks.append(Block(text, offset + start, len(text), line, text.count(b"\n") + 1))
    return blocks


_REFERENCE = re.compile(rb"\]\[\d+\]|\]\((https?://[^)\s]*)\)")
_HEADING = re.compile(rb"#{1,4}[ \t]+")
_ADDRESS = re.compile(rb"https?://\S+")
_PAGE = re.compile(rb"huggingface\.co/papers/(\d{4}\.\d{4,5})")
_IMAGE = re.compile("!?\\[(?:图片|[Ii]mage)\\s*(?:：|:)\\s*([^]]*)\\]|!\\[([^]]*)\\](?:\\([^)]*\\))?".encode())
_NO_TEXT = "无替代文本".encode()
_OPEN, _CLOSE = b"[]"
_LONE = re.compile(rb"[\[\]\s]*")


def _strip(block: Block) -> list[Block]:
    """The block without its markup, cut where a heading begins or ends; empty lines go."""
    kept: list[Block] = []
    offset = block.offset
    for number, raw in enumerate(block.text.split(b"\n")):
        stripped = _strip_line(raw, block.line + number, offset)
        offset += len(raw) + 1
        if stripped is None:
            continue
        last = kept[-1] if kept else None
        if last and (last.heading == stripped.heading or (last.heading and _unclosed(raw, block, number))):
            kept[-1] = _joined(last, stripped)
        else:
            kept.append(stripped)
    return kept


def _unclosed(raw: bytes, block: Block, number: int) -> bool:
    """Whether this line goes on with the heading's link text, whose `](…)` is only here."""
    above = block.text.split(b"\n")[:number]
    return b"](" in raw and above[-1].count(b"[") > above[-1].count(b"]")


def _joined(first: Block, second: Block) -> Block:
    return first._replace(
        text=b"\n".join(text for text in (first.text, second.text) if text.strip()),
        length=second.offset + second.length - first.offset,
        lines=first.lines + second.lines,
        arxiv_id=first.arxiv_id or second.arxiv_id,
    )


def _strip_line(raw: bytes, line: int, offset: int) -> Block | None:
    """One line without markup; None when nothing else is on it, or an address alone."""
    page = _PAGE.search(raw)
    arxiv_id = page[1].decode() if page else None
    heading = _HEADING.match(raw)
    text = raw[heading.end() :] if heading else raw
    if b"[" in text or b"]" in text:
        text = _IMAGE.sub(lambda image: (image[1] or image[2] or b"").replace(_NO_TEXT, b""), text)
        text = _REFERENCE.sub(b"", text)
        text = _unmatched(text)
    if _ADDRESS.fullmatch(text.strip()):
        text = b"" if b"huggingface.co" in text else text
    if not text.strip() or _LONE.fullmatch(text):
        if arxiv_id is None:
            return None
        text = b""
    return Block(text, offset, len(raw), line, 1, heading is not None, arxiv_id)


def _unmatched(text: bytes) -> bytes:
    """The text without brackets that have no partner (`[GitHub 3k` once its `](…)` is gone)."""
    drop = set()
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == _OPEN:
            opened.append(place)
        elif sign == _CLOSE:
            if opened:
                opened.pop()
            else:
                drop.add(place)
    drop.update(opened)
    return bytes(sign for place, sign in enumerate(text) if place not in drop)


def _link(blocks: list[Block]) -> list[Block]:
    """Blocks that are only a link give their paper's id to the block before, and go."""
    linked: list[Block] = []
    for block in blocks:
        if block.text.strip():
            linked.append(block)
        elif linked and not linked[-1].arxiv_id:
            linked[-1] = linked[-1]._replace(arxiv_id=block.arxiv_id)
    return linked
