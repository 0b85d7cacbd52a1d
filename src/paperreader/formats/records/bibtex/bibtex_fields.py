"""What the fields of BibTeX and BibLaTeX say of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from paperreader.formats.records.bibtex.bibtex_entries import BibtexEntry
from paperreader.formats.records.bibtex.journal_macros import JOURNALS
from paperreader.formats.records.bibtex.tex_names import tex_names
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.own_notes import read_note
from paperreader.formats.records.raw_record import Record
from paperreader.formats.records.tex_accents import decode_tex
from paperreader.formats.records.zotero_notes import arxiv_remark
from paperreader.paper_links import is_pdf_address, own_links

_URL = re.compile(r"(?<!<)https?://[^\s{}\"]+|https?://[^\s{}\"<>]+", re.IGNORECASE)  # old DOIs have `<1::AID>`
_URL_ESCAPE = re.compile(
    r"\\([_&%#~$:{}])|\{\\?([_&%#~^$])\}|\{?\\(?:textasciitilde|sim)(?:\{\})?\}?|\\(?:url|path|href)\b"
)
_CITED = re.compile(r"cited by:? \d+(?:;.*)?$", re.IGNORECASE)  # of Scopus
_AFFILIATION_LETTERS = re.compile(r"(?<=\.)[a-z](?: [a-z])*(?=\s+and\s|\s*$)")  # `Lovelace, A.a b`, Scopus until 2018
_SEPARATORS = (re.compile(";"), re.compile(r"\\sep\b|\\and\b"), re.compile(","))
_ARXIV = ("arxiv", "")

_READ = frozenset((
    "title", "subtitle", "author", "date", "year", "month", "day", "journal", "journaltitle", "booktitle", "booksubtitle",
    "maintitle", "eprint", "archiveprefix", "eprinttype", "eprintclass", "primaryclass", "arxivid", "doi", "pmid", "url",
    "pdf", "file", "keywords", "keyword", "author_keywords", "abstract", "note", "howpublished", "volume", "crossref",
    "xdata", "code", "comment", "organization", "institution", "issue_date", "month_numeric", "addendum", "pubstate",
))  # fmt: skip
_PREPRINTS = ("arxiv", "corr")
_REGISTERS = ("openreview", "pmcid", "acl", "dblp", "wos")
"""Fields of the program's own exports that hold an identifier; see `export.bibliography`."""
_DETAILS = frozenset((
    "pages", "number", "issue", "publisher", "address", "location", "editor", "editors", "series", "isbn", "issn", "edition",
    "chapter", "numpages", "pagetotal", "type", "entrytype", "langid", "language", "shorttitle", "shortjournal", "urldate",
    "timestamp", "biburl", "bibsource", "school", "translator", "volumes", "eid", "articleno", "key", "keyw", "groups",
    "owner", "adsurl", "adsnote", "mrnumber", "mrclass", "zblnumber", "fjournal", "reportnumber", "collaboration",
    "slaccitation", "lccn", "copyright", "sortname", "sorttitle", "options", "ids", "eventtitle", "venue", "eventdate", "related",
    "abbrev_source_title", "document_type", "source", "art_number", "langidopts", "indextitle", "indexsorttitle",
    "authortype", "bookauthor", "booktitleaddon", "coden", "commentator", "editora", "editorb", "editortype", "editoratype",
    "entrysubtype", "foreword", "gender", "holder", "hyphenation", "introduction", "issuetitle", "label", "nameaddon",
    "origdate", "origlanguage", "origlocation", "origpublisher", "origtitle", "pagination", "bookpagination", "part",
    "relatedstring", "relatedtype", "shortauthor", "shorteditor", "shorthand", "shortseries", "sortkey", "sortyear",
    "added-at", "interhash", "intrahash", "local-url", "posted-at", "priority", "rating", "read",
    "affiliation", "affiliations", "author-email", "book-group-author", "cited-references", "da", "doc-delivery-number",
    "earlyaccessdate", "editor-email", "eissn", "funding-acknowledgement", "funding-text", "journal-iso", "keywords-plus",
    "number-of-cited-references", "orcid-numbers", "organization-address", "research-areas", "researcherid-numbers", "times-cited",
    "oa", "unique-id", "usage-count-last-180-days", "usage-count-since-2013", "web-of-science-categories", "web-of-science-index",
    "titleaddon", "version", "volumetitle", "annote", "xref", "isbn-13", "issn-l", "bibdate", "acknowledgement",
))  # fmt: skip
"""Details of the printing that a list of papers has no place for, and that nobody misses in it."""
_PROGRAMS = ("bdsk-", "citeulike-", "date-", "hal_", "mendeley-")
"""What names begin with under which programs keep their own books."""
_NOT_INHERITED = frozenset((
    "title", "subtitle", "titleaddon", "doi", "url", "pdf", "file", "eprint", "abstract", "note", "keywords", "author",
    "crossref", "xdata", "ids", "shorttitle", "pmid",
))  # fmt: skip


