"""`paperreader stats`: counts for programs and bars for people."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import Run, start


def test_each_count_is_the_number_of_papers_that_list_prints(run: Run, dump: Path) -> None:
    run("mark", "read", "sparse", "--from", dump)
    run("mark", "tag", "todo", "heads", "--from", dump)
    assert run("stats", "heads", "--from", dump).lines[:2] == ["papers\tall\t2", "year\t2023\t1"]
    counts = json.loads(run("stats", "--from", dump, "--format", "json").out)
    assert counts["papers"] == len(run("list", "--from", dump).lines) == 4
    for name, field in (
        ("year", "year"),
        ("organization", "org"),
        ("source", "source"),
        ("state", "is"),
        ("tag", "tag"),
    ):
        assert counts[name]
        for value, count in counts[name].items():
            assert len(run("list", f"{field}:{value}", "--from", dump).lines) == count, value
    assert run("stats", "zzqxvzz", "--from", dump).lines[0] == "papers\tall\t0"


@pytest.mark.parametrize(("no_color", "encoding", "sign"), [("", "utf-8", "\x1b[36m█"), ("1", "ascii", "# ")])
def test_a_terminal_gets_bars_with_colors_unless_no_color_is_set(
    dump: Path, no_color: str, encoding: str, sign: str
) -> None:
    master, slave = os.openpty()
    environment = os.environ | {"NO_COLOR": no_color, "PYTHONIOENCODING": encoding, "TERM": "xterm"}
    process = start("stats", "--from", dump, stdout=slave, env=environment)
    process.communicate()
    os.close(slave)
    shown = os.read(master, 1 << 16).decode().replace("\r\n", " \n")
    os.close(master)
    assert sign in shown
    assert ("\x1b" in shown) is (not no_color)
