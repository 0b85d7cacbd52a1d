"""The search index of a library's titles, made when it is first needed, by whoever asks or by another thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperreader.search import TitleIndex


class TitleSearch:
    """The index of titles that grow.

    Args:
        titles: of all rows.
        days: of all rows, as numbers; see `paperreader.dates`.
    """

    def __init__(self, titles: Sequence[str], days: array[int]) -> None:
        self._titles = titles
        self._days = days
        self._is_grown_elsewhere = False

    @cached_property
    def _index(self) -> TitleIndex:
        from paperreader.search import TitleIndex

        return TitleIndex()

    @property
    def index(self) -> TitleIndex:
        """The index; of all titles, unless it grows in the background."""
        return self._index if self._is_grown_elsewhere else self.grow()

    def grow_in_background(self) -> None:
        """Let another thread call `grow`; searches then use the index as it is."""
        self._is_grown_elsewhere = True

    def grow(self, *, whole: bool = True) -> TitleIndex:
        """Extend the index by the titles read since; with `whole`, no more titles are expected soon."""
        self._index.extend(self._titles, self._days)
        if whole:
            self._index.finish()
        return self._index
