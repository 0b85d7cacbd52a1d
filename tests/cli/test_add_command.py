"""`paperreader add`: a kept dump opens by default."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import TITLES, Run, titles


def test_a_folder_of_dumps_with_only_hidden_files_counts_as_empty(run: Run, home: Path) -> None:
    hidden = home / "data/paperreader/dumps/.DS_Store"
    hidden.parent.mkdir(parents=True)
    hidden.touch()
    assert len(run("list", "--format", "keys").lines) == 86


def test_an_added_dump_is_listed_by_default(run: Run, dump: Path, home: Path) -> None:
    added = run("add", dump)
    assert added.status == 0
    assert added.out.endswith(": 4 papers\n")
    dump.unlink()
    assert titles(run("list", "--format", "jsonl")) == TITLES
    assert list(home.glob("data/paperreader/dumps/*.txt"))
