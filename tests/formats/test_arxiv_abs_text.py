"""Abstract pages of arXiv, copied from a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

PAGE = """Cornell University
arXiv logo > cs > arXiv:2606.00001
Computer Science > Computation and Language
arXiv:2606.00001 (cs)
[Submitted on 12 Jun 2026 (v1), last revised 2 Aug 2026 (this version, v2)]
Title:On Notes by the Translator
Authors:Ada Lovelace, Charles Babbage (London)
View PDF
HTML (experimental)
Abstract:An abstract: of one paragraph.
That goes on.
Comments:	12 pages
Subjects:	Computation and Language (cs.CL); Information Theory (cs.IT)
Cite as:	arXiv:2606.00001 [cs.CL]
(or arXiv:2606.00001v2 [cs.CL] for this version)
https://doi.org/10.48550/arXiv.2606.00001
Journal reference:	Sci. Mem. 3 (2026)
Related DOI:	https://doi.org/10.1000/abc
Focus to learn more
Submission history
From: Ada Lovelace [view email]
[v1] Fri, 12 Jun 2026 17:57:34 UTC (1,102 KB)
Access Paper:
View PDF
"""


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("Title:", "").replace("Authors:", "").replace("Abstract:An", "\n    An"),
        PAGE.replace("arXiv:2606.00001 (cs)\n", ""),
    ],
    ids=["labels", "without labels", "without the line of the id"],
)
def test_a_page_is_read(tmp_path: Path, page: str) -> None:
    (entry,) = read_text(tmp_path, "arxiv_abs_text", page).entries
    assert (entry.title, entry.authors) == ("On Notes by the Translator", ("Ada Lovelace", "Charles Babbage"))
    assert (entry.arxiv_id, entry.doi, entry.day) == ("2606.00001", "10.1000/abc", 20260612)
    assert abstract(entry) == "An abstract: of one paragraph. That goes on."
    assert (entry.comment, entry.venue, entry.categories) == ("12 pages", "Sci. Mem. 3 (2026)", ("cs.CL", "cs.IT"))


def test_another_text_about_a_submission_is_no_page_of_arxiv() -> None:
    assert recognized("[Submitted on 12 Jun 2026]\nA form\n") == ""
