"""The lines of a dump as text, for formats that are read line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.formats.records.raw_record import Item
from paperreader.source import Source
from paperreader.text import count_of

_LONGEST_LINE = 1 << 20  # bytes: no line of a paper is longer, and memory stays bounded


BULLET = re.compile(r"^\s*(?:[-*+•]|\[?\d{1,4}[.)\]:])\s+")
"""The sign or number before an item of a list in a plain text."""


class TextLine(NamedTuple):
    r"""A line: its number, counted from 1 by `\\n`, and its text without the line end and blanks at the end."""

    number: int
    text: str


Scan = Callable[[Iterable[TextLine]], Iterator[Item]]
"""Finds the records in the lines of a dump."""


def scan_lines(source: Source, scan: Scan) -> Iterator[Item]:
    """Yield what `scan` finds in the lines of a dump, then a problem if lines were cut at `_LONGEST_LINE` bytes.

    Bytes that are not UTF-8 become U+FFFD. Raises as `Source.chunks` does.
    """
    cut: list[int] = []
    yield from scan(_lines(source, cut))
    if cut:
        more = f" (and of {count_of(len(cut) - 1, 'other')})" if len(cut) > 1 else ""
        yield Problem(source.display_name, cut[0], f"a line over 1 MB long; its rest was not read{more}")


def _lines(source: Source, cut: list[int]) -> Iterator[TextLine]:
    number, rest, dropping = 1, b"", False
    for chunk in source.chunks():
        first, *others = chunk.split(b"\n")
        rest = rest if dropping else rest + first
        for following in others:
            yield _line(number, rest)
            number, rest, dropping = number + 1, following, False
        if len(rest) > _LONGEST_LINE and not dropping:
            rest, dropping = rest[:_LONGEST_LINE], True
            cut.append(number)
    if rest:
        yield _line(number, rest)


def _line(number: int, raw: bytes) -> TextLine:
    return TextLine(number, raw.decode("utf-8", "replace").rstrip())


def lines_of(head: bytes) -> list[TextLine]:
    """Return the lines of the beginning of a dump; the last one may be cut."""
    return [_line(number, raw) for number, raw in enumerate(head.split(b"\n"), 1)]
