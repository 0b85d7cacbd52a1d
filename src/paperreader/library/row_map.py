"""Which row a paper has: found by its keys and by its identifiers.

Two entries are one paper if they bear the same identifier or the same key. An entry may so join two rows that are
there already: one of them stays, and the other is absorbed by it and shown nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from paperreader.formats.entry import Entry
from paperreader.identifiers import is_identifier, telling_identifiers

_HASH = (1 << 60) - 1  # greater numbers take half as much memory again


class Place(NamedTuple):
    """Where an entry belongs: its row, and the rows that turn out to be the same paper."""

    row: int
    absorbed: tuple[int, ...] = ()


class RowMap:
    """The rows of keys and identifiers.

    An identifier stands here as a hash of 60 bits, which takes 75 bytes for a paper: a third of its text. Of three
    million identifiers two have one hash once in 250,000 libraries.

    Attributes:
        by_key: rows by compact key; a row may be absorbed since, see `resolve`.
        absorbed: by each row that is absorbed, the row that absorbed it.
        other_keys: compact keys of the other titles of a row's paper.
    """

    def __init__(self) -> None:
        self.by_key: dict[str, int] = {}
        self.absorbed: dict[int, int] = {}
        self.other_keys: defaultdict[int, list[str]] = defaultdict(list)
        self._by_identifier: dict[int, int] = {}  # by hash
        self._unnamed: set[int] = set()  # rows whose title is only an identifier

    def row_of(self, compact: str) -> int | None:
        """Return the row of a compact key, or None."""
        row = self.by_key.get(compact)
        return self.resolve(row) if self.absorbed and row is not None else row

    @property
    def has_identifiers(self) -> bool:
        """Whether any paper has an identifier."""
        return bool(self._by_identifier)

    def row_identified(self, identifier: str) -> int | None:
        """Return the row of an identifier as `telling_identifiers` spells it, or None."""
        row = self._by_identifier.get(hash(identifier) & _HASH)
        return None if row is None else self.resolve(row)

    def resolve(self, row: int) -> int:
        """Return the row that has absorbed a row, directly or in a chain; else the row itself."""
        absorbed, last = self.absorbed, row
        while last in absorbed:
            last = absorbed[last]
        while row != last:  # the next search is one step
            absorbed[row], row = last, absorbed[row]
        return last

    def add_other_key(self, row: int, compact: str) -> None:
        """Remember the key of another title of a row's paper; it leads to the row unless another paper has it."""
        row = self.resolve(row)
        if compact not in self.other_keys[row]:
            self.other_keys[row].append(compact)
        self.by_key.setdefault(compact, row)

    def place(self, entry: Entry, compact: str, end: int) -> Place:
        """Find the row of an entry with identifiers, and remember its key and identifiers; `end` is a new row's number.

        Of several rows the first stays. A row whose title is only an identifier gives way to one with a title.
        """
        identifiers = telling_identifiers(entry.arxiv_id, entry.doi, entry.ids)
        is_named = not is_identifier(entry.title, identifiers)
        by_key = self.by_key.setdefault(compact, end)
        hashes = [hash(identifier) & _HASH for identifier in identifiers]
        if by_key == end and self._by_identifier.keys().isdisjoint(hashes):  # as most
            place = Place(end)
        else:
            known = {by_key, *map(self._by_identifier.get, hashes)} - {None, end}
            place = self._join({self.resolve(row) for row in known if row is not None}, end, is_named=is_named)
            self.by_key[compact] = place.row
            if by_key == end != place.row:
                self.add_other_key(place.row, compact)
        for each in hashes:
            self._by_identifier[each] = place.row
        if place.row == end and not is_named:
            self._unnamed.add(end)
        return place

    def _join(self, rows: set[int], end: int, *, is_named: bool) -> Place:
        """Choose the row that stays for an entry that belongs to some rows; the others are absorbed by it."""
        named = rows - self._unnamed
        row = min(named or (() if is_named else rows), default=end)
        rows.discard(row)
        for other in rows:
            self._absorb(other, row)
        return Place(row, tuple(sorted(rows)))

    def _absorb(self, other: int, row: int) -> None:
        self.absorbed[other] = row
        if other in self.other_keys:
            self.other_keys[row] += self.other_keys.pop(other)
