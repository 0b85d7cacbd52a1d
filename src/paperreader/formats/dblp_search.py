"""Publications found by the search of DBLP, as JSON.

Source: `https://dblp.org/search/publ/api?q=…&format=json`, <https://dblp.org/faq/13501473>. A list of one element is
written without the list; titles end in a period; homonyms are told apart by a number, `Wei Wang 0001`.
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
    person_names,
    texts_of,
    unread_fields,
    within,
)
from paperreader.source import Source

_CONTAINERS = ("result.hits.hit[]", "result.hits.hit")
_KNOWN = {
    *("authors", "title", "venue", "year", "type", "access", "key", "doi", "ee", "url", "volume", "number", "pages"),
    *("publisher", "editors"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for the hits of a search."""
    return CERTAIN if any(key.startswith("result.hits") for key in record_keys(head, ("",))) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(
        source, json_records(source, _CONTAINERS, lambda line, hit: hit_record(line, fields_of(hit.get("info"))))
    )


def hit_record(line: int, fields: Fields) -> Record:
    """Return what the `info` of a hit says of a publication."""
    key, volume = first_text(fields, "key"), first_text(fields, "volume")
    return Record(
        line,
        first_text(fields, "title").removesuffix("."),
        authors=person_names(within(fields, "authors", "author")),
        date=first_text(fields, "year"),
        venue=first_text(fields, "venue"),
        ids=(
            first_text(fields, "doi"),
            volume if volume.startswith("abs/") else "",  # of arXiv, as `CoRR`
            f"dblp:{key}" if key else "",
        ),
        links=(*texts_of(fields.get("ee")), first_text(fields, "url")),
        unread=unread_fields(fields, _KNOWN),
    )
