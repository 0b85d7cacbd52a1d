"""`paperreader check`: problems of dumps and the exit status."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from paperreader.formats.registry import FORMATS
from tests.cli.running import PAPERS, Result, Run, start
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
        assert (result.status, result.err) == (1, "")
        assert missing in result.lines[0]
        assert "4 papers" in result.out
        listed = run("list", "--from", missing, "--from", dump)
        assert (listed.status, len(listed.lines)) == (1, 4)
        assert missing in listed.err


def test_check_reads_standard_input(dump: Path) -> None:
    with dump.open("rb") as file:
        process = start("check", "-", stdin=file)
        out, _ = process.communicate()
    assert process.returncode == 0
    assert out.startswith(b"(standard input): 4 papers")


def test_all_that_is_counted_as_a_problem_is_in_the_report_with_its_path(run: Run, dump: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\nNo papers here.\n")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(dump.read_bytes())[:-9])
    (tmp_path / "empty").mkdir()
    odd = ["notes.md", "missing", "a.pdf", "cut.gz", "empty"]
    result = run("check", *odd)
    assert (result.status, result.err) == (1, "")
    assert [path for path, line in zip(odd, result.lines, strict=False) if path not in line] == []
    assert "notes.md: no papers found; Markdown lists, digests and pages are read" in result.lines[0]
    assert result.lines[-1].endswith("; 5 problems")
    found = json.loads(run("check", *odd, "--format", "json").out)
    assert [(problem["source"], problem["line"]) for problem in found["problems"]] == [(path, 0) for path in odd]
    assert [problem["text"] for problem in found["problems"]] == found["errors"] == result.lines[:5]


def test_the_files_of_a_folder_without_papers_are_told_and_no_problem(run: Run, dump: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    dump.rename(folder / "page.txt")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    (folder / "LICENSE").write_text("Permission is hereby granted.\n")
    os.mkfifo(folder / "pipe")
    result = run("check", folder)
    assert (result.status, result.err) == (0, "")
    assert f"not read: {folder}/a.pdf is a PDF" in result.lines
    assert sum(line.startswith("not read: ") for line in result.lines) == 2
    assert result.lines[-1].endswith("2 files not read; no problems")
    found = json.loads(run("check", folder, "--format", "json").out)
    assert [file["path"] for file in found["not_read"]] == [f"{folder}/LICENSE", f"{folder}/a.pdf"]


@pytest.mark.parametrize("command", [("list",), ("stats",), ("mark", "read", "--all")])
def test_other_commands_count_the_files_that_were_not_read(
    run: Run, dump: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    dump.rename(folder / "page.txt")
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(b"%PDF-1.4")
    result = run(*command, "--from", "a folder")
    assert result.status == 0
    assert "2 files not read: paperreader check 'a folder' tells why" in result.err


def test_each_dump_is_told_with_its_format_and_the_fields_that_were_not_understood(run: Run, tmp_path: Path) -> None:
    entry = "@article{{key{0}, title = {{Title Number {0} of a Paper}}, year = 2020, {1}}}\n"
    fields = ["ranking = {rank4}", "ranking = {rank5}", "readstatus = {read}"]
    (tmp_path / "refs.bib").write_text("".join(entry.format(number, field) for number, field in enumerate(fields)))
    lines = run("check", "refs.bib").lines
    assert lines[:3] == [
        "refs.bib: 3 papers; BibTeX and BibLaTeX; 3 records",
        "  not understood: ranking, 2 times; line 1: rank4",
        "  not understood: readstatus, 1 time; line 3: read",
    ]
    (found,) = json.loads(run("check", "refs.bib", "--format", "json").out)["dumps"]
    assert (found["format"], found["unit"], found["counts"]) == ("BibTeX and BibLaTeX", "records", {"papers": 3})
    assert found["unread_fields"][0] == {"name": "ranking", "times": 2, "line": 1, "example": "rank4"}


def test_of_many_fields_only_the_most_frequent_are_told(run: Run, tmp_path: Path) -> None:
    fields = ", ".join(f"unknown{number} = {{x}}" for number in range(25))
    (tmp_path / "refs.bib").write_text(f"@article{{key, title = {{A Title of a Paper}}, {fields}}}\n")
    lines = run("check", "refs.bib").lines
    assert len(lines) == 13
    assert "15 more fields" in lines[11]


def test_an_empty_answer_is_no_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "found.json").write_text('{"total": 0, "offset": 0, "data": []}')
    result = run("check", "found.json")
    assert (result.status, result.err) == (0, "")
    assert "0 papers" in result.lines[0]
    assert "1 of empty answers" in result.lines[0]
    assert run("list", "--from", "found.json") == Result(0, "", "")


def test_the_formats_are_listed_with_their_origin_and_what_they_know(run: Run) -> None:
    result = run("check", "--formats")
    assert result.status == 0
    for row in FORMATS:
        assert f"{row.name}\n  from   {row.obtained}\n  knows  {row.known}\n" in result.out
    rows = json.loads(run("check", "--formats", "--format", "json").out)
    assert [row["name"] for row in rows] == [row.name for row in FORMATS]
