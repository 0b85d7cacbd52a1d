"""Identifiers and addresses of papers as people type and paste them into a query."""

from __future__ import annotations

import re

from paperreader.identifiers import PUBMED, arxiv_id_in, doi_in, pubmed_id_in

ARXIV_DOI = "10.48550/arxiv."
"""The beginning of the DOIs that stand for arXiv ids, in lower case."""
LABELS = frozenset(("arxiv", "doi", "pmid", "http", "https"))
"""What may stand before the colon of an identifier that is typed without a field."""
_ADDRESS = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_LABEL = re.compile(r"(?:10\.|doi:|(?:https?://)?(?:dx\.)?doi\.org/)", re.IGNORECASE)
_PART = re.compile(r"[^,|]+")


def canonical_id(text: str) -> str:
    """Return an identifier as papers have it; an address without one, and what is no identifier, as it is.

    An arXiv id loses its version, a DOI its resolver's address; a PubMed id begins with `pmid:`.
    """
    doi = doi_in(text)
    if doi and not doi.startswith(ARXIV_DOI):
        return doi
    pubmed_id = None if text.strip().isdigit() else pubmed_id_in(text)
    return arxiv_id_in(text) or doi or (f"{PUBMED}:{pubmed_id}" if pubmed_id else text)


def bare_ids(word: str) -> tuple[str, ...]:
    """Return the identifiers in a word that is nothing else, joined by `,` or `|` if several; () for other words."""
    parts = _PART.findall(word)
    if parts and all(map(_is_bare_id, parts)):
        return tuple(dict.fromkeys(map(canonical_id, parts)))
    return (canonical_id(word),) if _is_bare_id(word) else ()


def _is_bare_id(word: str) -> bool:
    """Return whether a word cannot be meant otherwise. A number alone may be a year, or a word of a title."""
    if '"' in word:
        return False
    if _ADDRESS.match(word) or arxiv_id_in(word):
        return True
    if _LABEL.match(word):
        return doi_in(word) is not None
    return not word.isdigit() and pubmed_id_in(word) is not None


def is_address(text: str) -> bool:
    """Return whether a text is an address of the web."""
    return _ADDRESS.match(text) is not None
