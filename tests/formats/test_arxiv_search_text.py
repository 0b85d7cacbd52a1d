"""Results of arXiv's search, copied from a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text

PAGE = """Showing 1–2 of 2 results for all: notes
Search v0.5.6 released 2020-02-24

1. arXiv:2606.00001v2 [pdf, ps, other] cs.CL cs.AI doi 10.1000/ABC
On Notes by the
Translator
Authors: Ada Lovelace, Charles Babbage
Abstract: An abstract of one paragraph. ▽ More
Submitted 6 July, 2026; v1 submitted 12 June, 2026; originally announced June 2026.
Comments: 12 pages
Journal ref: Sci. Mem. 3 (1843)

2. arXiv:math-ph/0309136 [pdf] math-ph
computation and engines
Authors: Mary Somerville
Abstract: Another. △ Less
Submitted 6 March, 2003; originally announced March 2003.
"""


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("1. ", "    ").replace("2. ", "    ").replace("\nAuthors", "\n\n    Authors"),
        PAGE.replace("] cs.CL cs.AI doi", "]\n\ncs.CL\ncs.AI\n\ndoi").replace("] math-ph", "]\n\nmath-ph\n"),
    ],
)
def test_results_are_read_in_the_copies_of_every_browser(tmp_path: Path, page: str) -> None:
    first, second = read_text(tmp_path, "arxiv_search_text", page).entries
    assert (first.title, first.authors) == ("On Notes by the Translator", ("Ada Lovelace", "Charles Babbage"))
    assert (first.arxiv_id, first.doi, first.categories) == ("2606.00001", "10.1000/abc", ("cs.CL", "cs.AI"))
    assert (abstract(first), first.day) == ("An abstract of one paragraph.", 20260612)
    assert (first.comment, first.venue) == ("12 pages", "Sci. Mem. 3 (1843)")
    assert (second.arxiv_id, second.categories, second.day) == ("math-ph/0309136", ("math-ph",), 20030306)
    assert abstract(second) == "Another."
