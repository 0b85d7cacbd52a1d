"""Results of Google Scholar, copied from a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

PAGE = """Articles
About 6,230,000 results (0.06 sec)
Sort by date
[PDF] neurips.cc
Attention is all you need
A Vaswani, N Shazeer…\N{NO-BREAK SPACE}- Advances in neural …, 2017 - proceedings.neurips.cc
… to attend to all positions. We need
… We implement this …
Save Cite Cited by 150000 Related articles
[BOOK][B] Deep learning
I Goodfellow, Y Bengio - 2016 - books.google.com
A book on it …
Save Cite Cited by 80000
[CITATION][C] Visualizing attention
J Vig - arXiv preprint arXiv:1904.02679, 2019
Save Cite
Related searches
attention transformer
"""


@pytest.mark.parametrize(
    "page", [PAGE, PAGE.replace("\n", "\n\n"), PAGE.replace("Save Cite", "Guardar\nCitar"), PAGE.replace("Save ", "")]
)
def test_results_are_read(tmp_path: Path, page: str) -> None:
    first, second, third = read_text(tmp_path, "scholar_text", page).entries
    assert (first.title, first.authors) == ("Attention is all you need", ("A Vaswani", "N Shazeer"))
    assert (first.authors_count, first.venue, first.day) == (None, "Advances in neural …", 20170000)
    assert abstract(first) == "… to attend to all positions. We need … We implement this …"
    assert (second.title, second.venue, second.day) == ("Deep learning", None, 20160000)
    assert (third.title, third.authors, third.arxiv_id) == ("Visualizing attention", ("J Vig",), "1904.02679")
    assert third.abstract is None


def test_names_and_a_year_alone_are_no_results() -> None:
    assert recognized("A note\nJ Smith, A Doe - a talk, 2019 - somewhere\nI liked it.\n") == ""
