"""The rows of a table of separated values, with the lines on which they begin.

By RFC 4180, a value in quotes may have separators and line ends. A quote that is never closed would swallow the rows behind
it: such a row is read without quotes, and reading goes on with the next line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from paperreader.formats.records.lines.record_pieces import large_chunks
from paperreader.source import Source

_LONGEST = 1 << 22  # letters of a line and of a value; what is behind them is not read
_MAX_REPAIRS = 20  # quotes that are not closed; then all quotes are plain, so that the time stays linear
_OPEN_QUOTE = "a quote that does not end; the row is read up to the end of its line"
_LONG_LINE = "a line over 4 MB long; its rest was not read"


class Row(NamedTuple):
    """A row: the line on which it begins, counted from 1, its values, and what is wrong with it, "" if nothing is."""

    line: int
    values: list[str]
    problem: str = ""


def table_rows(source: Source, delimiter: str, width: int, *, quotes: bool = True) -> Iterator[Row]:
    """Yield the rows of a table that are not empty.

    Args:
        source: the table, with any line ends.
        delimiter: between values.
        width: the number of columns.
        quotes: whether values may be in quotes.

    Raises:
        PaperReaderError: see `Source.chunks`.
    """
    reader = _RowReader(_Lines(source), delimiter, width, quotes=quotes)
    while (row := reader.next_row()) is not None:
        if row.values:
            yield row


class _RowReader:
    def __init__(self, lines: _Lines, delimiter: str, width: int, *, quotes: bool) -> None:
        csv.field_size_limit(2 * _LONGEST)
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._repairs = 0 if quotes else _MAX_REPAIRS
        self._reader = self._new_reader(lines, strict=quotes)

    def next_row(self) -> Row | None:
        """Return the next row, None at the end."""
        line = self._lines.begin()
        try:
            values = next(self._reader)
        except StopIteration:
            return None
        except csv.Error:
            return self._doubtful_row(line)
        problem = _LONG_LINE if self._lines.is_cut else ""
        return Row(line, values, problem)

    def _doubtful_row(self, line: int) -> Row:
        """Return a row that breaks the rules of quotes, read less strictly: with a quote in a value, or without quotes."""
        read = self._lines.push_back(self._lines.row)
        try:
            values = next(self._new_reader(self._lines, strict=False), [])
        except csv.Error:  # a value is too long
            values = []
        if values and not self._swallows(self._lines.row):
            self._reader = self._new_reader(self._lines, strict=self._repairs < _MAX_REPAIRS)
            return Row(line, values)
        self._repairs += 1
        first, *others = self._lines.row or read
        self._lines.push_back(others)
        self._lines.row = [first]
        self._reader = self._new_reader(self._lines, strict=self._repairs < _MAX_REPAIRS)
        return Row(line, first.rstrip("\n").split(self._delimiter), _OPEN_QUOTE)

    def _swallows(self, lines: list[str]) -> bool:
        """Return whether the lines of a row look like rows of their own, or the table ends within a quote."""
        if len(lines) == 1:
            return False
        whole = all(line.count(self._delimiter) >= self._width - 1 for line in lines[:2])
        return whole or (self._lines.is_at_end and sum(line.count('"') for line in lines) % 2 == 1)

    def _new_reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        if self._repairs >= _MAX_REPAIRS:
            return csv.reader(lines, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(lines, delimiter=self._delimiter, strict=strict)


class _Lines:
    """The lines of a table, of which those of a row can be read again.

    Attributes:
        row: the lines of the last row.
        is_at_end: whether all lines were read.
        is_cut: whether the last line was too long.
    """

    def __init__(self, source: Source) -> None:
        self.row: list[str] = []
        self.is_at_end = False
        self._lines = _decoded(source)
        self._again: list[str] = []  # backwards
        self._next = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines, "")
        if not line:
            self.is_at_end = True
            raise StopIteration
        self.row.append(line)
        return line

    @property
    def is_cut(self) -> bool:
        return len(self.row[-1]) > _LONGEST

    def begin(self) -> int:
        """Begin a row; return the number of its first line."""
        self._next += len(self.row)
        self.row = []
        return self._next

    def push_back(self, lines: list[str]) -> list[str]:
        """Let some lines be read again; return them."""
        self._again += reversed(lines)
        self.row = []
        self.is_at_end = False
        return lines


def _decoded(source: Source) -> Iterator[str]:
    r"""Yield the lines of a table with `\n` at their ends. `\r` ends a line where there is no `\n` (Excel on old Macs)."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest, is_cut = "", False
    is_old_mac = b"\r" in source.head() and b"\n" not in source.head()
    for chunk in large_chunks(source):
        text = decode(chunk).replace("\0", "")
        if is_old_mac:
            text = text.replace("\r", "\n")
        if is_cut:
            text = text[text.find("\n") + 1 :] if "\n" in text else ""
            is_cut = not text
        text = rest + text
        end = text.rfind("\n") + 1
        yield from map(without_returns, io.StringIO(text[:end], newline="\n"))
        rest = text[end:]
        if len(rest) > _LONGEST:
            yield without_returns(rest)
            rest, is_cut = "", True
    if rest := rest + decode(b"", final=True):
        yield without_returns(rest)


def without_returns(line: str) -> str:
    r"""Return a line without `\r`, which ends a row in the standard library's reader."""
    return line.replace("\r\n", "\n").replace("\r", " ") if "\r" in line else line
