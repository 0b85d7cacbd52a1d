"""`paperreader dumps`: what opens by default, and taking a kept dump back."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run


def test_the_dumps_that_come_with_the_program_are_listed_first(run: Run) -> None:
    listed = run("dumps")
    assert (listed.status, listed.err) == (0, "")
    assert listed.lines[-1] == "86 papers in 2 dumps, 8 of them in more than one"  # as many as the reader shows
    assert [line.split()[:2] for line in listed.lines[:-1]] == [["35", "papers"], ["59", "papers"]]


def test_kept_dumps_and_those_of_the_settings_are_listed_with_papers_size_and_date(run: Run, dump: Path) -> None:
    settings = dump.with_name("config.toml")
    settings.write_text('dumps = ["page.txt"]')
    run("add", dump)
    listed = json.loads(run("dumps", "--format", "json", "--config", settings).out)
    assert [Path(found["path"]).parts[-2:] for found in listed] == [
        (dump.parent.name, "page.txt"),
        ("dumps", "page.txt"),
    ]
    assert [(found["papers"], found["bytes"]) for found in listed] == [(4, dump.stat().st_size)] * 2
    assert all(found["modified"].startswith("20") for found in listed)


def test_a_dump_that_is_gone_is_told(run: Run, dump: Path) -> None:
    settings = dump.with_name("config.toml")
    settings.write_text('dumps = ["page.txt", "gone.txt"]')
    listed = run("dumps", "--config", settings)
    assert (listed.status, listed.lines[-1]) == (1, "4 papers in 1 dump")
    assert "gone.txt: No such file" in listed.err


def test_a_removed_dump_opens_no_more_and_its_bytes_are_kept(run: Run, dump: Path, home: Path) -> None:
    run("add", dump)
    removed = run("dumps", "remove", "page.txt")
    assert (removed.status, removed.err) == (0, "")
    where = Path(removed.out.removeprefix("moved to ").rstrip("\n"))
    assert where.read_bytes() == dump.read_bytes()
    assert not where.is_relative_to(home / "data/paperreader/dumps")
    assert run("dumps").lines[-1].startswith("86 papers in 2 dumps")


def test_only_kept_dumps_can_be_removed(run: Run, dump: Path, home: Path) -> None:
    run("add", dump)
    for name in ("gone.txt", str(dump), "../state.toml", ".", ""):
        result = run("dumps", "remove", name)
        assert result.status == 1
        assert "is not among the kept dumps" in result.err
    assert dump.exists()
    assert (home / "data/paperreader/dumps/page.txt").exists()


def test_remove_needs_a_name(run: Run) -> None:
    assert [run("dumps", "remove").status, run("dumps", "rm").status] == [2, 2]
