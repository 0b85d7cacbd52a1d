"""What the panes show of a paper: its detail, and the texts and glyphs shared with the list.

No text of a dump is parsed as markup: `Content` takes it as it is.
"""

from __future__ import annotations

import locale
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from paperreader.dates import MONTHS
from paperreader.export.citation import authors_text
from paperreader.paper import Paper
from paperreader.paper_links import all_links
from paperreader.text import count_of, find_urls, sanitize


class Glyphs(NamedTuple):
    """Single characters that mark states."""

    unread: str = "●"
    star: str = "★"
    rule: str = "─"
    ellipsis: str = "…"
    included: str = "✓"
    excluded: str = "✗"
    separator: str = "·"
    upvotes: str = "▲"


ASCII = Glyphs("o", "*", "-", "~", "x", "-", "-", "^")


def terminal_glyphs() -> Glyphs:
    """Return the glyphs for the terminal: ASCII if its encoding is not UTF-8."""
    return Glyphs() if "utf" in locale.getpreferredencoding(do_setlocale=False).lower() else ASCII


def truncate(text: str, width: int, ellipsis: str) -> str:
    """Shorten a text to `width` cells, at least 1, ellipsis included, which is 1 cell wide."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)).rstrip() + ellipsis


def format_date(day: date | None, printed: str, today: date, style: str = "short") -> str:
    """Format a date; None, if its year is unknown, as the dump prints it.

    The style is `short` ("Feb 24", with the year unless it is this year), `iso` ("2024-02-24") or `age` ("9mo").
    """
    if day is None:
        return printed
    if style == "iso":
        return day.isoformat()
    if style == "age":
        return _format_age((today - day).days)
    return _month_and_day(day) if day.year == today.year else _full_date(day)


def _month_and_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def _full_date(day: date) -> str:
    return f"{_month_and_day(day)}, {day.year}"


_AGE_UNITS = ((365, "y"), (30, "mo"), (7, "w"))  # days


def _format_age(days: int) -> str:
    """Format an age: `3d`, `2w`, `9mo` or `4y`; a date in the future is `0d`."""
    ages = (f"{days // length}{unit}" for length, unit in _AGE_UNITS if days >= 2 * length)
    return next(ages, f"{max(0, days)}d")


def byline(paper: Paper, glyphs: Glyphs, day: str) -> str:
    """Return authors, date, and numbers of comments and upvotes, as far as they are known."""
    parts = (authors_text(paper), day, _format_count(paper.comments, "comment"), _format_count(paper.upvotes, "upvote"))
    return f" {glyphs.separator} ".join(part for part in parts if part)


def _format_count(number: int | None, noun: str) -> str:
    return count_of(number, noun) if number else ""


class PaperDetail(NamedTuple):
    """What the detail pane shows: a paper, and the matches in its texts as (start, end) code points."""

    paper: Paper
    abstract: str | None
    error: str = ""  # why the abstract could not be read
    title_spans: tuple[tuple[int, int], ...] = ()
    abstract_spans: tuple[tuple[int, int], ...] = ()
    read: bool = False
    starred: bool = False


def render_detail(detail: PaperDetail, glyphs: Glyphs) -> Content:
    """Return the text of the detail pane: title, byline, abstract, links, and places in the dumps."""
    title = _with_matches(Content.styled(detail.paper.title, "bold"), detail.title_spans)
    parts = [title, _styled_byline(detail, glyphs), Content(""), *_abstract(detail), Content("")]
    links = all_links(detail.paper.own_links, detail.abstract)
    parts += [Content.assemble((f"[{number}] ", "$muted"), (link, "$accent")) for number, link in enumerate(links, 1)]
    if links:
        parts.append(Content(""))
    locations = detail.paper.sources
    parts += [Content.styled(f"{sanitize(location.path)}:{location.line}", "$muted") for location in locations]
    return Content("\n").join(parts)


def _with_matches(content: Content, spans: Sequence[tuple[int, int]], style: str = "$accent underline") -> Content:
    for start, end in spans:
        content = content.stylize(style, start, end)
    return content


def _styled_byline(detail: PaperDetail, glyphs: Glyphs) -> Content:
    paper = detail.paper
    day = _full_date(paper.date) if paper.date else paper.date_text
    if paper.date_basis == "inferred":
        day += " (year inferred)"
    text = byline(paper, glyphs, day) or "no date, no authors in this dump"
    star = (f"{glyphs.star} ", "$warning") if detail.starred else ""
    unread = "" if detail.read else (f"{glyphs.unread} ", "$accent")
    return Content.assemble(unread, star, (text, "$muted"))


def _abstract(detail: PaperDetail) -> Iterator[Content]:
    """Yield the lines of the abstract, or why there is none."""
    if detail.error:
        yield Content.styled(detail.error, "$warning")
    elif detail.abstract:
        content = _with_matches(Content(detail.abstract), find_urls(detail.abstract))
        yield from _with_matches(content, detail.abstract_spans, "$warning bold").split("\n", allow_blank=True)
    elif detail.paper.sources:
        yield Content.styled("This dump has no abstract of the paper.", "$muted italic")
    else:
        yield Content.styled("Starred, from a dump that is not open now.", "$muted italic")
