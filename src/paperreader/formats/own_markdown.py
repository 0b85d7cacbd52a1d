"""Markdown as `paperreader list --format markdown` writes it: a list, or with `--group` a digest under headings.

See `paperreader.export.citation` and `paperreader.export.digest`. Names of organizations stand in `*…*`, venues in
`_…_`. A digest has the beginning of each abstract and names at most a dozen authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from paperreader.formats.confidence import CERTAIN, LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.author_lines import parse_author_line
from paperreader.formats.records.lines.markdown_inline import find_links, outer_links, plain
from paperreader.formats.records.lines.text_lines import TextLine, lines_of, scan_lines
from paperreader.source import Source

_BULLET = "- "
_HEADING = re.compile(r"## (?P<text>.*) · \d+ papers?")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_COUNT = re.compile(r"(?P<number>\d{1,9}) (?P<what>author|comment)s?")
_IN_SIGNS = re.compile(r"(?P<sign>[*_])(?P<name>(?:\\.|[^\\])+)(?P=sign)")
_MORE = re.compile(r"^(?P<names>.*) and (?P<number>\d{1,9}) more", re.MULTILINE)
_UNDATED = "undated"
_LIST_TAIL = re.compile(rf"\((?:.* · )?(?:{_DATE.pattern}|{_UNDATED}|\d+ authors?|[*_].+[*_])\)")
_LINKS = re.compile(r"<https?://[^<>\s]+>(?: <https?://[^<>\s]+>)*")
_MARKS = re.compile(r"  (?:- )?\*(?:Tags|Note|Explored):\* ")
"""What is the user's own, or says why a paper is listed: no part of the paper."""
_SUFFIX = re.compile(r"(?:Jr|Sr|Inc|Ltd|I{2,3}|IV)\.?")
_OTHERS = " et al."
_WHOLE_HEAD = 1 << 14  # bytes


def sniff(head: bytes) -> float:
    """Return the confidence: certain for the heading of a digest, likely for a list whose items end as ours do."""
    lines = [line.text for line in lines_of(head) if line.text]
    if len(lines) > 1 and len(head) >= _WHOLE_HEAD:
        lines.pop()  # it may be cut
    if not lines:
        return 0.0
    if _HEADING.fullmatch(lines[0]) and (len(lines) == 1 or lines[1].startswith(_BULLET)):
        return CERTAIN
    is_list = all(line.startswith(_BULLET) or _MARKS.match(line) for line in lines)
    return LIKELY if is_list and any(_item(line[len(_BULLET) :]).details for line in lines) else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a list or digest; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, scan_lines(source, _records))


class _ListItem(NamedTuple):
    """An item: the title and the details as Markdown, and the address."""

    title: str
    address: str = ""
    details: str = ""


def _records(lines: Iterable[TextLine]) -> Iterator[Item]:
    heading = ""
    record: Record | None = None
    paragraphs: list[str] = []
    for number, text in lines:
        headed = _HEADING.fullmatch(text)
        if headed or text.startswith(_BULLET):
            if record:
                yield _finished(record, paragraphs, heading)
            record, paragraphs = None, []
        if headed:
            heading = plain(headed["text"])
        elif text.startswith(_BULLET):
            record = _record(number, _item(text[len(_BULLET) :]))
        elif text and record and not _MARKS.match(text):
            paragraphs.append(text.strip())
        elif text and not record:
            yield NotRead(number, "other lines")
    if record:
        yield _finished(record, paragraphs, heading)


def _record(number: int, item: _ListItem) -> Record:
    record = Record(number, plain(item.title), links=[item.address] if item.address else [])
    _add_details(record, item.details)
    return record


def _item(text: str) -> _ListItem:
    """Return the parts of an item: `[title](address) (details)`, or without an address `title (details)`."""
    text = text.removeprefix("**").removesuffix("**") if text.startswith("**") and text.endswith("**") else text
    links = outer_links(text)
    if links and links[0].start == 0 and text.startswith("["):
        rest = text[links[0].end :].strip()
        if not rest or (rest.startswith("(") and rest.endswith(")")):
            return _ListItem(links[0].text, links[0].address, rest[1:-1])
    start = _last_parenthesis(text)
    if start > 0 and _LIST_TAIL.fullmatch(text[start:]):
        return _ListItem(text[:start].strip(), "", text[start + 1 : -1])
    return _ListItem(text)


def _last_parenthesis(text: str) -> int:
    """Return where the parenthesis begins that ends the text; -1 without one."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == ")") - (text[index] == "(")
        if not depth:
            return index if text.endswith(")") else -1
    return -1


def _finished(record: Record, paragraphs: list[str], heading: str) -> Record:
    """Return a record with what stands below its title and with what the heading above says."""
    texts = [text for text in paragraphs if not _LINKS.fullmatch(text)]
    record.links = [
        *record.links,
        *[link.address for text in paragraphs if text not in texts for link in find_links(text)],
    ]
    if texts and _are_details(texts[0], is_alone=len(texts) == 1):
        _add_details(record, texts.pop(0))
    record.abstract = "\n\n".join(map(plain, texts))
    if _DATE.fullmatch(heading):
        record.date = record.date or heading
    elif heading and heading not in (_UNDATED, "no organization"):
        record.organization = record.organization or heading
    return record


def _are_details(text: str, *, is_alone: bool) -> bool:
    parts = _parts(text)
    if any(_DATE.fullmatch(part) or _COUNT.fullmatch(part) or _IN_SIGNS.fullmatch(part) for part in parts):
        return True
    return not is_alone or parse_author_line(_MORE.sub(r"\g<names>", plain(text)), alone=True) is not None


def _parts(details: str) -> list[str]:
    """Return the parts between `·`; one within `*…*` or `_…_` separates nothing."""
    parts: list[str] = []
    is_open = False
    for part in details.split(" · "):
        if is_open:
            parts[-1] += f" · {part}"
        else:
            parts.append(part)
        is_open = parts[-1].startswith(("*", "_")) and not _IN_SIGNS.fullmatch(parts[-1])
    return parts


def _add_details(record: Record, details: str) -> None:
    for part in _parts(details):
        if part in ("", _UNDATED):
            continue
        count, named = _COUNT.fullmatch(part), _IN_SIGNS.fullmatch(part)
        if _DATE.fullmatch(part):
            record.date = part
        elif count and count["what"] == "author":
            record.authors_count = int(count["number"])
        elif count:
            record.comments = int(count["number"])
        elif named and named["sign"] == "*":
            record.organization = plain(named["name"])
        elif named:
            record.venue = plain(named["name"])
        else:
            _add_authors(record, plain(part))


def _add_authors(record: Record, text: str) -> None:
    more = _MORE.fullmatch(text)
    known = more["names"] if more else text.removesuffix(_OTHERS)
    names: list[str] = []
    for name in known.split(", "):
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f", {name}"
        else:
            names.append(name)
    record.authors = names if known == text else [*names, "et al."]
    record.authors_count = len(names) + int(more["number"]) if more else None
