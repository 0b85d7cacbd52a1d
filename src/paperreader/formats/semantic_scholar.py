"""Papers of Semantic Scholar: answers of its API (search, batch, recommendations, citations) and its data sets.

Sources: `https://api.semanticscholar.org/graph/v1/paper/…`, `…/recommendations/v1/papers/…`, the `papers` data set as
JSON lines. Only the fields that were asked for are there, often the id and the title alone. A batch has `null` for an
id that the server does not know. The data set has the same fields in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import (
    Fields,
    fields_of,
    first_text,
    items_of,
    person_names,
    text_of,
    texts_of,
    unread_fields,
    within,
)
from paperreader.source import Source

_CONTAINERS = ("data[]", "recommendedPapers[]", "papers[]", "[]", "")
_IDS = {"paperId", "corpusid", "citedPaper.paperId", "citingPaper.paperId"}
_REGISTERS = {"pubmed": "pmid", "pubmedcentral": "pmcid", "acl": "acl", "dblp": "dblp"}
_KNOWN = {
    *("paperid", "corpusid", "externalids", "title", "abstract", "authors", "year", "publicationdate", "venue", "url"),
    *("publicationvenue", "publicationvenueid", "journal", "openaccesspdf", "isopenaccess", "fieldsofstudy", "tldr"),
    *("s2fieldsofstudy", "publicationtypes", "citationcount", "referencecount", "influentialcitationcount"),
    *("citationstyles", "textavailability", "embedding", "matchscore", "references", "citations"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain with an id of Semantic Scholar."""
    return CERTAIN if record_keys(head, _CONTAINERS) & _IDS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, _record))


def _record(line: int, found: Fields) -> Record:
    paper = found.get("citingPaper") or found.get("citedPaper") or found
    fields = {key.lower(): value for key, value in fields_of(paper).items()}
    others = {key.lower(): text_of(value) for key, value in fields_of(fields.get("externalids")).items()}
    paper_id = first_text(fields, "paperid")
    page = first_text(fields, "url") or (f"https://www.semanticscholar.org/paper/{paper_id}" if paper_id else "")
    return Record(
        line,
        first_text(fields, "title"),
        abstract=first_text(fields, "abstract") or first_text(fields, "tldr"),
        authors=person_names(fields.get("authors")),
        date=first_text(fields, "publicationdate", "year"),
        venue=first_text(fields, "venue")
        or text_of(within(fields, "publicationvenue", "name"))
        or text_of(within(fields, "journal", "name")),
        keywords=texts_of(fields.get("fieldsofstudy"))
        or [text_of(within(one, "category")) for one in items_of(fields.get("s2fieldsofstudy"))],
        ids=_ids(others),
        links=(page,),
        pdf=text_of(within(fields, "openaccesspdf", "url")),
        unread=unread_fields(fields, _KNOWN),
    )


def _ids(others: dict[str, str]) -> list[str]:
    """Return the identifiers of a paper in other registers."""
    ids = [others.get("doi", "")]
    if arxiv := others.get("arxiv"):
        ids.append(f"arXiv:{arxiv}")
    return ids + [f"{name}:{others[key]}" for key, name in _REGISTERS.items() if others.get(key)]
