"""The only door from a paper to what is drawn: strips for the list, content for the rest.

Text from a dump never meets markup here: it goes into segments and `Content` as it is.
"""

from __future__ import annotations

import locale
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from paperreader.export.citation import who
from paperreader.paper import Paper
from paperreader.text import clean, links

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Glyphs(NamedTuple):
    """The signs for states, in the letters that the terminal has."""

    unread: str = "●"
    star: str = "★"
    rule: str = "─"
    cut: str = "…"
    on: str = "✓"
    off: str = "✗"
    dot: str = "·"


ASCII = Glyphs("o", "*", "-", "~", "x", "-", "-")


def glyphs() -> Glyphs:
    """The signs for this terminal: ASCII where its letters are not UTF-8."""
    return Glyphs() if "utf" in locale.getpreferredencoding(do_setlocale=False).lower() else ASCII


class Row(NamedTuple):
    """What one line of the list shows.

    Attributes:
        spans: the matched letters of the title, as (start, end) code points.
        comments: None or below 0 when unknown.
        dim: whether the paper's dump is not open.
    """

    title: str
    spans: tuple[tuple[int, int], ...] = ()
    read: bool = False
    starred: bool = False
    day: str = ""
    comments: int | None = None
    dim: bool = False


class Looks(NamedTuple):
    """The styles of the list's parts."""

    row: Style
    read: Style
    cursor: Style
    unread: Style
    star: Style
    match: Style
    meta: Style


_MARKS = 4  # cells: a margin, two marks, a space
_DATE = 13
_COMMENTS = 4
_THOUSAND = 1000
_TITLE = 76  # cells that the title keeps before dates and comments are shown


def columns(width: int) -> tuple[int, bool, bool]:
    """(cells of the title, whether dates, whether comments are shown) in a list so many cells wide."""
    title = width - _MARKS
    dates = title - _DATE >= _TITLE
    title -= _DATE if dates else 0
    comments = dates and title - _COMMENTS >= _TITLE
    return title - (_COMMENTS if comments else 0), dates, comments


def row_strip(row: Row, width: int, looks: Looks, signs: Glyphs, *, cursor: bool) -> Strip:
    """One line of the list, exactly `width` cells."""
    title_width, dates, comments = columns(width)
    base = looks.read if row.read or row.dim else looks.row
    if cursor:
        base = base + looks.cursor
    over = looks.cursor if cursor else Style.null()
    parts = [
        Segment(" ", base),
        Segment(" " if row.read else signs.unread, base + looks.unread + over),
        Segment(signs.star if row.starred else " ", base + looks.star + over),
        Segment(" ", base),
        *_title(row, title_width, base, base + looks.match + over, signs),
    ]
    meta = base + looks.meta + over
    if dates:
        parts.append(Segment(f"{row.day:>{_DATE}}", meta))
    if comments:
        parts.append(Segment(f"{_short(row.comments):>{_COMMENTS}}", meta))
    return Strip(parts).adjust_cell_length(width, base)


def _short(comments: int | None) -> str:
    return (
        "" if not comments or comments < 0 else str(comments) if comments < _THOUSAND else f"{comments // _THOUSAND}k"
    )


def _title(row: Row, width: int, base: Style, match: Style, signs: Glyphs) -> Iterator[Segment]:
    shown = fit(row.title, width, signs.cut)
    place = 0
    for start, end in row.spans:
        if start >= len(shown):
            break
        yield Segment(shown[place:start], base)
        yield Segment(shown[start:end], match)
        place = min(end, len(shown))
    yield Segment(shown[place:], base)
    yield Segment(" " * (width - cell_len(shown)), base)


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


def rule_strip(text: str, width: int, looks: Looks, signs: Glyphs) -> Strip:
    """The thin rule above the near hits."""
    told = f" {text} "
    left = max(0, (width - len(told)) // 2)
    line = f"{signs.rule * left}{told}{signs.rule * max(0, width - left - len(told))}"
    return Strip([Segment(line, looks.row + looks.meta)]).adjust_cell_length(width, looks.row)


def day_text(day: date | None, printed: str, today: date) -> str:
    """`Feb 24`, with the year when it is not this one; as printed while the year is not known."""
    if day is None:
        return printed
    text = f"{_MONTHS[day.month - 1]} {day.day}"
    return text if day.year == today.year else f"{text}, {day.year}"


class Shown(NamedTuple):
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


def detail(shown: Shown, signs: Glyphs) -> Content:
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
    addresses = numbered_links(paper, shown.abstract)
    parts += [Content.assemble((f"[{number}] ", "$muted"), (link, "$accent")) for number, link in addresses]
    if addresses:
        parts.append(Content(""))
    parts += [Content.styled(f"{clean(place.path)}:{place.line}", "$muted") for place in paper.sources]
    return Content("\n").join(parts)


def numbered_links(paper: Paper, abstract: str | None) -> list[tuple[int, str]]:
    """The addresses of a paper as the detail numbers them: its page first, then its abstract's."""
    found = [abstract[start:end] for start, end in links(abstract)] if abstract else []
    own = [paper.link] if paper.link else []
    return list(enumerate(dict.fromkeys(own + found), 1))


def _marked_title(title: str, spans: Sequence[tuple[int, int]]) -> Content:
    return _marked(Content.styled(title, "bold"), spans)


def _marked(content: Content, spans: Sequence[tuple[int, int]]) -> Content:
    for start, end in spans:
        content = content.stylize("$accent underline", start, end)
    return content


def _about(shown: Shown, signs: Glyphs) -> Content:
    paper = shown.paper
    day = f"{_MONTHS[paper.date.month - 1]} {paper.date.day}, {paper.date.year}" if paper.date else paper.date_text
    if paper.date_basis == "inferred":
        day += " (year inferred)"
    comments = "" if not paper.comments else "1 comment" if paper.comments == 1 else f"{paper.comments} comments"
    upvotes = "" if not paper.upvotes else "1 upvote" if paper.upvotes == 1 else f"{paper.upvotes} upvotes"
    about = f" {signs.dot} ".join(part for part in (who(paper), day, comments, upvotes) if part)
    star = (f"{signs.star} ", "$warning") if shown.starred else ""
    unread = "" if shown.read else (f"{signs.unread} ", "$accent")
    return Content.assemble(unread, star, (about or "no date, no authors in this dump", "$muted"))


def _abstract(text: str, found: Sequence[tuple[int, int]]) -> list[Content]:
    """The abstract's lines, its addresses and what was searched for marked."""
    content = _marked(Content(text), links(text))
    for start, end in found:
        content = content.stylize("$warning bold", start, end)
    return content.split("\n", allow_blank=True)
