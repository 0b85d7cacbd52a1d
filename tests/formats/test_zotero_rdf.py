"""Zotero's own export."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text

LIBRARY = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<bib:Article rdf:about="urn:isbn:x">
 <z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:1476-4687"/>
 <bib:authors><rdf:Seq>
  <rdf:li><foaf:Person><foaf:surname>Lovelace</foaf:surname><foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li>
  <rdf:li><foaf:Person><foaf:surname>Engines, Inc.</foaf:surname></foaf:Person></rdf:li>
 </rdf:Seq></bib:authors>
 <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Babbage</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:editors>
 <dc:subject>looms</dc:subject>
 <dc:subject><z:AutomaticTag><rdf:value>engines</rdf:value></z:AutomaticTag></dc:subject>
 <dc:title>A Title</dc:title>
 <dcterms:abstract>An abstract.</dcterms:abstract>
 <dc:date>2015-05-27</dc:date>
 <dc:identifier><dcterms:URI><rdf:value>https://a.org/x</rdf:value></dcterms:URI></dc:identifier>
</bib:Article>
<z:Attachment rdf:about="#item_3"><z:itemType>attachment</z:itemType><dc:title>Full Text PDF</dc:title></z:Attachment>
<bib:Memo rdf:about="#item_9"><z:itemType>note</z:itemType><rdf:value>a note</rdf:value></bib:Memo>
<bib:Journal rdf:about="urn:issn:1476-4687"><dc:title>A Journal</dc:title><dc:identifier>DOI 10.1000/ABC</dc:identifier><dc:identifier>ISSN 1476-4687</dc:identifier></bib:Journal>
<rdf:Description rdf:about="http://arxiv.org/abs/2302.13971">
 <z:itemType>conferencePaper</z:itemType>
 <dcterms:isPartOf><bib:Journal><dc:title>Proceedings</dc:title></bib:Journal></dcterms:isPartOf>
 <dc:title>Another Title</dc:title>
 <dc:description>Citation Key: x\nComment: 12 pages</dc:description>
</rdf:Description>
</rdf:RDF>"""


def test_items_are_read_with_the_journal_that_stands_behind_them(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "zotero_rdf", LIBRARY)
    article, preprint = reading.entries
    assert (article.title, abstract(article), article.day) == ("A Title", "An abstract.", 20150527)
    assert article.authors == ("Ada Lovelace", "Engines, Inc.")
    assert (article.venue, article.doi, article.keywords) == ("A Journal", "10.1000/abc", ("looms", "engines"))
    assert article.links == ("https://a.org/x",)
    assert (preprint.title, preprint.arxiv_id, preprint.venue) == ("Another Title", "2302.13971", "Proceedings")
    assert preprint.comment == "12 pages"
    assert reading.problems == []


def test_attachments_and_notes_are_no_papers(tmp_path: Path) -> None:
    assert read_text(tmp_path, "zotero_rdf", LIBRARY).counts == {"papers": 2, "attachments": 1, "notes": 1}
