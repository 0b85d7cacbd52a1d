"""One record of a dump, as its file spells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperreader.errors import Problem


@dataclass(slots=True)
class Record:
    """What a dump says of one paper. All texts are raw: with entities, HTML tags and line ends, as the file has them.

    Attributes:
        line: where the title stands, counted from 1.
        title: a record without one is counted and reported, and is no paper.
        abstract: paragraphs are separated by blank lines.
        authors: one name each, `Given Family` or `Family, Given`, `et al.` for unnamed others; see `names.split_names` for lists in one text.
        authors_count: the number of authors, if the dump states it without all names.
        date: in any spelling that `days.parse_day` knows.
        year_inferred: whether the dump says that the year of its date is not a printed one.
        venue: the journal or conference.
        categories: subject codes, the primary one first.
        keywords: free words.
        comment: a remark by the authors.
        ids: texts that may hold an identifier: `10.1000/xyz`, `arXiv:2402.15570v2`, an address, `pmid:33283989`.
        links: addresses, the paper's page first.
        pdf: the address of the PDF.
        code: the address of the source code.
        organization: name, or (short name in addresses, full name).
        comments, upvotes, github_stars: counts.
        unread: the fields of the record that the format does not read: (name, value).
    """

    line: int
    title: str = ""
    abstract: str = ""
    authors: Sequence[str] = ()
    authors_count: int | None = None
    date: str = ""
    year_inferred: bool = False
    venue: str = ""
    categories: Sequence[str] = ()
    keywords: Sequence[str] = ()
    comment: str = ""
    ids: Sequence[str] = ()
    links: Sequence[str] = ()
    pdf: str = ""
    code: str = ""
    organization: str | tuple[str, str] = ""
    comments: int | None = None
    upvotes: int | None = None
    github_stars: int | None = None
    unread: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """A record that is no paper, such as a deleted one.

    Attributes:
        line: where it begins.
        label: what it is counted under, a plural noun: `deleted records`.
        why: the text of the problem; "" if there is nothing to report.
    """

    line: int
    label: str
    why: str = ""


Item = Record | NotRead | Problem
"""What a format of records yields."""