def crossref_keys(entry: BibtexEntry) -> Iterator[str]:
    """Yield the keys, in lower case, of the entries from which an entry inherits."""
    for name in ("crossref", "xdata"):
        yield from (key.strip().lower() for key in entry.fields.get(name, "").split(",") if key.strip())


def inherited(entry: BibtexEntry, parents: Mapping[str, BibtexEntry]) -> BibtexEntry:
    """Return an entry with the fields that it inherits; `parents` are by key in lower case."""
    fields = dict(entry.fields)
    for key in crossref_keys(entry):
        parent = parents.get(key)
        if parent and parent is not entry:
            for name, value in _for_child(parent, has_title=bool(fields.get("title"))).items():
                if not fields.get(name):
                    fields[name] = value
    return replace(entry, fields=fields, title_line=entry.title_line or entry.line)


def _for_child(parent: BibtexEntry, *, has_title: bool) -> dict[str, str]:
    """Return what a parent gives: the title of a book is the book title of its chapters."""
    if parent.kind == "xdata" or not has_title:
        return parent.fields
    given = {name: value for name, value in parent.fields.items() if name not in _NOT_INHERITED}
    title = "journal" if parent.kind == "periodical" else "booktitle"
    if not given.get(title):
        given[title] = _joined_titles(parent.fields.get("title", ""), parent.fields.get("subtitle", ""))
    return given


def to_record(entry: BibtexEntry) -> Record:
    """Return what an entry says of its paper."""
    get = entry.fields.get
    addresses = _addresses(get("url", ""), get("howpublished", ""))
    abstract = decode_tex(get("abstract", ""))
    note, authors_count, _, inferred, see_also = read_note(decode_tex(get("note", "")))
    pdf = next(iter(_addresses(get("pdf", ""), get("file", ""))), "") or next(filter(is_pdf_address, addresses), "")
    return Record(
        entry.title_line or entry.line,
        decode_tex(_joined_titles(get("title", ""), get("subtitle", ""))),
        abstract=abstract,
        authors=tex_names(_authors(entry.fields)),
        authors_count=authors_count,
        date=_date(entry.fields),
        year_inferred=inferred,
        venue=decode_tex(_venue(entry.fields)),
        categories=(get("primaryclass") or get("eprintclass") or "").split(),
        keywords=_keywords(entry.fields),
        comment=_comment(note),
        ids=_ids(entry.fields),
        links=own_links((*addresses, *see_also), abstract) if see_also else addresses,
        pdf=pdf,
        code=next(iter(_addresses(get("code", ""))), ""),
        organization=_organization(entry),
        unread=[
            (name, value)
            for name, value in entry.fields.items()
            if name not in _READ and name not in _REGISTERS and name not in _DETAILS and not name.startswith(_PROGRAMS)
        ],
    )


def _authors(fields: Mapping[str, str]) -> str:
    """Return the field of authors, without the letters of affiliations in old exports of Scopus."""
    authors = fields.get("author", "")
    return _AFFILIATION_LETTERS.sub("", authors) if fields.get("source") == "Scopus" else authors


def _comment(note: str) -> str:
    remark = arxiv_remark(note)
    return remark if remark is not None else "" if _CITED.match(note) else note


