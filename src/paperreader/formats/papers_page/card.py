"""The entry of one paper, made of its blocks, and one entry of the two copies of a card on a trending page."""

from __future__ import annotations

from paperreader.formats.entry import OPENING_BYTES, Entry, has_code, has_link
from paperreader.formats.papers_page import pairing
from paperreader.formats.papers_page.blocks import Block
from paperreader.formats.papers_page.metadata import Metadata
from paperreader.paper_links import hugging_face_page
from paperreader.source import Source, Span, spool_text


def make_entry(source: Source, title: str, blocks: list[Block], metadata: Metadata, upvotes: int | None) -> Entry:
    """Return the entry of one paper.

    Args:
        source: the dump.
        title: sanitized.
        blocks: the title, then the paragraphs of the abstract.
        metadata: what stands below them.
        upvotes: None if they are not known yet.
    """
    title_block, *paragraphs = blocks
    if not paragraphs:
        arxiv_id = title_block.arxiv_id
        return Entry(title, title_block.line, b"", None, *metadata, upvotes, arxiv_id=arxiv_id, links=_page(arxiv_id))
    first = paragraphs[0]
    text = b"\n\n".join([block.text for block in paragraphs])
    links = has_link(text)
    arxiv_id = title_block.arxiv_id or first.arxiv_id
    return Entry(
        title,
        title_block.line,
        first.text[:OPENING_BYTES],
        _span(source, paragraphs, text),
        *metadata,
        upvotes,
        links,
        links and has_code(text),
        arxiv_id,
        links=_page(arxiv_id),
    )


def _page(arxiv_id: str | None) -> tuple[str, ...]:
    """Return the address that the id was taken from."""
    return (hugging_face_page(arxiv_id),) if arxiv_id else ()


def _span(source: Source, paragraphs: list[Block], text: bytes) -> Span:
    """Return where an abstract is stored: in the dump, or in the spool if markup was removed from it."""
    if all([block.is_verbatim for block in paragraphs]):
        first, last = paragraphs[0], paragraphs[-1]
        return Span(source, first.offset, last.offset + last.length - first.offset)
    return spool_text(text.decode("utf-8", "replace"))


def are_copies(first: Entry, second: Entry) -> bool:
    """Return whether two entries are one card: one title, and the shorter abstract is a summary or within the longer.

    A summary ends as a sentence does, and is shorter than a sure abstract.
    """
    if first.title != second.title:
        return False
    other, longer = sorted((first, second), key=_abstract_length)
    is_whole = _abstract_length(other) == len(other.opening)
    if longer.opening.startswith(other.opening):
        return is_whole or _abstract_length(other) == _abstract_length(longer)
    return is_whole and len(other.opening) < pairing.SURE_ABSTRACT_MIN and pairing.ends_sentence(other.opening)


def _abstract_length(entry: Entry) -> int:
    return entry.abstract.length if entry.abstract else 0


def merge_copies(first: Entry, second: Entry) -> Entry:
    """Return one entry for both copies of a card: the longer abstract, and every field that either has."""
    longer = max(first, second, key=_abstract_length)
    other = second if longer is first else first
    fields = {name: value for name, value in other._asdict().items() if value is not None and not getattr(longer, name)}
    return longer._replace(**fields, line=first.line)
