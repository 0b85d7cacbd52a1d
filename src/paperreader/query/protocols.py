"""What a query reads: a library's columns and a person's marks, known by these protocols only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from paperreader.search import TitleIndex


RowTest = Callable[[int], bool]
"""Whether a row passes."""


class AbstractTest(Protocol):
    """Whether a row's abstract passes; it is read for that, and many are read faster at once.

    Both raise PaperReaderError: a dump is gone or has changed.
    """

    def __call__(self, row: int, /) -> bool:
        """Whether the row passes."""
        ...

    def ahead(self, rows: Sequence[int]) -> None:
        """These rows will be asked for."""
        ...


class Columns(Protocol):
    """What a query reads of a library; rows are numbered from 0."""

    @property
    def titles(self) -> Sequence[str]:
        """As shown."""
        ...

    @property
    def keys(self) -> Sequence[str]:
        """See `paperreader.paper.key`."""
        ...

    @property
    def days(self) -> Sequence[int]:
        """yyyymmdd; mmdd while the year is unknown; 0 without a date."""
        ...

    @property
    def authors_counts(self) -> Sequence[int]:
        """-1: unknown."""
        ...

    @property
    def comments(self) -> Sequence[int]:
        """-1: unknown."""
        ...

    @property
    def upvotes(self) -> Sequence[int]:
        """-1: unknown."""
        ...

    @property
    def organization_names(self) -> Sequence[tuple[str, str]]:
        """All there are, as (slug, full name)."""
        ...

    @property
    def source_names(self) -> Sequence[str]:
        """The dumps' file names."""
        ...

    def folded_title(self, row: int) -> str:
        """The title as it is compared."""
        ...

    def in_abstract(self, wanted: str) -> AbstractTest:
        """The test for words in the abstract."""
        ...

    def row_of(self, key_: str) -> int | None:
        """The row of a key."""
        ...

    @property
    def index(self) -> TitleIndex:
        """The titles, to be searched."""
        ...

    def organization(self, row: int) -> tuple[str, str] | None:
        """(slug, full name)."""
        ...

    def source_paths(self, row: int) -> list[str]:
        """The dumps that have the paper."""
        ...

    def is_new(self, row: int) -> bool:
        """Whether no dump of an earlier sitting has the paper."""
        ...

    def has_code(self, row: int) -> bool:
        """Whether there is a link to code."""
        ...

    def has_link(self, row: int) -> bool:
        """Whether there is an address."""
        ...

    def has_abstract(self, row: int) -> bool:
        """Whether there is an abstract."""
        ...


class MarkLookup(Protocol):
    """When papers were marked; None: not marked."""

    def keys_marked(self, name: str) -> Iterable[str]:
        """The keys of the papers that are "read" or "starred"."""
        ...

    def read_at(self, key: str) -> datetime | None:
        """Since when it is read."""
        ...

    def starred_at(self, key: str) -> datetime | None:
        """Since when it is starred."""
        ...
