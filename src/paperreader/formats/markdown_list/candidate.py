"""One item, heading, row or paragraph that may be a paper, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperreader.formats.markdown_list.beside_title import add_beside_title, date_in
from paperreader.formats.markdown_list.linked_paper import add_links, may_be_one
from paperreader.formats.markdown_list.titles import find_title, is_title, without_number
from paperreader.formats.markdown_list.unlabelled import authors_of, day_in, stated_in
from paperreader.formats.records.lines.labels import is_proof, labelled, set_field
from paperreader.formats.records.lines.markdown_inline import Link, bold_parts, outer_links, plain, without_links
from paperreader.formats.records.paper_addresses import ids_of_addresses, is_paper_address
from paperreader.formats.records.raw_record import Record
from paperreader.identifiers import arxiv_id_in

ITEM, HEADING, PARAGRAPH = "item", "heading", "paragraph"
_ABSTRACT_MIN = 100  # letters of a text without a label below a paper
_LONGEST_DATED = 60  # letters beside a link: `2026-03-12 · cs.CV`
_FEW_WORDS = 3
_MOST_UNREAD = 50  # fields of a paper
_LONGEST_HEAD = 4000  # letters: it is looked at again for each line below
_SECTION = 2  # level of the headings of sections
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"(?<=\s)[|•]\s(?=[^|•\]]{0,40}[:：])")
_SIGNS = re.compile(r"^[^\w\s\"“‘'(\[$\\<]{1,6}\s+(?=\w)")  # ✨ A title
_SCORE = re.compile(r"\s+[(\[](?:score|rating|评分)\W{0,3}\d[\d./ ]{0,8}[)\]]\s*$", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:details|summary|p|div|span|sub|sup|br|center|font)\b[^<>]*>", re.IGNORECASE)


class Candidate:
    """What may be a paper.

    Attributes:
        line: where it begins.
        kind: `ITEM`, `HEADING` or `PARAGRAPH`.
        depth: the columns before an item, the level of a heading.
        head: its first line as Markdown; wrapped lines are added.
        in_abstract: whether further text without a label belongs to the abstract.
        has_fields: whether authors or an abstract stand below it.
    """

    def __init__(self, line: int, kind: str, depth: int, head: str) -> None:
        self.line = line
        self.kind = kind
        self.depth = depth
        self.head = head[:_LONGEST_HEAD]
        self.in_abstract = False
        self.has_fields = False
        self.is_bare = True  # nothing below it yet
        self._record = Record(line)
        self._links: list[Link] = []
        self._links_paper = False
        self._further_abstract: list[str] = []  # pieces, each behind a blank or a blank line
        self._wraps = False
        self._has_short = False  # the abstract is only a summary so far

    @property
    def is_paper(self) -> bool:
        """Whether a link to a paper, authors or an abstract show that it is one.

        A link beside the heading of a document or of a section may be that of its own paper: only a heading whose title
        is the link, or one deep in the document, is a paper by its link.
        """
        links = outer_links(self.head) if self.kind == HEADING and not self.has_fields else ()
        if any(is_paper_address(link.address) for link in links):
            return self.depth > _SECTION or any(is_title(plain(link.text)) for link in links)
        return self.has_fields or self.has_link

    @property
    def has_link(self) -> bool:
        """Whether there is a link to a paper."""
        if self._links_paper or any(is_paper_address(link.address) for link in outer_links(self.head)):
            return True
        return self.kind == ITEM and "arxiv:" in self.head.lower() and arxiv_id_in(plain(self.head)) is not None

    def is_section_above(self, text: str) -> bool:
        """Return whether this heading is no paper, since what is linked below it has its title in a text below.

        Args:
            text: a line below the links.
        """
        if self.kind != HEADING or self.has_fields or outer_links(self.head) or not find_title(text):
            return False
        linked = ids_of_addresses([link.address for link in self._links])
        return not set(linked).isdisjoint(ids_of_addresses([link.address for link in outer_links(text)]))

    def links_other(self, text: str) -> bool:
        """Return whether a text links to another paper than this one does first."""
        linked = [link.address for link in outer_links(text) if is_paper_address(link.address)]
        own = (link.address for link in (*outer_links(self.head), *self._links) if is_paper_address(link.address))
        first = next(own, "") if linked else ""
        return bool(first) and any(not may_be_one(first, address) for address in linked)

    def add(self, text: str, *, wraps: bool = False) -> bool:
        """Take a line below; return whether it says something of this paper, or is part of its abstract.

        A line `wraps` if no blank one stands before it.
        """
        self.is_bare = False
        self._wraps = wraps
        text = text.rstrip("\\")  # it ends a line of verse
        text = _TAGS.sub(" ", text) if "<" in text and "<sup>" not in text else text
        taken = [self._add_part(part.strip()) for part in _PARTS.split(text)]
        return any(taken)

    def _add_part(self, text: str) -> bool:
        links = outer_links(text)
        found = labelled(plain(text))
        if found and found[0]:
            self.add_field(*found, links)
            return True
        if found and (links or self.is_paper) and not self.in_abstract:
            self._add_links(links, found[1])
            if len(self._record.unread) < _MOST_UNREAD:
                self._record.unread = [*self._record.unread, (found[1], found[2])]
            return True
        if self.in_abstract and not _is_link_to_paper(text, links):
            self._add_abstract(plain(text))
            return True
        return self._add_unlabelled(text, links)

    def add_field(self, field: str, label: str, value: str, links: Sequence[Link]) -> None:
        """Take what stands behind a label or in a column, and the links in it; see `labels.set_field`."""
        is_of_section = self.kind == HEADING and (label.lower() == "summary" or field == "short abstract")
        names_paper = self.kind == PARAGRAPH and label.lower() in ("paper", "论文")  # even when it is not out yet
        self.has_fields = self.has_fields or names_paper or (is_proof(field, label) and not is_of_section)
        self.in_abstract = field == "abstract"
        if field in ("links", "pdf", "code", "ids") and links:
            self._add_links(links, label)
        elif field == "abstract" and not value:
            self._record.abstract = ""
            self._further_abstract.clear()
        else:
            if field == "abstract" and self._has_short:
                self._record.abstract = ""
                self._further_abstract.clear()
            self._has_short = field != "abstract" and (self._has_short or field == "short abstract")
            set_field(self._record, field, label, value)

    def _add_unlabelled(self, text: str, links: Sequence[Link]) -> bool:
        unlinked = without_links(text) if links else plain(text)
        authors = None if self._record.authors else authors_of(text, unlinked)
        if authors:
            self._record.authors, self._record.authors_count = authors.names, authors.stated_count
            self._record.date = self._record.date or authors.date or date_in(unlinked)
            self.has_fields = self.has_fields or self.is_bold()
            links = [] if authors.names == [plain(link.text) for link in links] else links
        elif self.kind != HEADING and self._add_statement(unlinked):
            pass
        elif len(unlinked) >= _ABSTRACT_MIN and (self.kind != HEADING or self._lacks_abstract()):
            self._add_abstract(plain(text))
        elif not links:
            return False
        elif self.kind == HEADING and len(_WORD.findall(unlinked)) >= _FEW_WORDS:
            return False  # prose below a heading
        else:
            self._record.date = self._record.date or date_in(unlinked[:_LONGEST_DATED])
        self._add_links(links)
        return True

    def _lacks_abstract(self) -> bool:
        """Whether the next text is the abstract: below a heading deep in the document that is a paper's link, or has authors."""
        is_linked = self.has_link and (self.is_bold() or bool(self._record.authors))
        has_none = not self._further_abstract and (not self._record.abstract or self._has_short)
        return self.depth > _SECTION and is_linked and has_none

    def _add_statement(self, text: str) -> bool:
        """Take a venue with its year, or a date alone; return whether the text is one. A day says more than its year."""
        record, day = self._record, day_in(text)
        if day:
            record.date = day if not record.date or record.date in day else record.date
            return True
        venue, year = stated_in(text)
        record.venue = record.venue or venue
        record.date = record.date or year
        return bool(venue)

    def is_bold(self) -> bool:
        """Whether all of the first line is in bold, or is a link."""
        head = self.head.strip()
        whole = len(head) - 1  # a period may stand behind
        return any(end - start >= whole for start, end, _ in bold_parts(head)) or any(
            link.end - link.start >= whole for link in outer_links(head)
        )

    def goes_on(self, text: str) -> bool:
        """Return whether a paragraph below a title in bold goes on with it: the authors in italics, then the abstract."""
        if not self.is_bold() or outer_links(text):
            return False
        if not self._record.authors:
            return text.startswith(("*", "_")) and authors_of(text, plain(text)) is not None
        return not self._record.abstract and not self._further_abstract and len(text) >= _ABSTRACT_MIN

    def _add_abstract(self, text: str) -> None:
        if self._has_short:
            self._record.abstract, self._has_short = "", False
        self._further_abstract.append(f" {text}" if self._wraps else f"\n\n{text}")

    def _add_links(self, links: Sequence[Link], label: str = "") -> None:
        self._links += [link._replace(text=f"{label} {link.text}") for link in links]
        self._links_paper = self._links_paper or any(is_paper_address(link.address) for link in links)

    def add_label(self, text: str) -> None:
        """Take a heading below: the text under it is the abstract, or nothing to read."""
        found = labelled(f"{plain(text)}:")
        self.in_abstract = bool(found) and found is not None and found[0] in ("abstract", "short abstract")
        is_abstract = found is not None and found[0] == "abstract"
        self.has_fields = self.has_fields or (is_abstract and found is not None and found[1].lower() != "summary")

    def is_named(self) -> bool:
        """Return whether the title is long enough for a paper: a heading such as `Paper` with only a link is none."""
        return self.kind != HEADING or self.has_fields or len(plain(self.head).split()) >= _FEW_WORDS

    def finished(self, day: str) -> Record:
        """Return the record.

        Args:
            day: the date of the section.
        """
        record = self._record
        record.abstract = "".join([record.abstract or "", *self._further_abstract]).strip()
        links = [*outer_links(self.head), *self._links]
        record.title = record.title or self._title(links)
        add_links(record, links)
        add_beside_title(record, self.head)
        record.date = record.date or day
        return record

    def _title(self, links: Sequence[Link]) -> str:
        plain_head = plain(self.head)
        if (self.has_fields or self.kind == HEADING) and not outer_links(self.head) and not bold_parts(self.head):
            return (_heading_title(plain_head) if self.kind == HEADING else plain_head) or next(
                (plain(link.text) for link in links if is_title(plain(link.text))), ""
            )
        title = find_title(self.head)
        return title or (plain_head if self.has_fields and is_title(plain_head) else "")


def _is_link_to_paper(text: str, links: Sequence[Link]) -> bool:
    """Return whether a line is a link to a paper and nothing else: `🔗 [Read it](https://arxiv.org/abs/2402.15570)`."""
    return any(is_paper_address(link.address) for link in links) and not _WORD.search(without_links(text))


def _heading_title(text: str) -> str:
    """Return the title in a plain heading without links: without a number, signs before it and a score behind it."""
    return _SCORE.sub("", _SIGNS.sub("", without_number(text)))
