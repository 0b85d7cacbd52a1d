"""Entries held column by column: a large dump has a million of them, and the library stores columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, overload

from paperreader.formats.entry import Entry

_DEFAULTS = Entry._field_defaults


class EntryColumns(Sequence[Entry]):
    """Consecutive entries of a dump as columns; an entry is made when it is asked for.

    Args:
        columns: the values of all entries, by field of `Entry`. A field that no entry has is left out.
        count: the number of entries.
    """

    def __init__(self, columns: Mapping[str, Sequence[Any]], count: int) -> None:
        self._columns = columns
        self._count = count

    @staticmethod
    def of(entries: Sequence[Entry]) -> EntryColumns:
        """Return entries as columns."""
        if isinstance(entries, EntryColumns):
            return entries
        columns = zip(*entries, strict=True) if entries else repeat(())
        return EntryColumns(dict(zip(Entry._fields, columns, strict=False)), len(entries))

    def column(self, field: str) -> Sequence[Any] | None:
        """Return the values of a field; None if no entry has it."""
        return self._columns.get(field)

    def values(self, field: str) -> Sequence[Any]:
        """Return the values of a field, or as many defaults."""
        known = self._columns.get(field)
        return [_DEFAULTS[field]] * self._count if known is None else known

    def selected(self, indices: Sequence[int]) -> EntryColumns:
        """Return some of the entries."""
        if len(indices) == self._count:
            return self
        return EntryColumns(
            {name: [column[index] for index in indices] for name, column in self._columns.items()}, len(indices)
        )

    def __len__(self) -> int:
        """The number of entries."""
        return self._count

    def __bool__(self) -> bool:
        """Whether there is any entry."""
        return self._count > 0

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """The entry, or entries, at a place."""
        if isinstance(index, slice):
            return list(self)[index]
        return Entry(**{name: column[index] for name, column in self._columns.items()})

    def __iter__(self) -> Iterator[Entry]:
        """Make all entries."""
        return map(Entry._make, zip(*map(self.values, Entry._fields), strict=True))
