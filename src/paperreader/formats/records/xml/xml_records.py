"""Records of an XML dump, read piece by piece: small memory, and harmless whatever the dump declares.

Names have no namespaces, since old files mix and misspell them. Nothing outside the dump is loaded; entities that it
declares are replaced only when they stand for a few plain characters, and those of HTML (`&nbsp;`) are always known.
After a fault, what is complete of its record is kept, and reading goes on with the next record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from paperreader.errors import ENDS_WITHIN, Problem
from paperreader.formats.records.xml.xml_repair import repaired
from paperreader.formats.records.xml.xml_run import Fault, Outer, XmlRecord, XmlRun
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
    yield from reading.read(b"", is_last=True)


def text_of(element: Element | None) -> str:
    """Return all text in an element and below it; "" for None."""
    if element is None:
        return ""
    return "".join(element.itertext()) if len(element) else element.text or ""


def text_at(element: Element, *paths: str) -> str:
    """Return the text of the first element that has some, of those at one path after the other; "" if none has."""
    for path in paths:
        for found in elements_at(element, path):
            if (text := text_of(found)).strip():
                return text
    return ""


def texts_at(element: Element, path: str) -> list[str]:
    """Return the texts of all elements at a path that have some."""
    return [text for text in map(text_of, elements_at(element, path)) if text.strip()]


def elements_at(element: Element, path: str) -> list[Element]:
    """Return the elements at a path of names; step by step, since `findall` is fast for one name only."""
    first, _, rest = path.partition("/")
    found = element.findall(first)
    return [child for outer in found for child in elements_at(outer, rest)] if rest else found


class ChildTexts(dict[str, list[str]]):
    """The texts of an element's children that have some, by name: looked through once for all names of a record."""

    def __init__(self, element: Element) -> None:
        super().__init__()
        for child in element:
            if (text := text_of(child)).strip():
                self.setdefault(child.tag, []).append(text)

    def first(self, *names: str) -> str:
        """Return the first text of the first name that has one; "" if none has."""
        for name in names:
            if name in self:
                return self[name][0]
        return ""

    def all(self, *names: str) -> list[str]:
        """Return the texts of one name after the other."""
        return [text for name in names if name in self for text in self[name]]

    def unread(self, known: Collection[str]) -> list[tuple[str, str]]:
        """Return the names and texts that a format does not know."""
        return [(name, " ".join(text.split())) for name, texts in self.items() if name not in known for text in texts]


class _Reading:
    """Reads a dump in one run of the parser, or in several where faults part it."""

    def __init__(self, name: str, names: frozenset[str], titles: frozenset[str]) -> None:
        self._name = name
        self._names = names
        self._titles = titles
        alternatives = b"|".join(re.escape(name.encode()) for name in sorted(names))
        self._record_start = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:" + alternatives + rb")(?=[\s/>])")
        self._rest = b""  # what a run has read of a tag without its end: after a fault, records may begin there
        self._line, self._counted = 1, 0  # the line of a position behind the beginning of the rest
        self._runs = 1
        self._outer: list[Outer] = []  # of the next run
        self._is_between = False  # two documents, one after the other in the dump
        self._run: XmlRun | None = XmlRun(names, titles, 1)

    def read(self, piece: bytes, *, is_last: bool = False) -> Iterator[XmlItem]:
        """Read the next piece of the dump."""
        data, position, begun = self._rest + piece, len(self._rest), -1
        while self._runs <= _MAX_RUNS:
            if not self._run:
                begun = position = self._begin_run(data, position)
            if not self._run:
                break
            fault = self._run.read(memoryview(data)[position:], is_last=is_last)
            yield from self._run.taken()
            if not fault:
                position = len(data) - self._run.pending
                break
            yield from self._end_run(self._run, fault, is_last=is_last)
            position = max(position + fault.offset, begun + 1)
        self._count_lines(data, position)
        self._rest, self._counted = data[position:], 0

    def _begin_run(self, data: bytes, position: int) -> int:
        """Begin a run at the next record or document, and return where; without one, the end."""
        found = (_ELEMENT if self._is_between else self._record_start).search(data, position)
        if not found:
            return len(data)
        self._run = XmlRun(self._names, self._titles, self._count_lines(data, found.start()), self._outer)
        return found.start()

    def _end_run(self, run: XmlRun, fault: Fault, *, is_last: bool) -> Iterator[Problem]:
        self._run = None
        self._is_between = run.is_complete
        self._outer = [] if run.is_complete else run.outer or [_ANY_OUTER]
        self._runs = _MAX_RUNS + 1 if run.is_endless else self._runs + 1
        if self._runs > _MAX_RUNS:
            yield Problem(self._name, fault.line, f"{fault.why}; the rest of the XML was not read")
        elif is_last and not run.is_complete:
            yield Problem(
                self._name, fault.line, f"{ENDS_WITHIN} an element: the XML was cut; what stands before is read"
            )
        elif not run.is_complete:
            yield Problem(self._name, fault.line, f"{fault.why} in the XML; read on at the next record")

    def _count_lines(self, data: bytes, position: int) -> int:
        """Return the line of a position behind those that were counted."""
        if position > self._counted:
            self._line += data.count(b"\n", self._counted, position)
            self._counted = position
        return self._line
