"""The time of reading grows with the size of a page, whatever the page contains."""

from __future__ import annotations

import time

import pytest

from paperreader.formats.papers_page.pairing import abstract_cost, title_cost

_FLOOR = 0.1  # seconds: shorter times are not compared


def assert_linear(shorter: float, longer: float) -> None:
    """Check that four times the text took at most eight times as long."""
    assert longer <= 8 * max(shorter, _FLOOR)


@pytest.mark.parametrize("indent", [b"   ", b"    ", b"        "])
def test_an_indented_list_that_ends_unindented_is_judged_at_once(indent: bytes) -> None:
    times = []
    for lines in (40, 160):
        text = b"In this work we show\n" + (indent + b"- that it is fast.\n") * lines + b"and small."
        start = time.process_time()
        title_cost(text)
        abstract_cost(text)
        times.append(time.process_time() - start)
    assert_linear(*times)
