"""The commands in docs/ do what their page says, and each documented query finds a paper.

A page is run as one shell session in an empty home folder, block by block. A `sh` block is run, a `console` block
is run and its output compared (`…` stands for any further lines), a `toml` block becomes the settings file, and a
`crontab` block is run in the environment of cron. Programs that need a desktop or a terminal have substitutes.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from paperreader.cli import main
from paperreader.cli.arguments import split
from paperreader.config import load_config
from paperreader.config.schema import SETTINGS
from paperreader.marks import NOTE, Mark, MarkChange, MarkStore, PaperRef, note_mark, now, tag_mark
from paperreader.query.fields import FIELDS
from paperreader.query.parser import parse
from tests.libraries import ABSTRACT, SEEDS
from tests.strategies import PagePaper, page

DOCS = Path(__file__).parents[1] / "docs"
NO_COMMANDS = ("architecture.md", "formats.md", "performance.md", "keys.md")
TESTED_ELSEWHERE = ("sync.md", "fetch.md")  # tests/marks/test_merge.py, tests/fetch/test_fetch_page.py
PAGES = sorted(path.name for path in DOCS.glob("*.md") if path.name not in (*NO_COMMANDS, *TESTED_ELSEWHERE))
SETTINGS_FILE = ".config/paperreader/config.toml"

# The reader needs a terminal. This substitute runs `check` on the dumps that the reader would open.
_PROGRAM = f"""\
#!{sys.executable}
import sys
from paperreader.cli import main
from paperreader.cli.arguments import split
call = split(sys.argv[1:])
days = [word for day in call.options.get("capture-date", []) for word in ("--capture-date", day)]
sys.exit(main() if call.command else main(["check", *call.words, *days]))
"""
_SUBSTITUTES = {
    "pbpaste": f"cat {shlex.quote(str(next(SEEDS.glob('000*'))))}",
    "wl-paste": f"cat {shlex.quote(str(next(SEEDS.glob('000*'))))}",
    "fzf": "head -n 2",
    "mail": "cat > mailed.txt",
}


def blocks(name: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page as (kind, text)."""
    return re.findall(r"^```(\w*)\n(.*?)^```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bin")
    _write(folder / "paperreader", _PROGRAM)
    for name, command in _SUBSTITUTES.items():
        _write(folder / name, f"#!/bin/sh\n{command}\n")
    return folder


def _write(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o755)


class Shell:
    """A shell with an empty home folder, and with the programs that the pages use."""

    def __init__(self, home: Path, programs: Path) -> None:
        self.home = home
        self._environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(SEEDS.parent / "src"),  # the program of this folder, not an installed one
            "HOME": str(home),
            "LANG": "C.UTF-8",
        }
        shutil.copy(next(SEEDS.glob("000*")), home / "page.txt")

    def run(self, commands: str, *, bare: bool = False) -> str:
        """Run commands that must succeed, and return what they print.

        Args:
            commands: The lines of a shell script.
            bare: Run without a locale, as cron does.
        """
        process = self.try_run(commands, bare=bare)
        assert process.returncode == 0, f"{commands}\n{process.stdout}"
        return process.stdout

    def try_run(self, commands: str, *, bare: bool = False) -> subprocess.CompletedProcess[str]:
        """Run commands that may fail."""
        environment = {name: value for name, value in self._environment.items() if not bare or name != "LANG"}
        return subprocess.run(
            ["sh", "-ec", commands],
            cwd=self.home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def set(self, settings: str) -> None:
        file = self.home / SETTINGS_FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings)
        assert load_config(str(file)).problems == ()

    def show(self, session: str) -> None:
        """Run the command of each line that begins with `$`, and compare its output with the lines below."""
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
            printed = [line.rstrip() for line in self.try_run(command).stdout.replace(str(self.home), "~").splitlines()]
            expected = shown.splitlines()
            if expected[-1:] == ["…"]:
                expected.pop()
                printed = printed[: len(expected)]
            assert printed == expected, command


