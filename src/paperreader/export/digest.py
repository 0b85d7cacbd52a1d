"""Digests of papers to read in a mail: grouped by day or organization, as Markdown or plain text.

A digest of no papers is empty, so that a timer which mails new papers sends nothing on other days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from paperreader.export.citation import authors_text, escape_markdown, linked_title, markdown_details, markdown_item
from paperreader.export.record import ExportRow
from paperreader.paper import Paper
from paperreader.paper_links import all_links
from paperreader.results.sorting import RECOMMENDED
from paperreader.text import count_of, display_width

if TYPE_CHECKING:
    from paperreader.session import Session

DAY, ORGANIZATION = GROUPS = ("day", "organization")
"""The values of `--group`."""
_EXPLORED = "Explored:"
_MAX_EXCERPT = 300  # letters of an abstract
_MIN_SENTENCES = 100  # letters; shorter whole sentences are not enough, and the excerpt is cut at a word
_SENTENCE_END = re.compile(r"[.?!](?= [A-Z])|[。！？]")
_WIDTH = 72  # columns; a quoting mail program adds a few, and lines stay below 80


class Group(NamedTuple):
    """The rows under one heading."""

    heading: str
    rows: Sequence[int]


def group_rows(
    session: Session, rows: Sequence[int], by: str, explored: Mapping[int, str] = MappingProxyType({})
) -> list[Group]:
    """Group the rows of a result view by day or organization.

    In the recommended order the group with the best paper comes first, and rows for exploration are last in their
    groups. Else days come in the order of the session, and without one the newest first; organizations by their number
    of papers; the group of papers without a day or an organization comes last.

    Args:
        session: the papers and their order.
        rows: the rows, in that order.
        by: one of `GROUPS`.
        explored: the rows that are there for exploration.
    """
    groups: dict[str, list[int]] = {}
    for row in sorted(rows, key=explored.__contains__):
        library, own_row = session.papers.place(row)
        heading = library.dates.text(own_row) if by == DAY else library.columns["organization"][own_row]
        groups.setdefault(heading or "", []).append(row)
    names = list(groups)
    if session.order != RECOMMENDED or session.recommending.recommender is None:
        if by == ORGANIZATION:
            names.sort(key=lambda name: -len(groups[name]))
        elif not session.order:
            names.sort(reverse=not session.reverse)
        names.sort(key=lambda name: not name)
    unknown = "undated" if by == DAY else "no organization"
    return [Group(name or unknown, groups[name]) for name in names]


def as_list(rows: Iterable[ExportRow], _: Sequence[str] = ()) -> Iterator[str]:
    """Yield a Markdown list, one item for each paper, with the user's tags and note below it."""
    for row in rows:
        yield "".join(
            f"{line}\n" for line in (markdown_item(row.paper), *(f"  - {text}" for text in _tags_and_note(row)))
        )


def as_markdown_digest(groups: Iterable[tuple[Group, Iterable[ExportRow]]]) -> Iterator[str]:
    """Yield a Markdown document: a heading for each group, an item of several paragraphs for each paper."""
    separator = ""
    for group, rows in groups:
        yield f"{separator}## {_headline(escape_markdown(group.heading), group)}\n"
        separator = "\n"
        for row in rows:
            paper = row.paper
            item = [
                f"**{linked_title(paper)}**",
                " · ".join([*markdown_details(paper, heading=group.heading), *_comments(paper)]),
                *([f"*{_EXPLORED}* {row.explored}"] if row.explored else []),
                *_tags_and_note(row),
                escape_markdown(abstract_excerpt(row.abstract or "")),
            ]
            links = " ".join(f"<{url}>" for url in all_links((), row.abstract))
            first, *rest = [part for part in (*item, links) if part]
            yield f"\n- {first}\n" + "".join(f"\n  {part}\n" for part in rest)


def as_text_digest(groups: Iterable[tuple[Group, Iterable[ExportRow]]]) -> Iterator[str]:
    """Yield plain text of 72 columns: a heading for each group, a paragraph for each paper."""
    separator = ""
    for group, rows in groups:
        lines = list(_wrap(_headline(group.heading, group)))
        yield separator + "".join(f"{line}\n" for line in [*lines, "=" * max(map(display_width, lines))])
        separator = "\n\n"
        for row in rows:
            paper = row.paper
            excerpt = abstract_excerpt(row.abstract or "")
            lines = list(_wrap(paper.title))
            for part in (
                _details(paper, group.heading),
                *([f"{_EXPLORED} {row.explored}"] if row.explored else []),
                *_labelled_marks(row),
                excerpt,
                *all_links(paper.addresses, row.abstract),
            ):
                lines += _wrap(part, "    ")
            yield "\n" + "".join(f"{line}\n" for line in lines)


def full_text(row: ExportRow) -> str:
    """Return one paper as plain text: title, authors and date, the user's tags and note, the whole abstract, links."""
    paper, abstract = row.paper, row.abstract
    parts = [
        paper.title,
        _details(paper, ""),
        *_labelled_marks(row),
        abstract or "",
        "\n".join(all_links(paper.addresses, abstract)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _tags_and_note(row: ExportRow) -> Iterator[str]:
    """Yield the tags and the note as Markdown, each on one line behind a label that `formats.own_markdown` knows."""
    for text in _labelled_marks(row):
        label, _, rest = text.partition(" ")
        yield f"*{label}* {escape_markdown(' '.join(rest.split()))}"


def _labelled_marks(row: ExportRow) -> Iterator[str]:
    """Yield the user's tags and note as text."""
    if row.tags:
        yield f"Tags: {', '.join(row.tags)}"
    if row.note:
        yield f"Note: {row.note}"


def _headline(heading: str, group: Group) -> str:
    return f"{heading} · {count_of(len(group.rows), 'paper')}"


def _details(paper: Paper, heading: str) -> str:
    """Return the authors, the venue, the date and the number of comments, without what the heading says."""
    parts = (authors_text(paper), paper.venue or "", paper.date_text, *_comments(paper))
    return " · ".join(part for part in parts if part not in ("", heading))


def _comments(paper: Paper) -> list[str]:
    return [count_of(paper.comments, "comment")] if paper.comments else []


def abstract_excerpt(abstract: str) -> str:
    """Return the beginning of an abstract: whole sentences if they are long enough, else cut at a word."""
    text = abstract.partition("\n")[0]
    if len(text) <= _MAX_EXCERPT:
        return text
    end = max([match.end() for match in _SENTENCE_END.finditer(text, 0, _MAX_EXCERPT)], default=0)
    if end >= _MIN_SENTENCES:
        return text[:end]
    cut = text[:_MAX_EXCERPT]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _wrap(text: str, indent: str = "") -> Iterator[str]:
    """Yield lines of at most 72 columns; a longer word, such as a URL, stays whole unless it has wide letters."""
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
    """Yield words; a script without spaces is split into parts that fit on a line."""
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


DIGESTS = {"markdown": as_markdown_digest, "text": as_text_digest}
"""The functions that write a digest, by format."""
