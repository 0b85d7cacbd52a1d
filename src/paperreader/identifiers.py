"""Identifiers of papers found in text and brought into one spelling: arXiv id, DOI and PubMed id.

Two entries with the same identifier are one paper. Knows no formats and no papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from paperreader.dates import LEAP_DAY, is_leap_year

ARXIV, DOI, PUBMED = "arxiv", "doi", "pmid"

_OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    "|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics"
    "|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
_ARXIV_ID = (
    rf"(?:(?P<new>{_MONTH}\.\d{{4,5}})"
    rf"|(?P<archive>{_OLD_ARCHIVES})(?:\.[a-z]{{2}})?/(?P<number>{_MONTH}\d{{3}}))(?:v\d+)?(?!\d)"
)
_PLACES = r"abs|pdf|html|format|ps|src|e-print|overview|papers"
_LABELLED_ARXIV = rf"(?:(?<![a-z])arxiv(?:\.org|%3a|[\s:./\[_])*|(?<![a-z])(?:{_PLACES})/(?:arxiv[.:])?)(?:(?:{_PLACES})/)?{_ARXIV_ID}"
_BARE_ARXIV = rf"[\s\[(]*{_ARXIV_ID}(?:\.pdf)?[\s\])]*"
_ARXIV_DIGITS = re.compile(r"\d{4}(?:\.\d{4}|\d{3})")  # of every arXiv id, and few other texts: quickly searched
_ID_MONTH = re.compile(r"(?:[\w.-]+/)?(?P<year>\d\d)(?P<month>\d\d)")
_UNNAMED_ID = re.sub(r"\?P<\w+>", "?:", _ARXIV_ID)
_ARXIV_LABEL = rf"\s*(?:arxiv\s*:\s*{_UNNAMED_ID}|\[(?:arxiv:)?{_UNNAMED_ID}\]|\(arxiv:{_UNNAMED_ID}[^()]*\))[\s:.,|-]*"
_FINAL_ARXIV_LABEL = rf"\(arxiv:{_UNNAMED_ID}[^()]*\)$"

_DOI_START = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/(?=[^\s/])")
_DOI_END = re.compile(
    r"[\s\"{}|\\^`]|<(?!\d)|>(?!\d)"
)  # `<` and `>` are in DOIs such as …49:8<693::AID-ASI4>3.0.CO;2-O
_ADDRESS_PARTS = re.compile(r"[?#&]")
_VIEW = re.compile(  # what publishers' addresses add to a DOI
    r"(?:(?<=\d)v\d+)?(?:\.full|\.abstract|\.article-info)?(?:\.pdf|-text)?$|/(?:full|abstract|meta|e?pdf|html)$"
)
_CLOSING = {")": "(", "]": "[", ">": "<"}
_LONGEST_PUBMED = 8  # digits
_LONGEST_DOI = 300  # characters; they bound the time
_LONGEST_ADDRESS, _MOST_BLANKS = 100, 2  # of a title that is an identifier
_LABELS = re.compile(r"(?:https?://\S*|arxiv|doi|pmid|pdf|v\d+|[\W_])*")

_PUBMED = (
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|(?<![a-z])pmid[\s:/=]*)(?P<id>[1-9]\d{0,7})(?!\d)"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern without regard to case, compiled at its first use: pages of papers need few of them."""
    return re.compile(pattern, re.IGNORECASE)


def arxiv_id_in(text: str) -> str | None:
    """Return the first arXiv id in a text, without its version; None if there is none.

    It is found behind `arXiv:`, in addresses of arXiv, Hugging Face, alphaXiv and their like, in DOIs
    (`10.48550/arXiv.2402.15570`) and journal volumes (`abs/2402.15570`), and where the id is the whole text. An old
    id loses its subject class: `math.GT/0309136v2` is `math/0309136`.
    """
    if not _ARXIV_DIGITS.search(text):
        return None
    found = _compiled(_LABELLED_ARXIV).search(text) or _compiled(_BARE_ARXIV).fullmatch(text)
    if not found:
        return None
    return found["new"] or f"{found['archive']}/{found['number']}".lower()


def without_arxiv_label(title: str) -> str:
    """Return a title without `arXiv:2402.15570`, `[2402.15570]` or `(arXiv:2402.15570v1 [cs.CL])` in front or at its end."""
    label = _compiled(_ARXIV_LABEL).match(title)
    title = title[label.end() :] if label else title
    final = _compiled(_FINAL_ARXIV_LABEL).search(title) if title.endswith(")") else None
    return title[: final.start()].rstrip() if final else title


_ID_DISTANCE = 2  # months between the date of a paper and its arXiv id; the first version is days older than the id
_MONTHS = 12
_FIRST_YEAR = 91  # of arXiv, in the last century


