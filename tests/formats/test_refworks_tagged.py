"""RefWorks' tagged text."""

from __future__ import annotations

from pathlib import Path

from paperreader.formats import refworks_tagged
from tests.formats.reading import abstract, read_bytes, recognized

DUMP = """RT Journal Article
SR Electronic
T1 On Engines
A1 Lovelace, Ada
A1 Wei, Dong
JF Journal of Engines
YR 2020
FD 2020-07-15
VO 5
DO 10.1000/X
UL http://a.org/1
AB One sentence.
AI is not a tag.
RD 2021-01-01

RT Dissertation/Thesis
SR 1
A1 张三;李四;
T1 Numbers
YR 2019
K1 engines;deep numbers
LK https://kns.cnki.net/1
"""


def test_each_record_becomes_an_entry(tmp_path: Path) -> None:
    reading = read_bytes(refworks_tagged, tmp_path, DUMP.encode())
    assert (reading.problems, reading.unread) == ([], {})
    article, thesis = reading.entries
    assert (article.title, article.line, article.day, article.doi) == ("On Engines", 3, 20200715, "10.1000/x")
    assert (article.authors, article.venue) == (("Ada Lovelace", "Dong Wei"), "Journal of Engines")
    assert (abstract(article), article.links) == ("One sentence. AI is not a tag.", ("http://a.org/1",))
    assert (thesis.authors, thesis.keywords) == (("张三", "李四"), ("engines", "deep numbers"))
    assert (thesis.day, thesis.links) == (20190000, ("https://kns.cnki.net/1",))


def test_the_first_lines_of_a_record_are_recognized() -> None:
    assert recognized(DUMP) == "refworks_tagged"
    assert refworks_tagged.sniff(b"RT is short\nSR too\n") == 0
