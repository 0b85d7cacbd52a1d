"""Works of OpenAlex: answers of its API as saved, and its snapshot as JSON lines.

Source: `https://api.openalex.org/works`, <https://docs.openalex.org>. The abstract is an inverted index (word:
places). The title may be null, and an arXiv id stands only among the addresses of the locations. Where only the year
is known the date is its first of January.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    unread_fields,
    within,
)
from paperreader.source import Source

_CONTAINERS = ("results[]", "[]", "")
_OF_A_WORK = {"abstract_inverted_index", "authorships[].author.id", "authorships", "ids.openalex"}
_KNOWN = {
    *("id", "doi", "title", "display_name", "publication_year", "publication_date", "ids", "primary_location"),
    *("locations", "best_oa_location", "open_access", "authorships", "abstract_inverted_index", "keywords", "abstract"),
    *("abstract_inverted_index_v3", "locations_count", "authors_count", "type", "type_crossref", "language", "biblio"),
    *("indexed_in", "is_paratext", "is_retracted", "has_fulltext", "fulltext_origin", "cited_by_count", "fwci"),
    *("cited_by_percentile_year", "citation_normalized_percentile", "counts_by_year", "cited_by_api_url"),
    *("referenced_works", "referenced_works_count", "related_works", "ngrams_url", "concepts", "topics", "mesh"),
    *("primary_topic", "sustainable_development_goals", "grants", "awards", "funders", "apc_list", "apc_paid"),
    *("countries_distinct_count", "institutions_distinct_count", "institution_assertions", "datasets", "versions"),
    *("corresponding_author_ids", "corresponding_institution_ids", "relevance_score", "created_date", "updated_date"),
    *("host_venue", "alternate_host_venues", "institutions", "is_authors_truncated", "has_content", "content_urls"),
    *("is_xpac",),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for the fields of a work."""
    keys = record_keys(head, _CONTAINERS)
    return CERTAIN if keys & _OF_A_WORK and b"openalex.org/" in head else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, _record))


def _record(line: int, fields: Fields) -> Record:
    places = [fields.get("primary_location"), fields.get("best_oa_location"), *items_of(fields.get("locations"))]
    pages = [text_of(within(place, "landing_page_url")) for place in places]
    ids = fields_of(fields.get("ids"))
    return Record(
        line,
        first_text(fields, "title", "display_name"),
        abstract=first_text(fields, "abstract") or text_of_index(fields.get("abstract_inverted_index")),
        authors=person_names([_author(one) for one in items_of(fields.get("authorships"))]),
        date=first_text(fields, "publication_date", "publication_year"),
        venue=text_of(within(fields, "primary_location", "source", "display_name"))
        or text_of(within(fields, "host_venue", "display_name")),
        keywords=[first_text(fields_of(one), "display_name", "keyword") for one in items_of(fields.get("keywords"))],
        ids=(first_text(fields, "doi"), first_text(ids, "pmid"), *(page for page in pages if "arxiv" in page.lower())),
        links=(first_text(fields, "id"), *pages[:1]),
        pdf=next(filter(None, (text_of(within(place, "pdf_url")) for place in places)), ""),
        unread=unread_fields(fields, _KNOWN),
    )


def _author(authorship: Any) -> str:
    return text_of(within(authorship, "author", "display_name")) or text_of(within(authorship, "raw_author_name"))


def text_of_index(index: Any) -> str:
    """Return the text of an inverted index, `{"We": [0], "show": [1, 7]}`."""
    places = [
        (place, word)
        for word, found in fields_of(index).items()
        for place in items_of(found)
        if isinstance(place, int) and not isinstance(place, bool)
    ]
    return " ".join(word for _, word in sorted(places))
