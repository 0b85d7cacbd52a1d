"""Lists of conference papers by Paper Copilot: one JSON file for each conference and year.

Source: <https://github.com/papercopilot/paperlists>. Authors are one text, with `;` or `,` between them; the conference and
the year stand in the file's name alone (`iclr2024.json`). Rejected and withdrawn papers are among them: the status is
kept as the comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import Fields, first_text, unread_fields
from paperreader.source import Source

_CONTAINERS = ("[]",)
_FILE_NAME = re.compile(r"(?P<venue>[a-z]{2,12})(?P<year>(?:19|20)[0-9]{2})\.json", re.IGNORECASE)
_KNOWN = {
    *("title", "author", "abstract", "site", "pdf", "arxiv", "doi", "github", "project", "keywords", "primary_area"),
    *("status", "track", "id", "author_site", "authorids", "bibtex", "aff", "aff_domain", "position", "tldr", "TLDR"),
    *("openreview", "venue", "ssid", "psid", "sess", "video", "slides", "supp", "poster", "email"),
}
_OF_REVIEWS = re.compile(
    "(?:rating|confidence|wc_|corr_|gs_|homepage|dblp|google_scholar|orcid|linkedin|or_profile|aff_|rebuttal|replies"
    "|correctness|soundness|contribution|presentation|novelty|technical|empirical|reply|num|bibtex|reviewers?|author)"
)


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a list of papers with authors, track and status or affiliations."""
    keys = record_keys(head, _CONTAINERS)
    return CERTAIN if {"title", "author"} <= keys and len({"status", "track", "aff"} & keys) > 1 else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    named = _FILE_NAME.fullmatch(source.name)
    venue, year = (named["venue"].upper(), named["year"]) if named else ("", "")

    def record(line: int, fields: Fields) -> Record:
        return replace(_record(line, fields), venue=first_text(fields, "venue") or f"{venue} {year}".strip(), date=year)

    return read_records(source, json_records(source, _CONTAINERS, record))


def _record(line: int, fields: Fields) -> Record:
    authors, keywords = first_text(fields, "author"), first_text(fields, "keywords")
    arxiv = first_text(fields, "arxiv")
    return Record(
        line,
        first_text(fields, "title"),
        abstract=first_text(fields, "abstract", "tldr", "TLDR"),
        authors=_split(authors),
        keywords=_split(keywords),
        comment=first_text(fields, "status"),
        ids=(first_text(fields, "doi"), arxiv if "/" in arxiv else f"arXiv:{arxiv}"),
        links=[first_text(fields, key) for key in ("site", "openreview", "project")],
        pdf=first_text(fields, "pdf"),
        code=first_text(fields, "github"),
        unread=[found for found in unread_fields(fields, _KNOWN) if not _OF_REVIEWS.match(found[0])],
    )


def _split(text: str) -> list[str]:
    """Return the parts of a text at `;`, or at `,` if it has none."""
    return text.split(";" if ";" in text else ",")
