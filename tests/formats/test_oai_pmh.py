r"""Answers of OAI-PMH."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text

HEADER = "<header><identifier>oai:arXiv.org:{0}</identifier><datestamp>2023-01-25</datestamp></header>"
ARXIV = r"""<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1601.00001</id><created>2016-01-13</created><updated>2017-01-01</updated>
<authors><author><keyname>H1 Collaboration</keyname></author><author><keyname>van der Berg</keyname><forenames>Jan</forenames><suffix>Jr</suffix></author></authors>
<title>Sparse
 Coherence</title><categories>quant-ph gr-qc</categories><comments>6 pages</comments><msc-class>81P40</msc-class>
<journal-ref>J. Sparse 1</journal-ref><doi>10.1000/ABC</doi><abstract>  We show it.
</abstract></arXiv></metadata>"""
RAW = r"""<metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>0704.0001</id><submitter>X</submitter>
<version version="v1"><date>Sat, 31 Mar 2007 14:14:46 GMT</date></version><version version="v2"><date>Fri, 20 Jul 2007 01:25:10 GMT</date></version>
<title>Raw Things</title><authors>R. Tom\`as (IHEP, Serpukhov) and J. W. F. Valle</authors><categories>hep-ph</categories></arXivRaw></metadata>"""
DC = """<metadata><oai_dc:dc><dc:title>Dublin Things</dc:title><dc:creator>Lovelace, Ada</dc:creator>
<dc:subject>Mathematics - Logic</dc:subject><dc:description>  We show it.</dc:description><dc:description>Comment: 7 pages</dc:description>
<dc:date>2014-12-03</dc:date><dc:date>2012-01-23</dc:date><dc:identifier>http://arxiv.org/abs/1009.0001</dc:identifier>
<dc:identifier>Journal of Things, 34 (3) (2008)</dc:identifier><dc:identifier>doi:10.1000/ABC</dc:identifier></oai_dc:dc></metadata>"""


def answer(*records: str) -> str:
    listed = "".join(f"<record>\n{record}</record>" for record in records)
    return f'<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{listed}</ListRecords></OAI-PMH>'


def test_metadata_of_the_kind_arxiv_is_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "oai_pmh", answer(HEADER.format("1601.00001") + ARXIV)).entries
    assert (entry.title, entry.line, entry.day) == ("Sparse Coherence", 5, 20160113)
    assert entry.authors == ("H1 Collaboration", "Jan van der Berg, Jr")
    assert (entry.arxiv_id, entry.doi, entry.venue) == ("1601.00001", "10.1000/abc", "J. Sparse 1")
    assert (entry.categories, entry.keywords, entry.comment) == (("quant-ph", "gr-qc"), ("81P40",), "6 pages")
    assert entry.links == ("https://arxiv.org/abs/1601.00001",)
    assert abstract(entry) == "We show it."


def test_metadata_of_the_kind_arxivraw_is_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "oai_pmh", answer(HEADER.format("0704.0001") + RAW)).entries
    assert (entry.title, entry.day, entry.arxiv_id) == ("Raw Things", 20070331, "0704.0001")
    assert entry.authors == ("R. Tomàs", "J. W. F. Valle")


def test_metadata_of_dublin_core_is_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "oai_pmh", answer(HEADER.format("1009.0001") + DC)).entries
    assert (entry.title, entry.day, entry.arxiv_id) == ("Dublin Things", 20120123, "1009.0001")
    assert (entry.authors, entry.doi) == (("Ada Lovelace",), "10.1000/abc")
    assert (entry.venue, entry.comment) == ("Journal of Things, 34 (3) (2008)", "7 pages")
    assert (entry.categories, entry.links) == (("Mathematics - Logic",), ("http://arxiv.org/abs/1009.0001",))
    assert abstract(entry) == "We show it."


def test_subjects_of_other_repositories_are_keywords(tmp_path: Path) -> None:
    record = HEADER.format("x").replace("arXiv.org", "zenodo.org") + DC
    (entry,) = read_text(tmp_path, "oai_pmh", answer(record)).entries
    assert (entry.categories, entry.keywords) == ((), ("Mathematics - Logic",))


def test_deleted_records_are_counted_and_empty_ones_told(tmp_path: Path) -> None:
    deleted = '<header status="deleted"><identifier>oai:arXiv.org:1</identifier></header>'
    reading = read_text(tmp_path, "oai_pmh", answer(deleted, HEADER.format("2"), HEADER.format("3") + RAW))
    assert reading.counts == {"papers": 1, "deleted records": 1, "records without metadata": 1}
    assert [text for _, text in reading.problems] == ["a record without metadata was skipped"]


def test_an_error_is_told_and_an_empty_answer_is_none(tmp_path: Path) -> None:
    error = '<OAI-PMH><error code="{}">{}</error></OAI-PMH>'
    told = read_text(tmp_path, "oai_pmh", error.format("badArgument", "no such set"))
    assert told.problems == [(1, "the repository answered with an error: no such set")]
    empty = read_text(tmp_path, "oai_pmh", error.format("noRecordsMatch", ""))
    assert (empty.entries, empty.problems) == ([], [])
