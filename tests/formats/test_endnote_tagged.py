"""EndNote's tagged text."""

from __future__ import annotations

from pathlib import Path

from paperreader.formats import endnote_tagged
from tests.formats.reading import abstract, read_bytes, recognized

DUMP = """%0 Journal Article
%T On Engines
%A Lovelace, Ada
%A Wei, Dong
%J Journal of Engines
%V 5
%P 1-10
%@ 0028-0836
%D 2015
%8 July 15
%I Publishers
%X One sentence
in two lines.

Another paragraph.
%K engines
numbers
%R 10.1000/X
%U https://a.org/1
%M WOS:000500000000001

%0 Conference Proceedings
%T Numbers
%A Ada Lovelace
%Y Wei, Dong
%S Proceedings of Engines
%D 2020
%8 nov
%U https://aclanthology.org/2020.x-main.1
"""


def test_each_record_becomes_an_entry(tmp_path: Path) -> None:
    reading = read_bytes(endnote_tagged, tmp_path, DUMP.encode())
    assert (reading.problems, reading.unread) == ([], {})
    article, conference = reading.entries
    assert (article.title, article.line, article.day) == ("On Engines", 2, 20150715)
    assert (article.authors, article.venue) == (("Ada Lovelace", "Dong Wei"), "Journal of Engines")
    assert (article.doi, article.ids, article.keywords) == (
        "10.1000/x",
        ("wos:000500000000001",),
        ("engines", "numbers"),
    )
    assert abstract(article) == "One sentence in two lines.\n\nAnother paragraph."
    assert (conference.venue, conference.day, conference.authors) == (
        "Proceedings of Engines",
        20201100,
        ("Ada Lovelace",),
    )
    assert conference.links == ("https://aclanthology.org/2020.x-main.1",)


def test_keywords_in_one_line_are_separated(tmp_path: Path) -> None:
    text = "%0 Journal Article\r\n%A 张明远\r\n%T One\r\n%K engines;deep numbers\r\n\r\n%0 Thesis\r\n%T Two\r\n%K engines, numbers\r\n"
    reading = read_bytes(endnote_tagged, tmp_path, text.encode())
    assert [entry.keywords for entry in reading.entries] == [("engines", "deep numbers"), ("engines", "numbers")]


def test_the_first_lines_of_a_record_are_recognized() -> None:
    assert recognized(DUMP) == "endnote_tagged"
    assert endnote_tagged.sniff(b"A rate of 100\n%0 is shown\n") == 0
