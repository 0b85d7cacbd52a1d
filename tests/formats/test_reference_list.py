"""Lists of references in the usual styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import read_text, recognized

AUTHORS = ("A. Lovelace", "C. Babbage")


@pytest.mark.parametrize(
    ("reference", "authors", "venue"),
    [
        ("Lovelace A, Babbage C. A sketch of the engine[J]. Journal of Engines, 2020, 43(5): 1-12.", ("A Lovelace", "C Babbage"), None),
        ("Lovelace, A., & Babbage, C. (2020). A sketch of the engine. Journal of Engines, 43(5), 1–12.", AUTHORS, None),
        ("A. Lovelace and C. Babbage, “A sketch of the engine,” Journal of Engines, vol. 43, pp. 1–12, 2020.", AUTHORS, None),
        ('Lovelace, Ada, and Charles Babbage. "A sketch of the engine." Journal of Engines 43.5 (2020): 1-12.', ("Ada Lovelace", "Charles Babbage"), None),
        ("Ada Lovelace and Charles Babbage. 2020. A sketch of the engine. In Proceedings of Engines, 1–12.", ("Ada Lovelace", "Charles Babbage"), "Proceedings of Engines"),
        ("Lovelace A, Babbage C. A sketch of the engine. Journal of Engines. 2020;43(5):1-12.", ("A Lovelace", "C Babbage"), None),
    ],
    ids=["GB/T 7714", "APA", "IEEE", "MLA", "ACM", "Vancouver"],
)  # fmt: skip
def test_each_style_gives_authors_title_year_and_venue(
    tmp_path: Path, reference: str, authors: tuple[str, ...], venue: str | None
) -> None:
    second = reference.replace("A sketch", "Another sketch")
    for text in (f"[1] {reference}\n[2] {second}\n", f"{reference}\n\n{second}\n", f"{reference}\n{second}\n"):
        entries = read_text(tmp_path, "reference_list", text).entries
        assert [entry.title for entry in entries] == ["A sketch of the engine", "Another sketch of the engine"]
        entry = entries[0]
        assert (entry.authors, entry.day, entry.venue) == (authors, 20200000, venue or "Journal of Engines")


def test_references_of_cnki_and_identifiers(tmp_path: Path) -> None:
    text = (
        "[1]张三,李四.机器研究[J].计算机学报,2020,43(05):1-12.\n"
        "[2]Lovelace A, et al. A sketch of the engine[J]. Engines, 2020, 4: 1-2. doi: 10.1000/x.\n"
    )
    first, second = read_text(tmp_path, "reference_list", text).entries
    assert (first.title, first.authors, first.venue, first.day) == (
        "机器研究",
        ("张三", "李四"),
        "计算机学报",
        20200000,
    )
    assert (second.authors, second.authors_count, second.doi) == (("A Lovelace",), None, "10.1000/x")


def test_further_authors_and_books_in_vancouver_style(tmp_path: Path) -> None:
    text = (
        "1. Lovelace A, Babbage C, et al. A sketch of the engine. Journal of Engines. 2020;43(5):1-12.\n"
        "2. Wei D. A book about engines. 2nd ed. London: Looms; 2019.\n"
    )
    first, second = read_text(tmp_path, "reference_list", text).entries
    assert (first.authors, first.authors_count, first.day) == (("A Lovelace", "C Babbage"), None, 20200000)
    assert (second.title, second.day) == ("A book about engines", 20190000)


def test_what_is_no_reference_among_them_is_reported(tmp_path: Path) -> None:
    reference = "Lovelace, A. ({}). A sketch of the engine. Journal of Engines, 43(5), 1–12.\n\n"
    text = "".join(map(reference.format, range(2001, 2009))) + "Here ends the list of what was read in these years.\n"
    reading = read_text(tmp_path, "reference_list", text)
    assert len(reading.entries) == 8
    assert reading.problems == [
        (17, "not a reference in a known style: Here ends the list of what was read in these years.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[1] Fixed a bug in the parser, 2019.\n[2] Added a feature. 2020. See the docs.\n",
        "I met Lovelace, A. (2020) in London. We talked.\n\nIn 2019 we had read “a good book, truly.” It was late.\n",
    ],
)
def test_notes_with_years_are_no_references(text: str) -> None:
    assert recognized(text) != "reference_list"
