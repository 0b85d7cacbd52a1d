"""New papers are fetched while the reader is open, by a child that asks a server on this machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.config import Settings
from paperreader.config.settings import FetchSettings
from paperreader.fetch.politeness import only_run
from paperreader.library.kept_dumps import dumps_folder
from tests.fetch.papers import hf_day
from tests.fetch.site_server import FakeClock, SiteServer, reply
from tests.tui.harness import ReaderDriver, reading, write_page

OLD = ("A paper that was there before", "Another paper that was there before")
DAY, NEXT = "date=2026-08-20", "date=2026-08-21"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SiteServer]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy") or name.startswith("HF_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    clock = FakeClock()
    with SiteServer(clock) as server:
        server.date_offset = time.time() - clock.now()  # that of the child
        monkeypatch.setenv("PAPERREADER_FETCH_BASE", server.address)
        yield server


async def fetch(reader: ReaderDriver, source: str, told: str) -> None:
    """Fetch a source, and wait until it is told what came of it."""
    await reader.press(":", *f"fetch {source}", "enter")
    await reader.wait_for(told)


async def test_what_is_fetched_stands_below_the_papers_that_are_there(tmp_path: Path, site: SiteServer) -> None:
    site.plan(DAY, reply(hf_day(1, 2, 3)))
    site.plan(NEXT, reply(b"{}", "503 Service Unavailable", Retry_After="3600"))
    async with reading([write_page(tmp_path, *OLD)], tmp_path / "state.toml") as reader:
        await reader.press("S", "t", "G")
        rows, title = list(reader.session.view.rows), reader.title
        await fetch(reader, "hf:2026-08-20", "3 papers fetched, 3 new")
        assert list(reader.session.view.rows)[:2] == rows
        assert (reader.title, reader.session.cursor.position) == (title, 1)
        assert len(reader.session.view.rows) == 5
        assert "+3 new" in reader.screen()

        await fetch(reader, "hf:2026-08-21", "huggingface.co answered 503")
        await reader.press("j")
        assert "! hf:2026-08-21" in reader.line(-1)
        await reader.press(":", *"sources", "enter")
        await reader.wait_for("failed on")
        assert "hf:2026-08-20: 3 papers on" in reader.screen()
        await reader.press("q")
        assert "failed on" not in reader.screen()
        assert reader.app.is_running  # q closed what was shown, and not the reader
        await reader.press("k")
        assert "! hf:2026-08-21" not in reader.screen()

        await reader.press("2")
        assert "+3 new" not in reader.screen()
        await reader.press("R")
        assert len(reader.session.library) == 5


async def test_a_source_that_failed_before_is_told_when_the_reader_is_opened(tmp_path: Path, site: SiteServer) -> None:
    (tmp_path / "config.toml").write_text('[sources]\ncl = "hf:2026-08-20"\nlg = "hf:2026-08-21"\n')
    site.plan(DAY, reply(hf_day(1, 2, 3)))
    site.plan(NEXT, reply(status="404 Not Found"))
    page, state = write_page(tmp_path, *OLD), tmp_path / "state.toml"
    async with reading([page], state, follows_sources=True) as reader:
        await reader.press("F")
        await reader.wait_for("lg: huggingface.co answered 404")
    async with reading([page], state, follows_sources=True) as reader:
        await reader.wait_for("! lg")
        assert "! lg   1/2" in reader.line(-1)
        await reader.press(":", *"sources", "enter")
        await reader.wait_for("failed on")
        assert "! lg" not in reader.screen()


async def test_with_on_start_new_papers_are_fetched_once_the_dumps_are_read(tmp_path: Path, site: SiteServer) -> None:
    site.plan("daily_papers", reply(hf_day(1, 2, 3)))
    settings = Settings(fetch=FetchSettings(on_start=True))
    page = write_page(tmp_path, *OLD)
    async with reading([page], tmp_path / "state.toml", settings=settings, follows_sources=True) as reader:
        await reader.wait_for("3 papers fetched, 3 new")
        assert len(reader.session.library) == 5


@pytest.mark.usefixtures("site")
async def test_another_fetch_is_told_with_how_to_see_what_it_brings(tmp_path: Path) -> None:
    async with reading([write_page(tmp_path, *OLD)], tmp_path / "state.toml") as reader:
        with only_run(dumps_folder() / ".fetch"):
            await fetch(reader, "hf:2026-08-20", "nothing was fetched: another fetch is going on")
        assert "an open reader shows what it brings after R" in reader.screen()


async def test_esc_stops_fetching_and_the_papers_stay(tmp_path: Path, site: SiteServer) -> None:
    site.plan(DAY, lambda _: [30.0])
    async with reading([write_page(tmp_path, *OLD)], tmp_path / "state.toml") as reader:
        await reader.press(":", *"fetch hf:2026-08-20", "enter")
        await reader.until(lambda: bool(site.asked))
        await reader.press("j")
        await reader.press("F")
        assert "fetched already; Esc stops it" in reader.line(-1)
        await reader.press("escape")
        await reader.wait_for("fetching was stopped")
        assert len(reader.session.library) == 2
