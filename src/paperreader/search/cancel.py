"""Whether an answer is still wanted: long work asks now and then, and is given up when it is not."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

StillCurrent = Callable[[], bool]
_CHUNK = 1000  # rows between two looks at whether the answer is still wanted


class SearchCancelled(Exception):  # noqa: N818 - no error: nobody wants to know any more
    """The answer is no longer wanted."""


def always() -> bool:
    """It is: work that is not given up."""
    return True


def check_cancelled(wanted: StillCurrent) -> None:
    """Go on, or not.

    Raises:
        Abandoned: `wanted` said no.
    """
    if not wanted():
        raise SearchCancelled


def filter_rows(
    rows: Sequence[int],
    test: Callable[[int], bool],
    wanted: StillCurrent,
    ahead: Callable[[Sequence[int]], None] = lambda _: None,
) -> array[int]:
    """Those of some rows that pass a test; `ahead` is told which will be asked for next.

    In an array: Python's garbage collector would go through a list of a million, while everything waits.
    """
    found = array("q")
    for begin in range(0, len(rows), _CHUNK):
        check_cancelled(wanted)
        chunk = rows[begin : begin + _CHUNK]
        ahead(chunk)
        found.fromlist([row for row in chunk if test(row)])
    return found
