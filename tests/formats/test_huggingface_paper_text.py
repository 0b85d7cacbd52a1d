"""The page of one paper at Hugging Face, copied as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text

PAGE = """Hugging Face
Papers
arxiv:2606.00001

On Notes by the Translator

Published on Jun 12, 2026
· Submitted by
akhaliq
on Jun 15, 2026
Upvote
12

+7
Authors:
Ada Lovelace
,
Charles Babbage
Abstract
AI-generated summary
A summary of it.
An abstract of one paragraph.
View arXiv page
View PDF
GitHub 10
Add to collection
Community
A comment on arxiv papers.
"""


@pytest.mark.parametrize(
    "page", [PAGE, PAGE.replace("\n", "\n\n"), PAGE.replace("Ada Lovelace\n,\nCharles", "Ada Lovelace, Charles")]
)
def test_the_paper_is_read_without_buttons_and_comments(tmp_path: Path, page: str) -> None:
    (entry,) = read_text(tmp_path, "huggingface_paper_text", page).entries
    assert (entry.title, entry.authors) == ("On Notes by the Translator", ("Ada Lovelace", "Charles Babbage"))
    assert (entry.arxiv_id, entry.day, entry.upvotes) == ("2606.00001", 20260612, 12)
    assert abstract(entry) == "A summary of it.\n\nAn abstract of one paragraph."
    assert entry.links == ("https://huggingface.co/papers/2606.00001",)
