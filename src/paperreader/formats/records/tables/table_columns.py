"""The columns of tables of papers, recognized by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD_END = re.compile(r"[\W_]+")
_NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")

_NAMES = {
    "title": (
        "title", "document title", "article title", "paper title", "primary title", "display name", "ti", "t1", "work title",
        "publication title en", "titles", "item title", "title s", "title 题名", "题名", "篇名", "标题",
    ),
    "authors": (
        "author full names", "af", "authors", "author", "author names", "author s", "au", "authorships author display name",
        "authors names", "author name", "creators", "creator", "authors list", "raw author name", "author list", "first authors",
        "authorships raw author name", "first author", "auth full name s", "author 作者", "作者",
    ),
    "abstract": ("abstract", "abstract note", "ab", "abstracts", "notes abstract", "abstract text", "summary", "n2", "summaries", "abstract s",
                 "summary 摘要", "摘要"),
    "venue": (
        "publication title", "source title", "journal", "journal title", "primary location source display name", "so",
        "host venue display name", "venue", "publication name", "container title", "journal book", "booktitle", "book title",
        "secondary title", "publication", "conference", "proceedings title", "conference name", "t2", "jf", "source",
        "is part of", "pubtitle", "anthology title", "journal ref", "journal title s", "source 文献来源", "source 刊名", "文献来源",
        "来源", "刊名", "期刊",
    ),
    "date": ("date", "publication date", "published", "date published", "cover date", "published date", "submitted", "da",
             "publish time", "pubdate", "issued", "published print", "published online", "date of publication", "produced date s",
             "pub time 发表时间", "发表时间", "发表日期"),
    "year": ("year", "publication year", "pub year", "py", "year published", "published year", "y1", "pubyear", "year 年", "年份", "年"),
    "month": ("pd", "month", "published month"),
    "day": ("day",),
    "citation": ("citation",),
    "doi": ("doi", "di", "digital object identifier", "do", "doi link", "ids doi", "doi number", "item doi", "doi id s", "doi doi"),
    "arxiv": ("arxiv id", "arxiv", "arxivid", "eprint"),
    "pmid": ("pmid", "pubmed id", "pm", "pubmedid", "ids pmid", "medline pmid"),
    "forum": ("forum",),
    "open_url": ("open url link",),
    "external_ids": ("external ids",),
    "pmcid": ("pmcid", "pmc", "pmc id", "ids pmcid"),
    "wos": ("ut", "ut unique wos id", "accession number"),
    "ids": ("ids", "extra"),
    "link": ("link", "url", "links", "source url", "article url", "external url", "landing page url", "article link", "urls", "ur",
             "primary location landing page url", "full text link", "paper url", "web link", "entry id", "document url", "source linkout", "dimensions url", "embase link",
             "source urls", "ids openalex", "uri s", "url 网址", "link 链接"),
    "pdf": ("pdf link", "pdf", "pdf url", "primary location pdf url", "best oa location pdf url", "url pdf", "open access pdf",
            "full text url"),
    "code": ("code", "github", "code url", "repository", "github url", "code link", "github repo"),
    "keywords": ("keywords", "author keywords", "de", "manual tags", "keyword", "tags", "keywords author", "keywords display name",
                 "keyword 关键词", "关键词"),
    "categories": ("categories", "category", "arxiv categories", "primary category", "terms"),
    "comment": ("comment",),
    "comments": ("comments", "num comments"),
    "upvotes": ("upvotes",),
    "organization": ("organization",),
    "authors_count": ("authors count",),
    "github_stars": ("github stars",),
    "date_basis": ("date basis",),
}  # fmt: skip
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
_DETAILS = frozenset((
    "key", "sources", "read", "starred", "score", "note", "item type", "isbn", "issn", "date added", "date modified", "access date",
    "pages", "num pages", "issue", "volume", "number of volumes", "journal abbreviation", "short title", "series", "publisher",
    "place", "language", "rights", "type", "library catalog", "call number", "notes", "file attachments", "link attachments",
    "automatic tags", "editor", "number", "edition", "page start", "page end", "page count", "start page", "end page", "art no",
    "isbns", "eid", "pt", "vl", "is", "bp", "ep", "sn", "la", "dt", "pu", "id", "record id", "document type", "la", "em", "rp",
    "c1", "c3", "eissn", "ei", "bn", "j9", "ji", "pi", "pa", "nr", "tc", "z9", "u1", "u2", "pg", "wc", "sc", "ga", "da", "ea", "ey",
    "author affiliations", "date added to xplore", "funding information", "ieee terms", "inspec controlled terms",
    "inspec non controlled terms", "mesh terms", "article citation count", "patent citation count", "reference count", "license",
    "online date", "issue date", "meeting date", "document identifier", "cited by", "affiliations", "authors with affiliations",
    "index keywords", "funding details", "funding text 1", "funding texts", "references", "correspondence address", "editors",
    "sponsors", "conference date", "conference location", "conference code", "coden", "open access",
    "language of original document", "abbreviated source title", "publication stage", "author s id", "author ids", "source type",
    "", "index", "rank", "publication type", "publication date online", "publication date print", "authors raw affiliation",
    "authors affiliations", "corresponding authors", "publication id", "pagination", "times cited", "recent citations", "rcr", "fcr",
    "acknowledgements", "funding", "fields of research anzsrc 2020", "sustainable development goals", "lens id", "source country",
    "issue number", "microsoft academic id", "for anzsrc categories", "corresponding author", "research organizations standardized", "grid ids",
    "country of research organization", "funder", "altmetric", "fields of research anzsrc categories", "total pages", "citing patents count", "citing works count", "is open access", "chemicals",
    "open access license", "open access colour", "fields of study", "create date", "nihms id", "cites", "cites url", "gsrank",
    "query date", "citation url", "ecc", "cites per year", "cites per author", "author count", "age", "related url", "first page",
    "last page", "pui", "copyright", "updated", "updated date", "issns", "paper id", "corpus id", "citation count", "influential citation count",
    "doc type", "doc sub type", "provider", "collection", "volume number", "place of publication", "word count", "page count",
    "output format", "store id", "article type", "author affiliation", "companies", "entry date", "language of summary",
    "subject terms", "subjects", "cord uid", "sha", "source x", "pdf json files", "pmc json files", "mag id", "s2 id",
    "who covidence id", "covidence", "ref", "study", "keywords plus", "research areas", "wos categories", "addresses", "cited references", "included",
    "book series title", "content type", "chemicals cas", "tradenames", "manufacturers", "molecular sequence numbers",
    "authorids", "venueid", "bibtex", "original title", "original abstract", "clinical trial numbers", "journal volume", "journal issue",
))  # fmt: skip
"""Columns that a list of papers has no place for, and that nobody misses in it."""
_DETAILS_OF = ("unnamed ", "asreview ", "emtree ", "drug ", "device ")
_DETAILS_OF_OPENALEX = (
    "apc ", "authorships ", "best oa location ", "biblio ", "citation normalized ", "cited by ", "concepts ", "corresponding ",
    "counts by ", "countries ", "funders ", "created ", "datasets", "fulltext", "fwci", "grants ", "has ", "ids ", "indexed ", "institution",
    "is ", "keywords ", "locations ", "mesh ", "open access ", "primary ", "referenced ", "related ", "sustainable ", "topics ",
    "type ", "versions",
)  # fmt: skip
_LEAST_NAMES = 2
_OF_ANYTHING = frozenset(("title", "date", "month", "comment", "comments", "upvotes", "categories", "keywords"))
"""Roles that tables of goods, films and events have too."""
_OWN = frozenset(("key", "date basis", "authors count", "sources"))
_NOTHING = frozenset(("nan", "n/a", "none", "null", "na", "-"))
_LONGEST_NOTHING = max(map(len, _NOTHING))
_NOT_AVAILABLE = re.compile(r"\[(?:no (?:abstract|author)\b[^\]]*|anonymous)\]", re.IGNORECASE)


def column_name(name: str) -> str:
    """Return the name of a column as it is compared: `Author(s) ID` as `author s id`, `publicationDate` as two words."""
    plain = _WORD_END.sub(" ", name).strip()
    words = _NEXT_WORD.sub(" ", plain).lower()
    return words if words in _ROLES or words in _DETAILS else plain.lower()


def _with_title(names: list[str]) -> list[str]:
    """Return names of columns, with `name` as the title in a table of Notion: of authors, and without a title."""
    roles = {_ROLES.get(name) for name in names}
    if "name" in names and "authors" in roles and "title" not in roles:
        return ["title" if name == "name" else name for name in names]
    return names


class Columns:
    """The columns of a table by what they say of a paper.

    Attributes:
        names: the names of the columns, as `column_name` returns them.
        count: their number.
        is_own: whether the program itself has written the table.

    Args:
        header: the names of the columns as they stand there.
    """

    def __init__(self, header: Sequence[str]) -> None:
        names = _with_title([column_name(name) for name in header])
        self.names = frozenset(names)
        self.is_own = self.names >= _OWN
        self._places = [
            (role, names.index(name))
            for role, known in _NAMES.items()
            for name in known
            if name in names and not (self.is_own and name == "tags")  # the user's own
        ]
        details = _DETAILS_OF + (_DETAILS_OF_OPENALEX if "authorships author display name" in names else ())
        self._unknown = [
            (name, place)
            for place, name in enumerate(header)
            if names[place] not in _ROLES and names[place] not in _DETAILS and not names[place].startswith(details)
        ]
        self.count = len(header)

    @property
    def is_known(self) -> bool:
        """Whether there is a title, and something else of a paper."""
        roles = {role for role, _ in self._places}
        return "title" in roles and self.known_count >= _LEAST_NAMES and not roles <= _OF_ANYTHING

    @property
    def known_count(self) -> int:
        """The number of columns that are understood."""
        return len(self._places)

    def values_by_role(self, values: Sequence[str]) -> dict[str, list[str]]:
        """Return what a row says under each role, the column that is best for it first."""
        found: dict[str, list[str]] = {}
        width = len(values)
        for role, place in self._places:
            value = values[place].strip() if place < width else ""
            if value and (self.is_own or role == "title" or not _says_nothing(value)):
                found.setdefault(role, []).append(value)
        return found

    def unread(self, values: Sequence[str]) -> list[tuple[str, str]]:
        """Return names and values of the columns that are not understood."""
        return [(name, values[place]) for name, place in self._unknown if place < len(values) and values[place]]


def _says_nothing(value: str) -> bool:
    """Return whether a value says that there is none."""
    if value[0] == "[":
        return _NOT_AVAILABLE.fullmatch(value) is not None
    return len(value) <= _LONGEST_NOTHING and value.lower() in _NOTHING
