"""Cancelling long work."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from paperreader.search import SearchCancelled, filter_rows
from paperreader.search.cancel import always, check_cancelled


def test_work_that_is_no_longer_current_is_cancelled() -> None:
    check_cancelled(always)
    with pytest.raises(SearchCancelled):
        check_cancelled(lambda: False)


def test_rows_keep_their_order_and_are_announced_before_they_are_tested() -> None:
    events: list[int | Sequence[int]] = []
    rows = range(2500, 0, -1)

    def is_even(row: int) -> bool:
        events.append(row)
        return row % 2 == 0

    assert list(filter_rows(rows, is_even, always, events.append)) == list(range(2500, 0, -2))
    announced: set[int] = set()
    for event in events:
        if isinstance(event, int):
            assert event in announced
        else:
            announced.update(event)


def test_filtering_many_rows_stops_soon_after_it_is_no_longer_current() -> None:
    tested: list[int] = []

    def test(row: int) -> bool:
        tested.append(row)
        return True

    with pytest.raises(SearchCancelled):
        filter_rows(range(100_000), test, iter((True, False)).__next__)
    assert 0 < len(tested) < 10_000
