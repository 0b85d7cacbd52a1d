"""The README and the generated parts of docs/ agree with the program."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import generate
from paperreader.api import LoadedLibrary
from paperreader.cli import main
from paperreader.query.parser import parse

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMAND_LINE = README.split("## Command line")[1].split("\n## ")[0]
QUERIES = re.findall(r"^\| (`.*`[^|]*) \|", README.split("## Queries")[1].split("\n## ")[0], re.MULTILINE)


def test_the_first_two_blocks_are_one_command_each() -> None:
    opens, tests = BLOCKS[0].strip(), BLOCKS[1].strip()
    assert "\n" not in opens + tests
    assert opens.endswith("paperreader seeds")
    assert tests.endswith("pytest -q")


def test_the_readme_has_at_most_150_lines() -> None:
    assert README.count("\n") <= 150


@pytest.mark.parametrize("page", generate.PAGES, ids=lambda page: page.name)
def test_the_generated_parts_are_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == generate.with_generated_parts(text), "run `make docs`"


def test_every_generated_part_is_in_a_page() -> None:
    texts = "".join(page.read_text(encoding="utf-8") for page in generate.PAGES)
    assert set(re.findall(r"<!-- generated: ([a-z ]+) -->", texts)) == set(generate.MAKERS)


@pytest.mark.parametrize("query", [query for line in QUERIES for query in re.findall(r"`([^`]+)`", line)])
def test_every_query_of_the_readme_is_understood(query: str) -> None:
    assert not parse(query, {"todo": "is:unread"}).notes


@pytest.mark.parametrize("line", re.findall(r"^paperreader list is:.*$", COMMAND_LINE, re.MULTILINE))
def test_the_list_commands_of_the_readme_work(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line.partition(" | ")[0])[1:]
    assert main([*words, "--from", str(ROOT / "seeds"), "--state", str(tmp_path / "state.toml")]) == 0


def test_the_readme_links_every_page() -> None:
    linked = re.findall(r"\]\((docs/[^)#]+\.md)", README)
    assert {str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*.md")} == set(linked)


@pytest.mark.parametrize("page", [*generate.PAGES, ROOT / "CONTRIBUTING.md", ROOT / "bench" / "README.md"], ids=str)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^):#]+)[)#]", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_contributing_names_existing_files() -> None:
    files = re.findall(r"`([a-z_/]+\.py)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert files
    assert [file for file in files if not (ROOT / "src" / "paperreader" / file).is_file()] == []


def test_the_python_example_of_the_readme_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    example = next(block for block in BLOCKS if block.startswith("import paperreader"))
    exec(compile(example, "README.md", "exec"), names)
    assert "Mechanistic" in capsys.readouterr().out
    assert isinstance(names["library"], LoadedLibrary)
