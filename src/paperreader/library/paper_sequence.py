"""The papers of a library as a sequence; each is made when it is accessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from paperreader.paper import Paper


class PaperSequence(Sequence[Paper]):
    """Papers in the order read.

    Args:
        rows: returns the rows of the papers, which may grow.
        paper: returns the paper of a row.
    """

    def __init__(self, rows: Callable[[], Sequence[int]], paper: Callable[[int], Paper]) -> None:
        self._rows = rows
        self._paper = paper

    def __len__(self) -> int:
        return len(self._rows())

    def __iter__(self) -> Iterator[Paper]:
        return map(self._paper, self._rows())

    @overload
    def __getitem__(self, index: int) -> Paper: ...
    @overload
    def __getitem__(self, index: slice) -> list[Paper]: ...
    def __getitem__(self, index: int | slice) -> Paper | list[Paper]:
        rows = self._rows()
        return [self._paper(row) for row in rows[index]] if isinstance(index, slice) else self._paper(rows[index])
