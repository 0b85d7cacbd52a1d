"""Records of an XML dump, read piece by piece: small memory, and harmless whatever the dump declares.

Names have no namespaces, since old files mix and misspell them. Nothing outside the dump is loaded; entities that it
declares are replaced only when they stand for a few plain characters, and those of HTML (`&nbsp;`) are always known.
After a fault, what is complete of its record is kept, and reading goes on with the next record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from paperreader.errors import Problem
from paperreader.formats.records.xml_repair import repaired
from paperreader.formats.records.xml_run import Fault, Outer, XmlRecord, XmlRun
from paperreader.source import Source

_MAX_RUNS = 20_000  # as many documents and faults in a dump
_ELEMENT = re.compile(rb"<")
_ANY_OUTER: Outer = ("records", {})

XmlItem = XmlRecord | Problem


def xml_records(source: Source, names: Collection[str], titles: Collection[str] = ("title",)) -> Iterator[XmlItem]:
    """Yield the records of an XML dump and the doubts, in its order.

    Args:
        source: the dump.
        names: of the elements that are records; one within another is a part of it.
        titles: names of the elements whose line is the record's.

    Raises:
        PaperReaderError: the dump cannot be read; never because of its content.
    """
    reading = _Reading(source.display_name, frozenset(names), frozenset(titles))
    for piece in repaired(source.chunks()):
        yield from reading.read(piece)
    yield from reading.end()


def text_of(element: Element | None) -> str:
    """Return all text in an element and below it; "" for None."""
    if element is None:
        return ""
    return "".join(element.itertext()) if len(element) else element.text or ""


def text_at(element: Element, *paths: str) -> str:
    """Return the text of the first element that has some, of those at one path after the other; "" if none has."""
    for path in paths:
        first = element.find(path)  # faster than all of them
        if (text := text_of(first)).strip():
            return text
        if first is not None and (texts := texts_at(element, path)):
            return texts[0]
    return ""


def texts_at(element: Element, path: str) -> list[str]:
    """Return the texts of all elements at a path that have some."""
    return [text for text in map(text_of, element.findall(path)) if text.strip()]


def unread_in(element: Element, known: Collection[str]) -> list[tuple[str, str]]:
    """Return the names and texts of an element's children that a format does not know."""
    return [
        (child.tag, " ".join(text.split()))
        for child in element
        if child.tag not in known and (text := text_of(child)).strip()
    ]


class _Reading:
    """Reads a dump in one run of the parser, or in several where faults part it."""

    def __init__(self, name: str, names: frozenset[str], titles: frozenset[str]) -> None:
        self._name = name
        self._names = names
        self._titles = titles
        alternatives = b"|".join(re.escape(name.encode()) for name in sorted(names))
        self._record_start = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:" + alternatives + rb")(?=[\s/>])")
        self._line, self._counted = 1, 0  # the line of a position in the piece
        self._runs = 1
        self._outer: list[Outer] = []  # of the next run
        self._is_between = False  # two documents, one after the other in the dump
        self._run: XmlRun | None = XmlRun(names, titles, 1)

    def read(self, piece: bytes) -> Iterator[XmlItem]:
        """Read the next piece of the dump."""
        position = 0
        while self._runs <= _MAX_RUNS and (start := self._start_of_run(piece, position)) is not None:
            run, position = start
            fault = run.read(memoryview(piece)[position:])
            yield from run.taken()
            if not fault:
                break
            yield from self._end_run(run, fault)
            position += max(fault.offset, 1)
        self._line, self._counted = self._line_at(piece, len(piece)), 0

    def end(self) -> Iterator[XmlItem]:
        """Yield what is left at the end of the dump."""
        fault = self._run.read(b"", is_last=True) if self._run else None
        if self._run and fault and not self._run.is_complete:
            yield from self._run.taken()
            yield Problem(
                self._name, fault.line, "the XML ends too early: the file was cut; what stands before is read"
            )

    def _start_of_run(self, piece: bytes, position: int) -> tuple[XmlRun, int] | None:
        """Return the run that reads on, and where in the piece; None if no record begins in its rest."""
        if self._run:
            return self._run, position
        found = (_ELEMENT if self._is_between else self._record_start).search(piece, position)
        if not found:
            return None
        self._run = XmlRun(self._names, self._titles, self._line_at(piece, found.start()), self._outer)
        return self._run, found.start()

    def _line_at(self, piece: bytes, position: int) -> int:
        """Return the line of a position behind those that were asked for."""
        self._line += piece.count(b"\n", self._counted, position)
        self._counted = position
        return self._line

    def _end_run(self, run: XmlRun, fault: Fault) -> Iterator[Problem]:
        self._run = None
        self._is_between = run.is_complete
        self._outer = [] if run.is_complete else run.outer or [_ANY_OUTER]
        self._runs = _MAX_RUNS + 1 if run.is_endless else self._runs + 1
        if self._runs > _MAX_RUNS:
            yield Problem(self._name, fault.line, f"{fault.why}; the rest of the XML was not read")
        elif not run.is_complete:
            yield Problem(self._name, fault.line, f"{fault.why} in the XML; read on at the next record")
