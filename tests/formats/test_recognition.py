"""The reading of a dump with the format that it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.formats import read
from paperreader.formats.registry import FORMATS
from paperreader.source import Source


def test_a_problem_that_quotes_the_dump_stays_short(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    cut = "@book{" + "#" * 50_000 + ",\n title = {Two Papers"
    path.write_text("@misc{one, title = {The Title of One Paper}}\n" + cut)
    problems = [problem for batch in read(Source(str(path))) for problem in batch.problems]
    assert problems
    assert all(len(problem.text) <= 400 for problem in problems)


@pytest.mark.parametrize(
    "head", [b"", b"\n" * (1 << 14), b" " * (1 << 14), b"x" * (1 << 14), b"\n" * ((1 << 14) - 1) + b"a"]
)
def test_a_dump_of_blanks_or_of_one_word_is_of_no_format(head: bytes) -> None:
    """Formats that leave out the last, perhaps cut piece of a long beginning have none to leave out there."""
    for row in FORMATS:
        assert row.reader.sniff(head) == 0, row.module
