"""The answer to a query: rows, best first, with their scores and their matched letters."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, overload

from paperreader.search.cancel import StillCurrent, always, filter_rows
from paperreader.search.ranking import NEAR_FROM, score
from paperreader.search.spans import matched


class TieBreakers(NamedTuple):
    """What tells rows of one rank apart: the shorter title, the newer one, the one read first."""

    titles: Sequence[str]  # as shown
    days: Sequence[int]  # yyyymmdd

    def order(self, row: int) -> tuple[int, int, int]:
        """What to sort rows of one rank by."""
        return len(self.titles[row]), -self.days[row], row


class Ranking(Sequence[int]):
    """Rows, best first, those from place `near_from` on being near; each has the code of its rank."""

    near_from: int

    @abstractmethod
    def code(self, row: int) -> int:
        """The code of a row's rank."""

    def sort_all(self, wanted: StillCurrent = always) -> None:
        """Put all rows in order now, so that scrolling far need not wait; given up when not wanted."""

    @abstractmethod
    def only(self, test: Callable[[int], bool], wanted: StillCurrent) -> Ranking:
        """Those of the rows that pass a test."""


class SortedRanking(Ranking):
    """Rows put in order all at once.

    Args:
        codes: by row.
        titles: of all rows.
    """

    def __init__(self, codes: Mapping[int, int], titles: TieBreakers) -> None:
        self._codes = codes
        self._titles = titles
        self._rows = sorted(codes, key=lambda row: (codes[row], titles.order(row)))
        self.near_from = sum([code < NEAR_FROM for code in codes.values()])

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        return self._rows[place]

    def code(self, row: int) -> int:
        """See `Ranked`."""
        return self._codes[row]

    def only(self, test: Callable[[int], bool], wanted: StillCurrent) -> SortedRanking:
        """See `Ranked`."""
        return SortedRanking({row: self._codes[row] for row in filter_rows(self._rows, test, wanted)}, self._titles)


class Hits:
    """The answer to one query.

    Args:
        rows: what was found.
        titles: all titles by row.
        words: the query's folded words.
    """

    def __init__(self, rows: Ranking, titles: Sequence[str], words: tuple[str, ...]) -> None:
        self.rows = rows
        self._titles = titles
        self._words = words

    @property
    def near_from(self) -> int:
        """The place in `rows` from which on they are near hits."""
        return self.rows.near_from

    def score(self, row: int) -> float:
        """From 100 for the exact title down; never higher for a later hit."""
        return score(self.rows.code(row))

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """The letters of the row's title that match, as (start, end) code points."""
        return matched(self._titles[row], self._words)

    def only(self, test: Callable[[int], bool], wanted: StillCurrent = always) -> Hits:
        """The same answer with those rows only that pass a test."""
        return Hits(self.rows.only(test, wanted), self._titles, self._words)
