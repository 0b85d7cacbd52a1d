"""The README says what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import paperreader
from paperreader.cli import main
from paperreader.commands import markdown_table
from paperreader.query import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
QUERIES = re.findall(r"^\| (`.*`[^|]*) \|", README.split("## Queries")[1].split("## Command line")[0], re.MULTILINE)


def test_its_first_two_blocks_are_one_command_each() -> None:
    opens, tests = BLOCKS[0].strip(), BLOCKS[1].strip()
    assert "\n" not in opens + tests
    assert opens.endswith("paperreader seeds")
    assert tests.endswith("pytest -q")


def test_its_table_of_keys_is_the_program_s_own() -> None:
    assert markdown_table() in README


@pytest.mark.parametrize("query", [query for line in QUERIES for query in re.findall(r"`([^`]+)`", line)])
def test_every_query_it_shows_is_understood(query: str) -> None:
    if "…" not in query:
        assert not parse(query, {"todo": "is:unread"}).notes


def test_the_help_of_the_program_tells_the_same_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    for line in BLOCKS[2].strip().split("\n"):
        assert line[:24].rstrip() in told


@pytest.mark.parametrize("line", [line for line in BLOCKS[3].split("\n") if line.startswith("paperreader list")])
def test_its_list_commands_work(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line.partition(" | ")[0])[1:]
    assert main([*words, "--from", str(ROOT / "seeds"), "--state", str(tmp_path / "state.toml")]) == 0


def test_it_links_every_page() -> None:
    linked = re.findall(r"\]\((docs/[^)#]+\.md)", README)
    assert {str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*.md")} == set(linked)


def test_its_python_works(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(compile(BLOCKS[4], "README.md", "exec"), names)
    assert "Mechanistic" in capsys.readouterr().out
    assert isinstance(names["library"], paperreader.Library)
