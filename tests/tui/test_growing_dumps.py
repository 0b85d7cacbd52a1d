"""Dumps whose files change while the reader is open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from paperreader.config import Config
from paperreader.marks import MarkStore
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.source import find_sources
from paperreader.tui import dump_watch
from paperreader.tui.start import OpenedReader, open_reader
from tests.tui.harness import ReaderDriver, page, reading, write_page

FIRST, LATER = "First of the papers of this page", "A paper that came while the reader was open"


def append(dump: Path, text: str) -> None:
    with dump.open("a") as file:
        file.write(text)


async def test_it_is_told_when_a_dump_grows_is_replaced_or_vanishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump_watch, "_INTERVAL", 0.01)
    dump, other = Path(write_page(tmp_path, FIRST)), write_page(tmp_path, LATER, name="other.txt")
    async with reading([str(dump), other], tmp_path / "state.toml") as reader:
        append(dump, page(LATER))
        await reader.wait_for("page.txt grew: R", line=-1)
        await reader.press("R")
        assert "2 papers" in reader.line(-1)
        os.replace(other, dump)
        await reader.wait_for("page.txt was replaced and 1 other dump changed: R", line=-1)
        os.unlink(dump)
        await reader.wait_for("page.txt is gone", line=-1)


def opened_reader(dump: str, state: Path) -> OpenedReader:
    marks = MarkStore(state)
    return open_reader(OpenedDumps([dump], {}, find_sources([dump]), marks), marks, Config(Path("config.toml")))


async def read_once(dump: str, state: Path, *keys: str, appended: str = "") -> None:
    """Open a dump, append to it, press keys, and close it as quitting does."""
    opened = opened_reader(dump, state)
    app = opened.make_app([])
    async with app.run_test() as pilot:
        reader = ReaderDriver(app, pilot)
        await reader.settle()
        append(Path(dump), appended)
        await reader.press(*keys)
    opened.dumps.record(opened.session.library)


def new_titles(dump: str, state: Path) -> list[str]:
    """The titles that the next reader shows as new."""
    session = opened_reader(dump, state).session
    return [session.library.titles[row] for row in session.query_runner.run(session.parse("is:new")).rows]


async def test_what_is_read_again_is_new_until_the_next_session_ends(tmp_path: Path) -> None:
    dump, state = write_page(tmp_path, FIRST), tmp_path / "state.toml"
    await read_once(dump, state, "R", appended=page(LATER))
    assert new_titles(dump, state) == [LATER]
    await read_once(dump, state, "R")
    assert new_titles(dump, state) == []
