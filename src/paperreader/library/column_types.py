"""Storage for one attribute of all papers: one class per kind of value. The attributes are listed in `columns`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import attrgetter
from typing import Any

from paperreader.formats.entry import Entry
from paperreader.formats.entry_columns import EntryColumns
from paperreader.text import normalize_title

_UNKNOWN = -1
_LARGEST = (1 << 31) - 1
_MANY = 50  # elements that are not joined with more

MergeRule = Callable[[Any, Any], Any]
"""Returns the value to keep, given the known value and that of another entry about the same paper."""

Spelling = tuple[str, ...]
"""One value in its spellings: first as a query writes it, last as people read it."""


def first_known(known: Any, _new: Any) -> Any:
    """Merge rule: the first known value stays."""
    return known


def longest(known: Sequence[Any], new: Sequence[Any]) -> Sequence[Any]:
    """Merge rule: the longer text wins, or the list with more elements, then with more letters; else the first stays.

    So a full list of authors wins over `First et al.`, and full names over initials.
    """
    return max(known, new, key=lambda value: (len(value), sum(map(len, value))))


def union(known: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Merge rule: the elements of both tuples, each once; some are enough, so that many entries take no longer."""
    return known if len(known) >= _MANY else tuple(dict.fromkeys((*known, *new)))


class Column(ABC):
    """The values of one attribute, one per row.

    Args:
        name: the field of `Entry` that holds the value.
        merge: applied when several entries about one paper give a value.
    """

    ascending = False  # whether sorting begins with the lowest value

    def __init__(self, name: str, merge: MergeRule) -> None:
        self.name = name
        self.read: Callable[[Entry], Any] = attrgetter(name)
        self._rule = merge

    @abstractmethod
    def extend(self, entries: EntryColumns) -> None:
        """Append rows for entries."""

    @abstractmethod
    def get(self, row: int) -> Any:
        """Return the stored value, or None if it is unknown."""

    @abstractmethod
    def put(self, row: int, value: Any) -> None:
        """Replace the stored value of a row."""

    def merge(self, row: int, new: Any) -> None:
        """Merge a value, as stored, that another entry or row gives about the paper of a row; None: it gives none."""
        if new is None or new == ():
            return
        known = self.get(row)
        kept = new if known is None else self._rule(known, new)
        if kept != known:
            self.put(row, kept)

    def __getitem__(self, row: int) -> Any:
        """The value as `Paper` has it; None if it is unknown."""
        return self.get(row)

    def exported(self, row: int) -> tuple[Any, ...]:
        """Return the values as JSON has them, one for each name under which the attribute is exported."""
        value = self[row]
        return (list(value) if isinstance(value, tuple) else value,)

    def has(self, row: int) -> bool:
        """Return whether the value is known (for a count: above 0)."""
        return bool(self.get(row))

    def sort_key(self, row: int) -> Any:
        """Return what rows are sorted by; None if the value is unknown."""
        return self.get(row)

    def counts(self, rows: Iterable[int], limit: int | None = None) -> list[tuple[Spelling, int]]:
        """Return how many of the rows have each value, in the order of a facet: the most frequent value first.

        With a limit, only so many values are returned.
        """
        known = (value for value in map(self.get, rows) if value is not None)
        return [((str(value),), count) for value, count in Counter(known).most_common(limit)]


class NumberColumn(Column):
    """Counts and booleans; `numbers` holds one per row, -1 where it is unknown or does not fit into 32 bits."""

    def __init__(self, name: str, merge: MergeRule) -> None:
        super().__init__(name, merge)
        self.numbers = array("i")

    def extend(self, entries: EntryColumns) -> None:
        """See `Column`."""
        values = entries.column(self.name) or ()
        if values.count(None) == len(values):  # as in columns that a dump does not know
            self.numbers.extend(array("i", [_UNKNOWN]) * len(entries))
        else:
            self.numbers.extend([_storable(number) for number in values])

    def get(self, row: int) -> int | None:
        """See `Column`."""
        number = self.numbers[row]
        return None if number == _UNKNOWN else number

    def put(self, row: int, value: int) -> None:
        """See `Column`."""
        self.numbers[row] = _storable(value)


def _storable(number: int | None) -> int:
    return number if number is not None and 0 <= number <= _LARGEST else _UNKNOWN


class TextColumn(Column):
    """Texts, or tuples of texts, each stored once."""

    ascending = True

    def __init__(self, name: str, merge: MergeRule) -> None:
        super().__init__(name, merge)
        self._indices = array("i")  # into `_values`
        self._values: list[Any] = [None]
        self._index_of: dict[Any, int] = {None: 0, (): 0}

    def _index(self, value: Any) -> int:
        index = self._index_of.setdefault(value, len(self._values))
        if index == len(self._values):
            self._values.append(value)
        return index

    def extend(self, entries: EntryColumns) -> None:
        """See `Column`."""
        self._indices.extend(list(map(self._index, entries.values(self.name))))

    def get(self, row: int) -> Any:
        """See `Column`."""
        return self._values[self._indices[row]]

    def put(self, row: int, value: Any) -> None:
        """See `Column`."""
        self._indices[row] = self._index(value)

    def _split(self, value: Any) -> tuple[Spelling, ...]:
        """Return the values in a stored value: the elements of a tuple."""
        return tuple([(part,) for part in ((value,) if isinstance(value, str) else value or ())])

    def spellings(self, row: int) -> tuple[Spelling, ...]:
        """Return the values of a row."""
        return self._split(self.get(row))

    def distinct(self) -> set[Spelling]:
        """Return the values that any row has."""
        return set(chain.from_iterable(map(self._split, self._values)))

    def having(self, spellings: AbstractSet[Spelling]) -> Callable[[int], bool]:
        """Return the test whether a row has any of some values."""
        indices = self._indices
        matching = {index for index, value in enumerate(self._values) if not spellings.isdisjoint(self._split(value))}
        return lambda row: indices[row] in matching

    def sort_key(self, row: int) -> str | None:
        """Return the first value as it is compared."""
        spellings = self.spellings(row)
        return normalize_title(spellings[0][-1]) if spellings else None

    def counts(self, rows: Iterable[int], limit: int | None = None) -> list[tuple[Spelling, int]]:
        """See `Column`."""
        counts: Counter[Spelling] = Counter()
        for index, count in Counter(map(self._indices.__getitem__, rows)).items():  # rows share their values
            for spelling in self._split(self._values[index]):
                counts[spelling] += count
        return counts.most_common(limit)


class NameColumn(TextColumn):
    """Tuples of texts that are the spellings of one name."""

    def __getitem__(self, row: int) -> str | None:
        """The name as people read it."""
        name = self.get(row)
        return name[-1] if name else None

    def _split(self, value: Any) -> tuple[Spelling, ...]:
        return (value,) if value else ()
