"""Blocks of text without metadata between them, grouped by paper."""

from __future__ import annotations

from paperreader.formats.papers_page import pairing
from paperreader.formats.papers_page.blocks import Block, join_blocks
from paperreader.formats.papers_page.pairing import SURE_ABSTRACT_MIN, SURE_TITLE_MAX, Role, is_sure_title_and_abstract

_PLAIN_PAPERS = 2  # as many sure pairs below a heading are papers without headings, not paragraphs of one abstract
_PERHAPS_TITLE = "taken for a paragraph of the abstract above, but it may be the title of another paper"


def group_by_paper(blocks: list[Block], *, has_metadata: bool) -> tuple[list[list[Block]], list[tuple[int, str]]]:
    """Return one list per paper, a title and then the paragraphs of its abstract, and the doubts with their lines.

    Args:
        blocks: consecutive blocks; the first one is a title.
        has_metadata: whether metadata follows the last block.
    """
    if blocks and blocks[0].heading:
        further = _further_starts(blocks)
        if len(further) < _PLAIN_PAPERS:
            return [blocks], [(blocks[index].line, _PERHAPS_TITLE) for index in further]
    papers: list[list[Block]] = []
    doubts: list[tuple[int, str]] = []
    start = 0
    while start < len(blocks):
        end = _sure_pair_end(blocks, start)
        if end:
            papers.append(blocks[start:end])
        else:
            later = range(start + 1, len(blocks))
            end = next((index for index in later if _is_sure_start(blocks, index)), len(blocks))
            doubts += _group_unsure(blocks[start:end], papers, has_metadata=has_metadata and end == len(blocks))
        start = end
    return papers, doubts


def split_glued(block: Block) -> list[Block]:
    """Return a block that begins with a title as titles and abstracts, where no blank line stands between them.

    The first line is a title if the rest is long enough for an abstract; a later line is one between two such lines.
    """
    title, _, rest = block.text.partition(b"\n")
    if block.heading or not is_sure_title_and_abstract(title, rest):
        return [block]
    lines = block.split_lines()
    is_long = [len(line.text) >= SURE_ABSTRACT_MIN for line in lines]
    later = range(2, len(lines) - 1)
    starts = [0, *(at for at in later if is_long[at - 1] and len(lines[at].text) <= SURE_TITLE_MAX and is_long[at + 1])]
    ends = [*starts[1:], len(lines)]
    return [
        part
        for start, end in zip(starts, ends, strict=True)
        for part in (lines[start], join_blocks(lines[start + 1 : end]))
    ]


def _further_starts(blocks: list[Block]) -> list[int]:
    """Return where sure pairs begin that stand after a sure abstract."""
    return [index for index in range(2, len(blocks) - 1) if _is_sure_start(blocks, index)]


def first_unfinished(blocks: list[Block]) -> int:
    """Return the number of blocks at the beginning that are whole papers; 0 if none. The rest waits for more text.

    A sure title and abstract start there, a sure abstract stands before them, and a block follows that shows that they
    are whole.
    """
    start = next((index for index in range(len(blocks) - 3, 1, -1) if _is_sure_start(blocks, index)), 0)
    is_one_paper = blocks and blocks[0].heading and len(_further_starts(blocks[:start])) < _PLAIN_PAPERS
    return 0 if is_one_paper else start


def _is_sure_start(blocks: list[Block], index: int) -> bool:
    return len(blocks[index - 1].text) >= SURE_ABSTRACT_MIN and _sure_pair_end(blocks, index) > 0


def _sure_pair_end(blocks: list[Block], start: int) -> int:
    """Return the index after the sure pair that begins at `start`; 0 if there is none."""
    end = start + 2
    if end > len(blocks) or not is_sure_title_and_abstract(blocks[start].text, blocks[start + 1].text):
        return 0
    return end if end == len(blocks) or len(blocks[end].text) <= SURE_TITLE_MAX else 0


def _group_unsure(blocks: list[Block], papers: list[list[Block]], *, has_metadata: bool) -> list[tuple[int, str]]:
    """Append blocks to the papers by their cheapest roles; return the doubts."""
    doubts = []
    texts = [block.text for block in blocks]
    roles = pairing.assign_roles(texts, starts_paper=not papers, has_metadata=has_metadata)
    for block, role in zip(blocks, roles, strict=True):
        if role is Role.TITLE:
            papers.append([block])
        else:
            papers[-1].append(block)
        doubt = pairing.doubt(block.text, role)
        if doubt:
            doubts.append((block.line, doubt))
    return doubts
