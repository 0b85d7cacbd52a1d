"""What stands beside a paper's title in its first line: authors, a date, a venue, an arXiv id."""

from __future__ import annotations

import re

from paperreader.formats.markdown_list.titles import around_title, without_number
from paperreader.formats.markdown_list.unlabelled import stated_in
from paperreader.formats.records.lines.author_lines import parse_author_line
from paperreader.formats.records.lines.labels import author_names
from paperreader.formats.records.lines.markdown_inline import italic_parts, outer_links, plain
from paperreader.formats.records.names import listed_names
from paperreader.formats.records.raw_record import Record
from paperreader.identifiers import arxiv_id_in

_LONGEST_NAME = 6  # words; longer ones are prose before a citation
_DATE = re.compile(r"(?<![\d.])(?:19|20)\d\d(?:[-./](?:0?[1-9]|1[0-2])(?:[-./][0-3]?\d)?)(?![\d.])")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,? (?:19|20)\d\d(?=\W{0,3}(?:$|[)\]|,;]))"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=\W{0,3}$)|(?<=[(\[])(?:19|20)\d\d(?=[)\]])|(?<=\. )(?:19|20)\d\d(?=\.)")
_FIRST_AUTHOR = re.compile(r"(?:^|[,;|] |[-–—] |\()([^,;|()]{3,40}? et\.? ?al\b\.?)")
_BEHIND_TITLE = ' .,"”–—'
_IN_PARENTHESES = re.compile(r" ?\([^()]{1,80}\)")  # where an author works
_STATED = re.compile(r"((?:\W|by ){1,6})([^\[(|]{4,})", re.IGNORECASE)  # — Ada Lovelace, Charles Babbage
_CITATION = re.compile(
    r"(?P<family>[A-Z][\w'’-]+(?: [A-Z][\w'’-]{2,20}){0,2}), (?P<given>[A-Z][a-z'’-][\w.'’ -]{0,30})(?P<others>,.*|,? and .*)?",
    re.DOTALL,
)
_YEAR_FIRST = re.compile(r"^\W{0,3}\((?:19|20)\d\d\)[,.:]?\s*")
_WORD_END = re.compile(r"(?<=[a-z]{2})\.$")
_BEFORE_YEAR = re.compile(r"([^()]{3,600}) \((?:19|20)\d\d[a-z]?\)")


def date_in(text: str) -> str:
    """Return the first date in a plain text that is written in numbers, "" without one."""
    found = _DATE.search(text)
    return found[0] if found else ""


def add_beside_title(record: Record, head: str) -> None:
    """Add to a record what stands beside its title, as far as it is unknown.

    Args:
        record: has the title.
        head: the first line of the paper as Markdown.
    """
    before, after = around_title(without_number(plain(head)), record.title)
    after = after.lstrip(_BEHIND_TITLE)
    rest = f"{before} {after}"
    if not record.authors:
        record.authors = _authors(before, after, head, record.title)
    if not record.date:
        found = _DATE.search(rest) or _MONTH.search(rest) or _YEAR.search(rest.rstrip(" .)]"))
        record.date = found[0] if found else ""
    for part in map(plain, italic_parts(head)):
        after = after.replace(part, "", 1) if after.startswith(part) else after  # the authors
    stated = stated_in(after)
    record.venue, record.date = record.venue or stated.venue, record.date or stated.year
    if arxiv_id := arxiv_id_in(rest):
        record.ids = [*record.ids, arxiv_id]


def _authors(before: str, after: str, head: str, title: str) -> list[str]:
    cited = _CITATION.match(before.strip())
    if cited:
        others = author_names(cited["others"].rstrip(' ".“')) if cited["others"] else []
        return [f"{_WORD_END.sub('', cited['given'].strip())} {cited['family']}", *others]
    dated = _BEFORE_YEAR.match(before.strip())
    if dated:
        listed = listed_names(dated[1])
        return listed if all(len(name.split()) <= _LONGEST_NAME for name in listed) else []
    slanted = [_IN_PARENTHESES.sub("", plain(part)) for part in italic_parts(head)]
    first = next(filter(None, map(_FIRST_AUTHOR.match, slanted)), None) or _FIRST_AUTHOR.search(after)
    stated = _STATED.match(_YEAR_FIRST.sub(" — ", _text_behind(title, head)))
    found = [parse_author_line(part.rstrip(".")) for part in slanted]
    if not first and stated:
        found.append(parse_author_line(stated[2].strip(" -–—"), alone=bool(stated[1].strip(" .,"))))
    found.append(parse_author_line(before.strip(' "“.,')))
    names = next(filter(None, found), None)
    return names.names if names else author_names(first[1]) if first else []


def _text_behind(title: str, head: str) -> str:
    """Return the plain text behind the title, further links as `|`."""
    text, end = "", 0
    for link in outer_links(head):
        text += head[end : link.start] + (link.text if plain(link.text) == title else " | ")
        end = link.end
    return around_title(plain(text + head[end:]), title)[1]
