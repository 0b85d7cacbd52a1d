"""`paperreader state`: the path, the check and the merging of the file of marks."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paperreader.marks import STARRED, Mark, MarkChange, MarkStore, PaperRef
from tests.cli.running import SPARSE, Result, Run, start
from tests.libraries import change


def test_the_path_is_in_the_data_folder_or_of_the_environment_or_the_option(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("state", "path").out == f"{home / 'data' / 'paperreader' / 'state.toml'}\n"
    monkeypatch.setenv("PAPERREADER_STATE", str(tmp_path / "env.toml"))
    assert run("state", "path").out == f"{tmp_path / 'env.toml'}\n"
    assert run("--state", "option.toml", "state", "path").out == "option.toml\n"


def test_check_reports_a_sound_file(run: Run, dump: Path) -> None:
    run("mark", "read", "--all", "--from", dump)
    run("mark", "star", "sparse", "--from", dump)
    result = run("state", "check")
    assert result.status == 0
    assert "4 papers, 4 read, 1 starred" in result.out


@pytest.mark.parametrize("place", ["option", "variable", "setting"])
def test_a_named_file_must_be_there_to_be_checked(run: Run, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    assert run("state", "check").out.endswith("state.toml: no marks yet\n")
    Path("settings.toml").write_text('state = "missing.toml"\n' if place == "setting" else "")
    if place == "variable":
        monkeypatch.setenv("PAPERREADER_STATE", "missing.toml")
    options = ["--state", "missing.toml"] if place == "option" else []
    result = run("state", "check", "--config", "settings.toml", *options)
    assert (result.status, result.out) == (1, "")
    assert "there is no file" in result.err
    assert "missing.toml (the first mark writes it)" in result.err


def test_check_reports_a_broken_file_and_leaves_it_unchanged(run: Run) -> None:
    Path("broken.toml").write_text("broken [")
    result = run("state", "check", "--state", "broken.toml")
    assert (result.status, result.out) == (1, "")
    assert "broken.toml" in result.err
    assert Path("broken.toml").read_text() == "broken ["


def test_check_reports_each_part_that_is_not_understood(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text('version = 1\n[papers.a-b-c]\nread = true\n[[event]]\nset = "starred"\n')
    result = run("state", "check", "--state", file)
    assert (result.status, result.out) == (1, "")
    assert "papers.a-b-c: read = True is not a time" in result.err
    assert "unknown event" in result.err


def test_copies_are_merged(run: Run) -> None:
    MarkStore("copy.toml").apply([change("a-paper-elsewhere"), change("another-paper", "starred")])
    MarkStore("other.toml").apply([change("a-paper-elsewhere")])
    assert run("state", "merge", "copy.toml", "other.toml", "--state", "mine.toml").out == (
        "2 marks merged from 2 files\n"
    )
    assert run("state", "merge", "copy.toml", "--state", "mine.toml").out == "0 marks merged from 1 file\n"
    assert len(MarkStore("mine.toml")) == 2
    assert run("state", "merge", "missing.toml", "--state", "mine.toml").status == 1


def test_a_copy_on_standard_input_is_merged(run: Run, dump: Path) -> None:
    run("mark", "star", "sparse", "--from", dump)
    printed = run("list", "--from", dump, "--format", "jsonl").out
    MarkStore("copy.toml").apply([change("a-paper-elsewhere")])
    for text in (printed, Path("copy.toml").read_text("utf-8")):
        merging = start("state", "merge", "-", "--state", "mine.toml", stdin=subprocess.PIPE)
        assert merging.communicate(text.encode()) == (b"1 mark merged from 1 file\n", b"")
    merging = start("state", "merge", "-", "--state", "mine.toml", stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = merging.communicate(b"broken [")
    assert (merging.returncode, out) == (1, b"")
    assert b"(standard input) is not a state file" in err


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_the_marks_of_printed_json_are_merged(run: Run, dump: Path, form: str) -> None:
    for mark in (
        ("read", "--all"),
        ("star", "sparse"),
        ("tag", "todo", "heads"),
        ("tag", "x", "year:2023"),
        ("note", "a\nb", "sparse"),
    ):
        run("mark", *mark, "--from", dump)
    run("mark", "unread", "mechanistic", "--from", dump)
    printed = run("list", "--from", dump, "--format", form, "--output", "papers.out")
    assert printed.status == 0
    marks = ("--fields", "key,read,starred,tags,note")
    before = run("list", "--from", dump, *marks).out
    assert run("state", "merge", "papers.out", "--state", "new.toml").out == "9 marks merged from 1 file\n"
    assert run("list", "--from", dump, *marks, "--state", "new.toml").out == before
    assert run("state", "merge", "papers.out", "--state", "new.toml").out == "0 marks merged from 1 file\n"
    assert (
        "sound; 3 papers, 3 read, 1 starred, 3 tagged, 1 with a note"
        in run("state", "check", "--state", "new.toml").out
    )


def test_times_are_printed_in_whole_seconds_and_the_file_keeps_its_own(run: Run, dump: Path) -> None:
    since = datetime(2026, 11, 22, 8, 0, 0, 540_000, UTC)
    paper = PaperRef("sparse-autoencoders-find-features", SPARSE)
    MarkStore("marks.toml").apply([MarkChange(paper, STARRED, Mark(on=True, since=since))])
    listed = ("list", "is:starred", "--from", dump, "--state", "marks.toml")
    assert run(*listed, "--fields", "starred").out == "2026-11-22T08:00:00Z\n"
    run(*listed, "--output", "papers.jsonl")
    assert run("state", "merge", "papers.jsonl", "--state", "marks.toml").out == "0 marks merged from 1 file\n"
    assert MarkStore("marks.toml").starred_at(paper.key) == since


def test_a_tag_in_printed_json_does_not_come_back_where_it_was_taken_back(run: Run, dump: Path) -> None:
    run("mark", "tag", "todo", "sparse", "--from", dump)
    run("list", "--from", dump, "--format", "jsonl", "--output", "papers.jsonl")
    run("mark", "untag", "todo", "sparse", "--from", dump)
    assert run("state", "merge", "papers.jsonl").out == "0 marks merged from 1 file\n"


@pytest.mark.parametrize("text", ['{"key": 1}\n', '{"key": "a", "title": "A"\n', "[{}]", '[{"key"', "{}{}\n"])
def test_other_json_is_not_merged(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text)
    result = run("state", "merge", "other.json", "--state", "new.toml")
    assert (result.status, result.out) == (1, "")
    assert "nothing was merged" in result.err


def test_the_merge_driver_merges_two_versions(run: Run, tmp_path: Path) -> None:
    for name in ("base", "ours", "theirs"):
        MarkStore(f"{name}.toml").apply([change(f"a-paper-of-{name}")])
    assert run("state", "merge", "--driver", "base.toml", "ours.toml", "theirs.toml") == Result(0, "", "")
    assert {paper.key for paper in MarkStore("ours.toml").papers()} == {"a-paper-of-ours", "a-paper-of-theirs"}
    (tmp_path / "theirs.toml").write_text("broken [")
    before = (tmp_path / "ours.toml").read_bytes()
    assert run("state", "merge", "--driver", "base.toml", "ours.toml", "theirs.toml").status == 1
    assert (tmp_path / "ours.toml").read_bytes() == before


@pytest.mark.parametrize(
    "line", [("merge",), ("merge", "--driver", "a", "b"), ("check", "--driver"), ("path", "--driver")]
)
def test_merge_needs_files(run: Run, line: tuple[str, ...]) -> None:
    assert run("state", *line).status == 2


@pytest.mark.parametrize("line", [("state",), ("state", "wombat"), ("state", "path", "more")])
def test_state_needs_an_action(run: Run, line: tuple[str, ...]) -> None:
    assert run(*line).status == 2


@pytest.mark.parametrize("command", ["list", "stats"])
def test_papers_without_their_marks_are_printed_with_a_problem(run: Run, dump: Path, command: str) -> None:
    Path("folder.toml").mkdir()
    result = run(command, "--from", dump, "--state", "folder.toml")
    assert (result.status, bool(result.out)) == (1, True)
    assert "cannot read" in result.err
    assert "folder.toml: not a regular file" in result.err
