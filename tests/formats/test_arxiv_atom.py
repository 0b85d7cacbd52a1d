"""Answers of arXiv's API."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query: search_query=all:sparse</title>
  <opensearch:totalResults>1</opensearch:totalResults>
"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/2403.00001v2</id>
    <title>Sparse Attention
  &amp; More</title>
    <updated>2024-05-01T10:00:00Z</updated>
    <link href="https://arxiv.org/abs/2403.00001v2" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/2403.00001v2" rel="related" type="application/pdf" title="pdf"/>
    <link href="https://doi.org/10.1000/ABC" rel="related" title="doi"/>
    <summary>  We show that $p &lt; 1$.
</summary>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="68T07, 68T50" scheme="http://arxiv.org/schemas/atom"/>
    <category term="I.2.7" scheme="http://arxiv.org/schemas/atom"/>
    <published>2024-03-01T09:00:00Z</published>
    <arxiv:comment>Accepted at ICML</arxiv:comment>
    <arxiv:primary_category term="cs.CL"/>
    <arxiv:journal_ref>J. Sparse 1 (2024)</arxiv:journal_ref>
    <arxiv:doi>10.1000/ABC</arxiv:doi>
    <author><name>Ada Lovelace</name><arxiv:affiliation>London</arxiv:affiliation></author>
    <author><name>The H1 Collaboration</name></author>
    <arxiv:novelty>high</arxiv:novelty>
  </entry>
"""
ERROR = """  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id>
    <title>Error</title>
    <summary>incorrect id format for abc</summary>
    <author><name>arXiv api core</name></author>
  </entry>
"""


def test_an_entry_is_read_with_all_its_fields(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "arxiv_atom", f"{HEAD}{ENTRY}</feed>").entries
    assert (entry.title, entry.line, entry.day) == ("Sparse Attention & More", 8, 20240301)
    assert entry.authors == ("Ada Lovelace", "The H1 Collaboration")
    assert (entry.arxiv_id, entry.doi, entry.venue) == ("2403.00001", "10.1000/abc", "J. Sparse 1 (2024)")
    assert (entry.categories, entry.keywords) == (("cs.CL", "cs.LG"), ("68T07, 68T50", "I.2.7"))
    assert (entry.comment, entry.pdf) == ("Accepted at ICML", "https://arxiv.org/pdf/2403.00001v2")
    assert entry.links[0] == "http://arxiv.org/abs/2403.00001v2"
    assert abstract(entry) == "We show that $p < 1$."


def test_an_error_is_reported_and_is_no_paper(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "arxiv_atom", f"{HEAD}{ERROR}</feed>")
    assert reading.entries == []
    assert reading.counts == {"errors of arXiv": 1}
    assert reading.problems == [(8, "arXiv answered with an error: incorrect id format for abc")]


def test_an_empty_answer_is_no_problem(tmp_path: Path) -> None:
    assert read_text(tmp_path, "arxiv_atom", f"{HEAD}</feed>") == ([], [], {}, {})


@pytest.mark.parametrize("text", ["<feed><entry/></feed>", "<html>http://arxiv.org/schemas/atom</html>"])
def test_other_documents_are_left_alone(text: str) -> None:
    assert recognized(text) != "arxiv_atom"
