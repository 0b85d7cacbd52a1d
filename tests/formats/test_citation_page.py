"""Pages of one paper with the tags for Google Scholar."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.formats.entry import Entry
from tests.formats.reading import abstract, read_text, recognized

ARXIV = """<!DOCTYPE html>
<html><head><link rel="canonical" href="https://arxiv.org/abs/0704.0001"/>
<meta name="citation_title" content="The Earth &amp; Moon" /><meta name="citation_author" content="Pan, Hongjun" />
<meta name="citation_author" content="Plato" /><meta name="citation_date" content="2007/04/01" />
<meta name="citation_online_date" content="2008/01/13" /><meta name="citation_pdf_url" content="https://arxiv.org/pdf/0704.0001" />
<meta name="citation_arxiv_id" content="0704.0001" /><meta name="citation_doi" content="10.1000/MOON" />
<meta property="og:description" content="We show it, sh..." /></head><body>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>Abstraction is shown. Abstract: a word.</blockquote>
<table><tr><td class="tablecell comments">23 pages</td></tr><tr><td class="tablecell subjects">General Physics (physics.gen-ph)</td></tr>
<tr><td class="tablecell jref">J. Moon 1</td></tr></table></body></html>"""


def read_tags(folder: Path, *tags: tuple[str, str]) -> Entry:
    """The entry of a page with tags."""
    written = "".join(
        f'<META name="{name}" content="{content}">' for name, content in (("citation_title", "One"), *tags)
    )
    return read_text(folder, "citation_page", f"<html><head>{written}</head></html>").entries[0]


def test_an_abstract_page_of_arxiv_is_read_with_all_it_tells(tmp_path: Path) -> None:
    (entry,) = read_text(tmp_path, "citation_page", ARXIV).entries
    assert (entry.title, entry.line, entry.day) == ("The Earth & Moon", 3, 20070401)
    assert entry.authors == ("Hongjun Pan", "Plato")
    assert (entry.arxiv_id, entry.doi, entry.venue) == ("0704.0001", "10.1000/moon", "J. Moon 1")
    assert (entry.categories, entry.comment) == (("physics.gen-ph",), "23 pages")
    assert (entry.links, entry.pdf) == (("https://arxiv.org/abs/0704.0001",), "https://arxiv.org/pdf/0704.0001")
    assert abstract(entry) == "Abstraction is shown. Abstract: a word."


@pytest.mark.parametrize(
    ("tags", "authors"),
    [
        ([("citation_author", "Lovelace, Ada")], ("Ada Lovelace",)),
        ([("citation_authors", "Lovelace, Ada; Babbage, Charles")], ("Ada Lovelace", "Charles Babbage")),
        ([("DC.creator", "Ada Lovelace"), ("DC.creator", "Plato")], ("Ada Lovelace", "Plato")),
    ],
)
def test_authors_are_found_however_they_are_tagged(
    tmp_path: Path, tags: list[tuple[str, str]], authors: tuple[str, ...]
) -> None:
    assert read_tags(tmp_path, *tags).authors == authors


def test_a_page_of_a_publisher_tells_venue_date_and_identifiers(tmp_path: Path) -> None:
    entry = read_tags(
        tmp_path,
        ("citation_journal_title", "Journal of Things"),
        ("citation_publication_date", "2024/03"),
        ("citation_pmid", "123456"),
        ("citation_keywords", "things; more"),
        ("citation_reference", "citation_title=Another; citation_doi=10.9999/other"),
        ("citation_abstract_html_url", "https://openreview.net/forum?id=AbCdEfGhIj"),
        ("citation_abstract", "&lt;p&gt;We show it.&lt;/p&gt;"),
    )
    assert (entry.venue, entry.day, entry.doi) == ("Journal of Things", 20240300, None)
    assert (entry.ids, entry.keywords) == (("pmid:123456", "openreview:AbCdEfGhIj"), ("things", "more"))
    assert entry.links == ("https://openreview.net/forum?id=AbCdEfGhIj",)
    assert abstract(entry) == "We show it."


def test_tags_behind_a_long_script_are_found(tmp_path: Path) -> None:
    text = ARXIV.replace("<head>", f"<head><script>{'x' * 30_000}</script>")
    assert read_text(tmp_path, "citation_page", text).titles == ["The Earth & Moon"]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body><p>Get trending papers in your email inbox!</p>\n\n<p>Log in</p></body></html>",
        "<html><h3><a href='/papers/trending'>Trending</a></h3></html>",
        "<html><dl><dt>Term</dt><dd>What it means</dd></dl></html>",
        "<html><head><title>503 Service Unavailable</title></head></html>",
    ],
)
def test_a_page_without_papers_has_none_and_is_not_taken_for_copied_text(tmp_path: Path, text: str) -> None:
    assert read_text(tmp_path, "citation_page", text).entries == []


@pytest.mark.parametrize(
    "text", ["<?xml version='1.0'?><opml><body/></opml>", "<opml version='2.0'>", '<div align="center">\n\n# List\n']
)
def test_other_markup_is_left_alone(text: str) -> None:
    assert recognized(text) == ""


@pytest.mark.parametrize(
    "shown",
    [
        # the ACL Anthology
        '<div class="card-body acl-abstract"><h5 class=card-title>Abstract</h5><span>We show it.</span></div>',
        # ScienceDirect: highlights come first
        '<div class="abstract author-highlights"><h2>Highlights</h2><p>We shine.</p></div><h2>Abstract</h2><p>We show it.</p>',
        # the American Physical Society: subjects follow
        "<section><h2>Abstract</h2><div><p>We show it.</p></div><div><ul><li>Plasma</li></ul></div></section><h2>Text</h2>",
        # the Institute of Physics
        '<h2 id="artAbst">Abstract</h2><div><p>We show it.</p></div><p><small>Export citation</small></p>',
        "<h3>Summary:</h3><p>We show it.</p><h3>Introduction</h3><p>Long ago.</p>",
    ],
)
def test_the_abstract_that_a_page_shows_below_its_heading_is_read_without_it(tmp_path: Path, shown: str) -> None:
    text = f'<html><head><meta name="citation_title" content="One"></head><body>{shown}</body></html>'
    assert abstract(read_text(tmp_path, "citation_page", text).entries[0]) == "We show it."


def test_parts_of_a_shown_abstract_stay_apart(tmp_path: Path) -> None:
    shown = "<h2>Abstract</h2><div><h3>Aims</h3><p>To show.</p></div><div><h3>Results</h3><p>It is shown.</p></div>"
    text = f'<html><head><meta name="citation_title" content="One"></head><body>{shown}</body></html>'
    entry = read_text(tmp_path, "citation_page", text).entries[0]
    assert abstract(entry) == "Aims\n\nTo show.\n\nResults\n\nIt is shown."


def test_authors_that_only_the_page_of_sciencedirect_shows_are_read(tmp_path: Path) -> None:
    people = "".join(
        f'<button><span><span class="given-name">{given}</span> <span class="text surname">{family}</span></span></button>'
        for given, family in (("Ada", "Lovelace"), ("Charles", "Babbage"))
    )
    text = f'<html><head><meta name="citation_title" content="One"></head><body><div>{people}</div></body></html>'
    assert read_text(tmp_path, "citation_page", text).entries[0].authors == ("Ada Lovelace", "Charles Babbage")
