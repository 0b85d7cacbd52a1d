"""The names that scripts and sites usually give the fields of a paper in JSON, in small letters without `_`.

They separate papers from other things that have a title: tasks, issues, bookmarks, schemas.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from paperreader.formats.records.paper_addresses import is_paper_address

INNER = (
    *(
        "data",
        "paper",
        "_source",
        "attributes",
        "metadata",
        "bibjson",
        "bib",
        "fields",
        "article",
        "item",
        "info",
        "node",
        "row",
    ),
)
"""Keys under which the fields of a record may stand, as in JSON:API and answers of Elasticsearch."""

TITLE = ("title", "titles", "papertitle", "articletitle", "documenttitle", "displaytitle")
ABSTRACT = (
    "abstract",
    "abstracts",
    "summary",
    "abstracttext",
    "abstractnote",
    "paperabstract",
    "abs",
    "description",
    "descriptions",
    "snippet",
)
AUTHORS = (
    *("authors", "author", "creators", "creator", "authornames", "authorlist", "authorslist", "authorships"),
    "authfullname",
)
DATE = (
    *("earliestdate", "preprintdate"),
    *(
        "produceddate",
        "published",
        "publisheddate",
        "publisheddateparsed",
        "publicationdate",
        "publishedat",
        "datepublished",
        "date",
    ),
    *(
        "coverdate",
        "submitted",
        "submitteddate",
        "submissiondate",
        "issued",
        "pubdate",
        "created",
        "createdat",
    ),
    *("year", "publicationyear", "pubyear", "yearpublished", "publishedyear", "updated", "cdate"),
)
VENUE = (
    *(
        "venue",
        "journal",
        "journalname",
        "journaltitle",
        "journalref",
        "publicationtitle",
        "containertitle",
        "booktitle",
    ),
    *("conference", "conferencename", "proceeding", "proceedings", "proceedingstitle", "publication", "pub"),
    *("publishedin", "publicationinfo", "fulljournalname", "journals", "publicationname"),
)
PAGE = (
    *("url", "link", "paperurl", "absurl", "urlabs", "abslink", "arxivurl", "arxivlink", "entryid", "htmlurl", "page"),
    *("landingpageurl", "href", "sourceurl", "site", "openreviewurl", "links", "urls", "projectpage", "project"),
    *("puburl", "eprinturl", "paperurlabs", "uri"),
)
PDF = ("pdf", "pdfurl", "pdflink", "urlpdf", "linkpdf", "downloadurl", "openaccesspdf", "pdfpath", "paperurlpdf")
CODE = (
    "code",
    "codeurl",
    "codelink",
    "github",
    "githuburl",
    "githublink",
    "githubrepo",
    "repo",
    "repourl",
    "repository",
)
KEYWORDS = ("keywords", "keyword", "tags", "topics", "tasks", "aikeywords", "authorkeywords")
CATEGORIES = (
    "categories",
    "category",
    "subjects",
    "subject",
    "arxivcategories",
    "fieldsofstudy",
    "primarycategory",
    "arxivprimarycategory",
)
IDS = (
    *("doi", "dois", "arxivid", "arxiv", "arxiveprints", "eprint", "externalids", "identifier", "identifiers"),
    *("openreviewid", "archiveid", "articleids", "paperarxivid", "paperdoi", "doiid"),
)
PUBMED = ("pmid", "pubmedid", "pubmed")
COMMENT = ("comment", "comments", "arxivcomment", "note", "status", "decision")
KNOWN = frozenset(
    (
        *(*TITLE, *ABSTRACT, *AUTHORS, *DATE, *VENUE, *PAGE, *PDF, *CODE, *KEYWORDS, *CATEGORIES, *IDS),
        *(*PUBMED, *COMMENT, "id", "upvotes", "likes", "stars", "githubstars", "numcomments", "organization"),
        *("affiliation", "affiliations", "type", "abstractshort", "tldr", "authorscount", "primaryauthor", "month"),
    )
)
"""All of them, and some that only few read."""
OF_A_PAPER = frozenset((*ABSTRACT, *AUTHORS, *PDF, *IDS)) - {"description", "descriptions", "author", "identifier"}
"""Names that few other things have."""
NAMED_PAPER = ("name", "abstract", "authors")  # of sites of conferences, which name papers as other events
_DATES_OF_PRINT = frozenset(
    (
        *(
            "published",
            "publisheddate",
            "publicationdate",
            "publishedat",
            "datepublished",
            "publicationyear",
            "pubyear",
        ),
        *(
            "year",
            "yearpublished",
            "publishedyear",
            "submitted",
            "submitteddate",
            "submissiondate",
            "issued",
            "pubdate",
        ),
    )
)
_OF_PAPERS_ONLY = OF_A_PAPER | {
    *VENUE,
    *_DATES_OF_PRINT,
    "earliestdate",
    "preprintdate",
    *PUBMED,
    "keywords",
    "authorkeywords",
    "arxivcategories",
}
_NO_LETTERS = re.compile(r"[\W_]+")
_VOCABULARY = re.compile(r"^(?:dc|dcterms|prism):|_s$")  # of Dublin Core and PRISM, as in answers of Scopus; of HAL
_WITHIN = re.compile(rf"(?:(?:{'|'.join(INNER)})\.)?([^.\[\]]+)")
_ADDRESS = re.compile(r"https?://[^\s\"\\]{4,300}")
_MOST_ADDRESSES = 300  # that are looked at


def plain_name(name: str) -> str:
    """Return a name as it is compared: `pdf_url` as `pdfurl`, `dc:title` as `title`."""
    return _NO_LETTERS.sub("", _VOCABULARY.sub("", name)).lower()


def are_of_papers(keys: Iterable[str], head: bytes, wrappers: Collection[str]) -> bool:
    """Return whether records with a title are papers, by one more field of a paper, an address of one, or titles alone.

    Args:
        keys: of the records, as `record_keys` returns them.
        head: the first bytes of the dump.
        wrappers: names of what records stand in.
    """
    names = {plain_name(found[1]) for found in map(_WITHIN.match, keys) if found}.difference(wrappers)
    if names & _OF_PAPERS_ONLY or names <= {*TITLE, "id"}:
        return True
    addresses = _ADDRESS.finditer(head.decode("utf-8", "replace")) if names & {*PAGE} else ()
    return any(is_paper_address(found[0]) for found, _ in zip(addresses, range(_MOST_ADDRESSES), strict=False))
