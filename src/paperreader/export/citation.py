"""One paper in one line, for people: a citation line or a Markdown list item. No author is invented."""

from __future__ import annotations

import re

from paperreader.paper import Paper
from paperreader.text import count_of

_MAX_NAMES = 12
_MARKUP = re.compile(r"([\\`*_\[\]<>&~$|])")
_BLOCK_START = re.compile(r"^(\d+(?=[.)])|(?=[-+#=]))(.)")  # begins a heading or a list at the start of an item
_LINK_END = re.compile(r"[<>\s\\]")  # would end a link
_PARENTHESES = re.compile(r"[()]")
_PAIRS = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")  # parentheses that a link may have
_UNDATED = "undated"


def authors_text(paper: Paper) -> str:
    """Return the names of the authors, else the organization, else the number of authors, else "".

    Of more than `_MAX_NAMES` authors only the first are named.
    """
    if paper.authors:
        return named_authors(paper, _MAX_NAMES)
    if paper.organization:
        return paper.organization
    return "" if paper.authors_count is None else count_of(paper.authors_count, "author")


def named_authors(paper: Paper, most: int) -> str:
    """Return the names of the authors in one text, "" if none is known.

    If there are more than `most`, or the dump names the first only, these and the number of others are given; where
    that is not known, `et al.` stands for them.
    """
    names = paper.authors or ()
    shown = names if len(names) <= most else names[: most - 1]
    listed = ", ".join(shown)
    if not names or paper.authors_count is None:
        return listed and f"{listed} et al."
    others = max(paper.authors_count, len(names)) - len(shown)
    return f"{listed} and {others} more" if others else listed


def citation_line(paper: Paper) -> str:
    """Return the title, authors, venue, date and link in one line."""
    parts = [paper.title.rstrip("."), authors_text(paper), paper.venue or "", paper.date_text, paper.link or ""]
    known = [part for part in parts if part]
    return " ".join([part if part[-1] in "?!" else f"{part}." for part in known[:-1]] + known[-1:])


def markdown_item(paper: Paper) -> str:
    """Return a Markdown list item of the title with its link, the authors, the venue and the date."""
    details = markdown_details(paper, len(paper.authors or ()))
    if len(details) == 1 and paper.authors and not paper.link:
        details.append(_UNDATED)  # names alone would be read as a part of the title: `(Extended Abstract)`
    return f"- {linked_title(paper)}" + (f" ({' · '.join(details)})" if details else "")


def markdown_details(paper: Paper, most_names: int = _MAX_NAMES, heading: str = "") -> list[str]:
    """Return as Markdown the authors or `*organization*`, the `_venue_` and the date, each if known.

    What the heading above says is left out. The signs let `formats.own_markdown` tell the parts from each other.
    """
    if paper.authors:
        who = escape_markdown(named_authors(paper, most_names))
    elif paper.organization:
        who = f"*{escape_markdown(paper.organization)}*" if paper.organization != heading else ""
    else:
        who = authors_text(paper)
    venue = f"_{escape_markdown(paper.venue)}_" if paper.venue else ""
    return [part for part in (who, venue, paper.date_text) if part not in ("", heading)]


def linked_title(paper: Paper) -> str:
    """Return the title as Markdown, linked if the paper has a link."""
    if not paper.link:
        return escape_markdown(paper.title)
    link = _LINK_END.sub(_percent, paper.link)
    if not _PAIRS.fullmatch(link):
        link = _PARENTHESES.sub(_percent, link)
    return f"[{escape_markdown(paper.title)}]({link})"


def _percent(sign: re.Match[str]) -> str:
    return f"%{ord(sign[0]):02X}"


def escape_markdown(text: str) -> str:
    """Return Markdown that shows a text as it is, also at the beginning of a line."""
    return _BLOCK_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
