"""A paper and its key: what is known of it, whatever dump it came from.

Knows nothing of formats, libraries or marks.
"""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from paperreader import text
from paperreader.source import Span

_LONGEST_KEY = 120
_CUT_LETTERS = 84
_TELLING_WORDS = 4
_ABSTRACT_WORDS = 8


class SourceLocation(NamedTuple):
    r"""Where a paper stands: the dump's path as given, and the title's line (from 1, by `\\n`)."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, merged from every entry about it. What no dump tells is None.

    Attributes:
        title: cleaned, on one line.
        key: its identity (see `key`).
        date: the day it was published.
        date_text: the date as far as it is known while its dump is still being read (`Jun 26`).
        date_basis: "printed" when a dump gives the year, "inferred" when the year is worked out.
        organization: the full name; `organization_slug` is the short one of its page.
        comments, upvotes: counts; `comments` is 0 when the dump shows metadata without a number.
        sources: one place per entry, in the order read; empty when no open dump has the paper.
        link: its address, when a dump gives one.
    """

    title: str
    key: str
    date: date | None = None
    date_text: str = ""
    date_basis: str | None = None
    authors_count: int | None = None
    authors: tuple[str, ...] | None = None
    organization: str | None = None
    organization_slug: str | None = None
    comments: int | None = None
    upvotes: int | None = None
    arxiv_id: str | None = None
    link: str | None = None
    sources: tuple[SourceLocation, ...] = ()
    span: Span | None = field(default=None, repr=False, compare=False)

    @property
    def abstract(self) -> str | None:
        """The abstract, read from its dump: cleaned, a line per paragraph, blank lines between.

        Raises:
            PaperReaderError: the dump is gone or has changed since it was read.
        """
        return self.span.text() if self.span else None

    @property
    def links(self) -> tuple[str, ...]:
        """Its own page first, when known, then the addresses in the abstract. Raises as `abstract`."""
        return tuple(paper_links(self.link, self.abstract))


def paper_links(own: str | None, abstract: str | None) -> list[str]:
    """A paper's own address first, when it is known, then those in its abstract, each once."""
    found = [own] if own else []
    if abstract:
        found += [abstract[start:end] for start, end in text.find_urls(abstract)]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def paper_key(title: str, abstract: str | bytes | None = None) -> str:
    """The identity of a paper: the slug of its folded title.

    A title of fewer than four words (`Erratum`) is not telling: there the key goes on with `~` and
    six hex digits of the first eight folded words of the abstract. A slug of over 120 characters is
    cut and ends in a hash; a title with nothing left after folding has the hash alone.

    Args:
        title: as shown, or raw.
        abstract: its beginning at least; bytes are UTF-8, decoded only where they matter.
    """
    words = text.normalize_title(title)
    slug = words.replace(" ", "-")
    if not slug.isascii():
        slug = unicodedata.normalize("NFC", slug)
    if not slug:
        return f"untitled-{_digest(title)}"
    if len(slug) > _LONGEST_KEY:
        return _cut(slug)
    if abstract and words.count(" ") < _TELLING_WORDS - 1:
        return f"{slug}~{zlib.crc32(_opening(abstract).encode()) & 0xFFFFFF:06x}"
    return slug


def _cut(slug: str) -> str:
    """The first 84 letters of a slug and a hash; letters, since copies differ in their `-`."""
    end = letters = 0
    while letters < _CUT_LETTERS and end < _LONGEST_KEY - 13:
        letters += slug[end] != "-"
        end += 1
    return f"{slug[:end]}-{_digest(compact_key(slug))}"


def compact_key(key_: str) -> str:
    """A key as it is compared: copies of one title glue and split words, so `-` does not count."""
    return key_.replace("-", "")


def _opening(abstract: str | bytes) -> str:
    """The first folded words of an abstract; a glued or split word there changes nothing much."""
    if isinstance(abstract, bytes):
        abstract = abstract.decode("utf-8", "ignore")
    return " ".join(text.normalize_title(abstract[:400]).split(" ", _ABSTRACT_WORDS)[:_ABSTRACT_WORDS])


def _digest(words: str) -> str:
    """Twelve hex digits of SHA-256: a short title makes do with a checksum, which costs no import."""
    import hashlib

    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]
