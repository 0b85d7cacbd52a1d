"""Storage for one attribute of all papers: one class per kind of value.

Knows entries and rows. Which attributes exist is said in `columns`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import MAXYEAR, date
from itertools import chain
from operator import attrgetter
from typing import Any

from paperreader.dates import LEAP_DAY, YEAR_UNIT, format_day, is_leap_year, number_to_date
from paperreader.formats.entry import Entry
from paperreader.text import normalize_title

UNKNOWN = -1
"""Stands in columns of numbers where no dump gives the value."""

MergeRule = Callable[[Any, Any], Any]
"""Returns the value to keep, given the known value and that of another entry about the same paper."""

Spelling = tuple[str, ...]
"""One value in its spellings: first as a query writes it, last as people read it."""


def first_known(known: Any, new: Any) -> Any:  # noqa: ARG001 - the signature of merge rules
    """Merge rule: the first known value stays."""
    return known


def highest(known: Any, new: Any) -> Any:
    """Merge rule: the highest value wins."""
    return max(known, new)


def union(known: Any, new: Any) -> Any:
    """Merge rule for tuples: the elements of both, each once."""
    return tuple(dict.fromkeys((*known, *new)))


def printed_first(known: tuple[int, bool], new: tuple[int, bool]) -> tuple[int, bool]:
    """Merge rule for dates: the first one with a printed year wins; without one, the first known stays."""
    return new if new[1] and not known[1] else known


class Column:
    """The values of one attribute, one per row.

    Args:
        name: the field of `Entry` that holds the value.
        merge: applied when several entries about one paper give a value.
    """

    ascending = False
    """Whether sorting begins with the lowest value."""

    def __init__(self, name: str, merge: MergeRule = first_known) -> None:
        self.name = name
        self.read: Callable[[Entry], Any] = attrgetter(name)
        self._rule = merge

    def extend(self, entries: Sequence[Entry], first: int) -> None:
        """Append the values of entries; `first` is the row of the first one."""
        raise NotImplementedError

    def get(self, row: int) -> Any:
        """Return the stored value, or None if it is unknown."""
        raise NotImplementedError

    def put(self, row: int, value: Any) -> None:
        """Replace the stored value of a row."""
        raise NotImplementedError

    def merge(self, row: int, entry: Entry) -> None:
        """Merge the value of another entry about the paper of a row."""
        new = self.read(entry)
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
        return (self[row],)

    def has(self, row: int) -> bool:
        """Return whether the value is known (for a count: above 0)."""
        return self.get(row) is not None

    def sort_key(self, row: int) -> Any:
        """Return what rows are sorted by; None if the value is unknown."""
        return self.get(row)

    def spellings(self, row: int) -> tuple[Spelling, ...]:
        """Return the values of a row as facets and query fields know them."""
        raise NotImplementedError

    def distinct(self) -> set[Spelling]:
        """Return the values that any row has."""
        raise NotImplementedError

    def counts(self, rows: Iterable[int]) -> list[tuple[Spelling, int]]:
        """Return how many of the rows have each value, in the order of a facet: the most frequent value first."""
        return Counter(chain.from_iterable(map(self.spellings, rows))).most_common()


class NumberColumn(Column):
    """Counts; `numbers` holds one per row, `UNKNOWN` where no dump gives it."""

    def __init__(self, name: str, merge: MergeRule = first_known) -> None:
        super().__init__(name, merge)
        self.numbers = array("i")

    def extend(self, entries: Sequence[Entry], first: int) -> None:  # noqa: ARG002 - the rows follow each other
        """See `Column`."""
        self.numbers.extend([UNKNOWN if number is None else number for number in map(self.read, entries)])

    def get(self, row: int) -> int | None:
        """See `Column`."""
        number = self.numbers[row]
        return None if number == UNKNOWN else number

    def put(self, row: int, value: int) -> None:
        """See `Column`."""
        self.numbers[row] = value

    def has(self, row: int) -> bool:
        """See `Column`."""
        return self.numbers[row] > 0


class FlagColumn(Column):
    """Whether any entry about the paper says so; one byte per row."""

    def __init__(self, name: str, merge: MergeRule = max) -> None:
        super().__init__(name, merge)
        self._flags = bytearray()

    def extend(self, entries: Sequence[Entry], first: int) -> None:  # noqa: ARG002 - the rows follow each other
        """See `Column`."""
        self._flags.extend(map(self.read, entries))

    def get(self, row: int) -> bool:
        """See `Column`."""
        return bool(self._flags[row])

    def put(self, row: int, value: bool) -> None:  # noqa: FBT001 - the column's value
        """See `Column`."""
        self._flags[row] = value

    def has(self, row: int) -> bool:
        """See `Column`."""
        return self.get(row)


class SparseColumn(Column):
    """Texts, or tuples of texts, that few papers have."""

    ascending = True

    def __init__(self, name: str, merge: MergeRule = first_known) -> None:
        super().__init__(name, merge)
        self._values: dict[int, Any] = {}

    def extend(self, entries: Sequence[Entry], first: int) -> None:
        """See `Column`."""
        self._values.update([(row, value) for row, value in enumerate(map(self.read, entries), first) if value])

    def get(self, row: int) -> Any:
        """See `Column`."""
        return self._values.get(row)

    def put(self, row: int, value: Any) -> None:
        """See `Column`."""
        self._values[row] = value

    def exported(self, row: int) -> tuple[Any, ...]:
        """See `Column`."""
        value = self.get(row)
        return (list(value) if isinstance(value, tuple) else value,)

    def sort_key(self, row: int) -> str | None:
        """See `Column`."""
        spellings = self.spellings(row)
        return normalize_title(spellings[0][-1]) if spellings else None

    def spellings(self, row: int) -> tuple[Spelling, ...]:
        """See `Column`; each element of a tuple is a value."""
        value = self.get(row) or ()
        return tuple((part,) for part in ((value,) if isinstance(value, str) else value))

    def distinct(self) -> set[Spelling]:
        """See `Column`."""
        return {spelling for row in list(self._values) for spelling in self.spellings(row)}


class InternedColumn(Column):
    """Values that many papers share: a text, or a tuple of the spellings of one value. Each is stored once."""

    ascending = True

    def __init__(self, name: str, merge: MergeRule = first_known) -> None:
        super().__init__(name, merge)
        self._indices = array("i")  # into `_values`
        self._values: list[str | Spelling] = []
        self._index_of: dict[str | Spelling, int] = {}

    def _index(self, value: str | Spelling) -> int:
        index = self._index_of.setdefault(value, len(self._values))
        if index == len(self._values):
            self._values.append(value)
        return index

    def extend(self, entries: Sequence[Entry], first: int) -> None:  # noqa: ARG002 - the rows follow each other
        """See `Column`."""
        index = self._index
        self._indices.extend([index(value) if value else UNKNOWN for value in map(self.read, entries)])

    def get(self, row: int) -> str | Spelling | None:
        """See `Column`."""
        index = self._indices[row]
        return None if index == UNKNOWN else self._values[index]

    def put(self, row: int, value: str | Spelling) -> None:
        """See `Column`."""
        self._indices[row] = self._index(value)

    def __getitem__(self, row: int) -> str | None:
        """The value as people read it."""
        value = self.get(row)
        return None if value is None else _spelling(value)[-1]

    def sort_key(self, row: int) -> str | None:
        """See `Column`."""
        value = self[row]
        return None if value is None else normalize_title(value)

    def spellings(self, row: int) -> tuple[Spelling, ...]:
        """See `Column`."""
        value = self.get(row)
        return () if value is None else (_spelling(value),)

    def distinct(self) -> set[Spelling]:
        """See `Column`."""
        return set(map(_spelling, self._values))

    def counts(self, rows: Iterable[int]) -> list[tuple[Spelling, int]]:
        """See `Column`; counts indices, which takes a third of the time."""
        indices = self._indices
        counts = Counter([indices[row] for row in rows])
        del counts[UNKNOWN]
        return [(_spelling(self._values[index]), count) for index, count in counts.most_common()]


def _spelling(value: str | Spelling) -> Spelling:
    return (value,) if isinstance(value, str) else value


class DateColumn(Column):
    """Days as numbers (see `paperreader.dates`), and whether the year of each one was printed.

    A day without a year waits for `infer_years`, since only the end of a dump says when it was captured.
    """

    def __init__(self, name: str, merge: MergeRule = printed_first) -> None:
        super().__init__("day", merge)
        self.name = name
        self.read = _read_day
        self.numbers = array("i")
        self._printed = bytearray()
        self._yearless: list[int] = []

    def extend(self, entries: Sequence[Entry], first: int) -> None:
        """See `Column`."""
        days = [entry.day for entry in entries]
        self.numbers.extend(days)
        self._printed.extend(
            [day >= YEAR_UNIT and not entry.year_inferred for day, entry in zip(days, entries, strict=True)]
        )
        self._yearless += [row for row, day in enumerate(days, first) if 0 < day < YEAR_UNIT]

    def get(self, row: int) -> tuple[int, bool] | None:
        """Return the day and whether its year was printed; None without a date."""
        day = self.numbers[row]
        return (day, bool(self._printed[row])) if day else None

    def put(self, row: int, value: tuple[int, bool]) -> None:
        """See `Column`."""
        self.numbers[row], self._printed[row] = value
        if value[0] < YEAR_UNIT:
            self._yearless.append(row)

    def infer_years(self, year: int) -> None:
        """Give days without a year the year in which their dump was captured."""
        for row in self._yearless:
            if self.numbers[row] < YEAR_UNIT:
                self.numbers[row] += _year_of(self.numbers[row], year) * YEAR_UNIT
        self._yearless = []

    def __getitem__(self, row: int) -> date | None:
        """The date; None while its year is unknown."""
        return number_to_date(self.numbers[row])

    def text(self, row: int) -> str:
        """Return `2024-02-23`, `Jun 26` while the year is unknown, or "" without a date."""
        return format_day(self.numbers[row])

    def basis(self, row: int) -> str | None:
        """Return how the year is known, "printed" or "inferred"; None while it is unknown."""
        if self.numbers[row] < YEAR_UNIT:
            return None
        return "printed" if self._printed[row] else "inferred"

    def exported(self, row: int) -> tuple[str | None, str | None]:
        """Return the text of the date and its basis."""
        basis = self.basis(row)
        return (self.text(row) if basis else None), basis

    def sort_key(self, row: int) -> int | None:
        """See `Column`."""
        return self.numbers[row] or None

    def counts(self, rows: Iterable[int]) -> list[tuple[Spelling, int]]:
        """Return how many of the rows are of each year, the newest year first."""
        numbers = self.numbers
        years = Counter([numbers[row] // YEAR_UNIT for row in rows])
        return [((str(year),), years[year]) for year in sorted(years, reverse=True) if year]


def _read_day(entry: Entry) -> tuple[int, bool] | None:
    return (entry.day, entry.day >= YEAR_UNIT and not entry.year_inferred) if entry.day else None


def _year_of(day: int, year: int) -> int:
    """Return the year of a day mmdd in a dump of a year; a `Feb 29` is of the last leap year until then."""
    year = min(year, MAXYEAR)
    while day == LEAP_DAY and not is_leap_year(year):
        year -= 1
    return year
