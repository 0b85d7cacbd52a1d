"""The records of a JSON document or of JSON lines, one after another.

A document is an object, a list, or several of them; its records stand in one of the `containers` of the format:
`results[]`, `message.items[]`, `[]` for a list, and "" for the object itself. JSON lines differ from a document by
their first line. What is left of a document that was cut is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from paperreader.errors import NotADumpError, Problem
from paperreader.formats.entry import EMPTY_ANSWER
from paperreader.formats.records.json.json_text import (
    BrokenJsonError,
    JsonText,
    LineBlock,
    RawValue,
    line_blocks,
    lines_of_block,
)
from paperreader.formats.records.json.json_values import (
    Fields,
    count_of_value,
    fields_of,
    first_text,
    items_of,
    text_of,
    within,
)
from paperreader.formats.records.raw_record import Item, NotRead, Record
from paperreader.source import FORMATS_HINT, Source
from paperreader.text import single_line

ReadRecord = Callable[[int, Fields], Item | Iterable[Item]]
"""Makes the item of a record, or the items, given the line of its title and its fields."""

INVALID = "invalid records"
"""The label under which what stands in a record's place, but is none, is counted."""
_BLANKS = b" \t\r\n\0"
_TITLE_KEYS = frozenset(("title", "display_name"))
_TITLE = re.compile(rb'"(?:title|display_name)"\s*+:', re.IGNORECASE)
_MAX_TOLD = 100  # letters of an error's text
_FEW = 8  # fields; an answer that reports an error has no more
_TOTALS = ("total", "@total", "count", "hitCount", "total-results", "totalResults", "numFound")
_ERROR_KEYS = ("error", "errors", "message", "Message", "detail", "errMsg", "error_description")


class Element(NamedTuple):
    """What stands in a record's place: its value, the line of its title, and its bytes unless it is the whole document."""

    line: int
    value: Any
    raw: RawValue | None = None


def json_records(source: Source, containers: Collection[str], read: ReadRecord) -> Iterator[Item]:
    """Yield the items of the records of a dump in their order.

    Args:
        source: the dump.
        containers: where the records stand.
        read: makes the items of a record.

    Raises:
        PaperReaderError: the dump is the error of a server; or it cannot be read.
    """
    return _items(json_elements(source, containers), read)


def items_of_lines(block: LineBlock, read: ReadRecord) -> Iterator[Item]:
    """Yield the items of the records on the lines of a block; see `json_records`."""
    return _items(_in_lines(block, ()), read)


def _items(elements: Iterable[Element | NotRead | Problem], read: ReadRecord) -> Iterator[Item]:
    for element in elements:
        if not isinstance(element, Element):
            yield element
        elif isinstance(element.value, dict):
            items = read(element.line, element.value)
            yield from (items,) if isinstance(items, Record | NotRead | Problem) else items
        else:
            yield _not_an_object(element)


def json_elements(source: Source, containers: Collection[str]) -> Iterator[Element | NotRead | Problem]:
    """Yield what stands in the places of records: objects, null, and other values; see `json_records`."""
    if not has_lines(source):
        return _Document(source, containers).elements()
    return (element for block in line_blocks(source.chunks()) for element in _in_lines(block, containers))


_TOLERANT = json.JSONDecoder(strict=False)


