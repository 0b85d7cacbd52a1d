"""The texts of papers that the reader copies: a line or an entry for each paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from paperreader.export.citation import citation_line, markdown_item
from paperreader.export.record import ExportRow
from paperreader.paper_links import numbered_links, page_address


class CopyFormat(NamedTuple):
    """What is copied of a paper.

    Attributes:
        noun: its name, and that of several.
        text: takes the row of a paper and the site of title searches, see `paper_links.SEARCH_SITES`.
        separator: stands between papers.
        abstracts: whether it depends on the abstract.
    """

    noun: str
    plural: str
    text: Callable[[ExportRow, str], str]
    separator: str = "\n"
    abstracts: bool = False

    def name(self, count: int) -> str:
        """Return what is copied of a number of papers: `title`, `3 titles`."""
        return self.noun if count == 1 else f"{count} {self.plural}"

    def join(self, rows: Iterable[ExportRow], site: str) -> str:
        """Return the texts of papers as one."""
        return self.separator.join([self.text(row, site) for row in rows])


def _link(row: ExportRow, site: str) -> str:
    paper = row.paper
    links = numbered_links(paper.own_links, paper.pdf, paper.code, paper.arxiv_id, row.abstract)
    return page_address(links, paper.title, site)


def _bibtex(row: ExportRow, _: str) -> str:
    from paperreader.export.bibliography import bibtex_entry

    return bibtex_entry(row)


COPY_FORMATS = {
    "citation": CopyFormat("citation", "citations", lambda row, _: citation_line(row.paper)),
    "title": CopyFormat("title", "titles", lambda row, _: row.paper.title),
    "link": CopyFormat("link", "links", _link, abstracts=True),
    "bibtex": CopyFormat("BibTeX", "BibTeX entries", _bibtex, abstracts=True),
    "markdown": CopyFormat("Markdown", "Markdown items", lambda row, _: markdown_item(row.paper)),
}
"""What can be copied, by the second part of the command's id."""
