"""Feeds of journals, publishers and blogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.formats.entry import Entry
from tests.formats.reading import abstract, read_text, recognized

RDF = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel rdf:about="https://journal.example.org"><title>Things</title></channel>
<item rdf:about="https://journal.example.org/1">
<title>On <![CDATA[<i>Things</i> & More]]>&nbsp;</title>
<link>https://journal.example.org/1</link>
<description>Things, Volume 9, Issue 6, Pages 120-125, May 2024.</description>
<content:encoded><![CDATA[<h2>Abstract</h2> <p>We show things anew, at some length, and prove what others only ever thought of.</p><p>DOI: 10.1000/x</p>]]></content:encoded>
<dc:title>On Things</dc:title>
<dc:creator>Lovelace, Ada</dc:creator>
<dc:creator>Charles Babbage</dc:creator>
<dc:identifier>doi: 10.1000/THINGS.1</dc:identifier>
<dc:source>Things</dc:source>
<dc:date>2024-06-01</dc:date>
<prism:publicationName>Journal of Things</prism:publicationName>
<prism:publicationDate>2024-05-22</prism:publicationDate>
<prism:oddity>7</prism:oddity>
</item>
</rdf:RDF>
"""


def read_item(folder: Path, inner: str) -> Entry:
    """The entry of the one item of an RSS feed."""
    text = f"<rss version='2.0'><channel><title>News</title><item><title>One</title>{inner}</item></channel></rss>"
    return read_text(folder, "feed", text).entries[0]


def test_an_item_of_a_journal_is_read_with_all_it_tells(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "feed", RDF).entries
    assert (entry.title, entry.line, entry.day) == ("On Things & More", 5, 20240522)
    assert entry.authors == ("Ada Lovelace", "Charles Babbage")
    assert (entry.doi, entry.venue) == ("10.1000/things.1", "Journal of Things")
    assert entry.links == ("https://journal.example.org/1",)
    assert abstract(entry) == "We show things anew, at some length, and prove what others only ever thought of."


