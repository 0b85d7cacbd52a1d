r"""Papers for reference managers: BibTeX and RIS, of one paper or many.

No library is used: the writers of the existing parsers escape TeX that is TeX already, or escape nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from paperreader.dates import MONTHS
from paperreader.export.citation_keys import citation_key
from paperreader.export.record import ExportRow
from paperreader.export.tex import tex
from paperreader.export.venues import is_conference
from paperreader.library.author_names import NameParts, is_group, name_parts
from paperreader.paper import Paper
from paperreader.paper_links import all_links
from paperreader.text import count_of

OWN_NOTE = "Note: "
"""What stands before the user's note where other notes may stand too; `formats.ris` knows it."""
_URL_END = re.compile(r"[{}\\ ]")  # would end the field of a URL, in which nothing else is escaped
_FIELD_NAME = re.compile(r"[a-z]+")


def as_bibtex(rows: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """Yield one BibTeX entry for each paper, separated by blank lines."""
    separator = ""
    for row in rows:
        yield separator + bibtex_entry(row)
        separator = "\n"


def as_ris(rows: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """Yield one RIS record for each paper, each followed by a blank line."""
    for row in rows:
        yield ris_record(row) + "\n"


def bibtex_entry(row: ExportRow) -> str:
    """Return a paper as a BibTeX entry; unknown values have no field. See `paperreader.export.tex`.

    The user's tags are among the keywords; the note is an `annote`.

    A paper of a conference is `@inproceedings`, one with another venue `@article`, one without a venue `@misc`.
    Its organization is an `institution` where `organization` would be the sponsor of a conference.
    """
    paper, abstract = row.paper, row.abstract
    venue = paper.venue or ""
    kind = "misc" if not venue else "inproceedings" if is_conference(venue) else "article"
    year, month, day = _date_parts(paper)
    fields = {
        "title": f"{{{tex(paper.title)}}}",  # a second pair of braces keeps the capitals
        "author": " and ".join([*map(_author, paper.authors or ()), *["others"] * _has_others(paper)]),
        "booktitle" if kind == "inproceedings" else "journal": tex(venue),
        "organization" if kind == "misc" else "institution": tex(paper.organization or ""),
        "year": year,
        "month": MONTHS[int(month) - 1].lower() if month else "",
        "day": day.lstrip("0"),
        "doi": _URL_END.sub(_percent, paper.doi or ""),
        "eprint": _URL_END.sub(_percent, paper.arxiv_id or ""),
        "archivePrefix": "arXiv" if paper.arxiv_id else "",
        "primaryClass": _primary_class(paper),
        **{register: _URL_END.sub(_percent, value) for register, value in _other_ids(paper)},
        "url": _URL_END.sub(_percent, paper.link or ""),
        "pdf": _URL_END.sub(_percent, paper.pdf or ""),
        "code": _URL_END.sub(_percent, paper.code or ""),
        "keywords": tex(_keywords(_keywords_of(row))),
        "abstract": tex(abstract or ""),
        "annote": tex(row.note),
        "note": tex("; ".join((*_notes(paper), *_see_also(paper, abstract)))),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}"
        for name, value in fields.items()
        if value and value != "{}"
    ]
    return f"@{kind}{{{citation_key(row.library, row.row)},\n" + ",\n".join(lines) + "\n}\n"


def ris_record(row: ExportRow) -> str:
    """Return a paper as a RIS record. Each value is one line, so that no part of it can be read as a tag.

    The user's tags are among the keywords; the note is an `N1` that begins with `OWN_NOTE`.
    """
    paper, abstract = row.paper, row.abstract
    venue = paper.venue or ""
    kind = "GEN" if not venue else "CPAPER" if is_conference(venue) else "JOUR"
    year, month, day = _date_parts(paper)
    tags: list[tuple[str, str | None]] = [
        ("TY", kind),
        ("ID", citation_key(row.library, row.row)),
        ("DB", "paperreader"),  # `formats.ris` reads notes and publishers of its own records only
        ("TI", paper.title),
        *(("AU", _inverted(name)) for name in paper.authors or ()),
        ("T2", venue),
        ("PB", paper.organization),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}" if month else None),
        ("DO", paper.doi),
        ("AN", f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else None),
        *(("AN", f"{register}:{value}") for register, value in _other_ids(paper)),
        *(("KW", keyword) for keyword in _keywords_of(row)),
        *(("UR", url) for url in all_links(paper.addresses, abstract) if url != paper.pdf or url == paper.link),
        ("L1", paper.pdf),
        ("AB", abstract),
        ("N1", row.note and f"{OWN_NOTE}{row.note}"),
        ("N1", "; ".join([*_notes(paper), *["and others"] * (_has_others(paper) and paper.authors_count is None)])),
    ]
    lines = [f"{tag}  - {_on_one_line(value)}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - \n"])


