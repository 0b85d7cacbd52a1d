"""MEDLINE records as PubMed saves them."""

from __future__ import annotations

from pathlib import Path

from paperreader.formats import nbib
from tests.formats.reading import abstract, read_bytes, recognized

DUMP = """PMID- 30776994
OWN - NLM
DP  - 2019 Mar
TI  - Impact of Engines on Clinical Outcomes in the
      STRATIS Registry.
LID - 10.1161/STROKE.118.021126 [doi]
LID - S0039-2499 [pii]
AB  - Background: engines
      - and lists. URL: https://a.org
      RESULTS: none.
FAU - Lovelace, Ada
AU  - Lovelace A
FAU - King, Martin Jr
AU  - King M Jr
CN  - Registry, Investigators and
JT  - Stroke
TA  - Stroke
MH  - *Engines/therapy
MH  - Humans
PMC - PMC123
FED - Other, Editor

PMID- 2
DP  - 2018 Jan-Feb
BTI - A Book of Engines
AU  - Lovelace A

PMID- 3
DP  - 2017
TI  - [A translated title].
OT  - engines
AID - 10.1000/x [doi]
BTI - A Book of Engines
"""


def test_each_record_becomes_an_entry(tmp_path: Path) -> None:
    reading = read_bytes(nbib, tmp_path, DUMP.encode())
    article, book, chapter = reading.entries
    assert article.title == "Impact of Engines on Clinical Outcomes in the STRATIS Registry."
    assert article.authors == ("Ada Lovelace", "Martin King, Jr", "Registry, Investigators and")
    assert (article.line, article.day, article.venue) == (4, 20190300, "Stroke")
    assert (article.doi, article.ids) == ("10.1161/stroke.118.021126", ("pmid:30776994", "pmcid:PMC123"))
    assert article.links == ("https://pubmed.ncbi.nlm.nih.gov/30776994/",)
    assert article.keywords == ("Engines/therapy", "Humans")
    assert abstract(article).startswith("Background: engines")
    assert abstract(article).endswith("RESULTS: none.")
    assert (book.title, book.authors, book.day, book.venue) == ("A Book of Engines", ("Lovelace A",), 20180100, None)
    assert (chapter.title, chapter.venue, chapter.doi) == ("[A translated title].", "A Book of Engines", "10.1000/x")
    assert (reading.problems, reading.counts) == ([], {"papers": 3})
    assert set(reading.unread) == {"FED"}


def test_records_are_recognized_by_their_first_tag() -> None:
    assert recognized(DUMP) == recognized("\n\n" + DUMP.replace("\n", "\r\n")) == "nbib"
    assert recognized("See PMID- 123 for more.\n") != "nbib"


def test_a_cut_file_keeps_what_came_before(tmp_path: Path) -> None:
    for cut in range(20, len(DUMP), 11):
        reading = read_bytes(nbib, tmp_path, DUMP[:cut].encode())
        assert sum(reading.counts.values()) == DUMP[:cut].count("PMID- ")


def test_a_title_that_is_not_translated_is_read_as_it_is(tmp_path: Path) -> None:
    dump = "PMID- 4\nTI  - [Not Available].\nTT  - Une machine.\n\nPMID- 5\nTI  - [Not Available].\n"
    assert read_bytes(nbib, tmp_path, dump.encode()).titles == ["Une machine.", "[Not Available]."]
