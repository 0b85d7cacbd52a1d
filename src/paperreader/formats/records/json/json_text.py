"""The values of a JSON text that is read piece by piece, each with its line and its place in the dump.

Finds where values begin and end; knows nothing of records. Time is linear in the length of the text, and memory is
bounded by the longest value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from paperreader.errors import ENDS_WITHIN

MAX_VALUE = 1 << 26
"""Length in bytes of the longest value that is read."""

_BLANKS = re.compile(rb"[ \t\r\n\x00]*+")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_BEFORE_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|' + _STRING.pattern + rb")*+", re.DOTALL)
_SCALAR = re.compile(rb"[^\s,:{}\[\]\"][^,:{}\[\]\"\r\n]*+")  # a number, `true`, `null`; prose up to its next comma
_OPENING = b"{["
_QUOTE = ord('"')
_MAX_REPEATED = 1 << 23  # bytes that are read twice where records are damaged: time stays linear


class BrokenJsonError(Exception):
    """The text is no JSON from here on, or ends too early."""


class RawValue(NamedTuple):
    """A value as the dump has it: its bytes, its line, and its byte offset in the dump."""

    raw: bytes
    line: int
    offset: int


class _Tried(NamedTuple):
    """Where the value began that was read last, or tried: its offset in the dump, its line, the blanks before it."""

    offset: int
    line: int
    indent: bytes | None


class JsonText:
    """A position in a JSON text, moved forward by reading."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._data = b""
        self._at = 0
        self._offset = 0  # of `_data` in the dump
        self._counted = 0  # position in `_data` up to which `_line` is counted
        self._line = 1
        self._indent: bytes | None = None  # before the position, if it is the first in its line
        self._tried = _Tried(0, 1, None)
        self._repeated = 0  # bytes

    @property
    def line(self) -> int:
        """The line of the position, counted from 1."""
        self._line += self._data.count(b"\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> bytes:
        """Move to the next byte that is no blank and return it; b"" at the end of the text."""
        while True:
            start, self._at = self._at, _end(_BLANKS, self._data, self._at)
            if (line_end := self._data.rfind(b"\n", start, self._at)) >= 0:
                self._indent = self._data[line_end + 1 : self._at]
            elif self._indent is not None:  # blanks that go on in the next piece
                self._indent += self._data[start : self._at]
            if self._at < len(self._data):
                return self._data[self._at : self._at + 1]
            if not self._fill():
                return b""

    def take(self, byte: bytes) -> bool:
        """Move over a byte, which blanks may precede, if it is the next one."""
        if self.peek() != byte:
            return False
        self._at += 1
        self._indent = None
        return True

    def skip_damaged(self) -> bool:
        """Move from the value read last, or tried, to the next line that begins as it did, indented as much.

        A missing quote or bracket spoils one record so, not those after it. Return False if there is no such line.
        """
        offset, line, indent = self._tried
        start = offset - self._offset
        if indent is None or start < 0 or self._repeated > _MAX_REPEATED:
            return False
        self._repeated += (self._at - start) or (len(self._data) - start)
        found = self._data.find(b"\n" + indent + self._data[start : start + 1], start)
        if found < 0 or start < self._at <= found:
            return False
        self._line, self._counted = line, start
        self._at = found + 1
        return True

    def value(self) -> RawValue:
        """Move over the next value and return it.

        Raises:
            BrokenJsonError: there is none, it does not end, or it is longer than `MAX_VALUE`.
        """
        first = self.peek()
        self._tried = _Tried(self._offset + self._at, self.line, self._indent)
        while True:
            end = _value_end(self._data, self._at, first)
            if end >= 0 and (end < len(self._data) or first in b'{["'):
                return self._moved_over(end)
            if len(self._data) - self._at > MAX_VALUE:
                raise BrokenJsonError("a value is too long to be a record")
            if not self._fill():
                if end > self._at:
                    return self._moved_over(end)
                raise BrokenJsonError(f"{ENDS_WITHIN} {'a record' if first else 'a list or an object'}")

    def _moved_over(self, end: int) -> RawValue:
        if end == self._at:
            raise BrokenJsonError(f"no JSON at {self._data[end : end + 1].decode('utf-8', 'replace')!r}")
        found = RawValue(self._data[self._at : end], self.line, self._offset + self._at)
        self._at = end
        self._indent = None
        return found

    def _fill(self) -> bool:
        """Read as much again as is left unread, so that a long value is searched for its end few times."""
        line = self.line  # counted before the bytes are dropped
        pieces, missing = [self._data[self._at :]], len(self._data) - self._at
        self._offset += self._at
        self._at = self._counted = 0
        self._line = line
        missing = max(1, missing)
        while missing > 0 and (chunk := next(self._chunks, b"")):
            pieces.append(chunk)
            missing -= len(chunk)
        self._data = b"".join(pieces)
        return len(pieces) > 1


def _end(pattern: re.Pattern[bytes], data: bytes, start: int) -> int:
    """Return where the match of a pattern at `start` ends; -1 if there is none."""
    match = pattern.match(data, start)
    return match.end() if match else -1


def _value_end(data: bytes, start: int, first: bytes) -> int:
    """Return where a value ends; -1 if the data ends before; `start` if there is no value."""
    if first == b'"':
        return _end(_STRING, data, start)
    if not first or first not in _OPENING:
        return max(start, _end(_SCALAR, data, start))
    depth, at = 0, start
    while True:
        at = _end(_BEFORE_BRACKET, data, at)
        if at >= len(data) or data[at] == _QUOTE:
            return -1
        depth += 1 if data[at] in _OPENING else -1
        at += 1
        if not depth:
            return at


class LineBlock(NamedTuple):
    """Consecutive lines without their line ends.

    Attributes:
        line: the line of the first one.
        offset: its byte offset in the dump.
        lines: the lines.
        is_cut: whether the dump ends within the object on the last line.
    """

    line: int
    offset: int
    lines: list[bytes]
    is_cut: bool = False

    def fault(self, line: int, why: str) -> str:
        """Return the text of the problem that a line is no JSON, and why."""
        is_end = self.is_cut and line == self.line + len(self.lines) - 1
        return f"{f'{ENDS_WITHIN} a record' if is_end else why}; the line was skipped"


def line_blocks(chunks: Iterable[bytes]) -> Iterator[LineBlock]:
    """Yield the lines of a text, many at once; of a line longer than `MAX_VALUE` only a beginning."""
    pieces: list[bytes] = []  # of a line that goes on in the next chunk
    length = dropped = offset = 0
    line = 1
    for chunk in chunks:
        *lines, rest = chunk.split(b"\n")
        if lines:
            lines[0] = b"".join([*pieces, lines[0]])
            yield LineBlock(line, offset, lines)
            line += len(lines)
            offset += sum(map(len, lines)) + len(lines) + dropped
            pieces, length, dropped = [], 0, 0
        if length > MAX_VALUE:
            dropped += len(rest)
        else:
            pieces.append(rest)
            length += len(rest)
    if length:
        last = b"".join(pieces)
        yield LineBlock(line, offset, [last], last.startswith(b"{") and not (dropped or last.rstrip().endswith(b"}")))


def lines_of_block(block: LineBlock) -> Iterator[RawValue]:
    """Yield the lines of a block with their numbers and offsets."""
    offset = block.offset
    for line, raw in enumerate(block.lines, block.line):
        yield RawValue(raw, line, offset)
        offset += len(raw) + 1
