"""Lists of identifiers and addresses of papers, one on each line, perhaps with the title beside it.

Tabs that extensions of browsers save are such lists, `https://… | Title of the page`, where others stand among the papers. Knows arXiv ids in every spelling (`2402.15570v2`, `arXiv:math/0309136`, addresses), DOIs and addresses of papers. Where
no title is given, the identifier is shown in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.confidence import GUESS, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import BULLET, TextLine, lines_of, scan_lines
from paperreader.formats.records.page_titles import page_title
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
_BETWEEN = " \t,;|*•·–—-"
_COMMENT = re.compile(r"(?:^|\s)#.*")
_WORD = re.compile(r"\S+")
_TAB = re.compile(r"https?://\S+(?: \| |$)")
_LEAST_TABS = 2
_MARKUP = re.compile(r"\]\(|\|.*\||^#|=\s*[{\"]|^\s*[{}<]")
_ENOUGH = 0.8  # of the lines
_TITLE_WORDS = 2


def sniff(head: bytes) -> float:
    """Return the confidence: likely where nearly all lines are identifiers, a guess where titles stand beside them."""
    lines = [line.text for line in lines_of(head) if line.text.strip() and not line.text.lstrip().startswith("#")]
    if len(lines) > 1 and len(head) >= 1 << 14:
        lines.pop()  # it may be cut
    found = [parted for parted in map(_parted, lines) if parted]
    if len(found) >= _LEAST_TABS and all(map(_TAB.match, lines)):
        return LIKELY
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
        if not parted and _TAB.match(text):
            yield NotRead(number, "other tabs")
            continue
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
    """Return the record of a paper of which a list gives an identifier or address."""
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
    words = [word for word in _WORD.finditer(text) if _is_identifier(_bare(word[0]))]
    if not words:
        return None
    word = next((word for word in words if "://" in word[0]), words[0])
    rest = (_title(text[: word.start()]), _title(text[word.end() :]))
    return _bare(word[0]), next((title for title in rest if len(title.split()) >= _TITLE_WORDS), "")


def _bare(word: str) -> str:
    return word.strip(_AROUND).rstrip(".")


def _title(text: str) -> str:
    """Return what may be a title, beside an identifier."""
    return page_title(text.strip(_BETWEEN)).strip(_AROUND)


def _is_identifier(word: str) -> bool:
    if "://" in word:
        return is_paper_address(word)
    arxiv_id = arxiv_id_in(word)
    if arxiv_id:
        return len(word) <= len("https://huggingface.co/papers/v99.pdf") + len(arxiv_id)
    return word.lower().startswith(("10.", "doi:10.", "doi.org/10.")) and doi_in(word) is not None
