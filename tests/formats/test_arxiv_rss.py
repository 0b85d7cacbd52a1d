r"""Feeds of arXiv with the papers of a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

RSS = r"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.AI updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.AI</link>
    <pubDate>Wed, 20 Aug 2025 00:00:00 -0400</pubDate>
    <item>
      <title>Sparse Attention</title>
      <link>https://arxiv.org/abs/2508.00001</link>
      <description>arXiv:2508.00001v1 Announce Type: new{0}
Abstract: We show that $p &lt; 1$.</description>
      <guid isPermaLink="false">oai:arXiv.org:2508.00001v1</guid>
      <category>cs.CL</category>
      <category>cs.AI</category>
      <pubDate>Wed, 20 Aug 2025 00:00:00 -0400</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>Andr\'e Weil, {\O}ystein Ore (Oslo), and Ada Lovelace</dc:creator>
      <arxiv:DOI>10.1000/ABC</arxiv:DOI>
      <arxiv:journal_reference>J. Sparse 1</arxiv:journal_reference>
    </item>
    <item>
      <title>Older Paper</title>
      <link>https://arxiv.org/abs/2301.00002</link>
      <description>arXiv:2301.00002v3 Announce Type: replace-cross{0}
Abstract: Again.</description>
      <pubDate>Wed, 20 Aug 2025 00:00:00 -0400</pubDate>
      <dc:creator>Plato</dc:creator>
    </item>
  </channel>
</rss>
""".replace("{0}", " ").replace("{0}", " ")  # before the line's end
ATOM = """<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>http://rss.arxiv.org/atom/cs.AI</id>
  <title>cs.AI updates on arXiv.org</title>
  <entry>
    <id>oai:arXiv.org:2508.00001v1</id>
    <title>Sparse Attention</title>
    <link href="https://arxiv.org/abs/2508.00001" rel="alternate" type="text/html"/>
    <summary>arXiv:2508.00001v1 Announce Type: cross{0}
Abstract: We show it.</summary>
    <category term="cs.CL"/>
    <published>2025-08-20T00:00:00-04:00</published>
    <dc:creator>Ada Lovelace, Plato</dc:creator>
  </entry>
</feed>
""".replace("{0}", " ").replace("{0}", " ")
BEFORE_2024 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="http://export.arxiv.org/rss/cs.CL"><title>cs.CL updates on arXiv.org</title><dc:date>2023-01-03T20:30:00-05:00</dc:date></channel>
<item rdf:about="http://arxiv.org/abs/2301.00001"><title>Sparse Attention. (arXiv:2301.00001v1 [cs.CL])</title>
<link>http://arxiv.org/abs/2301.00001</link><description rdf:parseType="Literal">&lt;p&gt;We show it.&lt;/p&gt;</description>
<dc:creator> &lt;a href="http://arxiv.org/find/cs/1/au:+L/0/1/0/all/0/1"&gt;Ada Lovelace&lt;/a&gt;, &lt;a href="x"&gt;Plato&lt;/a&gt;</dc:creator></item>
<item><title>Older Paper. (arXiv:2201.00002v2 [cs.CL] UPDATED)</title><link>http://arxiv.org/abs/2201.00002</link></item>
</rdf:RDF>
"""


def test_an_item_is_read_with_all_it_tells(tmp_path: Path) -> None:
    entry = read_text(tmp_path, "arxiv_rss", RSS).entries[0]
    assert (entry.title, entry.line, entry.day) == ("Sparse Attention", 8, 20250820)
    assert entry.authors == ("André Weil", "Øystein Ore", "Ada Lovelace")
    assert (entry.arxiv_id, entry.doi, entry.venue) == ("2508.00001", "10.1000/abc", "J. Sparse 1")
    assert (entry.categories, entry.links) == (("cs.CL", "cs.AI"), ("https://arxiv.org/abs/2508.00001",))
    assert abstract(entry) == "We show that $p < 1$."


def test_a_replaced_paper_is_not_dated_on_the_day_of_the_feed(tmp_path: Path) -> None:
    entry = read_text(tmp_path, "arxiv_rss", RSS).entries[1]
    assert (entry.title, entry.day, abstract(entry)) == ("Older Paper", 0, "Again.")


def test_the_feed_as_atom_tells_the_same(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "arxiv_rss", ATOM).entries
    assert (entry.title, entry.day, entry.arxiv_id) == ("Sparse Attention", 20250820, "2508.00001")
    assert (entry.authors, entry.categories) == (("Ada Lovelace", "Plato"), ("cs.CL",))
    assert abstract(entry) == "We show it."


def test_feeds_before_2024_are_read(tmp_path: Path) -> None:
    new, replaced = read_text(tmp_path, "arxiv_rss", BEFORE_2024).entries
    assert (new.title, new.day, new.arxiv_id) == ("Sparse Attention", 20230103, "2301.00001")
    assert (new.authors, new.categories, abstract(new)) == (("Ada Lovelace", "Plato"), ("cs.CL",), "We show it.")
    assert (replaced.title, replaced.day, replaced.arxiv_id) == ("Older Paper", 0, "2201.00002")


@pytest.mark.parametrize("text", ["<rss><channel><item/></channel></rss>", "<html>http://rss.arxiv.org</html>"])
def test_other_documents_are_left_alone(text: str) -> None:
    assert recognized(text) != "arxiv_rss"
