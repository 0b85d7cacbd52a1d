"""From a paper to what the detail shows, and the signs and words that the list shares with it.

Text from a dump never meets markup here: it goes into `Content` as it is.
"""

from __future__ import annotations

import locale
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from paperreader.dates import MONTHS
from paperreader.export.citation import authors_text
from paperreader.paper import Paper
from paperreader.paper_links import all_links
from paperreader.text import find_urls, sanitize


class Glyphs(NamedTuple):
    """The signs for states, in the letters that the terminal has."""

    unread: str = "●"
    star: str = "★"
    rule: str = "─"
    cut: str = "…"
    on: str = "✓"
    off: str = "✗"
    dot: str = "·"
    up: str = "▲"


ASCII = Glyphs("o", "*", "-", "~", "x", "-", "-", "^")


def glyphs() -> Glyphs:
    """The signs for this terminal: ASCII where its letters are not UTF-8."""
    return Glyphs() if "utf" in locale.getpreferredencoding(do_setlocale=False).lower() else ASCII


def fit(text: str, width: int, cut: str) -> str:
    """The text, or its beginning and the sign for a cut, in at most so many cells."""
    if text.isascii():
        return text if len(text) <= width else text[: max(0, width - 1)] + cut
    if cell_len(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cell_len(text[:middle]) < width else (low, middle - 1)
    return text[:low] + cut


def day_text(day: date | None, printed: str, today: date, style: str = "short") -> str:
    """`Feb 24`, with the year when it is not this one, `2024-02-24` or `9mo`; as printed while the year is not known."""
    if day is None:
        return printed
    if style == "iso":
        return day.isoformat()
    if style == "age":
        return _age((today - day).days)
    text = f"{MONTHS[day.month - 1]} {day.day}"
    return text if day.year == today.year else f"{text}, {day.year}"


_AGES = ((365, "y"), (30, "mo"), (7, "w"))  # days


def _age(days: int) -> str:
    """`3d`, `2w`, `9mo`, `4y`; a day to come is `0d`."""
    return next((f"{days // length}{unit}" for length, unit in _AGES if days >= 2 * length), f"{max(0, days)}d")


def about(paper: Paper, signs: Glyphs, *when: str) -> str:
    """Who, when and how much it was discussed, on one line."""
    comments = "" if not paper.comments else "1 comment" if paper.comments == 1 else f"{paper.comments} comments"
    upvotes = "" if not paper.upvotes else "1 upvote" if paper.upvotes == 1 else f"{paper.upvotes} upvotes"
    return f" {signs.dot} ".join(part for part in (authors_text(paper), *when, comments, upvotes) if part)


class ShownPaper(NamedTuple):
    """What the detail shows of a paper: its abstract is read by the caller, who tells why it cannot be.

    `spans` and `found` are the letters to be marked in the title and in the abstract.
    """

    paper: Paper
    abstract: str | None
    trouble: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    found: tuple[tuple[int, int], ...] = ()
    read: bool = False
    starred: bool = False


def detail(shown: ShownPaper, signs: Glyphs) -> Content:
    """A paper in full: title, who and when, abstract with its links, sources with their lines."""
    paper = shown.paper
    parts: list[Content] = [_marked_title(paper.title, shown.spans), _about(shown, signs), Content("")]
    if shown.trouble:
        parts.append(Content.styled(shown.trouble, "$warning"))
    elif shown.abstract:
        parts += _abstract(shown.abstract, shown.found)
    elif paper.sources:
        parts.append(Content.styled("This dump has no abstract of it.", "$muted italic"))
    else:
        parts.append(Content.styled("Starred in a dump that is not open now.", "$muted italic"))
    parts.append(Content(""))
    links = all_links(paper.own_links, shown.abstract)
    parts += [Content.assemble((f"[{number}] ", "$muted"), (link, "$accent")) for number, link in enumerate(links, 1)]
    if links:
        parts.append(Content(""))
    parts += [Content.styled(f"{sanitize(place.path)}:{place.line}", "$muted") for place in paper.sources]
    return Content("\n").join(parts)


def _marked_title(title: str, spans: Sequence[tuple[int, int]]) -> Content:
    return _marked(Content.styled(title, "bold"), spans)


def _marked(content: Content, spans: Sequence[tuple[int, int]]) -> Content:
    for start, end in spans:
        content = content.stylize("$accent underline", start, end)
    return content


def _about(shown: ShownPaper, signs: Glyphs) -> Content:
    paper = shown.paper
    day = f"{MONTHS[paper.date.month - 1]} {paper.date.day}, {paper.date.year}" if paper.date else paper.date_text
    if paper.date_basis == "inferred":
        day += " (year inferred)"
    told = about(paper, signs, day) or "no date, no authors in this dump"
    star = (f"{signs.star} ", "$warning") if shown.starred else ""
    unread = "" if shown.read else (f"{signs.unread} ", "$accent")
    return Content.assemble(unread, star, (told, "$muted"))


def _abstract(text: str, found: Sequence[tuple[int, int]]) -> list[Content]:
    """The abstract's lines, its addresses and what was searched for marked."""
    content = _marked(Content(text), find_urls(text))
    for start, end in found:
        content = content.stylize("$warning bold", start, end)
    return content.split("\n", allow_blank=True)
