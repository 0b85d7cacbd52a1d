"""The table of formats.

To add a format, write a module or package here that satisfies `Format`, and add its row to `FORMATS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from paperreader.formats.entry import Batch
from paperreader.source import Source


class Format(Protocol):
    """What a format's module provides. Its `sniff` runs for many dumps: import a costly parser in `read`."""

    def sniff(self, head: bytes, /) -> float:
        """Return the confidence that a dump with this beginning has the format, on the scale of `formats.confidence`.

        Args:
            head: the first bytes of the dump, as UTF-8; the last line may be cut.
        """

    def read(self, source: Source, /) -> Iterator[Batch]:
        """Yield the entries of a dump in its order. The last batch may have `capture_year`.

        Raises:
            PaperReaderError: the file cannot be read; never because of its content.
        """


class FormatRow(NamedTuple):
    """One format.

    Attributes:
        module: the name of its module within this package.
        name: for people, as in `BibTeX`.
        obtained: where people get such a file.
        known: what it knows of a paper besides the title.
        unit: what its `Counts` count, `lines` or `records`.
        starts: what such a dump begins with after blanks, one of these; any beginning without them. The rows of a
            dump are tried only where `starts` and `marks` fit, so that few modules are imported.
        marks: what the first bytes contain, at least one of these; anything without them.
        pattern: a regular expression that is found in the first bytes, where marks are not telling enough.
    """

    module: str
    name: str
    obtained: str
    known: str
    unit: str = "records"
    starts: tuple[bytes, ...] = ()
    marks: tuple[bytes, ...] = ()
    pattern: bytes = b""

    def may_fit(self, head: bytes) -> bool:
        """Return whether a dump with this beginning, blanks taken off, may have the format."""
        return (
            (not self.starts or head.startswith(self.starts))
            and (not self.marks or any([mark in head for mark in self.marks]))
            and (not self.pattern or re.search(self.pattern, head) is not None)
        )

    @property
    def reader(self) -> Format:
        """The format's module, imported here."""
        return cast("Format", import_module(f"paperreader.formats.{self.module}"))


_JSON = (b"{", b"[")
_XML = (b"<",)
_HTML = (
    b"<html",
    b"<HTML",
    b"<head",
    b"<HEAD",
    b"<body",
    b"<BODY",
    b"<!doctype html",
    b"<!DOCTYPE html",
    b"<!DOCTYPE HTML",
)
_TITLE_COLUMN = tuple(
    f"{name}{sign}".encode() for name in ("itle", "TITLE", "isplay_name", "TI", "T1", "titles") for sign in ',;|\t"\r\n'
)