def year_by_arxiv_id(arxiv_id: str, day: int) -> int:
    """Return the year in which a day mmdd is near the month of an arXiv id (`2606.00683`: June 2026); 0 without one."""
    found = _ID_MONTH.match(arxiv_id)
    if not found or not day // 100:
        return 0
    year, month = int(found["year"]), int(found["month"])
    year += 1900 if year >= _FIRST_YEAR else 2000
    distances = {
        candidate: abs((candidate - year) * _MONTHS + day // 100 - month)
        for candidate in (year, year - 1, year + 1)
        if day != LEAP_DAY or is_leap_year(candidate)
    }
    nearest = min(distances, key=lambda candidate: distances[candidate], default=0)
    return nearest if nearest and distances[nearest] <= _ID_DISTANCE else 0


def doi_in(text: str) -> str | None:
    """Return the first DOI in a text, in lower case and without a resolver's address; None if there is none.

    A final period, an unmatched closing bracket and what a publisher's address adds (`/full`, `?download=1`) are no
    part of it. The DOIs of arXiv (`10.48550/…`) are returned too; `identifiers` knows what they stand for.
    """
    if "%2" in text or "%3" in text:
        from urllib.parse import unquote

        text = unquote(text)
    start = _DOI_START.search(text) if "10." in text else None
    if not start:
        return None
    limit = start.end() + _LONGEST_DOI
    end = _DOI_END.search(text, start.end(), limit)
    doi = text[start.start() : end.start() if end else limit]
    if "://" in text[: start.start()]:
        doi = _without_view(doi, is_resolved="doi.org/" in text[: start.start()])
    doi = _without_closing(doi).lower()
    return None if doi.endswith("/") else doi


def _without_view(doi: str, *, is_resolved: bool) -> str:
    doi = _ADDRESS_PARTS.split(doi, maxsplit=1)[0]
    return doi if is_resolved else _VIEW.sub("", doi)


def _without_closing(doi: str) -> str:
    """Return a DOI without punctuation of the sentence around it."""
    while True:
        last = doi[-1]
        opening = _CLOSING.get(last)
        if last not in ".,;:'’”*_" and (opening is None or doi.count(opening) >= doi.count(last)):
            return doi
        doi = doi[:-1]


def pubmed_id_in(text: str) -> str | None:
    """Return the first PubMed id in a text: behind `PMID`, in an address of PubMed, or the whole text; else None."""
    lower = text.lower()
    found = _compiled(_PUBMED).search(text) if "pmid" in lower or "pubmed" in lower else None
    if found:
        return found["id"]
    bare = text.strip()
    return bare if bare.isascii() and bare.isdigit() and len(bare) <= _LONGEST_PUBMED and bare[0] != "0" else None


def unique_identifiers(arxiv_id: str | None, doi: str | None = None, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the identifiers that make entries one paper: `2402.15570`, `10.1000/xyz`, `pmid:123`; no two kinds look alike.

    Args:
        arxiv_id: without its version.
        doi: without a resolver's address; one of arXiv stands for the arXiv id.
        others: spelled `pmid:123`, `openreview:abc`; of these only PubMed ids identify a paper.
    """
    if doi:
        doi = doi.lower()
        if doi.startswith("10.48550/"):
            doi = arxiv_id_in(doi) or doi
    if not others:  # as nearly always
        if arxiv_id:
            return (arxiv_id, doi) if doi and doi != arxiv_id else (arxiv_id,)
        return (doi,) if doi else ()
    pubmed = [other for other in others if other.startswith(f"{PUBMED}:")]
    return tuple(dict.fromkeys([*filter(None, (arxiv_id, doi)), *pubmed]))


def identifiers(arxiv_id: str | None, doi: str | None = None, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the identifiers of `unique_identifiers` with their kinds, as the state file has them: `arxiv:2402.15570`, `doi:10.1000/xyz`."""
    return tuple(map(_with_kind, unique_identifiers(arxiv_id, doi, others)))


def _with_kind(identifier: str) -> str:
    if identifier.startswith(f"{PUBMED}:"):
        return identifier
    return f"{DOI if identifier.startswith('10.') else ARXIV}:{identifier}"


def without_kind(identifier: str) -> str:
    """Return an identifier of `identifiers` as `unique_identifiers` spells it."""
    return identifier.removeprefix(f"{ARXIV}:").removeprefix(f"{DOI}:")


def is_identifier(title: str, identifiers: Iterable[str]) -> bool:
    """Return whether a title is only one of the paper's identifiers, as in lists without titles."""
    if len(title) > _LONGEST_ADDRESS or title.count(" ") > _MOST_BLANKS:  # as nearly all titles
        return False
    lower = title.lower()
    bare = [identifier.removeprefix(f"{PUBMED}:") for identifier in identifiers]
    return any([text in lower and _LABELS.fullmatch(lower.replace(text, " ", 1)) is not None for text in bare])
