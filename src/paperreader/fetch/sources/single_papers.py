"""Papers by their identifiers: arXiv's API for its own, Crossref for DOIs, Europe PMC for those of PubMed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlencode

from paperreader.fetch.desk import Desk
from paperreader.fetch.request import Request
from paperreader.fetch.sources import arxiv_search, europe_pmc_search
from paperreader.fetch.subscription import folder_name
from paperreader.identifiers import PUBMED

_AT_ONCE = 50
_CROSSREF = "https://api.crossref.org/works"


def fetch(desk: Desk, asks: str) -> None:
    """Fetch the papers whose identifiers are named, with blanks between; report those that are not found. Raises FetchError."""
    wanted = asks.split()
    groups = list(_groups(wanted))
    desk.expect(len(groups))
    missing = set(wanted)
    for number, group in enumerate(groups, 1):
        page = desk.ask(_request(group))
        came = set(group) & {identifier for paper in page.papers for identifier in paper} if page else set(group)
        missing -= came
        if page and came:
            stem = folder_name(wanted[0]) if len(wanted) == 1 else desk.today.isoformat()
            stem += f"-{number}" if len(groups) > 1 else ""
            desk.keep([page], stem, settled=not desk.has(stem))
    if missing:
        desk.note(f"not found: {', '.join(identifier for identifier in wanted if identifier in missing)}")


def _groups(wanted: Sequence[str]) -> Iterator[list[str]]:
    """Yield the identifiers of a site that are asked for together."""
    for is_of in (_is_pubmed, _is_doi, lambda text: not _is_pubmed(text) and not _is_doi(text)):
        rest = iter(filter(is_of, wanted))
        while group := list(islice(rest, _AT_ONCE)):
            yield group


def _is_pubmed(identifier: str) -> bool:
    return identifier.startswith(f"{PUBMED}:")


def _is_doi(identifier: str) -> bool:
    return identifier.startswith("10.")


def _request(group: Sequence[str]) -> Request:
    what = group[0] if len(group) == 1 else f"{len(group)} papers"
    if _is_pubmed(group[0]):
        query = " OR ".join(f"(EXT_ID:{identifier.partition(':')[2]} AND SRC:MED)" for identifier in group)
        return europe_pmc_search.request(query, what, "*", len(group))
    if _is_doi(group[0]):
        chosen = {"filter": ",".join(f"doi:{identifier}" for identifier in group), "rows": len(group)}
        return Request(f"{_CROSSREF}?{urlencode(chosen)}", what, starts=(b"{",), formats=("Crossref JSON",))
    url = f"{arxiv_search.ADDRESS}?{urlencode({'id_list': ','.join(group), 'max_results': len(group)})}"
    return Request(url, what, starts=(b"<",), formats=(arxiv_search.FORMAT,))
