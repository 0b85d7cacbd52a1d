"""Kills, full disks, two runs at once, files that are there already, and tidying. Numbers as in test_situations."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from paperreader.api import load
from paperreader.fetch.faults import FetchError
from paperreader.fetch.politeness import BusyError, only_run
from paperreader.fetch.tidying import tidy
from paperreader.library.new_dumps import fingerprints, new_first
from paperreader.source import find_sources
from tests.fetch.conftest import Fetch
from tests.fetch.papers import arxiv_feed, hf_day, oai_page
from tests.fetch.site_server import FakeClock, SiteServer, reply

DAY = "hf:2026-08-20"
DAILY = "daily_papers"
THIRTY = hf_day(*range(30))


def end_running(dumps: Path, source: str, ending: signal.Signals, is_far: Callable[[Path], bool]) -> None:
    """Fetch a source in a process, and end it when it is so far, as its hidden folder tells."""
    program = (
        "import signal, sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from paperreader.fetch.running import fetch_all\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # which a job in the background ignores
        "from paperreader.fetch.fetch_options import FetchOptions\n"
        "from paperreader.fetch.subscription import read_subscription\n"
        "options = FetchOptions(since=date(2026, 8, 1))\n"
        "fetch_all([read_subscription(sys.argv[2])], Path(sys.argv[1]), options, lambda _: None)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(dumps), source], stderr=subprocess.DEVNULL) as running:
        while not is_far(dumps / ".fetch"):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(ending)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_24_a_run_that_is_ended_leaves_nothing_visible(
    fetch: Fetch, site: SiteServer, tmp_path: Path, ending: signal.Signals
) -> None:
    site.plan(DAILY, [reply(THIRTY)[0][:9000], 20.0])  # type: ignore[index]
    dumps = tmp_path / "dumps"
    end_running(dumps, DAY, ending, lambda hidden: any(part.stat().st_size for part in hidden.glob("part-hf-*")))
    left = [path for path in dumps.rglob("*") if path.is_file() and ".fetch" not in path.parts]
    assert left == []
    site.asked.clear()  # in another process, whose clock is not the server's
    site.plan(DAILY, reply(THIRTY))
    (dumps / ".fetch" / "state.json").unlink()
    fetched = fetch(DAY)
    assert (fetched.ended.new, fetched.hidden) == (30, ["lock", "seen", "state.json"])


def test_24_a_run_that_is_killed_among_pages_goes_on_behind_them(
    fetch: Fetch, site: SiteServer, tmp_path: Path
) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed()))
    site.plan("oaipmh.arxiv.org", reply(oai_page(1, 2, token="t1")), [20.0])
    dumps = tmp_path / "dumps"
    end_running(dumps, "arxiv:cs.CL", signal.SIGKILL, lambda hidden: any(hidden.glob("unfinished-*/1")))
    (dumps / ".fetch" / "state.json").unlink()  # its times are not those of the server
    site.asked.clear()
    site.plan("oaipmh.arxiv.org", reply(oai_page(3)))
    fetched = fetch("arxiv:cs.CL", since=date(2026, 8, 1))
    assert (fetched.ended.papers, len(load(dumps)), "resumptionToken=t1" in site.asked[1].target) == (3, 3, True)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b'{"version": 1, "sources"',
        b'{"version": 1, "sources": {"hf": {"failure": {"at": ""}}}}',
        b'{"version": 1, "saved": 1e999}',
    ],
)
def test_24_a_broken_state_loses_no_paper_and_writes_none_twice(fetch: Fetch, site: SiteServer, damage: bytes) -> None:
    site.plan(DAILY, reply(THIRTY))
    fetched = fetch(DAY)
    for name in ("state.json", "seen/hf"):
        file = fetched.dumps / ".fetch" / name
        file.write_bytes(damage) if name == "state.json" else file.unlink()
    site.asked.clear()  # with the state, the times are lost
    assert (fetch(DAY).only.outcome, fetch(DAY).files) == ("nothing", fetched.files)


def test_24_a_full_disk_is_told_and_keeps_what_is_there(
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.plan(DAILY, reply(THIRTY))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for place in ("keeping.sync", "asking.write_body"):
        with monkeypatch.context() as patched:
            patched.setattr(f"paperreader.fetch.{place}", full)
            fetched = fetch(DAY, again=True)
        assert (fetched.only.outcome, fetched.only.why, fetched.files) == ("failed", "No space left on device", [])
    assert fetch(DAY, again=True).ended.new == 30


def test_24_a_folder_that_cannot_be_written_is_told_before_anything_is_asked(
    fetch: Fetch, site: SiteServer, tmp_path: Path
) -> None:
    (tmp_path / "dumps").write_text("no folder")
    with pytest.raises(FetchError, match="cannot write to"):
        fetch(DAY)
    assert site.asked == []


def test_25_a_second_run_says_so_and_ends(fetch: Fetch, site: SiteServer, tmp_path: Path) -> None:
    with only_run(tmp_path / "dumps" / ".fetch"), pytest.raises(BusyError, match="another fetch is going on"):
        fetch(DAY)
    assert site.asked == []


def test_25_a_file_that_is_there_already_stays(fetch: Fetch, site: SiteServer, tmp_path: Path) -> None:
    own = tmp_path / "dumps" / "hf" / "2026" / "2026-08-20.json"
    own.parent.mkdir(parents=True)
    own.write_text("my own notes")
    site.plan(DAILY, reply(THIRTY))
    assert fetch(DAY).files == ["hf/2026/2026-08-20.2.json", "hf/2026/2026-08-20.json"]
    assert own.read_text() == "my own notes"


def test_nothing_is_new_twice(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY), reply(hf_day(77, *range(30))))
    known = fingerprints(find_sources([str(fetch(DAY).dumps)]))
    dumps = fetch(DAY, again=True).dumps
    new = [source for source in new_first(find_sources([str(dumps)]), known) if source.new_from_line]
    assert [source.name for source in new] == ["2026-08-20.2.json"]
    assert len(load(dumps)) == 31  # the others stand in a dump that was known: only one paper is new


def test_tidying_packs_past_months_and_keeps_every_paper_and_what_is_known(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, *(reply(hf_day(*range(number))) for number in (10, 20, 30)))
    for _ in range(3):
        fetched = fetch(DAY, again=True)
    known = fingerprints(find_sources([str(fetched.dumps)]))
    assert tidy(fetched.dumps, date(2026, 8, 31)).packed == 0
    done = tidy(fetched.dumps, date(2026, 9, 1))
    assert (done.packed, done.removed, done.after < done.before / 2) == (2, 1, True)
    assert fetched.files == ["hf/2026/2026-08-20.3.json.gz", "hf/2026/2026-08-20.json.gz"]
    assert len(load(fetched.dumps)) == 30
    assert all(source.new_from_line is None for source in new_first(find_sources([str(fetched.dumps)]), known))
    assert tidy(fetched.dumps, date(2026, 9, 1)).packed == 0


def test_tidying_packs_pages_too(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(hf_day(*range(100))), reply(hf_day(*range(100, 130))))
    fetched = fetch(DAY)
    assert tidy(fetched.dumps, date(2026, 9, 1)).packed == 2
    assert fetched.files == ["hf/2026/2026-08-20/1.json.gz", "hf/2026/2026-08-20/2.json.gz"]
    assert len(load(fetched.dumps)) == 130


def test_a_day_that_was_packed_gets_its_last_counts(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan(DAILY, reply(b"[]"))
    site.plan("date=2026-08-31", reply(hf_day(1, 2)), reply(hf_day(2, 1)))
    clock.moment += 10 * 86400  # Monday, August 31
    fetched = fetch("hf")
    tidy(fetched.dumps, date(2026, 9, 1))
    clock.moment += 3 * 86400
    fetch("hf")
    assert fetched.files == ["hf/2026/2026-08-31.2.json", "hf/2026/2026-08-31.json.gz"]


def test_what_is_remembered_can_be_read_by_programs(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY))
    state = json.loads((fetch(DAY).dumps / ".fetch" / "state.json").read_text())
    assert set(state) >= {"version", "sites", "sources", "answers"}
