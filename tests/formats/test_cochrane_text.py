"""Records of the Cochrane Library as plain text."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text

DUMP = """Record #1 of 2
ID: CN-01234567
AU: Lovelace A
AU: Wei DQ
TI: On engines: a randomised trial
SO: Journal of engines
YR: 2018
VL: 44
PM: PUBMED 30123456
XR: EMBASE 620000000
PT: Journal Article
KY: Adult; *Engines
AB: BACKGROUND: One sentence. METHODS: Another.
DOI: 10.1000/X
US: https://www.cochranelibrary.com/central/doi/10.1002/central/CN-01234567/full


Record #2 of 2
ID: CN-01234568
TI: Numbers
YR: 2019
"""


def test_a_record_with_its_identifiers(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "cochrane_text", DUMP)
    first, second = reading.entries
    assert (first.title, first.line, first.day) == ("On engines: a randomised trial", 5, 20180000)
    assert (first.authors, first.venue) == (("A Lovelace", "DQ Wei"), "Journal of engines")
    assert (first.doi, first.ids) == ("10.1000/x", ("pmid:30123456",))
    assert abstract(first) == "BACKGROUND: One sentence. METHODS: Another."
    assert first.links == ("https://www.cochranelibrary.com/central/doi/10.1002/central/CN-01234567/full",)
    assert (second.title, second.day) == ("Numbers", 20190000)
    assert reading.problems == []
