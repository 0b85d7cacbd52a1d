"""Papers of Hugging Face as JSON: the list of daily papers, one paper, and what the `hf papers` command prints.

Sources: `https://huggingface.co/api/daily_papers`, `…/api/papers/ID`, `hf papers ls --format json` of
`huggingface_hub`, whose keys are in snake case. The outer title of the list keeps its LaTeX and stands on one line;
`paper.publishedAt` is the day of the first version, the outer one the day on the page.
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
    first_count,
    first_text,
    person_names,
    texts_of,
    unread_fields,
)
from paperreader.source import Source

_CONTAINERS = ("[]", "papers[]", "dailyPapers[]", "")
_ONE_PAPER = ({"id", "summary"}, {"id", "authors[].hidden"}, {"id", "authors[].name", "upvotes"})
_OF_THE_SITE = {
    *("publishedAt", "published_at", "submittedOnDailyAt", "submitted_at", "discussionId", "discussion_id", "upvotes"),
    *("authors[].hidden", "githubRepo", "submittedOnDailyBy"),
}
_KNOWN = {
    *("paper", "id", "_id", "title", "summary", "authors", "publishedAt", "published_at", "numComments", "comments"),
    *("upvotes", "organization", "githubRepo", "github_repo", "githubStars", "github_stars", "projectPage"),
    *("project_page", "ai_keywords", "aiKeywords", "source", "thumbnail", "mediaUrls", "submittedBy", "submitted_by"),
    *("submittedOnDailyAt", "submitted_on_daily_at", "submittedOnDailyBy", "submitted_on_daily_by", "submitted_at"),
    *("submitted_by_name", "discussionId", "discussion_id", "isAuthorParticipating", "githubRepoAddedBy"),
    *("github_repo_added_by", "ai_summary", "aiSummary", "upvoters", "media_urls", "submitted_by_username"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for a list's `paper` with its id, or for the fields of one paper."""
    keys = record_keys(head, _CONTAINERS)
    if "paper.id" in keys or "paper.authors[].hidden" in keys:
        return CERTAIN
    return CERTAIN if any(one <= keys for one in _ONE_PAPER) and keys & _OF_THE_SITE else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, paper_record))


def paper_record(line: int, fields: Fields) -> Record:
    """Return the record of a paper, either as an element of the list of daily papers or alone."""
    paper = fields_of(fields.get("paper")) or fields
    paper_id = first_text(paper, "id")
    organization = fields_of(paper.get("organization") or fields.get("organization"))
    merged: Fields = {**paper, **fields}
    return Record(
        line,
        first_text(fields, "title") or first_text(paper, "title"),
        abstract=first_text(paper, "summary") or first_text(fields, "summary"),
        authors=person_names(paper.get("authors")),
        date=first_text(paper, "publishedAt", "published_at") or first_text(fields, "publishedAt"),
        ids=(paper_id,),
        links=(
            f"https://huggingface.co/papers/{paper_id}" if paper_id else "",
            first_text(paper, "projectPage", "project_page"),
        ),
        code=first_text(paper, "githubRepo", "github_repo"),
        keywords=texts_of(paper.get("ai_keywords") or paper.get("aiKeywords")),
        organization=(first_text(organization, "name"), first_text(organization, "fullname", "name")),
        comments=first_count(merged, "numComments", "comments"),
        upvotes=first_count(merged, "upvotes"),
        github_stars=first_count(merged, "githubStars", "github_stars"),
        unread=unread_fields(merged, _KNOWN),
    )
