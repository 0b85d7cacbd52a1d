"""Removal of the markup that text browsers and note-takers add around a copied page.

Examples: `### [Title][32]`, `[4 authors](https://…)`, URLs on lines of their own.
"""

from __future__ import annotations

import re

from paperreader.formats.papers_page.blocks import Block, join_blocks

_IN_PARENTHESES = rb"(?:[^()\s]++|\([^()\s]*+\))*+"  # one pair within, as in addresses of Wikipedia
_LINK_TARGET = re.compile(rb"\]\[\d+\]|\]\(https?://" + _IN_PARENTHESES + rb"\)")
_HEADING = re.compile(rb"#{1,4}[ \t]+")
_URL = re.compile(rb"https?://\S+")
_PAPER_PAGE = re.compile(rb"huggingface\.co/papers/(\d{4}\.\d{4,5})")
_IMAGE = re.compile(
    "!?\\[(?:图片|[Ii]mage)\\s*(?:：|:)\\s*([^][]*)\\]|!\\[([^][]*)\\](?:\\((?:[^()]++|\\([^()]*+\\))*+\\))?".encode()
)  # no pattern here may scan again what another start has scanned: hostile lines would take quadratic time
_COUNT_AFTER_DAY = re.compile(rb"(?<=\d)\[(?=[ ]*[\d.]+[kK]?[ ]*\](?:\[\d+\]|\(https?://))")
_ESCAPED_LINE_END = re.compile(rb"\\{1,2}[ \t\r]*$")
_ESCAPED_BLANK = re.compile(rb"\\(?=  )")
_ONLY_BULLETS = re.compile(rb"[\s*\xe2\x80\xa2\[\]\\-]*")
_SITE_PAGE = re.compile(rb"huggingface\.co/(?:papers|login|akhaliq)")
_SENTENCE_MIN = 40  # bytes: a line of an abstract before an address that belongs to it is at least as long
_TITLE_MAX = 300  # bytes: a heading over several lines is no longer
_NO_ALTERNATIVE_TEXT = "无替代文本".encode()
_OPENING, _CLOSING = b"[]"
_HEADING_AND_REST = 2
_ONLY_BRACKETS = re.compile(rb"[\[\]\s]*")


def strip_markup(blocks: list[Block]) -> list[Block]:
    """Return the blocks without markup. The arXiv id of a removed link moves to the block before it."""
    stripped: list[Block] = []
    for block in (part for whole in blocks for part in _strip_block(whole)):
        if block.text.strip():
            stripped.append(block)
        elif stripped and not stripped[-1].arxiv_id:
            stripped[-1] = stripped[-1]._replace(arxiv_id=block.arxiv_id)
    return stripped


def _strip_block(block: Block) -> list[Block]:
    """Strip each line and drop empty ones; return one block per run of heading lines or other lines."""
    runs: list[list[Block]] = []
    raw_lines = block.text.split(b"\n")
    offset = block.offset
    for index, raw in enumerate(raw_lines):
        text = _ESCAPED_LINE_END.sub(b"", raw) if index + 1 < len(raw_lines) else raw
        in_sentence = (
            index > 0 and len(raw_lines[index - 1]) >= _SENTENCE_MIN and not _HEADING.match(raw_lines[index - 1])
        )
        line = _strip_line(text, in_sentence=in_sentence)
        offset, start = offset + len(raw) + 1, offset
        if line is None:
            continue
        line = line._replace(offset=start, length=len(raw), line=block.line + index)
        last = runs[-1][0] if runs else None
        if last and (last.heading == line.heading or (last.heading and _closes_link(raw, raw_lines[index - 1]))):
            _append_line(runs[-1], line)
        else:
            runs.append([line])
    return _join_wrapped_heading([join_blocks(run) for run in runs])


def _join_wrapped_heading(blocks: list[Block]) -> list[Block]:
    """Join a heading with indented lines below it if it is all of a block: it is a title over several lines."""
    if len(blocks) != _HEADING_AND_REST or not blocks[0].heading:
        return blocks
    lines = blocks[1].text.split(b"\n")
    if all(line.startswith(b"  ") for line in lines) and sum(len(block.text) for block in blocks) <= _TITLE_MAX:
        return [join_blocks(blocks)]
    return blocks


def _append_line(run: list[Block], line: Block) -> None:
    """Append a line to a run. A line without a text, only with an arXiv id, becomes one with its neighbour."""
    last = run[-1]
    if last.text.strip() and line.text.strip():
        run.append(line)
    else:
        kept = last if last.text.strip() else line
        run[-1] = kept._replace(lines=last.lines + line.lines, arxiv_id=last.arxiv_id or line.arxiv_id)


def _closes_link(raw: bytes, previous: bytes) -> bool:
    """Return whether a line ends the link text that the previous line, a heading, left open."""
    return b"](" in raw and previous.count(b"[") > previous.count(b"]")


def _strip_line(raw: bytes, *, in_sentence: bool) -> Block | None:
    """Return a line without markup, its position yet unknown; None when nothing remains, or only a URL of the site.

    Args:
        raw: the line.
        in_sentence: whether a long line stands before it, so that the URL of a model or data set is part of a text.
    """
    page = _PAPER_PAGE.search(raw)
    arxiv_id = page[1].decode() if page else None
    heading = _HEADING.match(raw)
    text = raw[heading.end() :] if heading else raw
    if b"[" in text or b"]" in text:
        without_images = _IMAGE.sub(_alternative_text, text)
        if without_images != text and _ONLY_BULLETS.fullmatch(without_images):  # an avatar in a list
            return None
        text = _remove_unmatched_brackets(_LINK_TARGET.sub(b"", _COUNT_AFTER_DAY.sub(b" [", without_images)))
    if heading:
        text = _ESCAPED_BLANK.sub(b"", text)
    if _is_site_url(text.strip(), in_sentence=in_sentence) or _ONLY_BRACKETS.fullmatch(text):
        if arxiv_id is None:
            return None
        text = b""
    return Block(text, 0, len(raw), 0, 1, heading is not None, arxiv_id)


def _alternative_text(image: re.Match[bytes]) -> bytes:
    return (image[1] or image[2] or b"").replace(_NO_ALTERNATIVE_TEXT, b"")


def _is_site_url(text: bytes, *, in_sentence: bool) -> bool:
    """Return whether a line is only the address of a page of the site, which the copy added."""
    if b"huggingface.co" not in text or not _URL.fullmatch(text):
        return False
    return not in_sentence or _SITE_PAGE.search(text) is not None


def _remove_unmatched_brackets(text: bytes) -> bytes:
    """Remove each bracket without a partner, such as that of `[GitHub 3k` after its `](…)` was removed."""
    unmatched: list[int] = []
    for index, byte in enumerate(text):
        if byte == _CLOSING and unmatched and text[unmatched[-1]] == _OPENING:
            unmatched.pop()
        elif byte in (_OPENING, _CLOSING):
            unmatched.append(index)
    removed = frozenset(unmatched)
    return bytes(byte for index, byte in enumerate(text) if index not in removed)
