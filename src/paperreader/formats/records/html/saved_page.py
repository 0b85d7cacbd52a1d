"""The papers of a saved page of any kind: what shows the kind may stand behind long scripts, where no `sniff` looks."""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.errors import ENDS_WITHIN, Problem
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, read_records
from paperreader.source import Source


def read_saved_page(source: Source) -> Iterator[Batch]:
    """Yield the entries of a page of any kind; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    from paperreader.formats.records.html import (
        arxiv_pages,
        citation_tags,
        conference_pages,
        github_pages,
        hugging_face_site,
        scholar_results,
    )
    from paperreader.formats.records.html.html_tree import read_page

    page = read_page(source)
    for kind in (hugging_face_site, arxiv_pages, scholar_results, citation_tags, conference_pages, github_pages):
        items: list[Item] = list(kind.papers(page.root))
        if items:
            yield from items
            break
    if page.is_cut:
        yield Problem(source.display_name, page.lines, f"{ENDS_WITHIN} a tag: the page was cut")
