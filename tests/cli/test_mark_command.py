"""`paperreader mark`: which papers are marked, and wrong usage."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from paperreader.marks import MarkStore
from tests.cli.running import HEADS, MECHANISTIC, SPARSE, UNDATED, Result, Run, titles
from tests.libraries import change


def test_the_numbers_of_changed_and_unchanged_papers_are_printed(run: Run, dump: Path) -> None:
    assert run("mark", "read", "heads", "--from", dump) == Result(0, "2 marked read\n", "")
    assert run("mark", "read", "--all", "--from", dump).out == "2 marked read (2 were already)\n"
    assert run("list", "is:unread", "--from", dump).out == ""
    assert run("mark", "unread", "sparse", "--from", dump).out == "1 marked unread\n"
    assert titles(run("list", "is:unread", "--from", dump, "--format", "jsonl")) == [SPARSE]


def test_papers_are_starred_and_unstarred(run: Run, dump: Path) -> None:
    assert run("mark", "star", "year:2023", "--from", dump).out == "2 marked starred\n"
    assert run("mark", "unstar", "sparse", "--from", dump).out == "1 marked unstarred\n"
    assert run("list", "--from", dump).lines[0].startswith("★●")
    assert titles(run("list", "is:starred", "--from", dump, "--format", "jsonl")) == [HEADS]


def test_only_exact_matches_are_marked(run: Run, dump: Path) -> None:
    assert run("mark", "star", "mechanstic", "--from", dump).out == "0 marked starred\n"
    assert run("list", "is:starred", "--from", dump).out == ""


def test_listed_keys_can_be_marked(run: Run, dump: Path) -> None:
    keys = run("list", "has:date", "--from", dump, "--format", "keys").out
    assert keys.splitlines()[0] == "successor-heads-recurring-in-the-wild"
    assert run("mark", "star", "-", "--from", dump, stdin=keys) == Result(0, "3 marked starred\n", "")
    assert run("mark", "unstar", "-", "--from", dump, stdin=f"\n{keys}{keys}\n").out == "3 marked unstarred\n"


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_the_papers_of_printed_json_can_be_marked(run: Run, dump: Path, form: str) -> None:
    printed = run("list", "has:date", "--from", dump, "--format", form).out
    assert run("mark", "star", "-", "--from", dump, stdin=printed) == Result(0, "3 marked starred\n", "")


@pytest.mark.parametrize("text", ['{"title": "A"}\n{"title": "B"}\n', '{"key": "a-b-c"}\n{"key": \n', '[{"key": 1}]'])
def test_json_without_keys_marks_nothing_and_is_one_error(run: Run, dump: Path, text: str) -> None:
    result = run("mark", "star", "-", "--from", dump, stdin=text)
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1)
    assert "--format keys" in result.err


def test_keys_match_without_their_hyphens_and_unknown_keys_are_reported(run: Run, dump: Path) -> None:
    result = run("mark", "read", "-", "--from", dump, stdin="sparseautoencoders-findfeatures\nno-such-paper\n")
    assert (result.status, result.out) == (1, "1 marked read\n")
    assert "no-such-paper" in result.err


def test_a_paper_without_its_dump_can_be_unstarred(run: Run, dump: Path) -> None:
    MarkStore("marks.toml").apply([change("gone-paper-of-another-dump", "starred", title="Gone Paper of Another Dump")])
    result = run("mark", "unstar", "-", "--from", dump, "--state", "marks.toml", stdin="gone-paper-of-another-dump\n")
    assert result.out == "1 marked unstarred\n"
    assert MarkStore("marks.toml").starred_at("gone-paper-of-another-dump") is None


def test_papers_are_tagged_and_untagged(run: Run, dump: Path) -> None:
    assert run("mark", "tag", "todo", "heads", "--from", dump) == Result(0, "2 tagged todo\n", "")
    assert run("mark", "tag", "todo", "--all", "--from", dump).out == "2 tagged todo (2 were already)\n"
    assert run("mark", "untag", "todo", "year:2023", "--from", dump).out == "2 untagged todo\n"
    assert titles(run("list", "tag:todo", "--from", dump, "--format", "jsonl")) == [UNDATED, MECHANISTIC]
    assert run("list", "--fields", "tags", "tag:todo", "--from", dump).lines == ["todo", "todo"]


def test_a_paper_gets_a_note_which_is_told_when_it_is_replaced(run: Run, dump: Path) -> None:
    key = "sparse-autoencoders-find-features"
    assert run("mark", "note", "compare with\nSAE", "sparse", "--from", dump) == Result(0, "1 noted\n", "")
    assert run("list", "note:sae", "--from", dump, "--fields", "note").out == "compare with SAE\n"
    replaced = run("mark", "note", "other", "-", "--from", dump, stdin=key)
    assert (replaced.out, replaced.err) == ("1 noted\n", f"paperreader: {key}: the note was “compare with SAE”\n")
    assert run("mark", "note", "", "has:note", "--from", dump).out == "1 without a note now\n"
    assert run("list", "has:note", "--from", dump).out == ""


def test_a_tag_with_blanks_that_was_written_by_hand_can_be_taken(run: Run, dump: Path) -> None:
    Path("mine.toml").write_text('version = 1\n[papers.sparse-autoencoders-find-features]\ntags = ["to read"]\n')
    options = ("--from", dump, "--state", "mine.toml")
    assert run("mark", "untag", "to read", 'tag:"to read"', *options).out == "1 untagged to read\n"
    assert run("list", "has:tag", *options).out == ""


def test_keys_can_be_given_instead_of_a_query(run: Run, dump: Path) -> None:
    keys = run("list", "has:date", "--from", dump, "--format", "keys").lines[:2]
    assert run("mark", "note", "x", *keys, "--from", dump).out == "2 noted\n"
    assert run("list", "has:note", "--from", dump, "--format", "keys").lines == keys


@pytest.mark.parametrize(
    "line", [("tag",), ("tag", "todo"), ("tag", "to read", "x"), ("untag", "a,b", "x"), ("note", "x")]
)
def test_a_tag_needs_a_name_of_one_word_and_papers(run: Run, dump: Path, line: tuple[str, ...]) -> None:
    result = run("mark", *line, "--from", dump)
    assert (result.status, result.out) in ((2, ""), (1, ""))
    assert result.err
    assert run("list", "has:tag", "--from", dump).out == ""


@pytest.mark.parametrize(
    "line", [("mark",), ("mark", "star"), ("mark", "wombat", "x"), ("mark", "read", "--limit", "3", "x")]
)
def test_mark_needs_an_action_and_papers(run: Run, line: tuple[str, ...]) -> None:
    result = run(*line)
    assert (result.status, result.out) == (2, "")
    assert result.err


def test_an_empty_query_marks_nothing(run: Run, dump: Path) -> None:
    result = run("mark", "read", "", "--from", dump)
    assert result.status == 2
    assert run("list", "is:read", "--from", dump).out == ""


@pytest.mark.parametrize("query", [["-is:starrd"], ["sparse", "-yaer:2024"], ["-@typo"], ["-", "foo"]])
def test_a_query_that_is_not_understood_marks_nothing(run: Run, dump: Path, query: list[str]) -> None:
    result = run("mark", "read", *query, "--from", dump)
    assert (result.status, result.out) == (2, "")
    assert run("list", "is:read", "--from", dump).lines == []


def test_marks_that_cannot_be_saved_are_an_error(run: Run, dump: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    result = run("mark", "read", "--all", "--from", dump, "--state", tmp_path / "newer.toml")
    assert result.status == 0
    (tmp_path / "newer.toml").write_text("version = 2\n")
    result = run("mark", "read", "--all", "--from", dump, "--state", tmp_path / "newer.toml")
    assert (result.status, result.out) == (1, "")
    assert "not saved" in result.err
    assert (tmp_path / "newer.toml").read_text() == "version = 2\n"


def test_marks_are_written_to_the_file_of_the_option(run: Run, dump: Path) -> None:
    run("mark", "read", "sparse", "--from", dump, "--state", "mine.toml")
    assert "sparse-autoencoders-find-features" in tomllib.loads(Path("mine.toml").read_text())["papers"]
    assert len(run("list", "is:read", "--from", dump, "--state=mine.toml").lines) == 1
    assert run("list", "is:read", "--from", dump).out == ""


def test_a_broken_file_of_marks_is_kept_and_reported_before_marking(run: Run, dump: Path, tmp_path: Path) -> None:
    Path("broken.toml").write_text("[papers.broken")
    result = run("mark", "read", "sparse", "--from", dump, "--state", "broken.toml")
    assert result.out == "1 marked read\n"
    assert "broken" in result.err
    assert "[papers.broken" in [other.read_text() for other in tmp_path.glob("broken.broken-*.toml")]


def test_a_file_of_another_program_as_file_of_marks_is_refused_by_each_command(
    run: Run, dump: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "refs.bib"
    other.write_text("@article{a,\n  title = {A Paper}\n}\n")
    before = sorted(os.listdir(tmp_path))
    monkeypatch.setenv("PAPERREADER_STATE", str(other))
    for words in (["list"], ["stats"], ["mark", "read", "--all"]):
        for option in ([], ["--state", str(other)]):
            result = run(*words, "--from", dump, *option)
            assert (result.status, result.out) == (1, "")
            assert f"{other} is not a state file" in result.err
            assert "--state" in result.err
    assert "is not a state file" in run("state", "check").err
    assert "is not a state file" in run("state", "merge", "--state", "new.toml", other).err
    assert other.read_text() == "@article{a,\n  title = {A Paper}\n}\n"
    assert sorted(os.listdir(tmp_path)) == before


def test_a_pipe_as_file_of_marks_is_reported_and_does_not_block(run: Run, dump: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = run("list", "--from", dump, "--state", pipe, "--limit", "1")
    assert (result.status, len(result.lines)) == (1, 1)
    assert "not a regular file" in result.err
    assert run("mark", "star", "heads", "--from", dump, "--state", pipe).status == 1


@pytest.mark.parametrize(
    "query", ["-(year:2023", "-()", "-(year:2023)x", "year:2023 OR heads)", "org:adobe OR year:2023)", "(year:2023 OR)"]
)
def test_nothing_is_marked_for_parentheses_that_are_not_understood(run: Run, dump: Path, query: str) -> None:
    result = run("mark", "star", query, "--from", dump)
    assert (result.status, result.out) == (2, "")
    assert "searched as words" in result.err


def test_papers_outside_of_a_group_of_one_term_are_marked(run: Run, dump: Path) -> None:
    assert run("mark", "star", "-(year:2023)", "--from", dump).out == "2 marked starred\n"


@pytest.mark.parametrize("query", ["tag:", "-tag:", "year:", 'tag:""', "is:unread org:"])
def test_nothing_is_marked_for_a_field_without_a_value(run: Run, dump: Path, query: str) -> None:
    """As a script has it whose variable is empty: `tag:$T`."""
    result = run("mark", "star", query, "--from", dump)
    assert (result.status, result.out) == (2, "")
    assert "has no value — searched as words" in result.err


@pytest.mark.parametrize("query", ["-&", "->", '-"+"', "-& -#"])
def test_nothing_is_marked_for_signs_that_exclude_nothing(run: Run, dump: Path, query: str) -> None:
    result = run("mark", "star", query, "--from", dump)
    assert (result.status, result.out) == (2, "")
    assert "the query is empty" in result.err


@pytest.mark.parametrize("query", ["-(&)", '-("&")', '-("->")', "-(…)", "-((&))", "-(& OR #)", "-(-(&))"])
def test_nothing_is_marked_for_a_group_of_signs_that_excludes_nothing(run: Run, dump: Path, query: str) -> None:
    result = run("mark", "star", query, "--from", dump)
    assert (result.status, result.out) == (2, "")
    assert "nothing is marked" in result.err
