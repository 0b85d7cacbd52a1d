"""Citations of Ovid as text."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text

DUMP = """<7>
Unique Identifier
  31888888
Status
  MEDLINE
Authors
  Lovelace A. Wei DQ.
Authors Full Name
  Lovelace, Ada. Wei, Dong Q.
Title
  On the engines of
  today: a survey.
Source
  Journal of Engines. 5(1):3-9, 2020 Jan 2.
Abstract
  One sentence
  in two lines.
Digital Object Identifier
  https://dx.doi.org/10.1000/X

<8>
Score
  *****
Accession Number
  00005131-900000000-99049.
Author
  Babbage, Charles MD *;  Wei, Dong 1,2
Institution
  (*) London
Title
  Numbers.[Article]
Source
  Engines.   8(6):1048-1064, September 2015.
Author Keywords
  engines;  numbers.
"""


def test_both_layouts_are_read(tmp_path: Path) -> None:
    first, second = read_text(tmp_path, "ovid_text", DUMP).entries
    assert (first.title, first.line, first.venue) == ("On the engines of today: a survey.", 11, "Journal of Engines")
    assert (first.day, first.doi, first.ids) == (20200102, "10.1000/x", ("pmid:31888888",))
    assert (first.authors, abstract(first)) == (("Ada Lovelace", "Dong Q Wei"), "One sentence in two lines.")
    assert (second.title, second.day, second.venue) == ("Numbers", 20150900, "Engines")
    assert second.keywords == ("engines", "numbers")
    assert second.authors == ("Charles Babbage", "Dong Wei")
