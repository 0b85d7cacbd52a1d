"""Lists of identifiers and addresses, one on each line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import read_text, recognized


@pytest.mark.parametrize(
    ("line", "title", "arxiv_id", "doi"),
    [
        ("2606.00001", "arXiv:2606.00001", "2606.00001", None),
        ("arXiv:2606.00001v2", "arXiv:2606.00001", "2606.00001", None),
        ("- <https://arxiv.org/pdf/2606.00001v2.pdf>", "arXiv:2606.00001", "2606.00001", None),
        ("https://huggingface.co/papers/2606.00001", "arXiv:2606.00001", "2606.00001", None),
        ("math-ph/0309136v2  # to read", "arXiv:math-ph/0309136", "math-ph/0309136", None),
        ("3. https://doi.org/10.1000/Abc.1", "doi:10.1000/abc.1", None, "10.1000/abc.1"),
        ("doi:10.1000/abc.1", "doi:10.1000/abc.1", None, "10.1000/abc.1"),
        ("https://openreview.net/forum?id=Ab-c_12345", "openreview:Ab-c_12345", None, None),
        ("https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1", None, None),
        ("2606.00001  On Notes by the Translator", "On Notes by the Translator", "2606.00001", None),
        (
            "On Notes by the Translator - https://arxiv.org/abs/2606.00001",
            "On Notes by the Translator",
            "2606.00001",
            None,
        ),
    ],
)
def test_an_identifier_is_found_in_every_spelling(
    tmp_path: Path, line: str, title: str, arxiv_id: str | None, doi: str | None
) -> None:
    (entry,) = read_text(tmp_path, "id_list", f"# my list\n\n{line}\n").entries
    assert (entry.title, entry.line, entry.arxiv_id, entry.doi) == (title, 3, arxiv_id, doi)


def test_one_note_says_that_titles_are_missing(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "id_list", "2606.00001\n2606.00002\n2606.00003 A Title of Words\n")
    assert [(line, text[:24]) for line, text in reading.problems] == [(1, "2 papers without a title")]


def test_a_line_without_an_identifier_is_reported(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "id_list", "2606.00001\n" * 9 + "ask Ada about the others\n")
    assert len(reading.entries) == 9
    assert reading.problems[0][0] == 10


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a\nhttps://github.com/a/b\n",
        "We read 2606.00001 today.\nIt was good.\nWe also met Ada.\n",
        "1.5\n2.25\n1012.5\n",
        "| a | https://arxiv.org/abs/2606.00001 |\n",
        "- [a](https://arxiv.org/abs/2606.00001)\n",
    ],
)
def test_other_lines_are_no_list_of_identifiers(text: str) -> None:
    assert recognized(text) != "id_list"


def test_saved_tabs_are_read_where_others_stand_among_them(tmp_path: Path) -> None:
    tabs = (
        "https://arxiv.org/abs/2402.01234 | [2402.01234] A Title\nhttps://github.com/a/b | a/b: A repository\n"
        "https://news.example.org/ | News\nhttps://huggingface.co/papers/2402.01235 | Paper page - Another Title\n"
    )
    reading = read_text(tmp_path, "id_list", tabs)
    assert [(entry.title, entry.arxiv_id) for entry in reading.entries] == [
        ("A Title", "2402.01234"),
        ("Another Title", "2402.01235"),
    ]
    assert (reading.counts["other tabs"], reading.problems) == (2, [])


def test_the_title_of_a_tab_has_neither_site_nor_address(tmp_path: Path) -> None:
    tabs = "[2402.01234] A Title - arXiv https://arxiv.org/abs/2402.01234\nAnother Title | OpenReview https://openreview.net/forum?id=abc12345\n"
    assert read_text(tmp_path, "id_list", tabs).titles == ["A Title", "Another Title"]
