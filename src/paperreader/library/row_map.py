"""Which row a paper has: found by its keys and by its identifiers.

Two entries are one paper if they have the same identifier or the same key. An entry may so join two rows that are
there already: one of them stays, and the other is absorbed by it and shown nowhere.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from paperreader.errors import Problem
from paperreader.formats.entry import Entry
from paperreader.identifiers import is_identifier
from paperreader.library.entry_locations import joined_lists
from paperreader.library.identifier_rows import IdentifierRows
from paperreader.text import normalize_title

_SHORTEST_WORD, _SHORTEST_NAME = 4, 2  # letters of a word that is more than `the`, of a name that is no initial


class Place(NamedTuple):
    """Where an entry belongs.

    Attributes:
        row: of its paper.
        absorbed: the rows that turn out to be the same paper.
        strangers: the rows of other papers that have an identifier of the entry, so that one of both is wrong.
    """

    row: int
    absorbed: tuple[int, ...] = ()
    strangers: tuple[int, ...] = ()


class TitleAndAuthors(NamedTuple):
    """Title and authors, by which two papers with the same identifier are distinguished."""

    title: str
    authors: tuple[str, ...] | None

    def contradicts(self, other: TitleAndAuthors) -> bool:
        """Return whether no author is common and no word of the titles; names of another script show nothing.

        Mendeley's files give arXiv id 1011.1669 and certain DOIs to any paper.
        """
        if not self.authors or not other.authors:
            return False
        return _are_strange(self.authors, other.authors, _SHORTEST_NAME) and _are_strange(
            [self.title], [other.title], _SHORTEST_WORD
        )

    def stranger_problem(self, entry: Entry, path: str) -> Problem:
        """Return the problem that an entry of a dump has an identifier of this other paper."""
        text = f"it has an identifier of another paper, “{self.title}”; they are kept apart, as no author is common"
        return Problem(path, entry.line, text)


def _are_strange(texts: Iterable[str], others: Iterable[str], letters: int) -> bool:
    """Return whether texts, all in Latin letters, have no word of so many letters in common."""
    one, other = normalize_title(" ".join(texts)), normalize_title(" ".join(others))
    words = {word for word in one.split() if len(word) >= letters}
    return one.isascii() and other.isascii() and words.isdisjoint(other.split())


class RowMap:
    """The rows of keys and identifiers.

    Attributes:
        by_key: rows by compact key; a row may be absorbed since, see `resolve`.
        absorbed: by each row that is absorbed, the row that absorbed it.
        hidden: rows of papers that are left out of every list.
        other_keys: compact keys of the other titles of a row's paper.
    """

    def __init__(self) -> None:
        self.by_key: dict[str, int] = {}
        self.absorbed: dict[int, int] = {}
        self.hidden: set[int] = set()
        self.other_keys: defaultdict[int, list[str]] = defaultdict(list)
        self._by_identifier = IdentifierRows()
        self._unnamed: set[int] = set()  # rows whose title is only an identifier
        self._listed = ((0, 0, 0), array("q"))  # by the numbers of rows, of absorbed and of hidden ones

    def row_of(self, compact: str) -> int | None:
        """Return the row of a compact key, or None."""
        row = self.by_key.get(compact)
        return self.resolve(row) if self.absorbed and row is not None else row

    @property
    def has_identifiers(self) -> bool:
        """Whether any paper has an identifier."""
        return bool(self._by_identifier)

    def row_identified(self, identifier: str) -> int | None:
        """Return the row of an identifier as `unique_identifiers` spells it, or None."""
        row = self._by_identifier.get(identifier)
        return None if row is None else self.resolve(row)

    def resolve(self, row: int) -> int:
        """Return the row that has absorbed a row, directly or in a chain; else the row itself."""
        absorbed, last = self.absorbed, row
        while last in absorbed:
            last = absorbed[last]
        while row != last:  # the next search is one step
            absorbed[row], row = last, absorbed[row]
        return last

    @property
    def leaves_out(self) -> bool:
        """Whether any row is not listed."""
        return bool(self.absorbed or self.hidden)

    def is_listed(self, row: int) -> bool:
        """Return whether a row is a paper that is shown."""
        return row not in self.absorbed and row not in self.hidden

    def listed(self, rows: range, end: int) -> Sequence[int]:
        """Return the rows that are listed: neither absorbed by others nor hidden. `end` is the number of rows."""
        if not self.leaves_out:
            return rows
        if rows != range(end):
            return array("q", filter(self.is_listed, rows))
        known, size = self._listed, (end, len(self.absorbed), len(self.hidden))
        if known[0] != size:
            self._listed = known = size, array("q", filter(self.is_listed, rows))
        return known[1]

    def add_other_key(self, row: int, compact: str) -> None:
        """Remember the key of another title of a row's paper; it leads to the row unless another paper has it."""
        row = self.resolve(row)
        self.other_keys[row].append(compact)
        self.by_key.setdefault(compact, row)

    def place(
        self, compact: str, title: str, identifiers: Sequence[str], end: int, names_of: Callable[[int], TitleAndAuthors]
    ) -> Place | None:
        """Find the row of an entry, and remember its key and identifiers.

        Of several rows the first stays. A row whose title is only an identifier gives way to one with a title.

        Args:
            compact: its key.
            title: of the entry.
            identifiers: that make entries one paper.
            end: the number of a new row.
            names_of: returns title and authors of a row, the new one included.

        Returns:
            None, as for most, if no row has its key or an identifier: it takes the new row.
        """
        by_key = self.by_key.setdefault(compact, end)
        if not identifiers:
            return None if by_key == end else Place(self.resolve(by_key))
        rows = [self._by_identifier.setdefault(identifier, end) for identifier in identifiers]
        is_named = not is_identifier(title, identifiers)
        place = None
        if by_key != end or rows.count(end) < len(rows):
            own = names_of(end)
            identified = {self.resolve(row) for row in rows} - {end}
            same_key = {self.resolve(by_key)} - {end}
            strangers = {row for row in identified - same_key if own.contradicts(names_of(row))}
            place = self._join(same_key | (identified - strangers), end, is_named=is_named)
            place = place._replace(strangers=tuple(strangers))
            self._map_to(place, compact, zip(identifiers, rows, strict=True))
            if by_key == end != place.row:
                self.add_other_key(place.row, compact)
        if not is_named and (place is None or place.row == end):
            self._unnamed.add(end)
        return place

    def _map_to(self, place: Place, compact: str, identifiers: Iterable[tuple[str, int]]) -> None:
        """Map a key and identifiers, each with its row until now, to a place. Identifiers of strangers keep their rows."""
        self.by_key[compact] = place.row
        for identifier, row in identifiers:
            if self.resolve(row) not in place.strangers:
                self._by_identifier[identifier] = place.row

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
        self.hidden.discard(other)
        if other in self.other_keys:
            self.other_keys[row] = joined_lists(self.other_keys.pop(row, []), self.other_keys.pop(other))
