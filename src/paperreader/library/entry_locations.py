"""Where papers stand: the dumps that have them, and the lines."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TypeVar

from paperreader.source import Source

NO_SOURCE = -1
"""Stands for the dump of a paper that no open dump has."""


Item = TypeVar("Item")


def joined_lists(one: list[Item], other: list[Item]) -> list[Item]:
    """Return the longer list, extended by the shorter one: a long chain of rows is joined without copying it each time."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    longer.extend(shorter)
    return longer


class Locations:
    """The location of each entry, by row.

    Attributes:
        sources: the dumps, in the order read; a location names one by its index.
    """

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self._first_source = array("i")
        self._first_line = array("q")
        self._further: dict[int, list[tuple[int, int]]] = {}

    def extend(self, source: int, lines: Sequence[int]) -> None:
        """Append rows for entries of a dump, given the lines of their titles."""
        self._first_source.extend([source] * len(lines))
        self._first_line.extend(lines)

    def add(self, row: int, source: int, line: int) -> None:
        """Add another entry about the paper of a row."""
        self._further.setdefault(row, []).append((source, line))

    def move(self, other: int, row: int) -> None:
        """Add the entries about the paper of another row."""
        first = (self._first_source[other], self._first_line[other])
        self._further[row] = joined_lists(self._further.pop(row, []), self._further.pop(other, []))
        self._further[row].append(first)

    def __getitem__(self, row: int) -> list[tuple[int, int]]:
        """(index of the dump, line of the title) of each entry about the paper, in the order read."""
        source = self._first_source[row]
        if source == NO_SOURCE:
            return []
        return sorted([(source, self._first_line[row]), *self._further.get(row, ())])

    def is_new(self, row: int) -> bool:
        """Return whether all entries about the paper are new to the reader; see `Source.new_from_line`."""
        starts = [(self.sources[source].new_from_line, line) for source, line in self[row]]
        return bool(starts) and all([start is not None and line >= start for start, line in starts])
