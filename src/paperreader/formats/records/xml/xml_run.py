"""One run of expat over a stretch of an XML dump, until its end or a fault."""

from __future__ import annotations

from collections.abc import Sequence
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

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
        element: its tree; names are without namespaces.
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
        self._depth = 0  # open elements, without those within the record
        self._builder = TreeBuilder()
        self._record: Element | None = None  # that is being read
        self._record_line = self._record_start = 0
        self._has_begun = False
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
        elif self._record is not None and self._fed - self._record_start > _MAX_RECORD:
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
        return self._depth + _depth_at_end(self._record) > _MAX_NESTING

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")  # dumps are converted to it, whatever they declare
        parser.UseForeignDTD(True)  # noqa: FBT003 - so that `&nbsp;` is no fault, but comes to the default handler
        parser.buffer_text = True
        self._read_outside(parser)
        parser.DefaultHandler = self._add_entity  # with it, expat replaces no declared entity in text
        parser.EntityDeclHandler = self._declare
        return parser

    def _read_outside(self, parser: expat.XMLParserType) -> None:
        """Let the parser report the elements around records."""
        parser.CharacterDataHandler = None
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._has_begun = True
        name = _without_prefix(tag)
        if name in self._names:
            self._begin_record(name, attributes)
        elif self._depth <= _MAX_OUTER:
            self.outer.append((tag, attributes))

    def _finish(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth < _MAX_OUTER:
            self.outer.pop()

    def _begin_record(self, name: str, attributes: dict[str, str]) -> None:
        """Let the builder, which is fast, read all until the record's end; only the title's beginning is waited for."""
        parser = self._parser
        self._record_line = self._line_before + parser.CurrentLineNumber
        self._record_start = parser.CurrentByteIndex
        self._builder = TreeBuilder()
        self._record = self._builder.start(name, attributes)
        parser.CharacterDataHandler = self._builder.data
        parser.StartElementHandler = self._begin_before_title
        parser.EndElementHandler = self._finish_within

    def _begin_before_title(self, tag: str, attributes: dict[str, str]) -> None:
        self._builder.start(tag, attributes)
        if _without_prefix(tag) in self._titles:
            self._record_line = self._line_before + self._parser.CurrentLineNumber
            self._parser.StartElementHandler = self._builder.start

    def _finish_within(self, tag: str) -> None:
        if self._builder.end(tag) is self._record:
            self._depth -= 1
            self._end_record()

    def _end_record(self) -> None:
        self._record = None
        self._read_outside(self._parser)
        record = self._builder.close()
        for element in record.iter():
            if ":" in element.tag:
                element.tag = _without_prefix(element.tag)
        self._records.append(XmlRecord(self._record_line, record, tuple(self.outer)))

    def _keep_partial(self) -> None:
        """End the record that a fault cuts, without the element in which the fault is."""
        if self._record is None:
            return
        self._parser.buffer_text = False  # so that the builder has all text before the fault
        fault = self._builder.start("fault", {})
        parent = element = self._record
        while element[-1] is not fault:
            parent, element = element, element[-1]
        parent.remove(element if element is not parent else fault)
        self._end_record()

    def _add_entity(self, text: str) -> None:
        """Add the text of an entity that XML does not know; other texts come here too, such as comments."""
        if self._record is not None and text[:1] == "&":
            name = text[1:-1]
            self._builder.data(self._entities.get(name) or html5.get(f"{name};") or text)

    def _declare(self, name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:  # noqa: FBT001 - expat calls it
        is_plain = value and len(value) <= _MAX_ENTITY and "&" not in value and "<" not in value
        if value and is_plain and not is_parameter and len(self._entities) < _MAX_ENTITIES:
            self._entities[name] = value


def _without_prefix(tag: str) -> str:
    return tag[tag.rfind(":") + 1 :]


def _depth_at_end(element: Element | None) -> int:
    """Return how many elements, each the last one in another, stand at the end of one that is being read."""
    depth = 0
    while element is not None:
        depth, element = depth + 1, element[-1] if len(element) else None
    return depth
