"""What the texts of a feed's item say of a paper: the abstract, and a citation that stands in its place.

Publishers put HTML there: `Journal, Volume 3, Issue 2, May 2024.` before or in place of the abstract, a heading
`Abstract`, and identifiers behind it. Some give authors and date nowhere else, as `Author(s): …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from paperreader.formats.records.lines.author_lines import parse_author_line
from paperreader.web_markup import plain_paragraphs

_HEADING = re.compile(r"(?:graphical )?(?:abstract|summary|significance)\W*", re.IGNORECASE)
_RUN_IN_HEADING = re.compile(r"(?:Abstract|ABSTRACT)(?:[:.]\s*|\s*\n\s*)|Abstract(?=[A-Z][a-z])")
_SECOND_HEADING = re.compile(r"(?<=[.!?)\]])\s?Abstract(?=[A-Z][a-z])")  # of PNAS, behind the significance
_HEADED = re.compile(r">\s*ABSTRACT\s*<")
_LABELLED = re.compile(r"(Author\(s\)|Authors?|Source|Publication date):\s*(.+)", re.IGNORECASE | re.DOTALL)
_CITATION = re.compile(
    r"\b(?:Volume|Vol\.|Issue|Pages?|pp\.)\s*\d|\bPublished online\b|\bdoi\s?:|\bAhead of Print\b|\bEarly ?View\b"
    r"|\bJust Accepted\b|\bdoi\.org/10\.|^PMID:|^PMCID:|^Received\b|^© |^Copyright\b",
    re.IGNORECASE,
)
_LABEL_WORDS = ("author", "source", "publication date")
_CITATION_WORDS = (
    "vol", "issue", "page", "pp.", "published online", "doi", "ahead of print", "early", "just accepted", "pmid", "pmcid",
    "received", "©", "copyright",
)  # fmt: skip
_LONGEST_CITATION = 300  # letters
_SHORTEST_ABSTRACT = 80  # letters, of what is left when a citation was taken off
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_CUT = 40  # letters
_SAME = 16  # letters at the beginning; further on `CO2` may be `CO_(2)` in the shorter text
_CUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?|Read more|Continue reading)\s*$", re.IGNORECASE)


def abstract_in(texts: Iterable[str]) -> str:
    """Return the abstract: the first text that has one, or a later one that goes on where the first is cut.

    PubMed gives one paragraph first, and the whole abstract below a heading later.

    Args:
        texts: the raw texts of an item, the one most likely to be an abstract first.
    """
    best = ""
    for raw in texts:
        if best and not _CUT.search(best[-_LONGEST_CUT:]):
            if _HEADED.search(raw) and len(whole := _abstract(raw)) > len(best) and _same_end(best, whole):
                return whole
            continue
        text = _abstract(raw)
        if not best or (len(text) > len(best) and text.startswith(_CUT.sub("", best[: _SAME + _LONGEST_CUT])[:_SAME])):
            best = text
    return best


def _same_end(part: str, whole: str) -> bool:
    """Return whether a text is a part of another, by its last letters."""
    return part[-_LONGEST_CUT:].strip() in whole


def labelled_values(texts: Iterable[str]) -> dict[str, str]:
    """Return what stands behind labels, by the label in lower case: `author(s)`, `source`, `publication date`."""
    texts = [text for text in texts if ":" in text and _has_any(text, _LABEL_WORDS)]
    parts = (part for text in texts for part in plain_paragraphs(text).split("\n\n"))
    return {label[1].lower(): label[2].strip() for part in parts if (label := _LABELLED.fullmatch(part.strip()))}


def _abstract(text: str) -> str:
    parts = [part.strip() for part in plain_paragraphs(text).split("\n\n") if _LETTER.search(part)]
    kept = [part for part in parts if not (_HEADING.fullmatch(part) or _is_citation(part) or _is_byline(part))]
    left = "\n\n".join(kept)
    if len(kept) < len(parts) and len(left) < _SHORTEST_ABSTRACT and not _is_sentence(kept):
        return ""
    heading = _RUN_IN_HEADING.match(left) or (_SECOND_HEADING.search(left) if left.startswith("Significance") else None)
    return left[heading.end() :] if heading else left


def _is_byline(part: str) -> bool:
    """Return whether a paragraph names only the authors, as PLOS has them before the abstract: `by Ada Lovelace`."""
    return part.startswith("by ") and parse_author_line(part.removeprefix("by "), alone=True) is not None


def _is_citation(part: str) -> bool:
    if len(part) > _LONGEST_CITATION:
        return False
    is_one = _has_any(part, _CITATION_WORDS) and _CITATION.search(part) is not None
    return is_one or (":" in part and _LABELLED.fullmatch(part) is not None)


def _has_any(text: str, words: Sequence[str]) -> bool:
    """Return whether a text has one of some words in lower case; faster than a pattern without regard to case."""
    lower = text.lower()
    return any([word in lower for word in words])


def _is_sentence(parts: Sequence[str]) -> bool:
    return bool(parts) and parts[-1].endswith((".", "!", "?", "]", "…"))
