"""A paper, merged from the entries of all dumps that have it, and its key.

Knows nothing of formats, libraries or marks.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple, cast

from paperreader.identifiers import without_arxiv_label
from paperreader.paper_links import all_links
from paperreader.source import Span
from paperreader.text import normalize_many_plain, normalize_plain, normalize_title
from paperreader.text.signs import has_signs, spell_signs
from paperreader.web_markup import without_markup

_MAX_KEY = 120  # characters
_CUT_LETTERS = 84  # of a longer key
_MIN_WORDS = 4  # of a title that identifies a paper alone
_ABSTRACT_WORDS = 8  # added to a shorter title
_OPENING = 400  # characters of an abstract that surely hold them


class SourceLocation(NamedTuple):
    r"""One entry about a paper: the path of its dump as given, and the line of its title, counted from 1 by `\\n`."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, merged from all entries about it. What no dump gives is None.

    Attributes:
        title: sanitized, on one line.
        key: the paper's identity; see `paper_key`.
        date: the day of publication; None unless it is known to the day.
        date_text: the date as far as it is known: `2024-05`, or `Jun 26` while its dump is still being read.
        date_basis: "printed" if a dump gives the year, "inferred" if the year was worked out.
        authors_count: the number of authors; may be known without their names.
        authors: full names.
        organization: full name.
        venue: the journal or conference.
        categories: subject codes such as `cs.CL`, the primary one first.
        comments: the number of comments; 0 if the dump shows metadata without it.
        upvotes: the number of upvotes.
        arxiv_id: without its version.
        doi: in lower case.
        ids: other identifiers, each after the name of its register: `pmid:33283989`.
        pdf: the address of the paper's PDF.
        code: the address of its source code.
        keywords: as dumps spell them.
        comment: a remark by the authors, such as `12 pages, accepted at ICML`.
        github_stars: of the source code.
        own_links: the paper's own addresses, its page first; those in the abstract are in `links`.
        sources: one location per entry, in the order read; empty if no open dump has the paper.
        span: where the abstract is stored.
    """

    title: str
    key: str
    date: date | None = None
    date_text: str = ""
    date_basis: str | None = None
    authors_count: int | None = None
    authors: tuple[str, ...] | None = None
    organization: str | None = None
    venue: str | None = None
    categories: tuple[str, ...] | None = None
    comments: int | None = None
    upvotes: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    ids: tuple[str, ...] | None = None
    pdf: str | None = None
    code: str | None = None
    keywords: tuple[str, ...] | None = None
    comment: str | None = None
    github_stars: int | None = None
    own_links: tuple[str, ...] = ()
    sources: tuple[SourceLocation, ...] = ()
    span: Span | None = field(default=None, repr=False, compare=False)

    @property
    def abstract(self) -> str | None:
        """The abstract, read from its dump: sanitized, one line per paragraph, blank lines between them.

        Raises:
            PaperReaderError: the dump is gone or has changed since it was read.
        """
        return self.span.text() if self.span else None

    @property
    def link(self) -> str | None:
        """The address of the paper's page."""
        return self.own_links[0] if self.own_links else None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The paper's own addresses, then those of its PDF and code."""
        return tuple(dict.fromkeys((*self.own_links, *filter(None, (self.pdf, self.code)))))

    @property
    def links(self) -> tuple[str, ...]:
        """All addresses: the paper's own, its PDF and code, then those in its abstract. Raises as `abstract` does."""
        return tuple(all_links(self.addresses, self.abstract))


def paper_key(title: str, abstract: str | bytes | None = None) -> str:
    """Return the identity of a paper: the slug of its folded title.

    A title of fewer than four words (`Erratum`) does not identify a paper: its key goes on with `~` and six hex
    digits of the first eight normalized words of the abstract. A slug of over 120 characters is cut and ends in a
    hash; a title with nothing left after folding has a hash alone.

    Args:
        title: as shown, or raw.
        abstract: its beginning at least; bytes are UTF-8, decoded only if needed.
    """
    return _key(title, normalize_plain(title), lambda: abstract)


