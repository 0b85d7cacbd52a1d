"""Answers of the sites with made papers."""

from __future__ import annotations

import json
from typing import Any


def hf_paper(number: int, **known: Any) -> dict[str, Any]:
    """Return a paper as an element of the daily papers."""
    arxiv_id = f"2608.{number:05}"
    paper = {
        "id": arxiv_id,
        "authors": [{"name": "Ada Lovelace", "hidden": False}],
        "publishedAt": "2026-08-19T10:00:00.000Z",
        "title": f"On the Weight of Unread Paper {number} in Gardens of Thought",
        "summary": "Unread papers weigh on their readers. We measure how much, and how a mark takes half of it away.",
        "upvotes": number % 90,
    }
    return {
        "paper": paper,
        "publishedAt": "2026-08-19T06:00:00.000Z",
        "title": paper["title"],
        "numComments": 3,
    } | known


def hf_day(*numbers: int) -> bytes:
    """Return the daily papers of a day."""
    return json.dumps([hf_paper(number) for number in numbers], indent=1).encode()


ABSTRACT = "Unread papers weigh on their readers. We measure how much, and how a mark takes half of it away."


def arxiv_feed(*numbers: int, replaced: tuple[int, ...] = (), cut: int = 0) -> bytes:
    """Return a feed of arXiv with new papers and replaced ones."""
    items = [_item(number, "new") for number in numbers] + [_item(number, "replace") for number in replaced]
    text = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">\n'
        "<channel><title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>\n"
        f"{''.join(items)}</channel></rss>\n"
    )
    return text[: len(text) - cut].encode()


def _item(number: int, kind: str) -> str:
    arxiv_id = f"2608.{number:05}"
    return (
        f"<item><title>A Garden of Paper {number} and Its Unread Trees</title>"
        f"<link>https://arxiv.org/abs/{arxiv_id}</link>"
        f"<description>arXiv:{arxiv_id}v1 Announce Type: {kind} \nAbstract: {ABSTRACT}</description>"
        f'<guid isPermaLink="false">oai:arXiv.org:{arxiv_id}v1</guid><category>cs.CL</category>'
        f"<arxiv:announce_type>{kind}</arxiv:announce_type><dc:creator>Ada Lovelace</dc:creator></item>\n"
    )


def oai_page(*numbers: int, token: str = "", created: str = "2026-08-18") -> bytes:
    """Return a page of OAI-PMH; without papers the answer that there are none."""
    records = "".join(
        f"<record><header><identifier>oai:arXiv.org:2608.{number:05}</identifier></header><metadata>"
        f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2608.{number:05}</id><created>{created}</created>'
        f"<title>A Garden of Paper {number} and Its Unread Trees</title><categories>cs.CL</categories>"
        f"<abstract>{ABSTRACT}</abstract></arXiv></metadata></record>\n"
        for number in numbers
    )
    more = f"<resumptionToken>{token}</resumptionToken>" if token else ""
    inner = f"<ListRecords>{records}{more}</ListRecords>" if numbers else '<error code="noRecordsMatch">none</error>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-08-21T00:00:00Z</responseDate>{inner}</OAI-PMH>"
    ).encode()


def arxiv_answer(*numbers: int, total: int = 0) -> bytes:
    """Return an answer of arXiv's API; it says that it found so many papers in all."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/2608.{number:05}v1</id><published>2026-08-19T10:00:00Z</published>"
        f"<title>A Garden of Paper {number} and Its Unread Trees</title><summary>{ABSTRACT}</summary>"
        "<author><name>Ada Lovelace</name></author></entry>\n"
        for number in numbers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<title>arXiv Query</title><opensearch:totalResults>{total or len(numbers)}</opensearch:totalResults>{entries}</feed>"
    ).encode()


def europe_pmc(*numbers: int, following: str = "", total: int = 0) -> bytes:
    """Return an answer of Europe PMC; it says that it found so many papers in all."""
    results = [
        {
            "id": f"PPR{number}",
            "source": "PPR",
            "doi": f"10.1101/2026.08.{number}",
            "pmid": str(number),
            "title": f"A Garden of Neurons {number} and Its Unread Spikes",
            "authorString": "Lovelace A.",
            "abstractText": ABSTRACT,
            "firstPublicationDate": "2026-08-19",
        }
        for number in numbers
    ]
    answer = {"version": "6.9", "hitCount": total or len(results), "nextCursorMark": following}
    return json.dumps(answer | {"resultList": {"result": results}}).encode()


def recommended(*numbers: int) -> bytes:
    """Return recommendations of Semantic Scholar."""
    papers = [
        {
            "paperId": f"{number:040x}",
            "externalIds": {"ArXiv": f"2608.{number:05}"},
            "title": f"A Garden of Paper {number} and Its Unread Trees",
            "abstract": ABSTRACT,
            "year": 2026,
        }
        for number in numbers
    ]
    return json.dumps({"recommendedPapers": papers}).encode()


def crossref(*dois: str) -> bytes:
    """Return works of Crossref."""
    items = [{"DOI": doi, "title": [f"The Work of {doi} in the Garden"], "type": "journal-article"} for doi in dois]
    return json.dumps(
        {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": {"items": items}}
    ).encode()
