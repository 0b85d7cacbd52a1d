"""Works of Crossref."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.formats.reading import abstract, read_text

WORK: dict[str, Any] = {
    "indexed": {"date-parts": [[2026, 6, 2]], "timestamp": 1},
    "reference-count": 2,
    "DOI": "10.1000/ABC",
    "type": "journal-article",
    "created": {"date-parts": [[2022, 6, 1]]},
    "title": ["The <i>forecast</i> trap"],
    "abstract": "<jats:title>Abstract</jats:title>\n <jats:p>One.</jats:p>\n<jats:p>Two.</jats:p>",
    "author": [{"given": "Carl", "family": "B"}, {"name": "A Group"}],
    "container-title": ["Ecology"],
    "issued": {"date-parts": [[2022, 5, 30]]},
    "link": [{"URL": "https://x.org/a.xml", "content-type": "application/xml"}, {"URL": "https://x.org/a.pdf", "content-type": "application/pdf"}],
    "URL": "https://doi.org/10.1000/ABC",
    "resource": {"primary": {"URL": "https://x.org/a"}},
}  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": {"items": [WORK]}},
        {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": WORK},
        [WORK],
        WORK,
    ],
)
def test_answers_and_works_are_read(tmp_path: Path, answer: Any) -> None:
    (entry,) = read_text(tmp_path, "crossref", json.dumps(answer)).entries
    assert (entry.title, abstract(entry), entry.day) == ("The forecast trap", "One.\n\nTwo.", 20220530)
    assert (entry.authors, entry.venue, entry.doi) == (("Carl B", "A Group"), "Ecology", "10.1000/abc")
    assert (entry.links, entry.pdf) == (("https://doi.org/10.1000/ABC", "https://x.org/a"), "https://x.org/a.pdf")


def test_reviews_are_counted_and_works_without_a_title_reported(tmp_path: Path) -> None:
    works = [WORK, WORK | {"type": "peer-review"}, WORK | {"title": []}]
    reading = read_text(tmp_path, "crossref", json.dumps({"message-type": "work-list", "message": {"items": works}}))
    assert reading.counts == {"papers": 1, "reviews": 1, "records without a title": 1}
    assert len(reading.problems) == 1
