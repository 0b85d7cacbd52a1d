"""`paperreader check`: problems of dumps and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import PAPERS, Run, start
from tests.libraries import ABSTRACT, SEEDS
from tests.strategies import PagePaper, page


def test_the_dumps_of_the_program_have_no_problem(run: Run) -> None:
    result = run("check", SEEDS)
    assert (result.status, result.err) == (0, "")
    assert "no problems" in result.out.splitlines()[-1]
    found = json.loads(run("check", SEEDS, "--format", "json").out)
    assert found["problems"] == []
    assert found["papers"] == 86


def test_a_problem_is_reported_with_its_line_and_status_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    text = page([PAPERS[0], PagePaper("A Paper on No Day of the Calendar", ABSTRACT, 2, 31, 2023), PAPERS[1]])
    file.write_text(text, "utf-8")
    result = run("check", file)
    assert result.status == 1
    first = result.lines[0]
    assert first.startswith(f"{file}:")
    assert "calendar" in first
    assert "1 problem" in result.lines[-1]


def test_an_unreadable_dump_is_reported_and_the_others_are_read(run: Run, dump: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for missing in ("missing.txt", "empty.txt"):
        result = run("check", dump, missing)
        assert result.status == 1
        assert missing in result.err
        assert "4 papers" in result.out
        listed = run("list", "--from", missing, "--from", dump)
        assert (listed.status, len(listed.lines)) == (1, 4)
        assert missing in listed.err


def test_check_reads_standard_input(dump: Path) -> None:
    with dump.open("rb") as file:
        process = start("check", "-", stdin=file)
        out, _ = process.communicate()
    assert process.returncode == 0
    assert b"4 papers" in out
