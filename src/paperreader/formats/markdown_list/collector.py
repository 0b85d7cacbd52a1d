"""The lines of a Markdown document collected into papers.

A candidate begins at a list item, a heading, a table's row or a paragraph that begins with a link or bold text. Lines
below it (deeper items, labelled lines, paragraphs that are indented) belong to it. It is a paper if there is a link
to one, or its authors or abstract. Headings of sections, prose and other items are none; a heading that is a date
dates the papers of its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paperreader.formats.markdown_list.candidate import HEADING, ITEM, PARAGRAPH, Candidate
from paperreader.formats.markdown_list.linked_paper import untitled_name
from paperreader.formats.markdown_list.local_links import without_local_links
from paperreader.formats.markdown_list.table_reader import TableReader
from paperreader.formats.markdown_list.tables import cells_of, is_of_fields, is_rule
from paperreader.formats.markdown_list.titles import find_title, is_title
from paperreader.formats.markdown_list.unlabelled import is_short_field, stated_in
from paperreader.formats.records import Item, NotRead, Record
from paperreader.formats.records.days import parse_day
from paperreader.formats.records.lines.author_lines import parse_author_line
from paperreader.formats.records.lines.labels import labelled
from paperreader.formats.records.lines.markdown_inline import find_links, plain, without_links
from paperreader.formats.records.lines.text_lines import TextLine
from paperreader.formats.records.paper_addresses import is_paper_address

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,4}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"\s*(?:[-*_=]\s?){3,}\s*")
_FENCE = re.compile(r"\s*(```|~~~)")
_DETAILS = re.compile(r"<(/?)details\b", re.IGNORECASE)
_SUMMARY = re.compile(r"(?:\s*<(?:details|summary)\b[^<>]*>)+|</summary>\s*$", re.IGNORECASE)
_FOLDED_ABSTRACT = re.compile(
    r"(?P<before>[ \t>]{0,40})(?:<details\b[^<>]*>\s{0,8})?<summary>(?:<(?:b|strong|i|em)>|[^\w<]){0,8}"
    r"(?:full |original |paper )?abstract\b[^<]{0,20}(?:</(?:b|strong|i|em)>)?\s{0,8}</summary>",
    re.IGNORECASE,
)
_DATE_HEADING = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?(?P<date>(?:19|20)\d\d(?:[-./]\d\d?){0,2}|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d"
    r"|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d|[A-Z][a-z]{2,8} (?:19|20)\d\d)(?: [·(|-].{0,30})?",
    re.IGNORECASE,
)
_DIGEST_HEADING = re.compile(
    r"(?=.*(?:\b(?:digest|daily|papers|arxiv)\b|论文|每日|日报|研究))(?!.*updated?\b).*?"
    r"(?P<date>(?:19|20)\d\d(?:-\d\d-\d\d|年\d\d?月\d\d?日)).{0,40}",
    re.IGNORECASE,
)
_BOLD_LABEL = re.compile(r"\*\*[^*:：]{1,40}(?:[:：]\*\*|\*\*\s?[:：])")
_JUDGEMENT = re.compile(
    r"\*\*[^\w*]{0,6}(?:innovations?|novelty|limitations?|contributions?|methods?|methodology|approach|motivation|problem|results?"
    r"|findings?|key [\w ]{1,20}|why [\w ]{1,20}|relevance|reason|score|rating|source|affiliations?|institutions?|background"
    r"|conclusions?|highlights?|significance|impact|takeaways?|task)\s?(?:[:：]\*\*|\*\*\s?[:：])",
    re.IGNORECASE,
)
_ABSTRACT = "**Abstract:**"
_TAB = 4  # columns
_DEEP = 3  # level of headings of papers, below those of sections
_LONGEST_HEAD = 1500  # letters
_OTHER_ITEMS = "other list items"
_NUMBER = re.compile(r" {0,3}\*\*\[\d{1,4}\]")
_TITLE_WORDS = 3  # in bold at the beginning of a paragraph

OTHER_LINES = "lines below papers that say nothing of them"
"""The label of text below a paper that is neither its abstract nor another field."""


class Collector:
    """Takes lines one after another, and yields papers as soon as they are complete.

    Attributes:
        untitled: the lines of papers without titles.
    """

    def __init__(self) -> None:
        self.untitled: list[int] = []
        self._candidate: Candidate | None = None
        self._day, self._day_level = "", 0
        self._table = TableReader()
        self._in_fields = False  # in a table of one paper's fields
        self._fence = ""
        self._in_comment = False
        self._skipped_details = 0  # depth of what is skipped
        self._unfolded: Candidate | None = None  # a paper that is folded away below its title
        self._awaits_summary = False  # a `<details>` alone on the line above
        self._after_blank = True

    def collect(self, lines: Iterable[TextLine]) -> Iterator[Item]:
        """Yield the papers and what is none."""
        for line in lines:
            if not line.text:
                self._after_blank = True
                yield from self._of_table(self._table.end(self._day))
                if self._candidate and self._candidate.kind == PARAGRAPH and not self._candidate.is_bold():
                    yield from self._flush()
                continue
            yield from self._add(
                line._replace(text=_prepared(line.text)) if "<" in line.text or "[" in line.text else line
            )
            self._after_blank = False
        yield from self._of_table(self._table.end(self._day))
        yield from self._flush()

    def _add(self, line: TextLine) -> Iterator[Item]:
        if self._is_skipped(line.text):
            return
        if self._table.is_within_row:
            yield from self._of_table(self._table.add(line.number, line.text, self._day))
            return
        text = line.text.lstrip("> ") if line.text.startswith(">") else line.text
        heading = _HEADING.match(text) if "#" in text[:4] else None
        item = None if heading else _ITEM.match(text)
        item = None if item and _RULE.fullmatch(text[:80]) else item
        if heading:
            yield from self._add_heading(line.number, len(heading[1]), heading[2].rstrip(" \t#"))
        elif item:
            yield from self._add_item(line.number, _width(item[1]), text[item.end() :])
        elif self._is_row_of_fields(text):
            return
        elif text.startswith(("<summary", "<details")) and _is_own_paper(unfolded := _SUMMARY.sub("", text)):
            yield from self._flush()
            self._candidate = self._unfolded = Candidate(line.number, HEADING, _DEEP, unfolded)
        elif self._table.has_row(text):
            yield from self._flush()
            yield from self._of_table(self._table.add(line.number, text, self._day))
        elif _RULE.fullmatch(text[:80]):
            if self._candidate and self._candidate.kind == HEADING:
                yield from self._flush()
        else:
            yield from self._add_text(line.number, text)

    def _is_row_of_fields(self, text: str) -> bool:
        """Return whether a line is a row of a table of the fields of one paper, whose title stands above; take what it says."""
        candidate = self._candidate
        is_first = candidate is not None and not self._table.has_rows and is_of_fields(text)
        self._in_fields = is_first or (self._in_fields and text.lstrip().startswith("|"))
        if not self._in_fields or candidate is None:
            return False
        label, *values = cells_of(text)
        if not is_first and not is_rule(text):
            candidate.add(f"{label}: {' | '.join(values)}")
        return True

    def _is_skipped(self, text: str) -> bool:
        """Return whether a line stands in code, or in a part that is folded away below a paper."""
        fence = _FENCE.match(text) if "`" in text or "~" in text else None
        if self._fence or fence:
            if fence and (not self._fence or fence[1] == self._fence):
                self._fence = "" if self._fence else fence[1]
            return True
        if self._awaits_summary:
            self._awaits_summary = False
            self._skipped_details += not text.lstrip(" \t>").startswith(_ABSTRACT)
        if "<" not in text and not self._in_comment:
            return self._skipped_details > 0
        if self._in_comment or "<!--" in text:
            is_inside = self._in_comment or text.lstrip().startswith("<!--")
            self._in_comment = text.rfind("-->") < max(text.rfind("<!--"), 0) if "<!--" in text else "-->" not in text
            if is_inside:
                return True
        self._note_details(text)
        return self._skipped_details > 0 or (
            text.startswith(("<details", "</details", "<summary")) and len(text) < _TAB * 5
        )

    def _note_details(self, text: str) -> None:
        """Take the beginnings and ends of `<details>` on a line."""
        for tag in _DETAILS.finditer(text):
            if tag[1]:
                self._skipped_details = max(0, self._skipped_details - 1)
                if not self._skipped_details and self._candidate and self._candidate.kind == HEADING:
                    self._candidate.in_abstract = False
            elif self._skipped_details:
                self._skipped_details += 1
            elif self._folds_away(text):
                self._awaits_summary = "<summary" not in text.lower()
                self._skipped_details += not self._awaits_summary

    def _folds_away(self, text: str) -> bool:
        """Return whether `<details>` below a paper begins something else than its abstract."""
        candidate = self._candidate
        return (
            candidate is not None
            and candidate is not self._unfolded
            and candidate.kind == HEADING
            and candidate.has_fields
            and "abstract" not in text.lower()
        )

    # -- structure -----------------------------------------------------------------------------------

    def _add_heading(self, number: int, level: int, text: str) -> Iterator[Item]:
        candidate = self._candidate
        if candidate and candidate.kind == HEADING and candidate.depth < level:
            field = labelled(f"{plain(text)}:")
            if field and field[0] in ("abstract", "short abstract"):
                candidate.add_label(text)
                return
            if candidate.is_paper and not _is_own_paper(text):
                candidate.in_abstract = False
                return
        yield from self._flush()
        shown = plain(text)
        date = _DATE_HEADING.fullmatch(shown) or _DIGEST_HEADING.fullmatch(shown[:200])
        if date and parse_day(date["date"]):
            self._day, self._day_level = date["date"], level
        elif level <= self._day_level:
            self._day = ""
        self._candidate = Candidate(number, HEADING, level, text)

    def _add_item(self, number: int, indent: int, text: str) -> Iterator[Item]:
        candidate = self._candidate
        if candidate:
            is_below = candidate.kind != ITEM or indent > candidate.depth
            is_field = is_below and _is_field(text)
            is_further = (
                candidate.is_paper and candidate.has_fields and _BOLD_LABEL.match(text) and not _is_own_paper(text)
            )
            is_judgement = candidate.kind == HEADING and (_is_judgement(text) or bool(is_further))
            if candidate.kind == PARAGRAPH:
                is_labelled = is_short_field(text) or bool(stated_in(plain(text)).venue)
                is_field = is_field or (is_labelled and not _is_own_paper(text))
            may_belong = is_below and (candidate.kind == ITEM or (candidate.is_paper and not candidate.has_fields))
            if is_field or is_judgement or (may_belong and not _is_own_paper(text)):
                taken = candidate.add(text)
                if taken or is_judgement or candidate.kind == ITEM:
                    return
        yield from self._flush()
        self._candidate = Candidate(number, ITEM, indent, text)

    def _add_text(self, number: int, text: str) -> Iterator[Item]:
        candidate = self._candidate
        indent = _width(text[: len(text) - len(text.lstrip())])
        if (
            candidate
            and candidate.kind == ITEM
            and not self._after_blank
            and candidate.is_bare
            and not _is_field(text)
            and _goes_on(candidate, text)
        ):
            candidate.head += f" {text.strip()}"
        elif candidate and candidate.is_section_above(text):
            self._candidate = Candidate(number, PARAGRAPH, 0, text)
        elif candidate and self._is_below(candidate, indent, text):
            if not candidate.add(text, wraps=not self._after_blank) and candidate.is_paper:
                yield NotRead(number, OTHER_LINES)
        else:
            yield from self._flush()
            if _begins_paragraph(text):
                self._candidate = Candidate(number, PARAGRAPH, 0, text)

    def _is_below(self, candidate: Candidate, indent: int, text: str) -> bool:
        """Return whether a line of text belongs to the candidate above it."""
        if candidate.kind == HEADING:
            return candidate.is_paper or not _begins_paragraph(text)
        if candidate.kind == PARAGRAPH:
            is_own = not self._after_blank or _is_field(text) or candidate.goes_on(text)
            return is_own and not candidate.links_other(text)
        return indent > candidate.depth or not self._after_blank

    def _flush(self) -> Iterator[Item]:
        candidate, self._candidate = self._candidate, None
        if candidate is None:
            return
        if not (candidate.is_paper and candidate.is_named()):
            if candidate.kind == ITEM:
                yield NotRead(candidate.line, _OTHER_ITEMS)
            return
        record = candidate.finished(self._day)
        yield from self._named(record, may_lack_title=candidate.kind == ITEM)

    # -- tables --------------------------------------------------------------------------------------

    def _of_table(self, found: Iterable[Record | NotRead]) -> Iterator[Item]:
        for item in found:
            if isinstance(item, Record):
                yield from self._named(item, may_lack_title=True)
            else:
                yield item

    def _named(self, record: Record, *, may_lack_title: bool) -> Iterator[Item]:
        """Yield a record, with its identifier for a title if need be."""
        if not record.title and may_lack_title:
            record.title = untitled_name(record)
            self.untitled.append(record.line)
        if record.title:
            yield record


def _prepared(text: str) -> str:
    return _with_folded_abstract(without_local_links(text) if "[" in text else text)


def _with_folded_abstract(text: str) -> str:
    """Return a line with a label in place of the summary below which an abstract is folded away."""
    found = _FOLDED_ABSTRACT.match(text)
    return f"{found['before']}{_ABSTRACT} {text[found.end() :]}".rstrip() if found else text


def _begins_paragraph(text: str) -> bool:
    """Return whether a paragraph begins as that of a paper does: with a title in bold, or one that links to it."""
    start = text.lstrip()
    if start.startswith(("**", "__")):
        field = labelled(plain(text))
        if field and field[0] not in ("", "title"):
            return False
        return len(find_title(text).split()) >= _TITLE_WORDS or bool(_NUMBER.match(text) and _is_own_paper(text))
    return start.startswith("[") and _is_own_paper(text)


def _is_own_paper(text: str) -> bool:
    """Return whether a text has the title of a paper and a link to it."""
    links = find_links(text)
    if not any(is_paper_address(link.address) for link in links):
        return False
    return bool(find_title(text))


def _is_field(text: str) -> bool:
    """Return whether a text is a labelled field, or links alone."""
    found = labelled(plain(text))
    if found and found[0]:
        return True
    links = find_links(text)
    return bool(links) and not any(is_title(plain(link.text)) for link in links) and not is_title(without_links(text))


def _is_judgement(text: str) -> bool:
    """Return whether an item says what digests say of a paper before they name its link: `**Innovation**: It weaves.`."""
    return "](" not in text and _JUDGEMENT.match(text) is not None


def _goes_on(candidate: Candidate, text: str) -> bool:
    """Return whether a line below an item without a blank line between is the rest of its first line."""
    if len(candidate.head) > _LONGEST_HEAD:
        return False  # prose; a title over several lines is shorter
    if candidate.is_bold() and parse_author_line(plain(text)):
        return False
    return not candidate.is_paper or not text.startswith((" ", "\t"))


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_TAB))