def _joined_titles(title: str, subtitle: str) -> str:
    if not subtitle or not title:
        return title or subtitle
    return f"{title} {subtitle}" if title.rstrip("}")[-1:] in ("?", "!", ":") else f"{title}: {subtitle}"


def _venue(fields: Mapping[str, str]) -> str:
    """Return the journal, else the book; Semantic Scholar writes `ArXiv` as the journal of papers of conferences."""
    journal = fields.get("journal") or fields.get("journaltitle")
    book, main = fields.get("booktitle", ""), fields.get("maintitle", "")
    if journal and not (book and journal.lower() in _PREPRINTS):
        return JOURNALS.get(journal, journal)
    if not book:
        return ""
    return (
        f"{main}. {_joined_titles(book, fields.get('booksubtitle', ''))}"
        if main
        else _joined_titles(book, fields.get("booksubtitle", ""))
    )


def _date(fields: Mapping[str, str]) -> str:
    """Return `date`, or year, month and day in a spelling of `days.parse_day`."""
    date = fields.get("date", "")
    if date and parse_day(date):
        return date
    year = decode_tex(fields.get("year", "")).strip()
    month = decode_tex(fields.get("month", "")).strip(" #.")
    day = fields.get("day", "").strip()
    if month.isdigit():
        return f"{year}-{month}-{day}" if day.isdigit() else f"{year}-{month}"
    if day.isdigit():
        month = f"{month} {day}"
    if month:
        return f"{month}, {year}" if re.search(r"\d", month) and parse_day(f"{month}, {year}") else f"{year} {month}"
    return year


def _ids(fields: Mapping[str, str]) -> list[str]:
    """Return the texts that may hold an identifier, the most reliable one first."""
    found = []
    eprint, register = fields.get("eprint", "").strip(), (fields.get("archiveprefix") or fields.get("eprinttype") or "")
    if eprint:
        register = register.strip().lower()
        found.append(
            f"arXiv:{eprint}"
            if register == "arxiv"
            else f"pmid:{eprint}"
            if register == "pubmed"
            else eprint
            if not register
            else ""
        )
    if fields.get("arxivid"):
        found.append(f"arXiv:{fields['arxivid'].strip()}")
    if fields.get("pmid"):
        found.append(f"pmid:{fields['pmid'].strip()}")
    found += [f"{register}:{fields[register].strip()}" for register in _REGISTERS if fields.get(register)]
    found.append(fields.get("unique-id", "").strip("{} "))  # `{WOS:000500000000001}`
    found += [
        _plain_address(fields[name])
        for name in ("doi", "journal", "volume", "note", "howpublished")
        if fields.get(name)
    ]
    return [text for text in found if text]


def _plain_address(text: str) -> str:
    r"""Return an address or identifier without TeX: `\_` and `{\_}` are `_`, `~` stays."""
    if "\\" not in text and "{" not in text:
        return text
    return _URL_ESCAPE.sub(
        lambda found: found[1] or found[2] or ("~" if found[0].strip("{}\\").startswith(("text", "sim")) else " "), text
    )


def _addresses(*texts: str) -> list[str]:
    return [
        address.rstrip(";,")  # `{http://a; http://b}`
        for text in texts
        if "http" in text
        for address in _URL.findall(_plain_address(text).replace("\\:", ":"))
    ]


def _keywords(fields: Mapping[str, str]) -> list[str]:
    text = next(filter(None, map(fields.get, ("author_keywords", "keywords", "keyword"))), "")
    if not text:
        return []
    text = text.strip(" ,;\n")
    separator = next((sign for sign in _SEPARATORS if sign.search(text)), None)
    parts = separator.split(text) if separator else text.splitlines()
    return [decode_tex(part.strip(" ,\n")) for part in parts]


def _organization(entry: BibtexEntry) -> str:
    """Return the institution of the authors, or who published an online resource; `organization` sponsors proceedings."""
    if entry.fields.get("institution"):
        return decode_tex(entry.fields["institution"])
    if entry.kind in ("inproceedings", "conference", "proceedings", "incollection", "article", "book", "inbook"):
        return ""
    return decode_tex(entry.fields.get("organization", ""))
