"""The search index of a library that is still being read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from paperreader.text import normalize_title

if TYPE_CHECKING:
    from paperreader.search import TitleIndex


class GrowingIndex:
    """A title index made when it is first needed, and extended by the titles read since.

    Args:
        titles: the library's titles; may grow.
        days: the library's days, as numbers.
    """

    def __init__(self, titles: Sequence[str], days: Sequence[int]) -> None:
        self._titles = titles
        self._days = days
        self._index: TitleIndex | None = None
        self.in_background = False  # whether another thread calls `grow`

    @property
    def current(self) -> TitleIndex:
        """The index as it is; empty at first."""
        if self._index is None:
            from paperreader.search import TitleIndex

            self._index = TitleIndex()
        return self._index

    def grow(self, still_current: Callable[[], bool], *, whole: bool) -> TitleIndex:
        """Extend the index by the titles read since; see `Library.grow_index`."""
        index = self.current
        index.extend(self._titles, self._days, still_current)
        if whole:
            index.finish(still_current)
        return index

    def normalized_title(self, row: int) -> str:
        """Return a title as it is compared, from the index if it has the row."""
        index = self._index
        return (
            index.normalized_title(row)
            if index is not None and row < len(index)
            else normalize_title(self._titles[row])
        )
