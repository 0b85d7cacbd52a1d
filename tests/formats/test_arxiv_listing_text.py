"""Listing pages of arXiv, copied from a browser."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text, recognized

PAGE = """Computation and Language
Showing new listings for Friday, 26 June 2026
Total of 3 entries
New submissions (showing 2 of 2 entries)
[1] arXiv:2606.00001 [pdf, html, other]
Title: On Notes by the Translator
Ada Lovelace, Charles Babbage (London), Mary Somerville
Comments: 12 pages
Journal-ref: Sci. Mem. 3 (1843)
Subjects: Computation and Language (cs.CL); Information Theory (cs.IT)

An abstract of one paragraph.
Subjects: this line is part of it.

[2] arXiv:2606.00002 [pdf, other]
Title: Without an Abstract
Mary Somerville
Subjects: Mathematical Physics (math-ph)

Cross submissions (showing 1 of 1 entries)
[3] arXiv:2506.00003 (cross-list from astro-ph.GA) [pdf, ps, other]
Title:
An Older Layout
Authors: Caroline Herschel,
William Herschel
Subjects: Astrophysics (astro-ph)
"""


def test_a_copied_page_is_read_with_all_its_fields(tmp_path: Path) -> None:
    first, second, third = read_text(tmp_path, "arxiv_listing_text", PAGE).entries
    assert (first.title, first.line) == ("On Notes by the Translator", 6)
    assert first.authors == ("Ada Lovelace", "Charles Babbage", "Mary Somerville")
    assert (first.categories, first.comment, first.venue) == (("cs.CL", "cs.IT"), "12 pages", "Sci. Mem. 3 (1843)")
    assert abstract(first) == "An abstract of one paragraph. Subjects: this line is part of it."
    assert (second.title, second.abstract, second.arxiv_id) == ("Without an Abstract", None, "2606.00002")
    assert (third.title, third.authors) == ("An Older Layout", ("Caroline Herschel", "William Herschel"))


def test_the_day_of_the_page_dates_its_new_papers_only(tmp_path: Path) -> None:
    assert [entry.day for entry in read_text(tmp_path, "arxiv_listing_text", PAGE).entries] == [20260626, 20260626, 0]


def test_a_record_on_one_line_keeps_the_first_author_in_the_title_and_says_so(tmp_path: Path) -> None:
    line = (
        "arXiv:2507.00004 [pdf, html, other] Title: A Survey, Made Short Zoe Li, Ada Lovelace, Mary de la Rue "
        "Subjects: Computation and Language (cs.CL)\n"
    )
    reading = read_text(tmp_path, "arxiv_listing_text", line + line.replace("00004", "00005"))
    assert reading.titles == ["A Survey, Made Short Zoe Li"] * 2
    assert [entry.categories for entry in reading.entries] == [("cs.CL",)] * 2
    assert [number for number, _ in reading.problems] == [1, 2]


def test_a_text_that_names_an_id_is_no_listing() -> None:
    assert recognized("We read arXiv:2606.00001 today.\n[1] see above\n") != "arxiv_listing_text"


LINKED = """# Computation and Language

### Showing new listings for Friday, 26 June 2026

[[1]](https://arxiv.org/list/cs.CL/new) [arXiv:2606.00001](https://arxiv.org/abs/2606.00001)[[pdf](https://arxiv.org/pdf/2606.00001), [html](https://arxiv.org/html/2606.00001v1)]

Title: On Notes by the Translator

[Ada Lovelace](https://arxiv.org/search/cs?searchtype=author&query=Lovelace,+A), [Charles Babbage](https://arxiv.org/search/cs?searchtype=author&query=Babbage,+C)

Comments: Code: [this https URL](https://example.org)

Subjects: Computation and Language (cs.CL); Information Theory (cs.IT)

An abstract of one paragraph.

---

### Cross submissions (showing 1 of 1 entries)

- [\\[2\\]](https://arxiv.org/list/cs.CL/new#item2) [arXiv:2506.00003](https://arxiv.org/abs/2506.00003 "Abstract") (cross-list from astro-ph.GA) \\[ [pdf](https://arxiv.org/pdf/2506.00003 "Download PDF")\\]

Title:
An Older Layout

[Caroline Herschel](https://arxiv.org/search/cs?searchtype=author&query=Herschel,+C)

Subjects:
Astrophysics (astro-ph)
"""


def test_the_markdown_of_a_listing_is_read_like_its_text(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, "arxiv_listing_text", LINKED).entries
    assert (first.title, first.authors) == ("On Notes by the Translator", ("Ada Lovelace", "Charles Babbage"))
    assert (first.arxiv_id, first.categories, first.day) == ("2606.00001", ("cs.CL", "cs.IT"), 20260626)
    assert (abstract(first), first.comment) == ("An abstract of one paragraph.", "Code: this https URL")
    assert (second.title, second.authors) == ("An Older Layout", ("Caroline Herschel",))
    assert (second.arxiv_id, second.categories, second.day) == ("2506.00003", ("astro-ph",), 0)


def test_a_list_of_links_to_arxiv_is_no_listing() -> None:
    listed = "".join(
        f"- [arXiv:2606.0000{n}](https://arxiv.org/abs/2606.0000{n}) **A Title of a Paper {n}**\n" for n in (1, 2)
    )
    assert recognized(listed) == "markdown_list"
