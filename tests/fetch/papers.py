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
