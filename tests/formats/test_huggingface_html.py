"""Pages of huggingface.co/papers saved as HTML."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text

PAPER = {
    "id": "2407.00001",
    "title": "Sparse\n  Attention",
    "summary": 'We show $x<1$ & "more".',
    "publishedAt": "2024-07-31T17:00:00.000Z",
    "authors": [{"_id": "1", "name": "Ada Lovelace", "hidden": False}, {"_id": "2", "name": "Plato", "hidden": False}],
    "upvotes": 24,
    "githubRepo": "https://github.com/ada/sparse",
}  # fmt: skip
LISTED = {"paper": PAPER, "title": "Sparse Attention", "publishedAt": "2024-08-01T00:58:44.675Z", "numComments": 2}
CARD = '<article><h3><a href="/papers/2407.00001?from=x">Sparse Attention</a></h3><a href="/papers/2407.00001#community">2</a></article>'


def site(target: str, properties: object, *, quote: str = '"') -> str:
    """A page of Hugging Face."""
    data = html.escape(json.dumps(properties)) if quote == '"' else json.dumps(properties).replace("'", "&#39;")
    attribute = f"data-props={quote}{data}{quote}"
    return f'<!doctype html>\n<html><body>\n<div {attribute} class="SVELTE_HYDRATER" data-target="{target}">{CARD}</div></body></html>'


@pytest.mark.parametrize("quote", ['"', "'"])
def test_the_papers_of_a_day_stand_in_the_data_of_the_page(tmp_path: Path, quote: str) -> None:
    text = site("DailyPapers", {"date": "2024-08-01", "dailyPapers": [LISTED, None]}, quote=quote)
    reading = read_text(tmp_path, "huggingface_html", text)
    (entry,) = reading.entries
    assert (entry.title, entry.line, entry.day) == ("Sparse Attention", 3, 20240731)
    assert (entry.authors, entry.arxiv_id) == (("Ada Lovelace", "Plato"), "2407.00001")
    assert (entry.upvotes, entry.comments, entry.code) == (24, 2, "https://github.com/ada/sparse")
    assert abstract(entry) == 'We show $x<1$ & "more".'
    assert reading.counts == {"papers": 1, "empty records": 1}


def test_the_page_of_one_paper_is_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "huggingface_html", site("PaperContent", {"paper": PAPER, "comments": []})).entries
    assert (entry.title, entry.day, entry.upvotes) == ("Sparse Attention", 20240731, 24)


@pytest.mark.parametrize("properties", [{}, {"dailyPapers": []}, [], {"dailyPapers": 1, "paper": 2}])
def test_without_data_the_cards_are_read(tmp_path: Path, properties: object) -> None:
    (entry,) = read_text(tmp_path, "huggingface_html", site("DailyPapers", properties)).entries
    assert (entry.title, entry.arxiv_id) == ("Sparse Attention", "2407.00001")
    assert entry.links == ("https://huggingface.co/papers/2407.00001",)


def test_data_behind_a_long_head_is_found(tmp_path: Path) -> None:
    head = f"<head><title>Daily Papers - Hugging Face</title><script>{'x' * 30_000}</script></head>"
    text = site("DailyPapers", {"dailyPapers": [LISTED]}).replace("<body>", f"{head}<body>")
    assert read_text(tmp_path, "huggingface_html", text).titles == ["Sparse Attention"]


def test_a_page_that_is_cut_says_so(tmp_path: Path) -> None:
    text = site("DailyPapers", {"dailyPapers": [LISTED]}).replace(
        "<body>", "<title>Daily Papers - Hugging Face</title><body>"
    )
    reading = read_text(tmp_path, "huggingface_html", text[: text.index("data-target")] + 'data-target="Da')
    assert reading.entries == []
    assert reading.problems == [(3, "the file ends within a tag: the page was cut")]
