"""Web of Science as tagged text."""

from __future__ import annotations

from pathlib import Path

from paperreader.formats import wos_tagged
from tests.formats.reading import abstract, read_bytes, recognized

DUMP = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lovelace, A
   Babbage, C
AF Lovelace, Ada
   Babbage, Charles
CA Engine Group, The
TI ON ENGINES AND
   NUMBERS
SO JOURNAL OF ENGINES
DE engines; numbers; difference
   engines
AB One sentence
   in two lines.
CR Abraham M., 1909, RC, DOI 10.9999/other
   ALLEN PJ, 1966, DOI 10.9999/another
PD MAR 20
PY 2004
DI 10.1016/X
PM 123456
UT WOS:A1979GV55600001
ER

PT J
AU Lovelace, A
TI A second one
PY 1977
EF
"""


def test_each_record_becomes_an_entry(tmp_path: Path) -> None:
    reading = read_bytes(wos_tagged, tmp_path, DUMP.encode())
    first, second = reading.entries
    assert (first.title, first.line, first.day) == ("ON ENGINES AND NUMBERS", 9, 20040320)
    assert first.authors == ("Ada Lovelace", "Charles Babbage", "Engine Group, The")
    assert (first.venue, first.doi) == ("JOURNAL OF ENGINES", "10.1016/x")
    assert first.ids == ("pmid:123456", "wos:A1979GV55600001")
    assert first.keywords == ("engines", "numbers", "difference engines")
    assert abstract(first) == "One sentence in two lines."
    assert (second.authors, second.day) == (("A Lovelace",), 19770000)
    assert [line for line, _ in reading.problems] == [25]


def test_the_head_or_a_first_record_is_recognized() -> None:
    assert recognized(DUMP) == recognized(DUMP.split("1.0\n")[1]) == "wos_tagged"
    assert recognized("PT J is a tag\n") != "wos_tagged"