def test_an_entry_of_atom_is_read(tmp_path: Path) -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><author><name>Bot</name></author>
<entry><id>tag:x,2024:1</id><title type="html">On &lt;b&gt;Things&lt;/b&gt;</title>
<link href="https://arxiv.org/abs/2601.00001"/><link rel="self" href="https://example.org/self"/><link rel="enclosure" type="application/pdf" href="https://example.org/1.pdf"/>
<author><name>Ada Lovelace, Johannes Kolst{\\o}</name></author><category term="stat.ME"/><category term="methods"/>
<updated>2026-08-22T01:48:53Z</updated><published>2026-08-21T04:00:00Z</published><summary>We show it.</summary></entry></feed>"""
    (entry,) = read_text(tmp_path, "feed", text).entries
    assert (entry.title, entry.day, entry.arxiv_id) == ("On Things", 20260821, "2601.00001")
    assert entry.authors == ("Ada Lovelace", "Johannes Kolstø")
    assert (entry.links, entry.pdf) == (("https://arxiv.org/abs/2601.00001",), "https://example.org/1.pdf")
    assert (entry.categories, entry.keywords) == (("stat.ME",), ("methods",))
    assert abstract(entry) == "We show it."


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ("<author>ada@example.org (Ada Lovelace)</author>", ("Ada Lovelace",)),
        ("<author>noreply@example.org</author>", None),
        ("<dc:creator>Lovelace, Ada</dc:creator>", ("Ada Lovelace",)),
        ("<dc:creator>Ada Lovelace, Charles Babbage and Plato</dc:creator>", ("Ada Lovelace", "Charles Babbage", "Plato")),
        ("<dc:creator>Lovelace, A., Babbage, C. J., de la Cruz, M.</dc:creator>", ("A. Lovelace", "C. J. Babbage", "M. de la Cruz")),
        ("<authors>Ada Lovelace;Charles Babbage</authors>", ("Ada Lovelace", "Charles Babbage")),
        ("<description>&lt;p&gt;Author(s): Ada Lovelace, Charles Babbage&lt;/p&gt;</description>", ("Ada Lovelace", "Charles Babbage")),
    ],
)  # fmt: skip
def test_authors_are_found_however_they_are_written(tmp_path: Path, told: str, authors: tuple[str, ...] | None) -> None:
    assert read_item(tmp_path, told).authors == authors


def test_a_description_that_is_only_a_citation_is_no_abstract_but_tells_more(tmp_path: Path) -> None:
    parts = (
        "<p>Publication date: September 2024</p><p><b>Source:</b> Things, Volume 1</p><p>Author(s): Ada Lovelace</p>"
    )
    entry = read_item(tmp_path, f"<description><![CDATA[{parts}]]></description>")
    assert (abstract(entry), entry.day, entry.venue) == ("", 20240900, "Things")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Nature, Published online: 22 May 2024; doi:10.1038/x<p>A short sentence.</p>"], "A short sentence."),
        (["Things, Volume 1, Issue 2. <br/>Abstract: We show it."], "We show it."),
        (["The beginning of it …", "The beginning of it and its end."], "The beginning of it and its end."),
        (["Growth of strains X^(T) and of others in ...", "Growth of strains X<sup>T</sup> and of others in the dark."], "Growth of strains XT and of others in the dark."),
        (["Volume 67, Issue 4, December 2021, Page 283-289<br/>. <br/>"], ""),
        (["Things, EarlyView. ", "\nAbstract\nWe show it."], "We show it."),
        (["One text", "Another, longer text."], "One text"),
        (["<img src='x.png'/>", "Figures were taken off."], "Figures were taken off."),
        (["<div><cite>Journal of Things</cite></div><div>DOI: 10.1021/x</div>"], ""),
        (["<p>J Things. 2024 May 1;15:1. doi: 10.1/x.</p><p><b>ABSTRACT</b></p><p>We show it at last, after years of trying, with more than eighty letters here.</p><p>PMID:<a href='x'>1</a> | DOI:<a href='y'>2</a></p>"], "We show it at last, after years of trying, with more than eighty letters here."),
    ],
)  # fmt: skip
def test_the_abstract_is_what_is_left_of_the_texts(tmp_path: Path, texts: list[str], expected: str) -> None:
    inner = "".join(f"<description><![CDATA[{text}]]></description>" for text in texts)
    assert abstract(read_item(tmp_path, inner)) == expected


def test_the_permanent_address_stands_in_for_a_link(tmp_path: Path) -> None:
    assert read_item(tmp_path, "<guid>https://example.org/1</guid>").links == ("https://example.org/1",)
    assert read_item(tmp_path, "<guid isPermaLink='false'>arxiv:2601.00001</guid>").links == ()


def test_the_day_of_publication_is_preferred_to_that_of_the_issue_and_of_the_feed(tmp_path: Path) -> None:
    dates = "<prism:coverDate>2021-09-12</prism:coverDate><pubDate>Mon, 20 Dec 2021 00:09:28 -0800</pubDate>"
    assert read_item(tmp_path, dates).day == 20211220
    assert read_item(tmp_path, f"{dates}<prism:publicationDate>2021-12-01</prism:publicationDate>").day == 20211201


@pytest.mark.parametrize(
    ("told", "venue"),
    [
        ("<prism:publicationName>One</prism:publicationName><dc:source>Things</dc:source>", "Things"),
        ("<prism:publicationTitle>Things</prism:publicationTitle>", "Things"),
        ("<source url='https://x.org'>A feed</source>", None),
        ("<dc:source>https://x.org/1</dc:source>", None),
    ],
)
def test_the_journal_is_named_in_several_ways(tmp_path: Path, told: str, venue: str | None) -> None:
    assert read_item(tmp_path, told).venue == venue


def test_a_pubmed_search_as_a_feed_has_pubmed_ids(tmp_path: Path) -> None:
    entry = read_item(
        tmp_path,
        "<guid isPermaLink='false'>pubmed:123456</guid><dc:identifier>pmid:123456</dc:identifier><dc:identifier>doi:10.1000/X</dc:identifier>",
    )
    assert (entry.ids, entry.doi) == (("pmid:123456",), "10.1000/x")


@pytest.mark.parametrize(
    "text",
    [
        "<opml><body><outline type='rss' xmlUrl='https://x/feed'/></body></opml>",
        "<rdf:RDF><bib:Article/></rdf:RDF>",
        "<html><feed></html>",
    ],
)
def test_other_documents_are_left_alone(text: str) -> None:
    assert recognized(text) != "feed"


def test_pubmed_has_the_whole_abstract_below_a_heading(tmp_path: Path) -> None:
    ours = "&lt;p&gt;CONCLUSION: It turns.&lt;/p&gt;"
    whole = (
        "<p>Lancet. 2020 Feb 15. doi: 10.1000/x. Online ahead of print.</p><p><b>ABSTRACT</b></p><p>BACKGROUND: A wheel.</p>"
        "<p>CONCLUSION: It turns.</p><p>PMID:<a href='x'>31986264</a> | DOI:<a href='y'>10.1000/x</a></p>"
    )
    entry = read_item(
        tmp_path, f"<description>{ours}</description><content:encoded><![CDATA[{whole}]]></content:encoded>"
    )
    assert abstract(entry) == "BACKGROUND: A wheel.\n\nCONCLUSION: It turns."


@pytest.mark.parametrize(
    "shown",
    [
        "<p>by Ada Lovelace, Charles Babbage</p>\n\nWe show it.",  # PLOS
        "Proc. Things, Volume 121, Issue 27, July 2024. <br/>SignificanceThis matters. AbstractWe show it.",  # PNAS
    ],
)
def test_an_abstract_begins_behind_authors_and_significance(tmp_path: Path, shown: str) -> None:
    entry = read_item(tmp_path, f"<description><![CDATA[{shown}]]></description>")
    assert abstract(entry) == "We show it."
