"""PubMed XML, as PubMed's site and E-utilities (`efetch`, `rettype=xml`) give it, and its yearly files.

By https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/: titles and abstracts have markup. A title that is only known in
another language leaves `ArticleTitle` empty, or as `[Not Available].`, and stands in `VernacularTitle`; one that PubMed
translated has brackets. The date
is that of the issue (`PubDate`, or `MedlineDate` as text such as `1998 Dec-1999 Jan`); the article may have been online
earlier. References have identifiers too: only those of the article itself are its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from paperreader.formats.confidence import CERTAIN
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.names import name_of_parts
from paperreader.formats.records.xml.xml_records import elements_at, text_at, text_of, texts_at, xml_records
from paperreader.formats.records.xml.xml_root import root_name
from paperreader.formats.records.xml.xml_run import XmlRecord
from paperreader.source import Source

_ROOTS = frozenset((
    "pubmedarticleset", "pubmedbookarticleset", "medlinecitationset", "pubmedarticle", "pubmedbookarticle",
))  # fmt: skip
_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "DeleteCitation")
_TITLES = ("ArticleTitle", "BookTitle")
_NOT_TRANSLATED = "[Not Available]."
_DATES = ("Journal/JournalIssue/PubDate", "Book/PubDate", "ArticleDate", "ContributionDate")
_DATE_PARTS = ("Year", "Season", "Month", "Day")


def sniff(head: bytes) -> float:
    """Return the confidence: certain for PubMed's root elements."""
    return CERTAIN if root_name(head) in _ROOTS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the articles; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    for item in xml_records(source, _RECORDS, _TITLES):
        if not isinstance(item, XmlRecord):
            yield item
        elif item.element.tag == "DeleteCitation":
            yield from (NotRead(item.line, "deleted records") for _ in item.element)
        else:
            yield _paper(item)


def _paper(record: XmlRecord) -> Record:
    element = record.element
    citation = _first(element, "MedlineCitation", "BookDocument")
    article = _first(citation, "Article")
    pubmed_id = text_at(citation, "PMID").strip()
    return Record(
        record.line,
        _title(article),
        _abstract(article),
        [_name(author) for author in _authors(article)],
        date=_date(article),
        venue=text_at(article, "Journal/Title", "Journal/ISOAbbreviation", "Book/BookTitle"),
        keywords=texts_at(citation, "KeywordList/Keyword")
        or texts_at(citation, "MeshHeadingList/MeshHeading/DescriptorName"),
        ids=[f"pmid:{pubmed_id}", *_ids(element, article)],
        links=[f"https://pubmed.ncbi.nlm.nih.gov/{pubmed_id}/"] if pubmed_id else [],
    )


def _title(article: Element) -> str:
    title = text_at(article, "ArticleTitle")
    own = text_at(article, "VernacularTitle", "Book/BookTitle") if not title or title.strip() == _NOT_TRANSLATED else ""
    return own or title


def _first(element: Element, *names: str) -> Element:
    """Return the first child with one of the names, the element itself without one."""
    return next((child for child in element if child.tag in names), element)


def _abstract(article: Element) -> str:
    """Return the parts of the abstract, each behind its label, as paragraphs."""
    parts = []
    for part in elements_at(article, "Abstract/AbstractText"):
        label = part.get("Label", "")
        parts.append(f"{label}: {text_of(part)}" if label and label != "UNLABELLED" else text_of(part))
    return "\n\n".join(parts)


def _authors(article: Element) -> list[Element]:
    """Return the authors of the article or chapter, else those of its book; editors are none."""
    return [
        author
        for found in (article.findall("AuthorList") or elements_at(article, "Book/AuthorList"))[:1]
        for author in found.findall("Author")
    ]


def _name(author: Element) -> str:
    family, suffix = text_at(author, "LastName"), text_at(author, "Suffix")
    given = text_at(author, "ForeName", "Initials")
    return text_at(author, "CollectiveName") or name_of_parts(given, family, suffix)


def _date(article: Element) -> str:
    date = next((date for path in _DATES if (date := article.find(path)) is not None), None)
    if date is None:
        return ""
    return text_at(date, "MedlineDate") or "-".join(filter(None, (text_at(date, part) for part in _DATE_PARTS)))


def _ids(element: Element, article: Element) -> Iterator[str]:
    """Yield the DOI and the id of PubMed Central; those of references and of other articles are elsewhere."""
    for found in (
        *elements_at(element, "PubmedData/ArticleIdList/ArticleId"),
        *elements_at(article, "ArticleIdList/ArticleId"),
        *article.findall("ELocationID"),
    ):
        kind = found.get("IdType") or found.get("EIdType")
        if kind in ("doi", "pmc"):
            yield text_of(found) if kind == "doi" else f"pmcid:{text_of(found).strip()}"
