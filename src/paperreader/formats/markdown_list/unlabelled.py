"""What lines without a label below a title say: authors, perhaps with links behind them, a venue with its year, a date."""

from __future__ import annotations

import re
from typing import NamedTuple

from paperreader.formats.records.days import parse_day
from paperreader.formats.records.lines.author_lines import AuthorLine, parse_author_line
from paperreader.formats.records.lines.labels import labelled
from paperreader.formats.records.lines.markdown_inline import italic_parts, outer_links, plain

_MARKS_OF_AUTHORS = re.compile(r"<sup>[^<]{0,20}</sup>|\\[*†‡]", re.IGNORECASE)
_PERSON = re.compile(
    r"https?://(?:[\w-]+\.)*(?:aclanthology\.org/people/|openreview\.net/profile|scholar\.google\.[a-z.]+/citations|orcid\.org/"
    r"|semanticscholar\.org/author/|dblp\.org/pid/|arxiv\.org/(?:a/|search/[^\s]*searchtype=author))"
)
_BETWEEN = " ,;|·&\\*"  # what stands between links to people
_VENUE = re.compile(
    r"[\s\"”'.,(\[]*(?P<venue>[A-Z][\w&.+/:’'-]*(?: (?:[A-Z&(][\w&.+/:’')-]*|of|on|in|for|and|the)){0,7}),? \(?(?P<year>(?:19|20)\d\d)\)?"
    r"(?: (?P<track>findings|workshops?|oral|spotlight|poster|highlight|demo))?(?=[\s.,;)\]|(]*(?:$|[(|\[.]))",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_MONTH_ALONE = re.compile(_MONTH, re.IGNORECASE)
_DAY = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}},)? (?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:[-./]\d\d?){0,2}",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[([A-Z][\w&/-]{1,20})['’] ?([0-4]\d)\]")  # [CVPR' 17]
_OTHERS = re.compile(r"^\W*et al\.?[\s.]*")
_YEAR_ALONE = re.compile(r"\W{0,6}((?:19|20)\d\d)[.,)]")
_SHORT = 80  # letters of a venue, of a date, of a value that is no text
_PAIR = 2
_FEW_LETTERS = 24
_ADDRESS = re.compile(r"[^:：]{1,40}[:：]\s*<?https?://\S+>?")


class Stated(NamedTuple):
    """A venue and a year, perhaps with its month, each "" if it is not stated."""

    venue: str
    year: str


def authors_of(text: str, unlinked: str) -> AuthorLine | None:
    """Return the authors of a line: links to people, its text in italics at the beginning, else all that is no link.

    Args:
        text: the line as Markdown.
        unlinked: its plain text outside links.
    """
    linked = [plain(link.text) for link in outer_links(text) if _PERSON.match(link.address)]
    if linked and not unlinked.strip(_BETWEEN):
        return parse_author_line(", ".join(linked), alone=True)
    if "<sup>" in text or "\\" in text:
        text, unlinked = _MARKS_OF_AUTHORS.sub("", text), plain(_MARKS_OF_AUTHORS.sub("", unlinked))
    slanted = italic_parts(text) if text.lstrip()[:1] in ("*", "_", "<") else []
    if slanted and plain(text).startswith(name := plain(slanted[0])):
        return _with_families_first(name) or parse_author_line(name.rstrip(" .,"), alone=True)
    return parse_author_line(unlinked)


def _with_families_first(text: str) -> AuthorLine | None:
    """Return authors as BibTeX has them: `Lovelace, Ada and Babbage, Charles and others`."""
    names = text.rstrip(" .,").split(" and ")
    others = names[-1] == "others"
    named = names[:-1] if others else names
    if len(names) < _PAIR or any(name.count(",") != 1 or len(name) > _SHORT for name in named):
        return None
    return AuthorLine([*named, "et al."] if others else named, None, "")


def stated_in(text: str) -> Stated:
    """Return the venue and year with which a plain text begins: `ICML, 2021 (Sheffield)`, `ACL 2023 Findings`, or a `[CVPR' 17]` in it."""
    tag = _TAG.search(text)
    if tag:
        return Stated(tag[1], f"20{tag[2]}")
    text = _OTHERS.sub("", text)
    found = _VENUE.match(text[:_SHORT])
    if not found or not (found["venue"][0].isupper() or found["venue"].lower() == "arxiv"):
        year = _YEAR_ALONE.match(text)
        return Stated("", year[1] if year else "")
    if _MONTH_ALONE.fullmatch(found["venue"]):
        return Stated("", f"{found['venue']} {found['year']}")
    return Stated(f"{found['venue']} {found['track'] or ''}".strip(), found["year"])


def day_in(text: str) -> str:
    """Return the date that is all of a plain text, "" for another."""
    text = text.strip(" .,;|·•[]()")
    return text if _DAY.fullmatch(text) and parse_day(text) else ""


def is_short_field(text: str) -> bool:
    """Return whether an item has any label, and behind it only an address or a few letters: `代码（soon）：https://...`."""
    if _ADDRESS.fullmatch(text.strip()):
        return True
    found = labelled(plain(text))
    return found is not None and len(found[2]) <= _FEW_LETTERS
