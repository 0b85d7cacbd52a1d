"""Pages of conferences, saved as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import abstract, read_text, recognized

CVF = """<dl><dt class="ptitle"><br><a href="/content/CVPR2024/html/A_paper.html">A Title</a></dt>
<dd><form class="authsearch"><a href="#">Ada Lovelace</a>, </form><form class="authsearch"><a href="#">Charles Babbage</a></form></dd>
<dd>[<a href="/content/CVPR2024/papers/A_paper.pdf">pdf</a>] [<a href="/content/s.pdf">supp</a>]<div class="bibref">@InProceedings{x}</div></dd>
<dt class="ptitle"><br><a href="/content/B.html">Another</a></dt><dd>Mary Somerville*, Ada Lovelace</dd><dd>[<a href="/content/B.pdf">pdf</a>]</dd></dl>"""
PMLR = """<div class="paper"><p class="title">A Title</p><p class="details"><span class="authors">Ada Lovelace,&nbsp;Charles Babbage</span>;
<span class="info"><i>Proceedings of a Conference</i>, PMLR 139:1-2</span></p><p class="links">[<a href="https://proceedings.mlr.press/v139/a.html">abs</a>][<a
href="http://proceedings.mlr.press/v139/a/a.pdf">Download PDF</a>]</p></div>"""
NEURIPS = """<ul class="paper-list"><li class="conference"><div class="paper-content"><a title="paper title" href="/paper_files/paper/2023/hash/a-Abstract.html">A Title</a>
<span class="paper-authors">Ada Lovelace, Charles Babbage</span></div></li></ul>"""
NEURIPS_BEFORE = '<li class="none"><a title="paper title" href="/paper/2012/hash/a-Abstract.html">A Title</a> <i>Ada Lovelace, Charles Babbage</i></li>'
OPENREVIEW = """<div class="note"><h4><a href="/forum?id=abc12345"> A Title </a><a class="pdf-link" href="/pdf?id=abc12345"></a></h4>
<div class="note-authors"><span><a href="/profile?id=~A1">Ada Lovelace</a>, <a href="/profile?id=~B1">Charles Babbage</a></span></div>
<ul class="note-content"><li><strong>Keywords:</strong> engines</li><li><strong>Abstract:</strong> <span>It turns.</span></li></ul></div>"""


@pytest.mark.parametrize("page", [CVF, PMLR, NEURIPS, NEURIPS_BEFORE, OPENREVIEW])
def test_a_paper_of_each_site_has_its_title_and_authors(tmp_path: Path, page: str) -> None:
    text = f"<!DOCTYPE html><html><head><title>A Conference</title></head><body>{page}</body></html>"
    module = "citation_page" if page == PMLR else "conference_html"
    entry = read_text(tmp_path, module, text).entries[0]
    assert (entry.title, entry.authors) == ("A Title", ("Ada Lovelace", "Charles Babbage"))
    assert entry.links[0].startswith("https://")


def test_the_pdfs_and_what_else_a_site_tells(tmp_path: Path) -> None:
    cvf = read_text(tmp_path, "conference_html", f"<html><body>{CVF}</body></html>").entries
    assert [entry.pdf for entry in cvf] == [
        "https://openaccess.thecvf.com/content/CVPR2024/papers/A_paper.pdf",
        "https://openaccess.thecvf.com/content/B.pdf",
    ]
    (pmlr,) = read_text(tmp_path, "citation_page", f"<html><body>{PMLR}</body></html>").entries
    assert (pmlr.venue, pmlr.pdf) == ("Proceedings of a Conference", "http://proceedings.mlr.press/v139/a/a.pdf")
    (note,) = read_text(tmp_path, "conference_html", f"<html><body>{OPENREVIEW}</body></html>").entries
    assert (abstract(note), note.ids) == ("It turns.", ("openreview:abc12345",))


DBLP = """<ul class="publ-list"><li class="entry editor toc" itemscope itemtype="http://schema.org/Book"><cite><span class="title" itemprop="name">A Conference.</span></cite></li>
<li class="entry inproceedings" id="conf/x/LovelaceB24" itemscope itemtype="http://schema.org/ScholarlyArticle">
<nav class="publ"><ul><li class="drop-down"><div class="head"><a href="https://doi.org/10.1000/x.1"><img alt=""></a></div>
<div class="body"><ul><li class="ee"><a href="https://doi.org/10.1000/x.1">electronic edition</a></li></ul></div></li></ul></nav>
<cite class="data" itemprop="headline"><span itemprop="author" itemscope><a href="https://dblp.org/pid/1.html"><span itemprop="name" title="Ada Lovelace">Ada Lovelace</span></a></span>,
<span itemprop="author"><a href="#"><span itemprop="name">Charles Babbage 0001</span></a></span>:<br> <span class="title" itemprop="name">A Title.</span>
<a href="#"><span itemprop="isPartOf" itemscope><span itemprop="name">X</span></span> <span itemprop="datePublished">2024</span></a>: <span itemprop="pagination">1-9</span></cite></li></ul>"""
PUBMED = """<article class="full-docsum"><div class="docsum-wrap"><div class="docsum-content">
<a class="docsum-title" href="/123456/" data-article-id="123456"> A <b>Title</b>.</a><div class="docsum-citation full-citation">
<span class="docsum-authors full-authors">Lovelace A, Babbage C.</span><span class="docsum-authors short-authors">Lovelace A, et al.</span>
<span class="docsum-journal-citation full-journal-citation">J Things. 2024 Jan 5;62(1):1-10. doi: 10.1000/x.1. Epub 2023 Jan 3.</span>
<span class="citation-part">PMID: <span class="docsum-pmid">123456</span></span></div>
<div class="docsum-snippet"><div class="full-view-snippet">It <b>turns</b> here ...</div><div class="short-view-snippet">It turns</div></div></div></div></article>"""


def test_abstracts_without_an_end_are_not_each_the_rest_of_the_page(tmp_path: Path) -> None:
    """An abstract of 200 in one another had all text of those in it; a page of 10 MB became 10 GB on the disk."""
    card = (
        "<span class=d-block><strong><a href=/2024.gardens-1.{0}/>Small Gardens of Thought {0}</a></strong></span>"
        "<div class=abstract-collapse id=abstract-2024--gardens-1--{0}>We prune trees of thought. "
    )
    page = "<html><body class=list-button-row>" + "".join(
        card.format(number) + "Trees. " * 1000 for number in range(150)
    )
    entries = read_text(tmp_path, "conference_html", page).entries
    assert len(entries) == 150
    assert sum(entry.abstract.length for entry in entries if entry.abstract) < 4 * len(page)


def test_a_page_of_dblp_is_read_without_the_volume_itself(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "conference_html", f"<html><body>{DBLP}</body></html>").entries
    assert (entry.title, entry.authors) == ("A Title", ("Ada Lovelace", "Charles Babbage"))
    assert (entry.venue, entry.day, entry.doi) == ("X", 20240000, "10.1000/x.1")
    assert entry.links == ("https://doi.org/10.1000/x.1",)


def test_results_of_pubmed_are_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "conference_html", f"<!DOCTYPE html><html><body>{PUBMED}</body></html>").entries
    assert (entry.title, entry.authors) == ("A Title.", ("A Lovelace", "C Babbage"))
    assert (entry.venue, entry.day, entry.doi, entry.ids) == ("J Things", 20240105, "10.1000/x.1", ("pmid:123456",))
    assert (abstract(entry), entry.links) == ("It turns here ...", ("https://pubmed.ncbi.nlm.nih.gov/123456/",))


def test_a_web_page_with_bullets_and_links_is_no_markdown() -> None:
    text = "<!DOCTYPE html><html><head><title>A Page</title></head><body>\n• [One](https://arxiv.org/abs/2601.00001)\n</body></html>"
    assert recognized(text) != "markdown_list"


GITHUB = """<!DOCTYPE html><html lang="en"><head><title>GitHub - ada/awesome</title></head><body><nav><a href="https://arxiv.org/abs/2601.00009">Not a paper here</a></nav>
<div id="readme"><article class="markdown-body entry-content" itemprop="text"><div class="markdown-heading"><h1 class="heading-element">Awesome Engines</h1><a class="anchor" href="#a"><svg></svg></a></div>
<h2>Looms</h2><ul><li><strong>Weaving Patterns with an Engine</strong>, <em>Ada Lovelace, Charles Babbage</em>, ACL 2024. <a href="https://arxiv.org/abs/2401.00001" rel="nofollow">[paper]</a> <a href="/ada/engine">[code]</a></li>
<li><p><a href="https://arxiv.org/abs/2401.00002">Punching Cards at Great Speed</a></p>
<p>Ada Lovelace, Charles Babbage</p></li></ul>
<markdown-accessiblity-table><table><thead><tr><th>Title</th><th>Date</th></tr></thead><tbody><tr><td><a href="https://arxiv.org/abs/2401.00003">Engines | and Looms</a><br></td><td>2024-03-01</td></tr></tbody></table></markdown-accessiblity-table>
<h3><a href="https://arxiv.org/abs/2401.00004">An Engine of Its Own</a></h3><p>Ada Lovelace, Charles Babbage</p><details><summary>Abstract</summary><p>It turns.</p></details></article></div></body></html>"""


def test_a_readme_of_github_saved_as_html_is_read_as_its_markdown(tmp_path: Path) -> None:
    entries = read_text(tmp_path, "conference_html", GITHUB).entries
    assert [(entry.title, entry.arxiv_id, entry.authors) for entry in entries] == [
        ("Weaving Patterns with an Engine", "2401.00001", ("Ada Lovelace", "Charles Babbage")),
        ("Punching Cards at Great Speed", "2401.00002", ("Ada Lovelace", "Charles Babbage")),
        ("Engines | and Looms", "2401.00003", None),
        ("An Engine of Its Own", "2401.00004", ("Ada Lovelace", "Charles Babbage")),
    ]
    assert (entries[0].code, entries[2].day, abstract(entries[3])) == (
        "https://github.com/ada/engine",
        20240301,
        "It turns.",
    )


@pytest.mark.parametrize("nested", ["<div>", "<ul><li>", "<span>", "<details>", "<a href='/x'>"])
def test_a_readme_of_deeply_nested_elements_is_read_to_its_end(tmp_path: Path, nested: str) -> None:
    paper = '<ul><li><a href="https://arxiv.org/abs/2401.00002">Punching Cards at Great Speed</a></li></ul>'
    text = f'<html><body><article class="markdown-body">{paper}{nested * 5000}<p>x</p></article></body></html>'
    assert read_text(tmp_path, "conference_html", text).titles == ["Punching Cards at Great Speed"]
