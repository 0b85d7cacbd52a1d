"""Papers as a digest to be read in a mail: by day or by organisation, as Markdown or plain text.

A paper stands with its title, who wrote it, its comments, the beginning of its abstract and its
addresses. No paper, no text: so a timer that mails what is new sends nothing on other days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from paperreader.export.citation import authors_text, escape_markdown, linked_title, markdown_item
from paperreader.export.record import ExportRow
from paperreader.paper import Paper
from paperreader.paper_links import all_links
from paperreader.text import display_width

if TYPE_CHECKING:
    from paperreader.session import Session

DAY, ORGANIZATION = GROUPS = ("day", "organization")
"""What a digest can be grouped by."""
_OPENING = 300  # letters of an abstract
_LEAST = 100  # letters of whole sentences that are worth ending with
_SENTENCE = re.compile(r"[.?!](?= [A-Z])|[。！？]")
_WIDTH = 72  # columns: room for a few marks of quotation in 80


class Group(NamedTuple):
    """Rows of a view under one heading."""

    heading: str
    rows: Sequence[int]


def group_rows(
    session: Session, rows: Sequence[int], by: str, *, sorted_: bool = False, reverse: bool = False
) -> list[Group]:
    """The rows of a view in groups.

    Days begin with the newest (the oldest with `reverse`), organisations with the one of most papers;
    what is unknown comes last.

    Args:
        session: whose library.
        rows: as in `View`.
        by: one of `GROUPS`.
        sorted_: whether rows were put in order: then days come in the order of their first papers.
        reverse: whether that was the other way round.
    """
    groups: dict[str, list[int]] = {}
    heading = _day if by == DAY else _organization
    for row in rows:
        groups.setdefault(heading(session, row), []).append(row)
    names = list(groups)
    if by == ORGANIZATION:
        names.sort(key=lambda name: -len(groups[name]))
    elif not sorted_:
        names.sort(reverse=not reverse)
    names.sort(key=lambda name: not name)
    unknown = "undated" if by == DAY else "no organisation given"
    return [Group(name or unknown, groups[name]) for name in names]


def _day(session: Session, row: int) -> str:
    library, at = (session.library, row) if row >= 0 else (session.unlisted, ~row)
    return library.dates.text(at)


def _organization(session: Session, row: int) -> str:
    return session.library.columns["organization"][row] or "" if row >= 0 else ""


def as_list(papers: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """A Markdown list, an item a paper."""
    for listed in papers:
        yield markdown_item(listed.paper) + "\n"


def as_markdown_digest(groups: Iterable[tuple[Group, Iterable[ExportRow]]]) -> Iterator[str]:
    """A Markdown document: a heading a group, an item of several paragraphs a paper."""
    blank = ""
    for group, papers in groups:
        yield f"{blank}## {_headline(escape_markdown(group.heading), group)}\n"
        blank = "\n"
        for listed in papers:
            paper = listed.paper
            item = [
                f"**{linked_title(paper)}**",
                escape_markdown(_about(paper, group)),
                escape_markdown(abstract_excerpt(listed.abstract or "")),
            ]
            links = " ".join(f"<{address}>" for address in all_links((), listed.abstract))
            first, *rest = [part for part in (*item, links) if part]
            yield f"\n- {first}\n" + "".join(f"\n  {part}\n" for part in rest)


def as_text_digest(groups: Iterable[tuple[Group, Iterable[ExportRow]]]) -> Iterator[str]:
    """Plain text of 72 columns: a heading a group, a paragraph a paper."""
    blank = ""
    for group, papers in groups:
        headline = _headline(group.heading, group)
        lines = list(_wrapped(headline, ""))
        yield blank + "".join(f"{line}\n" for line in [*lines, "=" * max(map(display_width, lines))])
        blank = "\n\n"
        for listed in papers:
            paper = listed.paper
            lines = list(_wrapped(paper.title, ""))
            for part in (
                _about(paper, group),
                abstract_excerpt(listed.abstract or ""),
                *all_links(paper.own_links, listed.abstract),
            ):
                lines += _wrapped(part, "    ")
            yield "\n" + "".join(f"{line}\n" for line in lines)


def full_text(paper: Paper, abstract: str | None) -> str:
    """One paper as plain text: title, who and when, the whole abstract, the addresses."""
    parts = [paper.title, _about(paper, Group("", ())), abstract or "", "\n".join(all_links(paper.own_links, abstract))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _headline(heading: str, group: Group) -> str:
    return f"{heading} · {len(group.rows)} paper{'s' if len(group.rows) > 1 else ''}"


def _about(paper: Paper, group: Group) -> str:
    """Who, when and how much it is talked about, as far as it is known and the heading does not say."""
    comments = f"{paper.comments} comment{'s' if paper.comments != 1 else ''}" if paper.comments else ""
    return " · ".join(
        part for part in (authors_text(paper), paper.date_text, comments) if part not in ("", group.heading)
    )


def abstract_excerpt(abstract: str) -> str:
    """The beginning of an abstract: whole sentences where there is one, else cut at a word."""
    text = abstract.partition("\n")[0]
    if len(text) <= _OPENING:
        return text
    end = max([stop.end() for stop in _SENTENCE.finditer(text, 0, _OPENING)], default=0)
    if end >= _LEAST:
        return text[:end]
    cut = text[:_OPENING]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """Lines of at most so many columns; a word that is longer, as an address is, stays whole unless it has wide letters."""
    line, room = "", _WIDTH - len(indent)
    for word in _words(text, room):
        if line and display_width(line) + 1 + display_width(word) > room:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield indent + line


def _words(text: str, room: int) -> Iterator[str]:
    """Words; of a script without spaces, as much as fits on a line."""
    for word in text.split():
        if word.isascii() or display_width(word) <= room:
            yield word
            continue
        part = ""
        for letter in word:
            if display_width(part + letter) > room:
                yield part
                part = ""
            part += letter
        yield part
