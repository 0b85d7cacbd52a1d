"""The report on dumps: papers, merged papers and problems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from paperreader.library import loading
from paperreader.library import report as reports
from paperreader.library.report import LibraryReport
from tests.formats.papers_page import count_lines
from tests.strategies import HEADER, PagePaper, page

SEEDS = Path(__file__).parents[2] / "seeds"
ABSTRACT = ("We study how large models represent the structure of the tasks that they are trained on. " * 4).strip()
ONE = PagePaper("One Title of a Paper", ABSTRACT, 6, 26, 2024, 2)
OTHER = PagePaper("Another Title of a Paper", ABSTRACT, 6, 1, 2024)


def report(*paths: object) -> LibraryReport:
    return reports.make_report(*loading.load_library([str(path) for path in paths]))


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_the_seeds_have_no_problems() -> None:
    found = report(SEEDS)
    assert (found.entries, found.papers, found.merged, found.problems, found.errors) == (94, 86, 8, (), ())
    assert [dump.entries for dump in found.dumps] == [35, 59]
    assert reports.report_text(found).splitlines()[-1] == (
        "94 entries, 86 papers, 8 with more than one source; no problems"
    )


def test_every_line_of_the_seeds_is_counted() -> None:
    for dump in report(SEEDS).dumps:
        assert sum(dump.counts.values()) == count_lines(Path(dump.path).read_bytes())
        assert dump.counts["boilerplate"] in (5, 6)  # one copy lacks `Daily Papers`


def test_the_lines_of_a_dump_are_counted_by_label(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", page([ONE, OTHER]))
    lines = reports.report_text(report(path)).splitlines()
    assert lines == [
        f"{path}: 2 papers; Hugging Face papers page as text; 26 lines: 2 of titles, 2 of abstracts, 5 of metadata, 6 of boilerplate, 11 blank",
        "2 entries, 2 papers, 0 with more than one source; no problems",
    ]


def test_a_problem_has_its_line_and_reason(tmp_path: Path) -> None:
    text = page([ONE, OTHER]).replace("Jun 1,", "Feb 31,")
    path = written(tmp_path / "a.txt", text)
    line = text.split("\n").index("\u00b7", 20)
    lines = reports.report_text(report(path)).splitlines()
    assert lines[0].startswith(f"{path}:{line + 2}: a date that is not in the calendar")
    assert lines[-1].endswith("; 1 problem")


def test_many_problems_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", page([ONE, OTHER]).replace("Jun 1,", "Feb 31,").replace("Jun 26", "Feb 30"))
    assert reports.report_text(report(path)).endswith("; 2 problems\n")


def test_a_paper_of_two_dumps_is_counted_once_and_as_merged(tmp_path: Path) -> None:
    paths = [written(tmp_path / "a.txt", page([ONE, OTHER])), written(tmp_path / "b.txt", page([OTHER, ONE, OTHER]))]
    found = report(*paths)
    assert (found.entries, found.papers, found.merged) == (5, 2, 2)
    assert [dump.entries for dump in found.dumps] == [2, 3]


def test_an_unreadable_dump_is_in_the_report(tmp_path: Path) -> None:
    found = report(written(tmp_path / "a.txt", page([ONE, OTHER])), tmp_path / "gone.txt")
    (error,) = found.errors
    assert "gone.txt" in error


def test_a_report_without_a_readable_dump(tmp_path: Path) -> None:
    found = report(tmp_path / "gone.txt")
    error, sums = reports.report_text(found).splitlines()
    assert error == found.errors[0]
    assert sums == "0 entries, 0 papers, 0 with more than one source; 1 problem"


def test_the_report_as_json(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", page([ONE, OTHER]).replace("Jun 1,", "Feb 31,"))
    found = json.loads(reports.report_json(report(path)))
    assert (found["entries"], found["papers"], found["merged"], found["errors"]) == (2, 2, 0, [])
    assert found["problems"][0]["source"] == str(path)
    assert found["problems"][0]["line"] == 26
    assert found["dumps"][0]["path"] == str(path)
    assert sum(found["dumps"][0]["counts"].values()) == 26


@pytest.mark.parametrize("name", ["a\x1b[31m.txt", "a\n.txt", "a\u202e.txt", "a\udcff.txt"])
def test_a_hostile_file_name_does_a_terminal_no_harm(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, page([ONE, OTHER]).replace("Jun 1,", "Feb 31,"))
    found = report(path)
    text = reports.report_text(found)
    assert text.replace("\n", "").isprintable()
    assert text.count("\n") == 3
    text.encode()
    reports.report_json(found).encode()


def test_boilerplate_is_counted_even_without_a_paper(tmp_path: Path) -> None:
    found = report(written(tmp_path / "a.txt", HEADER))
    assert found.papers == 0
    assert [dump.counts["boilerplate"] for dump in found.dumps] == [6]
    assert len(found.errors) == 1