FORMATS = (
    FormatRow(
        "own_jsonl",
        "JSON and JSON lines of paperreader",
        "`paperreader list --format jsonl` or `json`",
        "everything",
        starts=_JSON,
        marks=(b'"title"',),
    ),
    FormatRow(
        "bibtex",
        "BibTeX and BibLaTeX",
        "Zotero, Better BibTeX, JabRef, Mendeley, Google Scholar, DBLP, ACL Anthology, Scopus; `paperreader list --format bibtex`",
        "authors, date, venue, abstract, DOI, arXiv and PubMed ids, links, keywords",
        marks=(b"@",),
        pattern=rb"(?m)^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]",
    ),
    FormatRow(
        "ris",
        "RIS",
        "Zotero, EndNote, Scopus, Web of Science, Ovid, ProQuest, Rayyan; `paperreader list --format ris`",
        "authors, date, venue, abstract, DOI, links, PDF, keywords",
        marks=(b"TY  -", b"TY -"),
    ),
    FormatRow(
        "nbib",
        "MEDLINE (nbib)",
        "PubMed: Send to, Citation manager",
        "authors, date, venue, abstract, DOI, PubMed id, keywords",
        marks=(b"PMID-", b"PMID -"),
    ),
    FormatRow(
        "endnote_tagged",
        "EndNote tagged (enw)",
        "EndNote, Google Scholar, ACL Anthology: Cite, EndNote",
        "authors, date, venue, abstract, DOI, links, PDF, keywords",
        marks=(b"%0 ",),
    ),
    FormatRow(
        "refworks_tagged",
        "RefWorks tagged",
        "CNKI, HighWire and other publishers: Cite, RefWorks",
        "authors, date, venue, abstract, DOI, links, keywords",
        marks=(b"RT ",),
        pattern=rb"(?m)^RT [A-Z]",
    ),
    FormatRow(
        "wos_tagged",
        "Web of Science as plain text",
        "Web of Science: Export, Plain text file",
        "authors, date, venue, abstract, DOI, PubMed id, keywords",
        starts=(b"FN ", b"PT "),
        marks=(b"\nPT ", b"PT J", b"PT B", b"PT S", b"PT P"),
    ),
    FormatRow(
        "arxiv_atom",
        "arXiv API (Atom)",
        "`curl 'https://export.arxiv.org/api/query?search_query=all:transformer'`",
        "abstract, authors, day of version 1, categories, DOI, journal, comment, PDF",
        starts=_XML,
        marks=(b"arxiv.org/schemas/atom", b"arxiv.org/api/errors"),
    ),
    FormatRow(
        "arxiv_rss",
        "arXiv RSS",
        "rss.arxiv.org/rss/cs.CL, rss.arxiv.org/atom/cs.CL",
        "abstract, authors, day of announcement, categories, DOI, journal",
        starts=_XML,
        marks=(b"<rss", b"<feed", b":RDF"),
    ),
    FormatRow(
        "oai_pmh",
        "OAI-PMH",
        "`curl 'https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXiv&set=cs'`, and other repositories",
        "abstract, authors, day of version 1, categories, DOI, journal, comment",
        starts=_XML,
        marks=(b"OAI-PMH", b"<ListRecords", b"<GetRecord"),
    ),
    FormatRow(
        "feed",
        "RSS or Atom feed",
        "feeds of journals, publishers, PubMed searches and blogs",
        "abstract, authors, date, journal, DOI, links",
        starts=_XML,
        marks=(b"<rss", b"<feed", b":feed", b":RDF", b"<RDF"),
    ),
    FormatRow(
        "huggingface_html",
        "Hugging Face papers page as HTML",
        "huggingface.co/papers or a paper's page there, saved from a browser",
        "abstract, authors, date, upvotes, comments, code, organization",
        starts=_XML,
        marks=_HTML,
    ),
    FormatRow(
        "arxiv_listing_html",
        "arXiv listing or search as HTML",
        "arxiv.org/list/cs.CL/new or arxiv.org/search, saved from a browser",
        "abstract, authors, date, categories, comment, journal, PDF",
        starts=_XML,
        marks=_HTML,
    ),
    FormatRow(
        "scholar_html",
        "Google Scholar results as HTML",
        "scholar.google.com, saved from a browser",
        "snippet, authors' initials, year, venue, link",
        starts=_XML,
        marks=_HTML,
    ),
    FormatRow(
        "citation_page",
        "paper's page as HTML",
        "arxiv.org/abs, OpenReview, ACL Anthology and most publishers, saved from a browser",
        "abstract, authors, date, venue, categories, DOI, PDF",
        starts=_XML,
        marks=_HTML,
    ),
    FormatRow(
        "pubmed_xml",
        "PubMed XML",
        "`efetch -db pubmed -format xml`, and PubMed's yearly files",
        "abstract, authors, date, journal, DOI, PubMed id, keywords",
        starts=_XML,
        marks=(b"<Pubmed", b"<MedlineCitation"),
    ),
    FormatRow(
        "endnote_xml",
        "EndNote XML",
        "EndNote and Zotero: File, Export, XML",
        "abstract, authors, date, journal, DOI, links, keywords",
        starts=_XML,
        marks=(b"<record>",),
    ),
    FormatRow(
        "acl_anthology_xml",
        "ACL Anthology XML",
        "github.com/acl-org/acl-anthology, folder data/xml",
        "abstract, authors, month, venue, DOI, link, PDF",
        starts=_XML,
        marks=(b"<paper", b"<booktitle"),
    ),
    FormatRow(
        "huggingface_json",
        "Hugging Face papers as JSON",
        "huggingface.co/api/daily_papers, huggingface.co/api/papers/ID, `hf papers ls --format json`",
        "authors, abstract, date, upvotes, comments, organization, code, stars, keywords, arXiv id",
        starts=_JSON,
        marks=(b'"publishedAt"', b'"published_at"', b'"discussionId"', b'"hidden"', b'"upvotes"'),
    ),
    FormatRow(
        "arxiv_snapshot",
        "arXiv metadata snapshot",
        "kaggle.com/datasets/Cornell-University/arxiv",
        "authors, abstract, day of version 1, categories, venue, comment, arXiv id, DOI",
        starts=_JSON,
        marks=(b'"authors_parsed"', b'"update_date"', b'"versions"'),
    ),
    FormatRow(
        "semantic_scholar",
        "Semantic Scholar JSON",
        "api.semanticscholar.org: search, batch, recommendations, citations; its data sets",
        "authors, abstract, date, venue, PDF, arXiv id, DOI, PubMed id",
        starts=_JSON,
        marks=(b'"paperId"', b'"corpusid"'),
    ),
    FormatRow(
        "openalex",
        "OpenAlex JSON",
        "api.openalex.org/works, its snapshot",
        "authors, abstract, date, venue, PDF, keywords, DOI, arXiv id, PubMed id",
        starts=_JSON,
        marks=(b"openalex.org",),
    ),
    FormatRow(
        "crossref",
        "Crossref JSON",
        "api.crossref.org/works",
        "authors, abstract, date, venue, PDF, DOI",
        starts=_JSON,
        marks=(b'"message-type"', b'"DOI"'),
    ),
    FormatRow(
        "csl_json",
        "CSL-JSON",
        "Zotero, Mendeley, pandoc: export as CSL JSON",
        "authors, abstract, date, venue, keywords, DOI, PubMed id, arXiv id",
        starts=_JSON,
        marks=(b'"type"',),
    ),
    FormatRow(
        "openreview",
        "OpenReview notes",
        "api.openreview.net/notes, api2.openreview.net/notes",
        "authors, abstract, date, venue, keywords, PDF, OpenReview id",
        starts=_JSON,
        marks=(b'"content"',),
    ),
    FormatRow(
        "dblp_search",
        "DBLP search as JSON",
        "dblp.org/search/publ/api?format=json",
        "authors, year, venue, DOI, arXiv id",
        starts=_JSON,
        marks=(b'"hits"',),
    ),
    FormatRow(
        "biorxiv",
        "bioRxiv or medRxiv JSON",
        "api.biorxiv.org/details",
        "authors, abstract, date, category, PDF, DOI",
        starts=_JSON,
        marks=(b'"collection"', b'"server"', b'"author_corresponding"', b'"preprint_doi"'),
    ),
    FormatRow(
        "europe_pmc",
        "Europe PMC JSON",
        "ebi.ac.uk/europepmc/webservices/rest/search?format=json",
        "authors, abstract, date, venue, keywords, PDF, DOI, PubMed id",
        starts=_JSON,
        marks=(b'"hitCount"', b'"authorString"'),
    ),
    FormatRow(
        "paperlists",
        "Paper Copilot list",
        "github.com/papercopilot/paperlists",
        "authors, abstract, keywords, PDF, code, DOI, arXiv id; venue and year from the file's name",
        starts=_JSON,
        marks=(b'"author"',),
    ),
    FormatRow(
        "generic_json",
        "JSON of papers",
        "scripts and sites: lists or lines of objects with a `title`",
        "authors, abstract, date, venue, links, PDF, code, keywords, identifiers, by the usual names",
        starts=_JSON,
    ),
    FormatRow(
        "mail",
        "mail with papers",
        "alerts of Google Scholar and mails of arXiv, saved as .eml or .mbox",
        "authors, beginning of the abstract, venue, year, address",
        marks=(b"From:", b"from:", b"Subject:", b"Message-I", b"MIME-Version:"),
    ),
    FormatRow(
        "arxiv_mail",
        "arXiv mail or listing file",
        "mails of arXiv with new papers; listing files",
        "authors, abstract, date, categories, comment, arXiv id, DOI",
        marks=(b"\narXiv:", b"\nPaper: "),
    ),
    FormatRow(
        "arxiv_listing_text",
        "arXiv listing as text",
        "arxiv.org/list, selected and copied from a browser",
        "authors, abstract, date, categories, comment, venue, arXiv id",
        marks=(b"arXiv:",),
    ),
    FormatRow(
        "labelled_texts",
        "text with `Title:`, `PDF:`, `Summary:`",
        "scripts that ask arXiv for papers",
        "abstract, authors, date, venue, categories, PDF, identifiers",
        marks=(b"itle:", b"TITLE:", b"itle**:"),
    ),
    FormatRow(
        "csv_table",
        "CSV and TSV",
        "Zotero, Scopus, IEEE Xplore, Web of Science, PubMed, Embase, Dimensions, Lens, OpenAlex, Publish or Perish, Rayyan, ASReview, pandas; `paperreader list --format csv`",
        "every column with a known name: abstract, authors, date, venue, DOI, links, keywords",
        marks=_TITLE_COLUMN,
    ),
    FormatRow(
        "papers_page",
        "Hugging Face papers page as text",
        "huggingface.co/papers, selected and copied from a browser",
        "abstract, date, number of authors, organization, comments",
        unit="lines",
    ),
    FormatRow(
        "own_markdown",
        "Markdown of paperreader",
        "`paperreader list --format markdown`, also with `--group`",
        "authors, organization, venue, date, address; in a digest the beginning of the abstract",
        starts=(b"- ", b"## "),
    ),
    FormatRow(
        "markdown_list",
        "Markdown list or digest",
        "daily digests, awesome lists and tables of papers on GitHub; notes",
        "authors, abstract, date, categories, PDF, code, identifiers",
        marks=(b"](http", b"\n- ", b"\n* ", b"|--", b"|:-", b"| -", b"\n1. ", b"href="),
    ),
    FormatRow(
        "id_list",
        "list of arXiv ids, DOIs and links",
        "notes; a browser's open tabs",
        "the identifier",
        marks=(b"arxiv", b"arXiv", b"10.", b"://", b"0", b"1"),
    ),
    FormatRow(
        "title_list",
        "list of titles, with or without authors",
        "notes; pages of a conference, copied from a browser",
        "authors, abstract and date where the list has them",
    ),
)
"""All formats, those of plain text last. A page of papers is certain in most cases, and then no other is tried."""


def unit_of(name: str) -> str:
    """Return what the `Counts` of a format count, given its name."""
    return next((row.unit for row in FORMATS if row.name == name), "records")
