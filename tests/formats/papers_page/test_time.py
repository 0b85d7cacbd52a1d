"""The time of reading grows with the size of a page, whatever the page contains."""

from __future__ import annotations

import time

import pytest

from paperreader.formats.papers_page.pairing import abstract_cost, title_cost
from tests.formats.papers_page import read
from tests.strategies import HEADER

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


ABSTRACT = "We study things that are long enough to be an abstract of a paper. " * 6
DATED = "\n6 authors\n\u00b7\nJan 5, 2024\n"


def test_a_line_of_blanks_over_many_chunks_is_read_in_linear_time() -> None:
    times = []
    for size in (2_500_000, 10_000_000):
        text = f"{HEADER}A Title\n\n{ABSTRACT}\n\n{' ' * size}\nend\n"
        begin = time.process_time()
        read(text)
        times.append(time.process_time() - begin)
    assert_linear(*times)


@pytest.mark.parametrize(
    ("start", "repeated"),
    [
        ("", "\u00b7"),
        ("", "lorem ipsum dolor \u00b7 "),
        ("", "\u00b7 Published on "),
        ("", "\u00b7\n"),
        ("# Papers\n\n", "!["),
        ("# Papers\n\n", "![]("),
        ("# Papers\n\n", "[Image: x"),
        ("# Papers\n\n", "](http://"),
        ("# Papers\n\n", "](http://("),
        ("# Papers\n\n", "["),
        ("# Papers\n\n", "# t\nx\n"),
        ("# Papers\n\n", "# t\n"),
        ("", "A Title" + DATED),
        ("", "\u00b7\n\nFeb 3 \u00b7\n\n"),
        ("", "   \n"),
        ("", "   "),
    ],
)
def test_a_pattern_that_repeats_is_read_in_linear_time(start: str, repeated: str) -> None:
    times = []
    for size in (5_000, 20_000):
        text = f"{HEADER}{start}A Title\n\n{ABSTRACT}\n\n{repeated * (size // len(repeated))}"
        begin = time.process_time()
        read(text)
        times.append(time.process_time() - begin)
    assert_linear(*times)


@pytest.mark.parametrize("letter", [" ", "x", "\n"])
def test_a_page_without_a_place_to_cut_it_is_read_in_linear_time(letter: str) -> None:
    times = []
    for size in (500_000, 2_000_000):
        text = f"{HEADER}A Title\n\n{ABSTRACT}\n{DATED}\n{letter * size}"
        begin = time.process_time()
        assert read(text, chunk=250).titles[0] == "A Title"
        times.append(time.process_time() - begin)
    assert_linear(*times)
