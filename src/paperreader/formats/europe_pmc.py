"""Articles of Europe PMC: answers of its search as saved.

Source: `https://www.ebi.ac.uk/europepmc/webservices/rest/search?…&format=json&resultType=core`,
<https://europepmc.org/RestfulWebService>. The `lite` answer has the authors as one text, `Klavans R, Boyack KW.`, and no
abstract.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Record, read_records
from paperreader.formats.records.json.json_records import json_records
from paperreader.formats.records.json.json_shape import record_keys
from paperreader.formats.records.json.json_values import (
    Fields,
    fields_of,
    first_text,
    items_of,
    text_of,
    texts_of,
    unread_fields,
    within,
)
from paperreader.formats.records.names import family_before_initials
from paperreader.source import Source

_CONTAINERS = ("resultList.result[]", "[]", "")
_KNOWN = {
    *("id", "source", "pmid", "pmcid", "doi", "title", "authorString", "authorList", "journalInfo", "journalTitle"),
    *("pubYear", "firstPublicationDate", "electronicPublicationDate", "abstractText", "keywordList", "fullTextUrlList"),
    *("bookOrReportDetails", "meshHeadingList", "fullTextIdList", "authorIdList", "dataLinksTagsList", "affiliation"),
    *("publicationStatus", "language", "pubModel", "pubTypeList", "pubType", "journalIssn", "journalVolume", "issue"),
    *("pageInfo", "isOpenAccess", "inEPMC", "inPMC", "hasPDF", "hasBook", "hasSuppl", "hasReferences", "license"),
    *("hasTextMinedTerms", "hasDbCrossReferences", "hasLabsLinks", "hasTMAccessionNumbers", "citedByCount", "hasData"),
    *(
        "firstIndexDate",
        "dateOfCreation",
        "dateOfRevision",
        "dateOfCompletion",
        "hasEvaluations",
        "authMan",
        "epmcAuthMan",
    ),
    *(
        "nihAuthMan",
        "hasPreprint",
        "chemicalList",
        "subsetList",
        "grantsList",
        "investigatorList",
        "fullTextReceivedDate",
    ),
    *("tmAccessionTypeList", "dbCrossReferenceList", "manuscriptId", "commentCorrectionList", "versionNumber"),
}


def sniff(head: bytes) -> float:
    """Return the confidence: certain for an answer of the search, or for the fields of an article."""
    keys = record_keys(head, _CONTAINERS)
    return CERTAIN if "hitCount" in keys or {"authorString", "source"} <= keys else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, json_records(source, _CONTAINERS, article_record))


def article_record(line: int, fields: Fields) -> Record:
    """Return what an article says of itself, by the names of the JSON answer."""
    register, register_id = first_text(fields, "source"), first_text(fields, "id")
    pubmed, pmc = first_text(fields, "pmid"), first_text(fields, "pmcid")
    urls = [fields_of(one) for one in items_of(within(fields, "fullTextUrlList", "fullTextUrl"))]
    return Record(
        line,
        first_text(fields, "title"),
        abstract=first_text(fields, "abstractText"),
        authors=_authors(fields),
        date=first_text(fields, "firstPublicationDate", "electronicPublicationDate", "pubYear"),
        venue=text_of(within(fields, "journalInfo", "journal", "title"))
        or first_text(fields, "journalTitle")
        or text_of(within(fields, "bookOrReportDetails", "publisher")),
        keywords=texts_of(within(fields, "keywordList", "keyword")),
        ids=(first_text(fields, "doi"), f"pmid:{pubmed}" if pubmed else "", f"pmcid:{pmc}" if pmc else ""),
        links=(f"https://europepmc.org/article/{register}/{register_id}" if register and register_id else "",),
        pdf=next((first_text(url, "url") for url in urls if url.get("documentStyle") == "pdf"), ""),
        unread=unread_fields(fields, _KNOWN),
    )


def _authors(fields: Fields) -> list[str]:
    """Return the names of the authors: in full if the answer has them so, else `Family, I` of `Family I`."""
    listed = [fields_of(one) for one in items_of(within(fields, "authorList", "author"))]
    if listed:
        return [_full_name(one) for one in listed]
    names = first_text(fields, "authorString").removesuffix(".").split(",")
    return [family_before_initials(name.strip()) for name in names]


def _full_name(author: Fields) -> str:
    family, given = first_text(author, "lastName"), first_text(author, "firstName", "initials")
    return f"{given} {family}".strip() if family else first_text(author, "collectiveName", "fullName")
