"""The commands of docs/sync.md: two machines that share the state file by git or Syncthing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from paperreader.marks import READ, STARRED, MarkStore
from paperreader.marks.merge import merge_for_git
from tests.libraries import NOON, change, marks_of

DOC = (Path(__file__).parents[2] / "docs" / "sync.md").read_text(encoding="utf-8")
ONCE, REPOSITORY, DAILY, SYNCTHING = re.findall(r"^```\n(.*?)^```", DOC, re.DOTALL | re.MULTILINE)


class Machine:
    """A folder with a state file, and a shell in which `paperreader` runs this program."""

    def __init__(self, folder: Path, programs: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.file = folder / "state.toml"
        self._environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "HOME": str(folder.parent),
            "PAPERREADER_STATE": str(self.file),
        }
        for role in ("AUTHOR", "COMMITTER"):
            self._environment |= {f"GIT_{role}_NAME": "Ada", f"GIT_{role}_EMAIL": "ada@example.org"}

    def run(self, commands: str) -> str:
        ran = subprocess.run(
            ["sh", "-ec", commands], cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr + ran.stdout
        return ran.stdout

    def mark(self, key: str, name: str = READ) -> None:
        MarkStore(self.file).apply([change(key, name)])


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "paperreader"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m paperreader "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_two_machines_share_their_marks_by_git(tmp_path: Path, programs: Path) -> None:
    here = Machine(tmp_path / "here", programs)
    here.mark("common-paper")
    here.run(ONCE + REPOSITORY)
    here.run(
        "git clone -q --bare . ../shared && git remote add origin ../shared && git fetch -q && git branch -u origin/$(git branch --show-current)"
    )
    here.run("git clone -q ../shared ../there")
    there = Machine(tmp_path / "there", programs)
    there.run(ONCE)
    here.mark("read-here-only")
    here.mark("common-paper", STARRED)
    there.mark("read-there-only")
    MarkStore(there.file).compact()  # one wrote a tail, the other a snapshot
    here.run(DAILY)
    there.run(DAILY)
    here.run(DAILY.replace("git commit -am 'read today'\n", ""))
    expected = {("commonpaper", READ), ("commonpaper", STARRED), ("readhereonly", READ), ("readthereonly", READ)}
    assert marks_of(MarkStore(here.file)) == marks_of(MarkStore(there.file)) == expected
    assert here.file.read_bytes() == there.file.read_bytes()
    assert "sound; 3 papers" in here.run("paperreader state check")


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_without_the_merge_driver_both_sides_of_a_git_conflict_are_read(tmp_path: Path, programs: Path) -> None:
    here = Machine(tmp_path / "here", programs)
    here.mark("common-paper")
    here.run("git init -q && git add state.toml && git commit -qm 1 && git clone -q . ../there")
    there = Machine(tmp_path / "there", programs)
    for machine, key in ((here, "read-here-only"), (there, "read-there-only")):
        machine.mark(key)
        machine.run("git commit -qam 2")
    there.run("git pull -q --no-rebase --no-edit || true")
    assert "<<<<<<<" in there.file.read_text()
    store = MarkStore(there.file)
    assert "conflict" in store.messages[0]
    assert marks_of(store) == {("commonpaper", READ), ("readhereonly", READ), ("readthereonly", READ)}
    assert "<<<<<<<" not in there.file.read_text()
    assert MarkStore(there.file).messages == []


def test_conflicting_copies_of_syncthing_are_merged(tmp_path: Path, programs: Path) -> None:
    here = Machine(tmp_path / "here", programs)
    here.mark("read-here-only")
    for number, key in enumerate(("read-there-only", "read-elsewhere")):
        MarkStore(here.folder / f"state.sync-conflict-2026112{number}-120000-ABCDEFG.toml").apply([change(key)])
    output = here.run(SYNCTHING)
    assert output == "2 marks merged from 2 files\n"
    assert marks_of(MarkStore(here.file)) == {("readhereonly", READ), ("readthereonly", READ), ("readelsewhere", READ)}
    assert not list(here.folder.glob("state.sync-conflict*"))
    assert MarkStore(here.file).read_at("read-elsewhere") == NOON


def test_the_result_of_a_merge_keeps_the_mode_of_the_file(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.toml", tmp_path / "theirs.toml"
    for file, key in ((ours, "a"), (theirs, "b")):
        MarkStore(file).apply([change(key)])
    ours.chmod(0o600)
    merge_for_git(ours, theirs)
    assert ours.stat().st_mode & 0o777 == 0o600
    assert marks_of(MarkStore(ours)) == {("a", READ), ("b", READ)}
