"""Lists of references as plain text: what CNKI copies by default (GB/T 7714), and what Scholar, Zotero and papers have.

Each reference stands on a line or in a paragraph, perhaps behind a number. Read are the styles GB/T 7714 (`Authors. Title[J].
Journal, 2020`), APA and Harvard (`Authors (2020). Title. Journal`), MLA and IEEE (a title in quotation marks), ACM (`Authors.
2020. Title. Venue`) and Vancouver (`Doe A, Wei B. Title. Journal. 2020;3`). Most paragraphs have to be references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from paperreader.formats.confidence import LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.markdown_inline import plain
from paperreader.formats.records.lines.text_lines import BULLET, TextLine, lines_of, scan_lines
from paperreader.formats.records.names import family_before_initials, listed_names, split_names
from paperreader.identifiers import arxiv_id_in, doi_in
from paperreader.source import Source

_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?"
_REST = r"(?P<rest>.*)"
_GB_T = re.compile(
    rf"(?P<authors>[^.．\[\]]{{2,500}}(?:\.[^.．\[\]]{{1,60}}){{0,9}}?)[.．]\s*(?P<title>[^\[\]]{{2,400}})"
    rf"\s?\[[A-Z]{{1,2}}(?:/OL)?\]\s*[.．。,:：]?\s*(?://)?\s*{_REST}"
)
_APA = re.compile(
    rf"(?P<authors>[^()]{{3,1500}}?)\s\({_YEAR}(?:, [^()]{{1,30}})?\)[.,:]?\s+(?P<title>[^.?!]{{8,400}}[?!]?)[.]?\s+{_REST}"
)
_QUOTED = re.compile(
    rf"(?P<authors>[^\"“]{{3,1500}}?)[.,]?\s+[\"“](?P<title>[^\"“”]{{8,400}}?)[.,]?[\"”][.,]?\s+{_REST}"
)
_ACM = re.compile(rf"(?P<authors>[^\"()]{{3,1500}}?)\.\s{_YEAR}\.\s(?P<title>[^.?!]{{8,400}}[?!]?)[.]?\s{_REST}")
_INITIALED = r"[^\W\d_a-z][^\W\d_]*(?:[ '’-][^\W\d_]+){0,3} [A-Z]{1,4}"
_VANCOUVER = re.compile(
    rf"(?P<authors>{_INITIALED}(?:, {_INITIALED})*(?:,? et al)?)\.\s(?P<title>[^.?!]{{8,400}}[?!]?)[.]?\s"
    r"(?P<rest>.{2,200}?[.;]\s?(?:19|20)\d\d.*)"
)
_STYLES = (
    (_GB_T, re.compile(r"\[[A-Z]{1,2}(?:/OL)?\]")),
    (_APA, re.compile(r"\((?:19|20)\d\d")),
    (_QUOTED, re.compile(r"[\"“]")),
    (_ACM, re.compile(r"\.\s(?:19|20)\d\d[a-z]?\.\s")),
    (_VANCOUVER, re.compile(r"(?:[A-Z]|al)\.\s")),
)
"""Each with a sign that is quickly looked for."""
_YEARS = re.compile(r"(?<![\d:/.])(?:19|20)\d\d(?![\d/])")
_VENUE = re.compile(r"(?:In:?\s)?(?P<venue>(?:Proc\. )?[^\W\d_][^,，.．(;\d]{1,200})", re.IGNORECASE)
_EDITION = re.compile(r"\s\(\d{1,2}(?:st|nd|rd|th) ed\.\)")
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_a-z][^\s.,]+(?: [^\W\d_a-z][^\s.,]+)?), (?P<given>[^\W\d_a-z][^,]*?)(?:,\s(?P<others>.+))?"
)
_NAME = re.compile(r"(?:[^\W\d_]|[.'’ ,-]){2,80}")
_FIRST_LETTER = re.compile(r"[^\W\d_a-z]|(?:van|von|de|del|della|di|da|du|la|le|el|al) ")
_NUMBERED = re.compile(r"^\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s*(?=\S)")
_ENDS = (".", "。", "．")
_MOST_LINES = 10  # of a reference
_SURE = LIKELY + 0.05  # Markdown has a link here and there
_ENOUGH = 0.8  # of the paragraphs
_LEAST = 2
_LONGEST = 3000  # letters of a paragraph
_MOST_JUDGED = 40  # paragraphs
_WHOLE_HEAD = 1 << 14  # bytes


def sniff(head: bytes) -> float:
    """Return the confidence: likely if most paragraphs are references. Those with links in Markdown have another reader."""
    if b"](http" in head:
        return 0.0
    paragraphs = list(_paragraphs(lines_of(head)))
    if len(head) >= _WHOLE_HEAD:
        del paragraphs[-1:]  # it may be cut
    judged = paragraphs[:_MOST_JUDGED]
    found = sum(1 for paragraph in judged if _reference(paragraph))
    return _SURE if found >= _LEAST and found >= _ENOUGH * len(judged) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a list; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _items))


def _items(lines: Iterable[TextLine]) -> Iterator[Item]:
    for paragraph in _paragraphs(lines):
        yield _reference(paragraph) or NotRead(
            paragraph.number, "other paragraphs", f"not a reference in a known style: {paragraph.text[:60]}"
        )


def _paragraphs(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the paragraphs as one line each; one begins at a number too, and at each line where none is parted."""
    first, parts = 0, list[str]()
    for number, text in lines:
        begins = not text.strip() or _begins(text, parts)
        if begins and parts:
            yield TextLine(first, " ".join(parts))
            parts = []
        if text.strip() and not text.startswith("#"):
            first = first if parts else number
            parts.append(text.strip())
    if parts:
        yield TextLine(first, " ".join(parts))