@pytest.fixture
def shell(tmp_path: Path, programs: Path) -> Shell:
    return Shell(tmp_path, programs)


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_a_page_does_what_the_page_says(name: str, shell: Shell) -> None:
    has_jq = shutil.which("jq") is not None
    skipped = False
    for kind, text in blocks(name):
        if not has_jq and re.search(r"\bjq\b", text):
            skipped = True
            continue
        if kind == "sh":
            shell.run(text)
        elif kind == "console":
            shell.show(text)
        elif kind == "toml":
            shell.set(text)
        elif kind == "crontab":
            for line in text.splitlines():
                shell.run(line.split(maxsplit=5)[5], bare=True)
        elif kind == "python":
            (shell.home / "seeds").symlink_to(SEEDS)
            (shell.home / "example.py").write_text(text)
            shell.run(f"{shlex.quote(sys.executable)} example.py")
        else:
            pytest.fail(f"a block of kind {kind!r} is not run")
    if skipped:
        pytest.skip("jq is missing; the other blocks passed")


def test_the_digest_is_mailed(shell: Shell) -> None:
    for kind, text in blocks("scripts.md"):
        if "mail -s" in text:
            shell.run(text if kind == "sh" else text.split(maxsplit=5)[5], bare=True)
            mailed = shell.home / "mailed.txt"
            assert "paper" in mailed.read_text("utf-8").splitlines()[0]
            mailed.unlink()
    assert shell.run("paperreader list is:unread --state mailed.toml") == ""


@pytest.mark.parametrize("name", PAGES)
def test_commands_in_the_text_of_a_page_are_understood(name: str) -> None:
    text = re.sub(r"^```.*?^```", "", (DOCS / name).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    spans = re.findall(r"`([^`\n]+)`", text)
    for line in (span for span in spans if "paperreader " in span):
        for part in line.split(" | "):
            program, *words = shlex.split(part)
            assert program in ("paperreader", *_SUBSTITUTES), line
            split(words)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_begins_with_a_title_and_a_command(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert blocks(name)[0][0] in ("sh", "console")
    for link in re.findall(r"\]\(([^):#]+)\)", text):
        assert (DOCS / link).exists()


# -- queries ----------------------------------------------------------------------------------------------

_TABLES = re.findall(
    r"^\| (`.+?) \|", (DOCS / "search.md").read_text(encoding="utf-8").replace(r"\|", "¦"), re.MULTILINE
)
QUERIES = [query.replace("¦", "|") for line in _TABLES for query in re.findall(r"`([^`]+)`", line)]
TODO = "is:unread year:2025"
_KNOWN = {
    "title": "A Paper of Which Much Is Known",
    "authors": ["Geoffrey Hinton"],
    "venue": "ICML",
    "categories": ["cs.CL"],
    "arxiv_id": "2402.15570",
    "doi": "10.1000/xyz",
    "ids": {"pmid": "33283989"},
    "pdf": "https://example.org/paper.pdf",
    "keywords": ["graphs"],
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return options for a library and marks in which every query of the page finds a paper."""
    folder = tmp_path_factory.mktemp("home")
    dump = folder / "today.txt"
    today = date.today()
    paper = PagePaper(
        "A Paper of This Very Day", ABSTRACT, today.month, today.day, today.year, authors_count=1, upvotes=12
    )
    dump.write_text(page([paper], upvotes=True), "utf-8")
    dump.with_suffix(".jsonl").write_text(json.dumps(_KNOWN), "utf-8")
    (folder / "config.toml").write_text(f'[queries]\ntodo = "{TODO}"\n')
    options = ["--state", str(folder / "state.toml"), "--config", str(folder / "config.toml")]
    options += ["--from", str(SEEDS), "--from", str(dump), "--from", str(dump.with_suffix(".jsonl"))]
    assert main(["mark", "star", "year:2024", *options]) == 0
    assert main(["mark", "read", "year:2023", *options]) == 0
    title = PaperRef("fast-adversarial-attacks-on-language-models-in-one-gpu-minute", "Fast Adversarial Attacks")
    note = note_mark("compare with the attacks of one GPU", now())
    MarkStore(folder / "state.toml").apply(
        [MarkChange(title, tag_mark("todo"), Mark(on=True, since=now())), MarkChange(title, NOTE, note)]
    )
    return options


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_of_the_page_finds_a_paper(
    query: str, marked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", query, "--format", "keys", *marked]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert output.out


def test_every_field_and_every_value_of_a_closed_list_has_an_example() -> None:
    terms = [term for query in QUERIES for term in parse(query, {"todo": TODO}).terms]
    assert set(FIELDS) <= {term.field for term in terms}
    for name, field in FIELDS.items():
        assert set(field.values) <= {value for term in terms if term.field == name for value in term.values}


# -- settings -----------------------------------------------------------------------------------------------


def test_the_page_of_settings_lists_every_setting() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    assert all(f"\n# {setting.name} = " in text for setting in SETTINGS)
