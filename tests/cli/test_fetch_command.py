"""`paperreader fetch`: what it prints, and its exit statuses. What sites may do is tested in tests/fetch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperreader.fetch.clock import Clock
from tests.cli.running import Run
from tests.fetch.papers import hf_day
from tests.fetch.site_server import FakeClock, SiteServer, reply

DAY = "hf:2026-08-20"
THIRTY = hf_day(*range(30))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    fake = FakeClock()
    monkeypatch.setattr(Clock, "now", lambda _: fake.moment)
    monkeypatch.setattr(Clock, "sleep", lambda _, seconds: FakeClock.sleep(fake, seconds))
    return fake


@pytest.fixture
def site(clock: FakeClock, monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[SiteServer]:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with SiteServer(clock) as server:
        monkeypatch.setenv("PAPERREADER_FETCH_BASE", server.address)
        yield server


def test_a_new_dump_is_printed_and_opens_by_default(run: Run, site: SiteServer, home: Path) -> None:
    site.plan("daily_papers", reply(THIRTY))
    fetched = run("fetch", DAY)
    path = home / "data/paperreader/dumps/hf/2026/2026-08-20.json"
    assert (fetched.status, fetched.out) == (0, f"{path}: 30 papers, 30 new\n")
    assert fetched.err == f"{DAY}: 30 papers, 30 new\n"
    assert len(run("list").lines) == 30
    assert str(path) in run("dumps").out
    again = run("fetch", DAY)
    assert (again.status, again.out) == (0, "")
    assert "asked lately, not again before" in again.err


def test_events_are_json_lines(run: Run, site: SiteServer) -> None:
    site.plan("daily_papers", reply(THIRTY))
    fetched = run("fetch", DAY, "--format", "jsonl")
    events = [json.loads(line) for line in fetched.lines]
    assert [event["event"] for event in events] == [
        "started",
        "source_started",
        "progress",
        "progress",
        "file",
        "source_ended",
        "ended",
    ]
    assert fetched.err == ""


def test_sources_of_the_settings_are_fetched_and_listed(run: Run, site: SiteServer, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[sources]\nday = "hf:2026-08-20"\ncl = "arxiv:cs.CL"\n[fetch]\nevery = "2h"\n')
    site.plan("daily_papers", reply(THIRTY))
    site.plan("rss.arxiv.org", reply(status="404 Not Found"))
    fetched = run("fetch", "--config", settings)
    assert (fetched.status, len(fetched.lines)) == (1, 1)
    assert "paperreader: cl: rss.arxiv.org answered 404 Not Found" in fetched.err
    day, cl, why = run("fetch", "--list", "--config", settings).lines
    assert "30 papers on" in day
    assert "cl (arxiv:cs.CL): nothing yet" in cl
    assert "404 Not Found" in why
    listed = [json.loads(line) for line in run("fetch", "--list", "--format", "jsonl", "--config", settings).lines]
    assert [(one["source"], one["papers"], one["failures"]) for one in listed] == [("day", 30, 0), ("cl", 0, 1)]
    assert listed[0]["again"] == "2026-08-21T14:00:00Z"
    wrong = run("fetch", "dya", "--config", settings)
    assert (wrong.status, "did you mean day" in wrong.err) == (2, True)


def test_19_quiet_runs_tell_a_failure_that_lasts_once_a_day(run: Run, site: SiteServer, clock: FakeClock) -> None:
    site.plan("daily_papers", reply(status="500 Internal Server Error"))
    runs = []
    for hours in (0, 1, 2, 3, 27):
        clock.moment = 1787313600.0 + hours * 3600
        runs.append(run("fetch", "--quiet", DAY))
    assert [bool(each.err) for each in runs] == [False, False, True, False, True]
    assert [each.status for each in runs] == [0, 0, 1, 0, 1]


def test_19_offline_is_one_quiet_line(run: Run, site: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERREADER_FETCH_BASE", "http://no-such-name.invalid")
    told = run("fetch", "hf", "arxiv:cs.CL", "https://a.example/feed")
    assert (told.status, len(told.err.splitlines())) == (1, 1)
    assert told.err.startswith("paperreader: offline: nothing asked (3 sources); huggingface.co cannot be reached")
    quiet = run("fetch", "--again", "--quiet", "hf")
    assert (quiet.status, quiet.err, quiet.out) == (0, "", "")
    assert site.asked == []


def test_a_dry_run_asks_nothing(run: Run, site: SiteServer, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    planned = run("fetch", "--dry-run", "--since", "2026-08-20", "hf", "s2 stars")
    address = "https://huggingface.co/api/daily_papers?date=2026-08-2"
    assert planned.lines == [f"hf: GET {address}{day}&limit=100 (with HF_TOKEN)" for day in (0, 1)]
    assert "hf_secret" not in planned.out + planned.err
    assert site.asked == []
    assert not (home / "data/paperreader/dumps").exists()


def test_wrong_use_is_told(run: Run) -> None:
    for words in (["hff"], ["--since", "yesterday"], ["hf:2026-99-01"], ["--format", "json"]):
        assert run("fetch", *words).status == 2
    assert run("fetch", "--tidy").out == "nothing to pack: a month is packed when it is over\n"