def parsed(raw: bytes) -> Any:
    """Return the value of a JSON text; `NaN`, line ends within texts and bytes that are no UTF-8 are tolerated.

    Raises:
        BrokenJsonError: it is no JSON, or too deep.
    """
    import orjson

    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        try:
            return _TOLERANT.decode(raw.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise BrokenJsonError(f"not valid JSON: {error}") from error


def _not_an_object(element: Element) -> NotRead:
    if element.value is None:
        return NotRead(element.line, "nulls", "null stands in place of a record")
    return NotRead(element.line, INVALID, f"a {type(element.value).__name__} stands in place of a record")


# -- JSON lines ------------------------------------------------------------------------------------------------


def has_lines(source: Source) -> bool:
    """Return whether a dump has one object on each line, judged by its first ones, of which one may be damaged."""
    lines = [line.strip() for line in source.head().lstrip().split(b"\n", _FEW)]
    if not lines[0].startswith(b"{"):
        return False
    if sum(line.startswith(b"{") and line.endswith(b"}") for line in lines) > 1:
        return True
    text = JsonText(source.chunks())
    with suppress(BrokenJsonError):
        text.peek()
        first = text.value()
        return b"\n" not in first.raw and text.peek() != b"" and text.line > first.line
    return False


def _in_lines(block: LineBlock, containers: Collection[str]) -> Iterator[Element | NotRead]:
    paths = [container.split(".") for container in containers if container]
    for line in lines_of_block(block):
        if not line.raw.strip(_BLANKS):
            continue
        try:
            value = parsed(line.raw)
        except BrokenJsonError as error:
            yield NotRead(line.line, INVALID, block.fault(line.line, str(error)))
            continue
        if reported := reported_error(value):
            yield NotRead(line.line, "errors of a server", f"the error of a server stands here: {reported}")
        else:
            yield from _within_line(line, value, paths)


def _within_line(line: RawValue, value: Any, paths: Iterable[list[str]]) -> Iterator[Element]:
    """Yield the records of the containers in a line, or the line as one record."""
    for path in paths:
        inner = within(value, *path[:-1], path[-1].removesuffix("[]"))
        if isinstance(inner, list) and path[-1].endswith("[]"):
            yield from (Element(line.line, one) for one in inner)
            return
    yield Element(line.line, value, line)


# -- documents -------------------------------------------------------------------------------------------------


class _Document:
    """The walk through a document: down to the containers, and over the rest."""

    def __init__(self, source: Source, containers: Collection[str]) -> None:
        self._source = source
        self._text = JsonText(source.chunks())
        self._containers = containers
        self._ways = {"", *(way for container in containers for way in _ways(container))}
        self._found_container = False
        self._found_element = False
        self._error = ""

    def elements(self) -> Iterator[Element | NotRead | Problem]:
        try:
            while self._text.peek():
                for element in self._in_value(""):
                    self._found_element = True
                    yield element
        except BrokenJsonError as error:
            yield Problem(self._source.display_name, self._text.line, f"{error}; what stands before it was read")
            return
        if not self._found_element and self._error:
            raise NotADumpError(
                f"{self._source.display_name} is the error of a server, not its answer: {self._error}",
                hint=FORMATS_HINT,
            )
        if not self._found_element and self._found_container:
            yield NotRead(1, EMPTY_ANSWER)

    def _in_value(self, path: str) -> Iterator[Element | NotRead]:
        """Yield the elements in the next value, which stands at a path; move over it."""
        first = self._text.peek()
        if first == b"[" and f"{path}[]" in self._containers:
            self._found_container = True
            yield from self._in_list()
        elif first == b"{" and path in self._ways:
            yield from self._in_object(path)
        else:
            self._text.value()

    def _in_list(self) -> Iterator[Element | NotRead]:
        self._text.take(b"[")
        while not self._text.take(b"]"):
            yield self._element()
            self._text.take(b",")

    def _element(self) -> Element | NotRead:
        """Return the next element of a list; a damaged one is passed over to the next that begins as it did."""
        line = self._text.line
        try:
            found = self._text.value()
        except BrokenJsonError:
            if not self._text.skip_damaged():
                raise
            return NotRead(line, INVALID, "a record that does not end was skipped")
        try:
            return Element(_title_line(found), parsed(found.raw), found)
        except BrokenJsonError as error:
            self._text.skip_damaged()
            return NotRead(line, INVALID, f"{error}; the record was skipped")

    def _in_object(self, path: str) -> Iterator[Element | NotRead]:
        line, fields, has_containers = self._text.line, dict[str, Any](), False
        self._text.take(b"{")
        while not self._text.take(b"}"):
            key = text_of(parsed(self._text.value().raw))
            self._text.take(b":")
            inside = f"{path}.{key}" if path else key
            if self._leads_to_records(inside):
                has_containers = True
                yield from self._in_value(inside)
            else:
                value = self._text.value()
                fields[key] = parsed(value.raw)
                line = value.line if key in _TITLE_KEYS else line
            self._text.take(b",")
        self._error = self._error or reported_error(fields)
        if _TITLE_KEYS.isdisjoint(fields) and any(count_of_value(fields.get(name)) == 0 for name in _TOTALS):
            has_containers = self._found_container = True
        if path in self._containers and not has_containers and not reported_error(fields):
            yield Element(line, fields)

    def _leads_to_records(self, path: str) -> bool:
        first = self._text.peek()
        return (first == b"[" and f"{path}[]" in self._containers) or (first == b"{" and path in self._ways)


def _ways(container: str) -> Iterator[str]:
    """Yield the paths of the objects that lead to a container: `result` and `result.hits` to `result.hits.hit[]`."""
    parts = container.split(".")
    last = len(parts) if not container.endswith("[]") else len(parts) - 1
    return (".".join(parts[:length]) for length in range(1, last + 1))


def _title_line(found: RawValue) -> int:
    """Return the line of a record's title, or of the record if it has none."""
    title = _TITLE.search(found.raw)
    return found.line + found.raw.count(b"\n", 0, title.start()) if title else found.line


def error_keys(keys: Collection[str]) -> bool:
    """Return whether the keys at the top of a document are those of an error or of an empty answer."""
    return len(keys) <= _FEW and any(key in keys for key in (*_ERROR_KEYS, *_TOTALS))


def reported_error(answer: Any) -> str:
    """Return the error that an answer reports, such as `{"error": "Too many requests"}`; "" if it reports none."""
    if not isinstance(answer, dict) or len(answer) > _FEW or any(key in answer for key in ("title", "id")):
        return ""
    for key in _ERROR_KEYS:
        for item in items_of(answer.get(key)):
            text = text_of(item) or first_text(fields_of(item), "message", "msg", "detail", "title")
            if text.strip():
                return single_line(text)[:_MAX_TOLD]
    return ""
