"""Listings and search results of arXiv, saved as HTML."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import abstract, read_text

PAPER = """<dt>
 <a name='item1'>[1]</a> <a href ="/abs/{id}" title="Abstract" id="{id}">arXiv:{id}</a> {how}
 [<a href="/pdf/{id}" title="Download PDF">pdf</a>, <a href="/format/{id}" title="Other formats">other</a>]
</dt>
<dd><div class='meta'>
 <div class='list-title mathjax'><span class='descriptor'>Title:</span>
  Things: {title}
 </div>
 <div class='list-authors'><a href="https://arxiv.org/search/?query=A">C. Balázs</a>,
  <a href="https://arxiv.org/search/?query=B">Plato</a></div>
 <div class='list-comments mathjax'><span class='descriptor'>Comments:</span> 37 pages</div>
 <div class='list-journal-ref'><span class='descriptor'>Journal-ref:</span> J. Things 1</div>
 <div class='list-subjects'><span class='descriptor'>Subjects:</span>
  <span class="primary-subject">Combinatorics (math.CO)</span>; Computational Geometry (cs.CG)</div>
 <p class='mathjax'> We show $a &lt; b$. Comments: none. </p>
</div></dd>
"""
PAGE = (
    "<html><head><title>Physics</title></head><body><h1>Physics</h1>\n<h3>Showing new listings for Monday, 2 April 2007</h3>\n"
    "<dl id='articles'><h3>New submissions (showing 1 of 1 entries)</h3>\n"
    + PAPER.format(id="0704.0001", title="New", how="")
    + "<h3>Replacement submissions</h3>\n"
    + PAPER.format(id="0601.0002", title="Old", how="(replaced)")
    + "</dl></body></html>"
)
SEARCH = """<html><body><ol><li class="arxiv-result"><div class="is-marginless">
<p class="list-title is-inline-block"><a href="https://arxiv.org/abs/2405.00001">arXiv:2405.00001</a> [<a href="https://arxiv.org/pdf/2405.00001">pdf</a>]</p>
<div class="tags"><span class="tag is-small" data-tooltip="Machine Learning">cs.LG</span></div></div>
<p class="title is-5 mathjax">Sparse Attention</p>
<p class="authors"><span>Authors:</span> <a href="/search/?a">Ada Lovelace</a>, <a href="/search/?b">Plato</a></p>
<p class="abstract mathjax"><span>Abstract</span>: <span class="abstract-short">We…</span> <span class="abstract-full">We show it. <a class="is-size-7">&#9651; Less</a></span></p>
<p class="is-size-7"><span>Submitted</span> 30 May, 2024; <span>originally announced</span> May 2024.</p>
<p class="comments is-size-7"><span>Comments:</span> <span>9 pages</span></p></li></ol></body></html>"""


def test_a_listing_is_read_with_all_it_tells(tmp_path: Path) -> None:
    entry = read_text(tmp_path, "arxiv_listing_html", PAGE).entries[0]
    assert (entry.title, entry.line, entry.day) == ("Things: New", 9, 20070402)
    assert (entry.authors, entry.arxiv_id) == (("C. Balázs", "Plato"), "0704.0001")
    assert (entry.venue, entry.comment) == ("J. Things 1", "37 pages")
    assert entry.categories == ("math.CO", "cs.CG")
    assert entry.links == ("https://arxiv.org/abs/0704.0001",)
    assert entry.pdf == "https://arxiv.org/pdf/0704.0001"
    assert abstract(entry) == "We show $a < b$. Comments: none."


def test_a_replaced_paper_is_not_dated_on_the_day_of_the_listing(tmp_path: Path) -> None:
    entry = read_text(tmp_path, "arxiv_listing_html", PAGE).entries[1]
    assert (entry.title, entry.day) == ("Things: Old", 0)


def test_results_of_the_search_are_read(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "arxiv_listing_html", SEARCH).entries
    assert (entry.title, entry.line, entry.day) == ("Sparse Attention", 4, 20240530)
    assert (entry.authors, entry.arxiv_id) == (("Ada Lovelace", "Plato"), "2405.00001")
    assert (entry.categories, entry.comment) == (("cs.LG",), "9 pages")
    assert (entry.links, entry.pdf) == (("https://arxiv.org/abs/2405.00001",), "https://arxiv.org/pdf/2405.00001")
    assert abstract(entry) == "We show it."


def test_a_broken_address_is_no_error(tmp_path: Path) -> None:
    page = PAGE.replace('href="/pdf/0704.0001"', 'href="http://[pdf/0704.0001"')
    assert read_text(tmp_path, "arxiv_listing_html", page).titles == ["Things: New", "Things: Old"]
