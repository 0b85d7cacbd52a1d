"""Cancelling a search: long work asks now and then if its result is still current, and stops if not."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

StillCurrent = Callable[[], bool]
"""Returns False once the result of the work is no longer needed."""
_BATCH = 1000  # rows tested between two calls of `still_current`


class SearchCancelled(Exception):  # noqa: N818 - no error, like GeneratorExit
    """The result of a search is no longer needed."""


def always() -> bool:
    """Return True: the `StillCurrent` of work that is never cancelled."""
    return True


def check_cancelled(still_current: StillCurrent) -> None:
    """Raise `SearchCancelled` if the work is no longer current."""
    if not still_current():
        raise SearchCancelled


def filter_rows(
    rows: Sequence[int],
    test: Callable[[int], bool],
    still_current: StillCurrent,
    ahead: Callable[[Sequence[int]], None] = lambda _: None,
) -> array[int]:
    """Return the rows that pass a test, in their order.

    The result is an array because Python's garbage collector would visit every element of a list.

    Args:
        rows: row numbers.
        test: returns True for a row to keep.
        still_current: see `check_cancelled`.
        ahead: called with each batch of rows before they are tested, so that their data can be read ahead.

    Raises:
        SearchCancelled: the result is no longer needed.
    """
    found = array("q")
    for begin in range(0, len(rows), _BATCH):
        check_cancelled(still_current)
        batch = rows[begin : begin + _BATCH]
        ahead(batch)
        found.fromlist([row for row in batch if test(row)])
    return found
