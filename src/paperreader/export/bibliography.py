r"""Papers for reference managers: BibTeX and RIS, of one paper or many. A citation key depends on the paper alone.

No library is used: the writers of the existing parsers escape TeX that is TeX already, or escape nothing.
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

_URL_END = re.compile(r"[{}\\ ]")  # would end the field of a URL, in which nothing else is escaped
_KEY_LETTERS = 32  # letters of the title in a citation key


def as_bibtex(rows: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """Yield one BibTeX entry for each paper, separated by blank lines."""
    separator = ""
    for row in rows:
        yield separator + bibtex_entry(row.paper, row.abstract)
        separator = "\n"


def as_ris(rows: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """Yield one RIS record for each paper, each followed by a blank line."""
    for row in rows:
        yield ris_record(row.paper, row.abstract) + "\n"


def bibtex_entry(paper: Paper, abstract: str | None) -> str:
    """Return a paper as a BibTeX entry; unknown values have no field. See `paperreader.export.tex`."""
    day = paper.date
    fields = {
        "title": f"{{{tex(paper.title)}}}",  # a second pair of braces keeps the capitals
        "author": " and ".join(map(_author, paper.authors or ())),
        "organization": tex(paper.organization or ""),
        "year": str(day.year) if day else "",
        "month": MONTHS[day.month - 1].lower() if day else "",
        "day": str(day.day) if day else "",
        "eprint": paper.arxiv_id or "",
        "archivePrefix": "arXiv" if paper.arxiv_id else "",
        "url": _URL_END.sub(lambda sign: f"%{ord(sign[0]):02X}", paper.link or ""),
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
    """Return a paper as a RIS record. Each value is one line, so that no part of it can be read as a tag."""
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
        *(("UR", url) for url in all_links(paper.own_links, abstract)),
        ("AB", abstract),
        ("N1", "; ".join(_notes(paper, None))),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - \n"])


def _notes(paper: Paper, abstract: str | None) -> Iterator[str]:
    """Yield notes for what no other field has: the number of authors, an inferred year, URLs of the abstract."""
    if not paper.authors and not paper.organization and authors_text(paper):
        yield authors_text(paper)
    if paper.date_basis == "inferred":
        yield "year inferred"
    if urls := [url for url in all_links(paper.own_links, abstract) if url != paper.link]:
        yield "see also " + " ".join(urls)


def _author(name: str) -> str:
    """Return the name of an author, in braces if BibTeX would split it at an `and`."""
    return f"{{{tex(name)}}}" if re.search(r"\sand\s", name, re.IGNORECASE) else tex(name)


def citation_key(key: str) -> str:
    """Return a citation key that every BibTeX program accepts: the first letters of the title, and a checksum.

    It is made from the compact form of the paper's key, which is the same for all copies of a paper, though
    copies join and split words.
    """
    compact = compact_key(key)
    letters = re.sub(r"[^A-Za-z0-9]", "", compact.partition("~")[0])[:_KEY_LETTERS]
    return f"{letters}-{zlib.crc32(compact.encode('utf-8', 'replace')):08x}".lstrip("-")
