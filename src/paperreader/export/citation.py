"""One paper to be pasted elsewhere: a citation line, BibTeX, Markdown.

No author is invented: a dump that tells only how many there are is quoted so.
"""

from __future__ import annotations

import re

from paperreader.paper import Paper

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def who(paper: Paper) -> str:
    """The authors as far as they are known: names, their number, the organisation, or nothing."""
    if paper.authors:
        return ", ".join(paper.authors)
    if paper.organization:
        return paper.organization
    if paper.authors_count is None:
        return ""
    return "1 author" if paper.authors_count == 1 else f"{paper.authors_count} authors"


def as_line(paper: Paper) -> str:
    """One line: title, who, date, address."""
    parts = [paper.title.rstrip("."), who(paper), paper.date_text, paper.link or ""]
    told = [part for part in parts if part]
    return " ".join([part if part[-1] in "?!" else f"{part}." for part in told[:-1]] + told[-1:])


def as_markdown(paper: Paper) -> str:
    """A list item with the title, linked where an address is known."""
    title = re.sub(r"([\\`*_\[\]<>])", r"\\\1", paper.title)
    linked = f"[{title}]({paper.link})" if paper.link else title
    about = ", ".join(part for part in (who(paper), paper.date_text) if part)
    return f"- {linked}" + (f" ({about})" if about else "")


def as_bibtex(paper: Paper) -> str:
    """A BibTeX entry; its citation key comes from the paper alone, so that it never changes."""
    notes = [who(paper) if not paper.authors else ""]
    if paper.date_basis == "inferred":
        notes.append("year inferred")
    fields = {
        "title": f"{{{_escaped(paper.title)}}}",
        "author": _escaped(" and ".join(paper.authors or ())),
        "year": str(paper.date.year) if paper.date else "",
        "url": paper.link or "",
        "eprint": paper.arxiv_id or "",
        "note": _escaped(", ".join(note for note in notes if note)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value and value != "{}"]
    return f"@misc{{{_citation_key(paper.key)},\n" + ",\n".join(lines) + "\n}\n"


def _citation_key(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9:-]", "-", key)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)
