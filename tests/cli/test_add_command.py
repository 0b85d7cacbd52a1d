"""`paperreader add`: a kept dump opens by default."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import TITLES, Run, titles


def test_an_added_dump_is_listed_by_default(run: Run, dump: Path, home: Path) -> None:
    added = run("add", dump)
    assert added.status == 0
    assert added.out.endswith(": 4 papers\n")
    dump.unlink()
    assert titles(run("list", "--format", "jsonl")) == TITLES
    assert list(home.glob("data/paperreader/dumps/*.txt"))
