"""One run of expat over a stretch of an XML dump, until its end or a fault."""

from __future__ import annotations

from collections.abc import Sequence
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 200  # elements from a record on; text further below belongs to the deepest one
_MAX_OUTER = 50  # elements around a record that are remembered
_MAX_RECORD = 1 << 25  # bytes
_MAX_TOKEN = 1 << 22  # bytes: expat reads an unfinished tag again with each piece
_MAX_NESTING = 100_000
_MAX_ENTITY = 60  # characters
_MAX_ENTITIES = 1000

Outer = tuple[str, dict[str, str]]
"""An element around a record: its name as written, and its attributes."""


class XmlRecord(NamedTuple):
    """One record of an XML dump.

    Attributes:
        line: of the record's title, or of its start without one.
        element: its tree, at most `MAX_DEPTH` deep; names are without namespaces.
        outer: the elements around it, the dump's first one first.
    """

    line: int
    element: Element
    outer: tuple[Outer, ...]


class Fault(NamedTuple):
    """Why a run ended: the line, what is wrong, and where counted from the beginning of the last piece, perhaps before it."""

    line: int
    why: str
    offset: int


class XmlRun:
    """One run of the parser. What is complete of a record that a fault ends is a record, too.

    Args:
        names: of the elements that are records.
        titles: names of the elements whose line is the record's.
        line: of the dump, where the run begins.
        outer: the elements that are open there.
    """

    def __init__(self, names: frozenset[str], titles: frozenset[str], line: int, outer: Sequence[Outer] = ()) -> None:
        self._records: list[XmlRecord] = []
        self.outer: list[Outer] = []
        self._names = names
        self._titles = titles
        self._line_before = line - 1
        self._depth = 0  # open elements
        self._within = 0  # the same from the record on; 0 outside of records
        self._builder = TreeBuilder()
        self._record_line = self._record_start = 0
        self._has_begun = self._has_title = False
        self._entities: dict[str, str] = {}
        self._parser = self._new_parser()
        opening = "".join(f"<{name}>" for name, _ in outer).encode()
        self._parser.Parse(opening)
        self._fed = len(opening)
        self.outer[:] = outer

    @property
    def is_complete(self) -> bool:
        """Whether the end of the first element was read."""
        return self._has_begun and not self._depth

    def read(self, data: bytes | memoryview, *, is_last: bool = False) -> Fault | None:
        """Read the next piece; return the fault that ends the run. Nothing may be read after it."""
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            self._keep_partial()
            line = self._line_before + error.lineno
            return Fault(line, expat.ErrorString(error.code), self._parser.ErrorByteIndex - self._fed)
        self._fed += len(data)
        if self.pending > _MAX_TOKEN:
            why, offset = f"a tag or a comment of more than {_MAX_TOKEN >> 20} MiB", len(data) - self.pending + 1
        elif self._within and self._fed - self._record_start > _MAX_RECORD:
            why, offset = f"a record of more than {_MAX_RECORD >> 20} MiB", len(data)
        elif self.is_endless:
            why, offset = "elements nested too deeply", len(data)
        else:
            return None
        return Fault(self._line_before + self._parser.CurrentLineNumber, why, offset)

    @property
    def pending(self) -> int:
        """How many bytes were read of a tag or a comment that has not ended yet."""
        return self._fed - max(0, self._parser.CurrentByteIndex)  # -1 before the first byte

    def taken(self) -> list[XmlRecord]:
        """Return the records that were read since the last call."""
        records, self._records = self._records, []
        return records

    @property
    def is_endless(self) -> bool:
        """Whether elements are nested so deeply that reading on would take too much memory."""
        return self._depth > _MAX_NESTING

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")  # dumps are converted to it, whatever they declare
        parser.UseForeignDTD(True)  # noqa: FBT003 - so that `&nbsp;` is no fault, but comes to the default handler
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.DefaultHandler = self._add_entity  # with it, expat replaces no declared entity in text
        parser.EntityDeclHandler = self._declare
        return parser

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = tag[tag.rfind(":") + 1 :]
        if self._within:
            self._within += 1
            if self._within <= MAX_DEPTH:
                self._builder.start(name, attributes)
            if not self._has_title and name in self._titles:
                self._has_title = True
                self._record_line = self._line_before + self._parser.CurrentLineNumber
        elif name in self._names:
            self._begin_record(name, attributes)
        else:
            self._has_begun = True
            if self._depth <= _MAX_OUTER:
                self.outer.append((tag, attributes))

    def _begin_record(self, name: str, attributes: dict[str, str]) -> None:
        self._within, self._has_begun, self._has_title = 1, True, False
        self._record_line = self._line_before + self._parser.CurrentLineNumber
        self._record_start = self._parser.CurrentByteIndex
        self._builder = TreeBuilder()
        self._builder.start(name, attributes)
        self._parser.CharacterDataHandler = self._builder.data

    def _finish(self, tag: str) -> None:
        self._depth -= 1
        if not self._within:
            if self._depth < _MAX_OUTER:
                self.outer.pop()
            return
        if self._within <= MAX_DEPTH:
            self._builder.end(tag[tag.rfind(":") + 1 :])
        self._within -= 1
        if not self._within:
            self._end_record()

    def _end_record(self) -> None:
        self._parser.CharacterDataHandler = None
        self._records.append(XmlRecord(self._record_line, self._builder.close(), tuple(self.outer)))

    def _keep_partial(self) -> None:
        """End the record that a fault cuts, without the element in which the fault is."""
        if not self._within:
            return
        parent = element = self._builder.close()
        for _ in range(min(self._within, MAX_DEPTH) - 1):
            parent, element = element, element[-1]
        if element is not parent:
            parent.remove(element)
        self._end_record()

    def _add_entity(self, text: str) -> None:
        """Add the text of an entity that XML does not know; other texts come here too, such as comments."""
        if self._within and text[:1] == "&":
            name = text[1:-1]
            self._builder.data(self._entities.get(name) or html5.get(f"{name};") or text)

    def _declare(self, name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:  # noqa: FBT001 - expat calls it
        is_plain = value and len(value) <= _MAX_ENTITY and "&" not in value and "<" not in value
        if value and is_plain and not is_parameter and len(self._entities) < _MAX_ENTITIES:
            self._entities[name] = value
