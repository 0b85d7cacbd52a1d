"""Lines of authors without a label."""

from __future__ import annotations

import pytest

from paperreader.formats.records.lines.author_lines import parse_author_line


@pytest.mark.parametrize(
    ("line", "names", "count", "date"),
    [
        ("Ada Lovelace, Charles Babbage", ["Ada Lovelace", "Charles Babbage"], None, ""),
        ("Ada Lovelace and Charles Babbage", ["Ada Lovelace", "Charles Babbage"], None, ""),
        ("*Ada Lovelace, Tse-Hsun (Peter) Chen*", ["Ada Lovelace", "Tse-Hsun (Peter) Chen"], None, ""),
        ("Ada Lovelace · Charles Babbage · Zoe Li", ["Ada Lovelace", "Charles Babbage", "Zoe Li"], None, ""),
        ("Ada Lovelace, +11 authors · May 12, 2026", ["Ada Lovelace", "et al."], 12, "May 12, 2026"),
        ("Ada Lovelace et al.", ["Ada Lovelace", "et al."], None, ""),
        ("Ludwig van Beethoven, Pelé, Zoe Li, A B", ["Ludwig van Beethoven", "Pelé", "Zoe Li", "A B"], None, ""),
    ],
)
def test_names_are_read(line: str, names: list[str], count: int | None, date: str) -> None:
    assert parse_author_line(line) == (names, count, date)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Ada Lovelace",
        "Attention Is All You Need",
        "Planning, Learning, Reasoning",
        "Vision, Language and Action in Robots with Hands",
        "Red Teaming, Alignment for Language Models",
        "an abstract, in lower case",
        "6 authors",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert parse_author_line(line) is None
