"""Lists of identifiers and addresses of papers, one on each line, perhaps with the title beside it.

Knows arXiv ids in every spelling (`2402.15570v2`, `arXiv:math/0309136`, addresses), DOIs and addresses of papers. Where
no title is told, the identifier stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import GUESS, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import BULLET, TextLine, lines_of, scan_lines
from paperreader.formats.records.paper_addresses import (
    ids_of_addresses,
    is_paper_address,
    short_name,
    untitled_note,
)
from paperreader.identifiers import arxiv_id_in, doi_in
from paperreader.paper_links import is_pdf_address
from paperreader.source import Source

_LONGEST = 400  # letters of a line with an identifier and a title
_AROUND = " \t\"'`<>()[]{},;|*•·–—-"
_COMMENT = re.compile(r"(?:^|\s)#.*")
_WORD = re.compile(r"\S+")
_MARKUP = re.compile(r"\]\(|\||^#|=\s*[{\"]|^\s*[{}<]")
_ENOUGH = 0.8  # of the lines
_TITLE_WORDS = 2


def sniff(head: bytes) -> float:
    """Return the confidence: likely where nearly all lines are identifiers, a guess where titles stand beside them."""
    lines = [line.text for line in lines_of(head) if line.text.strip() and not line.text.lstrip().startswith("#")]
    if len(lines) > 1 and len(head) >= 1 << 14:
        lines.pop()  # it may be cut
    found = [parted for parted in map(_parted, lines) if parted]
    if not found or len(found) < _ENOUGH * len(lines) or any(map(_MARKUP.search, lines)):
        return 0.0
    return GUESS if any(title for _, title in found) else LIKELY


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a list; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, lambda lines: _records(source.display_name, lines)))


def _records(name: str, lines: Iterable[TextLine]) -> Iterator[Item]:
    untitled, first = 0, 0
    for number, text in lines:
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        parted = _parted(text)
        if not parted:
            yield NotRead(number, "lines without an identifier", f"neither an identifier nor an address: {text[:60]}")
            continue
        address, title = parted
        if not title:
            untitled, first = untitled + 1, first or number
        yield record_of(number, address, title)
    if untitled:
        yield untitled_note(name, first, untitled)


def record_of(line: int, address: str, title: str = "") -> Record:
    """Return the record of a paper of which a list tells an identifier or address."""
    links = [address] if "://" in address else []
    return Record(
        line,
        title or short_name(address),
        ids=[address, *ids_of_addresses(links)],
        links=links,
        pdf=address if links and is_pdf_address(address) else "",
    )


def _parted(line: str) -> tuple[str, str] | None:
    """Return the identifier in a line and the title beside it, "" for none; None without an identifier."""
    if len(line) > _LONGEST:
        return None
    text = _COMMENT.sub("", BULLET.sub("", line))
    for word in _WORD.finditer(text):
        told = word[0].strip(_AROUND).rstrip(".")
        if _is_identifier(told):
            rest = (text[: word.start()].strip(_AROUND), text[word.end() :].strip(_AROUND))
            titles = [part for part in rest if len(part.split()) >= _TITLE_WORDS]
            return told, titles[0] if titles else ""
    return None


def _is_identifier(word: str) -> bool:
    if "://" in word:
        return is_paper_address(word)
    arxiv_id = arxiv_id_in(word)
    if arxiv_id:
        return len(word) <= len("https://huggingface.co/papers/v99.pdf") + len(arxiv_id)
    return word.lower().startswith(("10.", "doi:10.", "doi.org/10.")) and doi_in(word) is not None
