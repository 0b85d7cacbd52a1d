"""The format of Markdown with papers: its recognition and its reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperreader.errors import Problem
from paperreader.formats.confidence import LIKELY
from paperreader.formats.entry import Batch
from paperreader.formats.markdown_list.collector import OTHER_LINES, Collector
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.formats.records.lines.text_lines import lines_of, scan_lines
from paperreader.formats.records.paper_addresses import untitled_note
from paperreader.formats.records.xml.xml_root import is_web_page
from paperreader.source import Source

_OF_PAPERS_PAGE = (
    b"](https://huggingface.co/login?next=",
    "\n·\n".encode(),
    b"Get trending papers in your email inbox",
)
_PERHAPS = 0.05  # a long preface full of links hides what follows
_TABLE = 0.6  # the line below the columns' names is in no other table
_TABLE_RULE = re.compile(rb"^[ \t]*\|[ \t]*:?--[-:| \t]*\r?$", re.MULTILINE)
_WHOLE_HEAD = 1 << 14  # bytes
_MANY_LINKS = 20
_FEW_OTHERS = 10  # lines


def sniff(head: bytes) -> float:
    """Return the confidence: likely with a paper in it. The papers page as Markdown has a reader of its own."""
    if any(mark in head for mark in _OF_PAPERS_PAGE) or is_web_page(head):
        return 0.0
    if any(isinstance(item, Record) for item in Collector().collect(lines_of(head))):
        return _TABLE if _TABLE_RULE.search(head) else LIKELY
    return _PERHAPS if len(head) >= _WHOLE_HEAD and head.count(b"](http") >= _MANY_LINKS else 0.0


def read(source: Source) -> Iterator[Batch]:
    """Yield the entries of a document; see `paperreader.formats.format_row.Format.read`."""
    return read_records(source, _items(source))


def _items(source: Source) -> Iterator[Item]:
    collector = Collector()
    papers, others, first_other = 0, 0, 0
    for item in scan_lines(source, collector.collect):
        papers += isinstance(item, Record)
        if isinstance(item, NotRead) and item.label == OTHER_LINES:
            others, first_other = others + 1, first_other or item.line
        yield item
    if others > max(papers, _FEW_OTHERS):
        yield Problem(source.display_name, first_other, f"{others} {OTHER_LINES}: papers may be among them")
    if collector.untitled:
        yield untitled_note(source.display_name, collector.untitled[0], len(collector.untitled))
