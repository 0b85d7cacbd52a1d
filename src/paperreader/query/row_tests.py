"""Tests of rows, and what the query language needs of marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

RowTest = Callable[[int], bool]
"""Returns whether a row passes."""


class AbstractTest(Protocol):
    """A row test that reads abstracts.

    Both methods raise PaperReaderError: a dump is gone or has changed.
    """

    def __call__(self, row: int, /) -> bool:
        """Return whether the row passes."""
        ...

    def ahead(self, rows: Sequence[int]) -> None:
        """Test rows that will be asked for; neighbours are read at once."""
        ...


class MarkLookup(Protocol):
    """Marks by the key of the paper."""

    def keys_marked(self, name: str) -> Iterable[str]:
        """Return the keys of the papers that are "read" or "starred"."""
        ...

    def read_at(self, key: str) -> datetime | None:
        """Return when a paper was read; None if it is unread."""
        ...

    def starred_at(self, key: str) -> datetime | None:
        """Return when a paper was starred; None if it is not."""
        ...
