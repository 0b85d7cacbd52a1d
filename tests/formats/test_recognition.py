"""The reading of a dump with the format that it has."""

from __future__ import annotations

from pathlib import Path

from paperreader.formats import read
from paperreader.source import Source


def test_a_problem_that_quotes_the_dump_stays_short(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    cut = "@book{" + "#" * 50_000 + ",\n title = {Two Papers"
    path.write_text("@misc{one, title = {The Title of One Paper}}\n" + cut)
    problems = [problem for batch in read(Source(str(path))) for problem in batch.problems]
    assert problems
    assert all(len(problem.text) <= 400 for problem in problems)
