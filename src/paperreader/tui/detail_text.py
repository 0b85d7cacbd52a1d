"""The text of the detail: one paper with all that is known of it.

No text of a dump is parsed as markup: `Content` takes it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from paperreader.export.citation import authors_text, named_authors
from paperreader.paper import Paper
from paperreader.paper_links import NumberedLink, numbered_links
from paperreader.text import count_of, find_urls, sanitize
from paperreader.tui.glyphs import Glyphs
from paperreader.tui.paper_texts import HIGHLIGHTS, facts, full_date, joined

_MAX_AUTHORS = 8  # two lines of names
_REGISTERS = {
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "openreview": "OpenReview",
    "acl": "ACL Anthology",
    "dblp": "DBLP",
}
_LABEL_CELLS = 12


class ShownText(NamedTuple):
    """A text as it is shown, the matches of the query in it as (start, end) code points, and highlights with their kind."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()
    highlights: tuple[tuple[int, int, int], ...] = ()


class PaperDetail(NamedTuple):
    """What the detail pane shows of a paper.

    Attributes:
        abstract: as the dump has it.
        title: as it is shown, and `text` the abstract.
        error: why the abstract could not be read.
        raw: whether the texts are shown as the dump has them, and all authors of a long list named.
        tags: the user's tags, and `note` the user's note.
    """

    paper: Paper
    abstract: str | None
    title: ShownText
    text: ShownText
    error: str = ""
    read: bool = False
    starred: bool = False
    raw: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


def render_detail(detail: PaperDetail, glyphs: Glyphs) -> Content:
    """Return the text of the detail pane: title, byline, the user's tags and note, abstract, facts, links, and places in the dumps."""
    title = _with_matches(
        _with_highlights(Content.styled(detail.title.text, "bold"), detail.title.highlights), detail.title.matches
    )
    locations = [f"{sanitize(location.path)}:{location.line}" for location in detail.paper.sources]
    sections = (
        [title, *_byline(detail, glyphs)],
        list(_tags_and_note(detail)),
        list(_abstract(detail)),
        [_fact(label, value) for label, value in _facts(detail.paper) if value],
        list(_link_lines(detail, glyphs)),
        [Content.styled(location, "$muted") for location in locations],
    )
    return Content("\n\n").join([Content("\n").join(lines) for lines in sections if lines])


def _with_matches(content: Content, spans: Sequence[tuple[int, int]], style: str = "$accent underline") -> Content:
    for start, end in spans:
        content = content.stylize(style, start, end)
    return content


def _with_highlights(content: Content, highlights: Sequence[tuple[int, int, int]]) -> Content:
    for start, end, kind in highlights:
        content = content.stylize(HIGHLIGHTS[kind], start, end)
    return content


def _byline(detail: PaperDetail, glyphs: Glyphs) -> Iterator[Content]:
    """Yield the line of authors and facts; names have a line of their own."""
    paper = detail.paper
    day = full_date(paper.date, paper.date_text)
    if paper.date_basis == "inferred":
        day += " (year inferred)"
    star = (f"{glyphs.star} ", "$warning") if detail.starred else ""
    unread = "" if detail.read else (f"{glyphs.unread} ", "$accent")
    names = named_authors(paper, len(paper.authors or ()) if detail.raw else _MAX_AUTHORS)
    known = joined(facts(paper, day) if names else (authors_text(paper), *facts(paper, day)), glyphs)
    first, *rest = [line for line in (names, known) if line] or ["no date, no authors in this dump"]
    yield Content.assemble(unread, star, (first, "$muted"))
    yield from (Content.styled(line, "$muted") for line in rest)


def _tags_and_note(detail: PaperDetail) -> Iterator[Content]:
    if detail.tags:
        yield _fact("Tags", ", ".join(detail.tags))
    for number, line in enumerate(detail.note.split("\n") if detail.note else ()):
        yield _fact("" if number else "Note", line)


def _abstract(detail: PaperDetail) -> Iterator[Content]:
    """Yield the lines of the abstract, or why there is none."""
    if detail.error:
        yield Content.styled(detail.error, "$warning")
    elif detail.text.text:
        content = _with_highlights(Content(detail.text.text), detail.text.highlights)
        content = _with_matches(content, find_urls(detail.text.text))
        yield from _with_matches(content, detail.text.matches, "$warning bold").split("\n", allow_blank=True)
    elif detail.paper.sources:
        yield Content.styled("This dump has no abstract of the paper.", "$muted italic")
    else:
        yield Content.styled("Starred, from a dump that is not open now.", "$muted italic")


def _facts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield label and value of what has no other place, "" for what is unknown."""
    yield "Categories", ", ".join(paper.categories or ())
    yield "Keywords", ", ".join(paper.keywords or ())
    yield "Comment", paper.comment or ""
    if paper.authors:
        yield "Organization", paper.organization or ""
    yield "arXiv", paper.arxiv_id or ""
    yield "DOI", paper.doi or ""
    for identifier in paper.ids or ():
        register, _, value = identifier.partition(":")
        yield _REGISTERS.get(register, register), value
    if not paper.code:
        yield "GitHub", _stars(paper)


def _stars(paper: Paper) -> str:
    return count_of(f"{paper.github_stars:,}", "star") if paper.github_stars else ""


def _fact(label: str, value: str) -> Content:
    return Content.assemble((f"{label:{_LABEL_CELLS}} ", "$muted"), value)


def links(detail: PaperDetail) -> list[NumberedLink]:
    """Return the links of a paper in the order of their numbers."""
    paper = detail.paper
    return numbered_links(paper.own_links, paper.pdf, paper.code, paper.arxiv_id, detail.abstract)


def _link_lines(detail: PaperDetail, glyphs: Glyphs) -> Iterator[Content]:
    """Yield the numbered links, with what they lead to if it is known."""
    for number, (address, target) in enumerate(links(detail), 1):
        note = joined((target, _stars(detail.paper) if target == "code" else ""), glyphs)
        yield Content.assemble(
            (f"[{number}] ", "$muted"), (address, "$accent"), (f"  {note}" if note else "", "$muted")
        )
