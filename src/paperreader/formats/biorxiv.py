"""Preprints of bioRxiv and medRxiv: answers of their API as saved.

Source: `https://api.biorxiv.org/details/…` and `…/pubs/…`, <https://api.biorxiv.org>. Authors are one text, `Family, G.;
Family, G.`; the date is that of the version, and the versions of a preprint share its DOI.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import Fields, first_text, texts_of, unread_fields
from paperreader.source import Source

_CONTAINERS = ("collection[]", "[]", "")
_OF_A_PREPRINT = ({"server", "doi", "category"}, {"author_corresponding", "doi"}, {"preprint_doi"})
_NAMES = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
_KNOWN = {
    *("doi", "title", "authors", "author_corresponding", "author_corresponding_institution", "date", "version", "type"),
    *("license", "category", "jatsxml", "abstract", "published", "server", "funder", "license"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for the fields of a preprint, or for an answer without any."""
    keys = record_keys(head, _CONTAINERS)
    is_answer = {"messages[].status", "collection"} <= keys
    return CERTAIN if is_answer or any(preprint <= keys for preprint in _OF_A_PREPRINT) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, _record))


def _record(line: int, found: Fields) -> Record:
    fields = {key.removeprefix("preprint_"): value for key, value in found.items()}
    doi = first_text(fields, "doi")
    server = first_text(fields, "server", "platform").lower()
    page = f"https://www.{server}.org/content/{doi}v{first_text(fields, 'version') or 1}" if server in _NAMES else ""
    return Record(
        line,
        first_text(fields, "title"),
        abstract=first_text(fields, "abstract"),
        authors=[name for text in texts_of(fields.get("authors")) for name in text.split(";")],
        date=first_text(fields, "date"),
        venue=_NAMES.get(server, server),
        categories=texts_of(fields.get("category")),
        ids=(doi,),
        links=(page or (f"https://doi.org/{doi}" if doi else ""),),
        pdf=f"{page}.full.pdf" if page else "",
        unread=unread_fields(fields, _KNOWN),
    )
