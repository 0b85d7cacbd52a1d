"""Bookmarks of a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.formats.records.page_titles import page_title
from tests.formats.reading import read_text

HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"


def test_links_to_papers_are_read_and_others_counted(tmp_path: Path) -> None:
    links = (
        '<DT><A HREF="https://arxiv.org/abs/2402.01234" ADD_DATE="1">[2402.01234] A Title</A>\n'
        '<DT><A HREF="https://news.example.org/">News</A>\n<DT><A HREF="https://arxiv.org/pdf/2402.01235">2402.01235.pdf</A>\n'
    )
    reading = read_text(tmp_path, "bookmarks", HEAD + links)
    first, second = reading.entries
    assert (first.title, first.arxiv_id, first.line) == ("A Title", "2402.01234", 4)
    assert (second.title, second.arxiv_id, second.pdf) == (
        "arXiv:2402.01235",
        "2402.01235",
        "https://arxiv.org/pdf/2402.01235",
    )
    assert reading.counts == {"papers": 2, "other bookmarks": 1}
    assert [line for line, _ in reading.problems] == [6]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("[2402.01234] A Title", "A Title"),
        ("[2402.01234v2] A Title - arXiv", "A Title"),
        ("A Title | OpenReview", "A Title"),
        ("Paper page - A Title", "A Title"),
        ("A Title - ACL Anthology", "A Title"),
        ("A Title | Proceedings of the 3rd Conference on Engines", "A Title"),
        ("On Notes - And More", "On Notes - And More"),
        ("2402.01234.pdf", ""),
        ("https://arxiv.org/pdf/2402.01234", ""),
    ],
)
def test_the_title_of_a_page_names_its_site_too(page: str, title: str) -> None:
    assert page_title(page) == title
