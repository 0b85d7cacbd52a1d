"""Citations of PubMed as plain text: *Save, Format: Summary (text)*, which is what it offers first, and *Abstract (text)*.

A summary is one paragraph, `1: Huang C, Wang Y. A title. Lancet. 2020 Feb 15;395(10223):497-506. doi: …. PMID: 31986264.` An
abstract is paragraphs: the citation behind a number, the title, the authors with the numbers of their addresses, these
addresses, remarks on other articles (`Comment in`), the abstract, and the identifiers. Authors have initials only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.names import family_before_initials
from paperreader.source import Source

_FIRST = re.compile(rb"\s*\d{1,5}[:.] [^\s\[*]")
_NUMBER = re.compile(rb"\bPMID: \d")
_CERTAIN = re.compile(rb"\s*\d{1,5}: |(?s:.)*?\n(?:DOI|PMID): ")
_START = re.compile(r"(?P<number>\d{1,6})(?P<sign>[:.]) (?P<rest>\S.*)")
_DATE = r"(?P<date>(?:1[89]|20)\d\d(?: [A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?(?: \d{1,2})?)?)(?=[;:.])"
_JOURNAL = re.compile(rf"(?P<journal>[^.]{{2,200}}(?:\. ?[^.]{{1,40}}){{0,3}}?)\. {_DATE}")
_SUMMARY = re.compile(rf"(?P<title>.{{1,1500}}?[.?!\]]) (?P<journal>[^.]{{2,200}})\. {_DATE}")
_PMID = re.compile(r"\bPMID: (\d{1,9})")
_PMC = re.compile(r"\bPMCID: (PMC\d+)")
_DOI = re.compile(r"\bdoi: (10\.\S+)", re.IGNORECASE)
_IDS = ("DOI: ", "PMID: ", "PMCID: ")
_ADDRESS_NUMBERS = re.compile(r"\(\d{1,4}\)|\(#\)")
_AUTHOR = re.compile(r"[^\W\d_][^,;]{0,60} [A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd|II|III))?")
_NOBODY = "[No authors listed]"
_REMARK = re.compile(
    r"(?:Author information|Collaborators|Conflict of interest statement|Comment (?:in|on)|Erratum (?:in|for)|Update (?:in|of)"
    r"|Republished (?:in|from)|Retraction (?:in|of)|Expression of concern (?:in|for)|Summary for patients in|Publication types?)\b"
)
_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright\b|Published by\b)", re.IGNORECASE)
_LONGEST = 200_000  # letters of a record


def sniff(head: bytes) -> float:
    """Return the confidence: of a text that begins with a number and has ids of PubMed, as PubMed sets them or as notes may."""
    if not _FIRST.match(head) or not _NUMBER.search(head) or b"](http" in head:
        return 0.0
    return CERTAIN if _CERTAIN.match(head) else LIKELY


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of the citations; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _items))


def _items(lines: Iterable[TextLine]) -> Iterator[Item]:
    for record in _records(_paragraphs(lines)):
        if not _START.match(record[0].text):
            yield NotRead(record[0].number, "other paragraphs")
        elif len(record) == 1 or _PMID.search(record[0].text):
            yield _summary(record[0])
        else:
            yield _abstract(record)


def _paragraphs(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the paragraphs as one line each, with the numbers of their first lines."""
    first = 0
    parts: list[str] = []
    for number, text in lines:
        if text.strip() and not (parts and _is_summary_start(text)):
            first = first if parts else number
            parts.append(text.strip())
            continue
        if parts:
            yield TextLine(first, " ".join(parts))
        first, parts = number, [text.strip()] if text.strip() else []
    if parts:
        yield TextLine(first, " ".join(parts))


def _is_summary_start(text: str) -> bool:
    """Return whether a line begins a summary: some copies have no blank lines between them."""
    found = _START.match(text)
    return found is not None and found["sign"] == ":"


def _records(paragraphs: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the paragraphs of one record after the other; others stand alone.

    A record begins with the next number, once the one before has its id: lists in abstracts have numbers too.
    """
    record: list[TextLine] = []
    expected, length, has_id = 0, 0, False
    for paragraph in paragraphs:
        found = _START.match(paragraph.text)
        has_id = has_id or not record or _PMID.search(record[-1].text) is not None
        if found and (not record or (has_id and int(found["number"]) == expected)):
            if record:
                yield record
            record, length, expected, has_id = [paragraph], 0, int(found["number"]) + 1, False
        elif record and length < _LONGEST:
            record.append(paragraph)
            length += len(paragraph.text)
        else:
            yield [paragraph]
    if record:
        yield record


def _summary(paragraph: TextLine) -> Record:
    text = paragraph.text.partition(" ")[2]
    authors, _, rest = text.partition(". ")
    names = _names(f"{authors}.")
    found = _SUMMARY.match(rest if names else text)
    return Record(
        paragraph.number,
        found["title"] if found else text,
        authors=names,
        date=found["date"] if found else "",
        venue=found["journal"] if found else "",
        ids=_ids(text),
        links=_links(text),
    )


def _abstract(record: Sequence[TextLine]) -> Record:
    citation, title, *rest = record
    names = _names(rest[0].text) if rest else []
    found = _JOURNAL.match(citation.text.partition(" ")[2])
    ids = " ".join([citation.text, *(text for _, text in rest if text.startswith(_IDS))])
    return Record(
        title.number,
        title.text,
        "\n\n".join(_abstract_paragraphs(rest[1:] if names else rest)),
        [] if names == [_NOBODY] else names,
        date=found["date"] if found else "",
        venue=found["journal"] if found else "",
        ids=_ids(ids),
        links=_links(ids),
    )


def _abstract_paragraphs(paragraphs: Iterable[TextLine]) -> Iterator[str]:
    """Yield the paragraphs that are no remarks, up to the identifiers or the rights."""
    begun = False
    for _, text in paragraphs:
        if text.startswith(_IDS) or (begun and _RIGHTS.match(text)):
            return
        if not _REMARK.match(text):
            begun = True
            yield text


def _names(text: str) -> list[str]:
    """Return the authors in a paragraph, `Family, I` each; none if it is another one."""
    plain = _ADDRESS_NUMBERS.sub("", text)
    if plain.rstrip(".") == _NOBODY:
        return [_NOBODY]
    names = [name.strip() for group in plain.removesuffix(".").split(";") for name in group.split(",")]
    known = sum(_AUTHOR.fullmatch(name) is not None for name in names)
    if not text.endswith(".") or (known < max(1, len(names) // 2) and plain == text):
        return []
    return [family_before_initials(name) for name in names if name]


def _ids(text: str) -> list[str]:
    number, central, doi = _PMID.search(text), _PMC.search(text), _DOI.search(text)
    return [
        doi[1] if doi else "",
        f"pmid:{number[1]}" if number else "",
        f"pmcid:{central[1]}" if central else "",
    ]


def _links(text: str) -> list[str]:
    number = _PMID.search(text)
    return [f"https://pubmed.ncbi.nlm.nih.gov/{number[1]}/"] if number else []