def _key(title: str, words: str | None, abstract_start: Callable[[], str | bytes | None]) -> str:
    """Return the key of a title, given its normalized words if it is plain, as nearly all titles are."""
    if words is None or words.startswith(_LABELS):
        words = _folded(title)
    slug = words.replace(" ", "-")
    if not slug.isascii():
        slug = unicodedata.normalize("NFC", slug)
    if not slug:
        return f"untitled-{_digest(title)}"
    if len(slug) > _MAX_KEY:
        return _cut(slug)
    if words.count(" ") < _MIN_WORDS - 1 and (abstract := abstract_start()):
        text = abstract.decode("utf-8", "ignore") if isinstance(abstract, bytes) else abstract
        opening = normalize_title(text[:_OPENING]).split(" ", _ABSTRACT_WORDS)[:_ABSTRACT_WORDS]
        return f"{slug}~{zlib.crc32(' '.join(opening).encode()) & 0xFFFFFF:06x}"
    return slug


def paper_keys(titles: Sequence[str], opening_of: Callable[[int], bytes]) -> list[str]:
    """Return what `paper_key` returns for each of many sanitized titles.

    Nearly all titles are plain and of the usual length: their keys are made at once.

    Args:
        titles: one for each paper.
        opening_of: returns the start of a paper's abstract by its index; asked for where the title is not enough.
    """
    return [
        words.replace(" ", "-")
        if words
        and len(words) <= _MAX_KEY
        and words.count(" ") >= _MIN_WORDS - 1
        and (words[0] not in _LABEL_INITIALS or not words.startswith(_LABELS))
        else _key(titles[index], words, partial(opening_of, index))
        for index, words in enumerate(normalize_many_plain(titles))
    ]


# -- folding: what copies of one title have in common ------------------------------------------

_LABELS = ("arxiv ", "retracted ")  # what a plain title begins with if it has one
_LABEL_INITIALS = "ar"
_BEFORE_LABELS = "aArR[("


def _folded(title: str) -> str:
    """Return what the key keeps of a title: its normalized words, and the signs that tell titles apart.

    Markup, labels and punctuation are off: the final period, brackets around the whole of a translated title.
    """
    title = _without_labels(without_markup(title))
    return normalize_title(spell_signs(title) if has_signs(title) else title)


@cache
def _retraction() -> re.Pattern[str]:
    kind = "retracted(?: (?:article|chapter|paper))?"
    return re.compile(rf"\s*(?:\[{kind}\]|\[?{kind}:)", re.IGNORECASE)


def _without_labels(title: str) -> str:
    """Return a title without `[RETRACTED]`, `RETRACTED ARTICLE:` and `arXiv:…`; one that is nothing else stays."""
    if title.lstrip()[:1] not in _BEFORE_LABELS and not title.endswith(")"):
        return title
    label = _retraction().match(title)
    kept = without_arxiv_label(title[label.end() :] if label else title)
    return kept if kept == title or normalize_title(kept) else title


def _cut(slug: str) -> str:
    """Return the first 84 letters of a slug and a hash. Letters are counted, since copies differ in their `-`."""
    end = _CUT_LETTERS
    while end < _MAX_KEY - 13 and end < (longer := _CUT_LETTERS + slug.count("-", 0, end)):
        end = min(longer, _MAX_KEY - 13)
    return f"{slug[:end]}-{_digest(compact_key(slug))}"


def compact_key(key: str) -> str:
    """Return a key as it is compared: without its `-`, since copies of a title glue and split words."""
    return key.replace("-", "")


def _digest(words: str) -> str:
    """Return twelve hex digits of SHA-256."""
    return str(_sha256()(words.encode("utf-8", "replace")).hexdigest()[:12])


@cache
def _sha256() -> Callable[[bytes], Any]:
    """Return SHA-256, as Python's `random` does from Python's own module: `hashlib` loads OpenSSL, which takes 3 ms."""
    from importlib import import_module

    for name in ("_sha2", "_sha256"):  # since Python 3.12, before
        with suppress(ImportError, AttributeError):
            return cast("Callable[[bytes], Any]", import_module(name).sha256)
    return cast("Callable[[bytes], Any]", import_module("hashlib").sha256)
