"""Exploration: one place in five of the recommended order is for a paper that its score would not put there.

So the list does not narrow down to what is known already. Each such paper has the reason why it is there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NEWEST = "newest"
"""The reason of a paper that is among the newest."""
UNLIKE = "unlike"
"""The reason of a paper that is among those least like the marked ones."""
EVERY = 5
"""Of so many places in a row the last one is for exploration."""
MOST = 200
"""The most papers of a list that are there for exploration; all papers after the last one are in the order of their scores."""


class Explored(NamedTuple):
    """The rows of a list, and the reason of each that is there for exploration: `NEWEST` or `UNLIKE`."""

    rows: array[int]
    reasons: Mapping[int, str]


def interleave(best: NDArray[np.int64], newest: Iterable[int], unlike: Iterable[int]) -> Explored:
    """Put one of the newest and one of the least like in turn into each fifth place; all other rows keep their order.

    Args:
        best: the rows of a list, best first.
        newest: candidates among them, the newest first.
        unlike: candidates among them, the least like first.
    """
    head, tail = best[: EVERY * (MOST + 1)].tolist(), best[EVERY * (MOST + 1) :]
    ranks = {row: rank for rank, row in enumerate(head)}
    candidates = {NEWEST: iter(newest), UNLIKE: iter(unlike)}
    reasons, rows = dict[int, str](), list[int]()
    by_score = (row for row in head if row not in reasons)

    def next_one(*order: str) -> Iterator[tuple[int, str]]:
        """Yield the candidates for the next place, in the order of the reasons; none that would soon come by its score."""
        for reason in order:
            for row in candidates[reason]:
                if row not in reasons and ranks.get(row, len(best)) >= len(rows) + EVERY:
                    yield row, reason

    for turn in range(min(len(best) // EVERY, MOST)):
        rows += islice(by_score, EVERY - 1)
        found = next(next_one(*((NEWEST, UNLIKE) if turn % 2 == 0 else (UNLIKE, NEWEST))), None)
        if found is None:
            break
        row, reason = found
        reasons[row] = reason
        rows.append(row)
    rest = tail[np.isin(tail, list(reasons), invert=True)]
    return Explored(array("q", [*rows, *by_score]) + array("q", rest.tobytes()), reasons)
