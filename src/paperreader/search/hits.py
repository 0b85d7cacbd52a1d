"""The answer to a query: rows, best first, with their scores and their matched letters."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, overload

from paperreader.search.cancel import StillCurrent, always, filter_rows
from paperreader.search.ranking import FIRST_NEAR_CODE, score
from paperreader.search.spans import matched_spans


class TieBreakers(NamedTuple):
    """What orders rows of the same rank: the shorter title, the newer paper, the lower row.

    Attributes:
        titles: by row, as shown.
        days: by row, as numbers that grow with the date.
    """

    titles: Sequence[str]
    days: Sequence[int]

    def order(self, row: int) -> tuple[int, int, int]:
        """Return the sort key of a row among rows of the same rank."""
        return len(self.titles[row]), -self.days[row], row


class Ranking(Sequence[int]):
    """Rows, best first.

    Attributes:
        near_from: the index of the first near match.
    """

    near_from: int

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return self._rows_at(range(*index.indices(len(self))))
        return self._row_at(range(len(self))[index])

    @abstractmethod
    def _row_at(self, index: int) -> int:
        """Return the row at an index within the bounds."""

    def _rows_at(self, indices: range) -> list[int]:
        """Return the rows at indices within the bounds."""
        return [self._row_at(index) for index in indices]

    @abstractmethod
    def code(self, row: int) -> int:
        """Return the code of a row's rank; see `ranking.Rank.code`."""

    def sort_all(self, still_current: StillCurrent = always) -> None:
        """Sort all rows now, so that scrolling far does not wait for it.

        Raises:
            SearchCancelled: the rows are no longer needed.
        """

    @abstractmethod
    def only(self, test: Callable[[int], bool], still_current: StillCurrent) -> Ranking:
        """Return the rows that pass a test.

        Raises:
            SearchCancelled: the rows are no longer needed.
        """

    @abstractmethod
    def among(self, rows: AbstractSet[int], still_current: StillCurrent) -> Ranking:
        """Return the ranking of those rows that are in a set; faster than `only`.

        Raises:
            SearchCancelled: the rows are no longer needed.
        """


class SortedRanking(Ranking):
    """Rows that are all sorted at once.

    Args:
        codes: the code of each row's rank, by row.
        titles: the titles and days of all rows.
    """

    def __init__(self, codes: Mapping[int, int], titles: TieBreakers) -> None:
        self._codes = codes
        self._titles = titles
        self._rows = sorted(codes, key=lambda row: (codes[row], titles.order(row)))
        self.near_from = sum([code < FIRST_NEAR_CODE for code in codes.values()])

    def __len__(self) -> int:
        return len(self._rows)

    def _row_at(self, index: int) -> int:
        return self._rows[index]

    def code(self, row: int) -> int:
        """See `Ranking`."""
        return self._codes[row]

    def only(self, test: Callable[[int], bool], still_current: StillCurrent) -> SortedRanking:
        """See `Ranking`."""
        rows = filter_rows(self._rows, test, still_current)
        return SortedRanking({row: self._codes[row] for row in rows}, self._titles)

    def among(self, rows: AbstractSet[int], still_current: StillCurrent) -> SortedRanking:
        """See `Ranking`."""
        return self.only(rows.__contains__, still_current)


class Hits:
    """The answer to one query.

    Args:
        rows: the rows that were found.
        titles: the titles of all rows, as shown.
        query_words: the normalized words of the query.
    """

    def __init__(self, rows: Ranking, titles: Sequence[str], query_words: tuple[str, ...]) -> None:
        self.rows = rows
        self._titles = titles
        self._query_words = query_words

    @property
    def near_from(self) -> int:
        """The index in `rows` of the first near match."""
        return self.rows.near_from

    def score(self, row: int) -> float:
        """Return the score of a row, from 100 for the exact title down. Later hits never score higher."""
        return score(self.rows.code(row))

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """Return the matched letters of the row's title, as (start, end) in code points."""
        return matched_spans(self._titles[row], self._query_words)

    def only(self, test: Callable[[int], bool], still_current: StillCurrent = always) -> Hits:
        """Return the hits whose rows pass a test."""
        return Hits(self.rows.only(test, still_current), self._titles, self._query_words)