def _on_one_line(text: str) -> str:
    """Return a text without its line ends; other white space, such as `5\N{THIN SPACE}min`, is as it was."""
    return " ".join(line for part in text.splitlines() if (line := part.strip()))


def _date_parts(paper: Paper) -> tuple[str, str, str]:
    """Return year, month and day as far as they are known, else ""."""
    year, month, day, *_ = (*paper.date_text.split("-"), "", "", "") if paper.date_basis else ("", "", "")
    return year, month, day


def _primary_class(paper: Paper) -> str:
    """Return the first category of a paper of arXiv; "" if it is a name in words, which the field has no place for."""
    first = (paper.categories or ("",))[0] if paper.arxiv_id else ""
    return tex(first) if " " not in first else ""


def _other_ids(paper: Paper) -> Iterator[tuple[str, str]]:
    """Return register and value of the identifiers that have no field of their own, the first of each register."""
    known: dict[str, str] = {}
    for identifier in paper.ids or ():
        register, _, value = identifier.partition(":")
        known.setdefault(register, value)
    return ((register, value) for register, value in known.items() if _FIELD_NAME.fullmatch(register))


def _notes(paper: Paper) -> Iterator[str]:
    """Yield notes for what no other field has: a remark, the number of authors, an inferred year."""
    if paper.comment:
        yield paper.comment
    if paper.authors_count not in (None, len(paper.authors or ())):
        yield count_of(paper.authors_count, "author")
    if paper.date_basis == "inferred":
        yield "year inferred"


def _has_others(paper: Paper) -> bool:
    """Return whether the dumps name the first authors only."""
    return bool(paper.authors) and (paper.authors_count or 0) != len(paper.authors or ())


def _keywords_of(row: ExportRow) -> Sequence[str]:
    """Return the keywords of a paper, then the user's tags that are none of them."""
    return tuple(dict.fromkeys((*(row.paper.keywords or ()), *row.tags)))


def _keywords(keywords: Sequence[str]) -> str:
    """Return keywords in one text, separated by `;` where one has a comma (`Aged, 80 and over`)."""
    return ("; " if any("," in keyword for keyword in keywords) else ", ").join(keywords)


def _see_also(paper: Paper, abstract: str | None) -> Iterator[str]:
    """Yield a note of the addresses that have no field."""
    if urls := [url for url in all_links(paper.addresses, abstract) if url not in (paper.link, paper.pdf, paper.code)]:
        yield "see also " + " ".join(urls)


def _author(name: str) -> str:
    """Return the name of an author; that of a group in braces, since BibTeX would take it apart."""
    if is_group(name):
        return f"{{{tex(name)}}}"
    given, family, suffix = _parts(name)
    if f"{given} {family}".strip() == name:
        return tex(name)
    return ", ".join(tex(part) for part in (family, suffix, given) if part)


def _inverted(name: str) -> str:
    """Return `Family, Given, Suffix`, as RIS has it."""
    given, family, suffix = _parts(name)
    return ", ".join(part for part in (family, given, suffix) if part)


def _parts(name: str) -> NameParts:
    """Return the parts of a name; a suffix without a comma before it (`Monroe Kennedy III`) stays behind the family name."""
    parts = name_parts(name)
    if parts.suffix and "," not in name:
        return NameParts(parts.given, f"{parts.family} {parts.suffix}")
    return parts


def _percent(sign: re.Match[str]) -> str:
    return f"%{ord(sign[0]):02X}"
