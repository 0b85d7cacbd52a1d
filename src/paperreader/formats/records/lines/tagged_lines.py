"""Records of lines with a short tag before each value: RIS, MEDLINE (nbib), EndNote, RefWorks and Web of Science.

A line without a tag goes on with the value above it, or is a further value where a tag has lists (`KW` of Rayyan).
What stands between the records is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from paperreader.errors import ENDS_WITHIN, Problem
from paperreader.formats.records.lines.text_lines import TextLine, scan_lines
from paperreader.formats.records.raw_record import Item, Record
from paperreader.source import Source

_LONGEST = 1 << 22  # letters of a record; the rest of a longer one is left out, so that memory stays bounded


class TagSyntax(NamedTuple):
    """How a format marks its lines.

    Attributes:
        tag: matches a line with a tag; its first group is the tag, its second one the value or None.
        first: the tag that begins a record.
        last: the tag that ends one; "" where the next one does.
        lists: the tags of which each further line is a value of its own.
    """

    tag: re.Pattern[str]
    first: str
    last: str
    lists: frozenset[str] = frozenset()


@dataclass(slots=True)
class TaggedRecord:
    """A record as it stands in its dump.

    Attributes:
        line: on which it begins.
        values: (tag, value, line) in their order; the lines of a value are kept.
        is_closed: whether it ends with its last tag.
    """

    line: int
    values: list[tuple[str, str, int]] = field(default_factory=list)
    is_closed: bool = False

    def all(self, *tags: str) -> list[str]:
        """Return the values of some tags that are not empty, in their order."""
        return [value for tag, value, _ in self.values if tag in tags and value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of some tags that has one, "" without one."""
        return next((value for tag in tags for value in self.all(tag)), "")

    def line_of(self, *tags: str) -> int:
        """Return the line of the value that `first` returns; where the record begins without one."""
        return next((line for tag in tags for name, value, line in self.values if name == tag and value), self.line)


def scan_tagged(
    source: Source,
    syntax: TagSyntax,
    paper: Callable[[TaggedRecord], Record],
    prepare: Callable[[Iterable[TextLine]], Iterable[TextLine]] = iter,
) -> Iterator[Item]:
    """Yield the papers of a dump, and a problem for each record without an end.

    Args:
        source: the dump.
        syntax: how its format marks its lines.
        paper: makes a paper of a record.
        prepare: changes the lines before they are read.
    """

    def scan(lines: Iterable[TextLine]) -> Iterator[Item]:
        open_record: TaggedRecord | None = None
        for record in tagged_records(prepare(lines), syntax):
            if open_record:
                why = f"a record without an end ({syntax.last}); it is read up to the next one"
                yield Problem(source.display_name, open_record.line, why)
            open_record = None if record.is_closed else record
            yield paper(record)
        if open_record:
            yield Problem(source.display_name, open_record.line, f"{ENDS_WITHIN} a record, without {syntax.last}")

    return scan_lines(source, scan)


def tagged_records(lines: Iterable[TextLine], syntax: TagSyntax) -> Iterator[TaggedRecord]:
    """Yield the records of a dump."""
    record: TaggedRecord | None = None
    parts: list[str] = []  # of the last value, whose end is not known yet
    length = 0
    for number, text in lines:
        found = syntax.tag.match(text)
        tag = found[1] if found else ""
        if record and tag and tag in (syntax.first, syntax.last):
            record.is_closed = tag == syntax.last or not syntax.last
            yield _finished(record, parts)
            record = None
        if tag == syntax.first:
            record, parts, length = TaggedRecord(number), [], 0
        if not record or length > _LONGEST:
            continue
        length += len(text)
        if found or _is_listed(record, text, syntax):
            _finished(record, parts)
            record.values.append((tag or record.values[-1][0], "", number))
            parts = []
        parts.append((found[2] or "").strip() if found else text.strip())
    if record:
        record.is_closed = not syntax.last
        yield _finished(record, parts)


def _is_listed(record: TaggedRecord, text: str, syntax: TagSyntax) -> bool:
    """Return whether a line without a tag is a value of its own."""
    return bool(text) and record.values[-1][0] in syntax.lists


def _finished(record: TaggedRecord, parts: list[str]) -> TaggedRecord:
    """Put the lines of the last value of a record together."""
    if record.values and parts:
        tag, _, line = record.values[-1]
        record.values[-1] = tag, "\n".join(parts).strip(), line
    return record