def _begins(text: str, parts: Sequence[str]) -> bool:
    """Return whether a line begins a paragraph: behind a number or bullet, or if what stands above is a whole reference."""
    if len(parts) >= _MOST_LINES or text.startswith("#") or BULLET.match(text) or _NUMBERED.match(text):
        return True
    if not parts or text[:1].isspace() or not parts[-1].endswith(_ENDS):
        return False
    above = " ".join(parts)
    return _reference(TextLine(0, above)) is not None


def _reference(paragraph: TextLine) -> Record | None:
    """Return the record of a reference in one of the styles, None for another text."""
    if len(paragraph.text) > _LONGEST:
        return None
    text = _EDITION.sub("", plain(_NUMBERED.sub("", BULLET.sub("", paragraph.text))).strip())
    if not _YEARS.search(text) and "10." not in text:
        return None
    for style, sign in _STYLES:
        found = style.fullmatch(text) if sign.search(text) else None
        names = _names(found["authors"], style) if found else []
        if found and names:
            return _record(paragraph.number, text, found, names)
    return None


def _record(line: int, text: str, found: re.Match[str], names: list[str]) -> Record | None:
    rest = found["rest"].strip()
    years = _YEARS.findall(rest)
    year = found.groupdict().get("year") or (years[-1] if years else "")
    if not year and not doi_in(text):
        return None
    venue = _VENUE.match(rest)
    doi, arxiv_id = doi_in(text), arxiv_id_in(text)
    return Record(
        line,
        found["title"].strip(),
        authors=names,
        date=year,
        venue=venue["venue"].strip() if venue and not rest.lower().startswith(("http", "doi")) else "",
        ids=[*filter(None, (doi, f"arXiv:{arxiv_id}" if arxiv_id else ""))],
    )


def _names(text: str, style: re.Pattern[str]) -> list[str]:
    """Return the authors of a reference; none if these are no names."""
    text = text.strip().rstrip(",;，；")
    if style is _GB_T:
        names = [family_before_initials(name.strip()) for name in re.split(r"[,，;；]", text)]
    elif style is _VANCOUVER:
        names = [family_before_initials(name) for name in split_names(text)]
    elif style is _APA:
        names = listed_names(text)
    else:
        inverted = _FAMILY_FIRST.fullmatch(text) if style is _QUOTED else None
        others = split_names(inverted["others"].removeprefix("and ")) if inverted and inverted["others"] else []
        names = [f"{inverted['given']} {inverted['family']}", *others] if inverted else split_names(text)
    return (
        names
        if names and all((_NAME.fullmatch(name) and _FIRST_LETTER.match(name)) or _is_others(name) for name in names)
        else []
    )


def _is_others(name: str) -> bool:
    return name.rstrip(".") in ("et al", "等")
