r"""Papers for reference managers: BibTeX and RIS, of one paper or many.

No author is invented: a dump that tells only how many there are is quoted so, in a note, and a year
that was worked out says so there. A citation key comes from the paper alone.

Written here and not by a library: what the parsers of these formats can write escapes TeX that is TeX already,
or nothing, and costs more to import than the whole list.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from paperreader.dates import MONTHS
from paperreader.export.citation import authors_text
from paperreader.export.record import ExportRow
from paperreader.export.tex import tex
from paperreader.paper import Paper, compact_key
from paperreader.paper_links import all_links

_BEGINNING = 32  # letters of a title in a citation key


def as_bibtex(papers: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """An entry a paper, a blank line between."""
    blank = ""
    for listed in papers:
        yield blank + bibtex_entry(listed.paper, listed.abstract)
        blank = "\n"


def as_ris(papers: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """A record a paper, a blank line behind each."""
    for listed in papers:
        yield ris_record(listed.paper, listed.abstract) + "\n"


def bibtex_entry(paper: Paper, abstract: str | None) -> str:
    """A paper as BibTeX; what is not known has no field. See `paperreader.export.tex`."""
    day = paper.date
    fields = {
        "title": f"{{{tex(paper.title)}}}",  # in braces of its own: capitals stay
        "author": " and ".join(map(_name, paper.authors or ())),
        "organization": tex(paper.organization or ""),
        "year": str(day.year) if day else "",
        "month": MONTHS[day.month - 1].lower() if day else "",
        "day": str(day.day) if day else "",
        "eprint": paper.arxiv_id or "",
        "archivePrefix": "arXiv" if paper.arxiv_id else "",
        "url": _address(paper.link or ""),
        "abstract": tex(abstract or ""),
        "note": tex("; ".join(_notes(paper, abstract))),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value and value != "{}"
    ]
    return f"@misc{{{citation_key(paper.key)},\n" + ",\n".join(lines) + "\n}\n"


def ris_record(paper: Paper, abstract: str | None) -> str:
    """A paper as RIS, which has no paragraphs: each value is one line, so none can be taken for a tag."""
    day = paper.date
    tags: list[tuple[str, str | None]] = [
        ("TY", "GEN"),
        ("ID", citation_key(paper.key)),
        ("TI", paper.title),
        *(("AU", name) for name in paper.authors or ()),
        ("PB", paper.organization),
        ("PY", str(day.year) if day else None),
        ("DA", f"{day:%Y/%m/%d}" if day else None),
        ("AN", f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else None),
        *(("UR", address) for address in all_links(paper.own_links, abstract)),
        ("AB", abstract),
        ("N1", "; ".join(_notes(paper, None))),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - \n"])


def _notes(paper: Paper, abstract: str | None) -> Iterator[str]:
    """What no other field can say: how many authors, whose year, the addresses in the abstract."""
    if not paper.authors and not paper.organization and authors_text(paper):
        yield authors_text(paper)
    if paper.date_basis == "inferred":
        yield "year inferred"
    if further := [address for address in all_links(paper.own_links, abstract) if address != paper.link]:
        yield "see also " + " ".join(further)


def _name(author: str) -> str:
    """An author's name; in braces where BibTeX would take it for two."""
    return f"{{{tex(author)}}}" if re.search(r"\sand\s", author, re.IGNORECASE) else tex(author)


def _address(link: str) -> str:
    r"""An address as `\\url` takes it: unescaped, but without what would end the field."""
    return "".join(f"%{ord(sign):02X}" if sign in "{}\\ " else sign for sign in link)


def citation_key(key: str) -> str:
    """A name for a paper in the letters that all BibTeX programs take: how its title begins, and a checksum.

    It is made from what all copies of the paper share, which glue and split words: so it stays the
    same whichever of them a list has.
    """
    same = compact_key(key)
    begins = re.sub(r"[^A-Za-z0-9]", "", same.partition("~")[0])[:_BEGINNING]
    return f"{begins}-{zlib.crc32(same.encode('utf-8', 'replace')):08x}".lstrip("-")
