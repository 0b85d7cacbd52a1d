"""A server for all sites, a clock that nobody waits for, and fetching with both."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from paperreader.fetch.events import Event, FetchEnded, SourceEnded
from paperreader.fetch.fetch_options import FetchOptions, Limits
from paperreader.fetch.request import site_of
from paperreader.fetch.running import fetch_all
from paperreader.fetch.subscription import read_subscription
from tests.fetch.site_server import FakeClock, SiteServer

SPACING = {"arxiv.org": 3.0}
PATIENT = Limits(read=60, whole=60)  # so that no answer is late on a busy computer


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without keys and proxies."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy") or name.startswith(("HF_", "SSL_"))]:
        monkeypatch.delenv(name)
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("S2_API_KEY", raising=False)
    return tmp_path


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def site(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[SiteServer]:
    """The server; at the end of each test no site was asked sooner than is polite."""
    with SiteServer(clock) as server:
        monkeypatch.setenv("PAPERREADER_FETCH_BASE", server.address)
        yield server
    times = defaultdict(list)
    for asked in server.asked:
        times[site_of(f"https://{asked.host}")].append(asked.at)
    for name, moments in times.items():
        for before, after in pairwise(moments):
            apart = after - before  # less than nothing where a test puts the clock back
            assert apart < 0 or apart >= SPACING.get(name, 1.0) - 1e-3, f"{name} was asked too soon"


@dataclass
class Fetched:
    """What a run told, and the dumps that are there after it."""

    dumps: Path
    events: list[Event] = field(default_factory=list)

    @property
    def ended(self) -> FetchEnded:
        last = self.events[-1]
        assert isinstance(last, FetchEnded)
        return last

    @property
    def sources(self) -> dict[str, SourceEnded]:
        return {event.source: event for event in self.events if isinstance(event, SourceEnded)}

    @property
    def only(self) -> SourceEnded:
        (end,) = self.sources.values()
        return end

    @property
    def files(self) -> list[str]:
        """The visible files below the folder of dumps."""
        found = (path.relative_to(self.dumps) for path in self.dumps.rglob("*") if path.is_file())
        return sorted(str(path) for path in found if not str(path).startswith("."))

    @property
    def hidden(self) -> list[str]:
        return sorted(path.name for path in (self.dumps / ".fetch").iterdir())

    @property
    def text(self) -> str:
        """All that was told, and all that is remembered."""
        state = self.dumps / ".fetch" / "state.json"
        return json.dumps([event._asdict() for event in self.events]) + (state.read_text() if state.exists() else "")


Fetch = Callable[..., Fetched]


@pytest.fixture
def fetch(tmp_path: Path, clock: FakeClock) -> Fetch:
    """Fetch sources with the clock of the test; options are those of `FetchOptions`."""

    def run(*texts: str, **options: Any) -> Fetched:
        fetched = Fetched(tmp_path / "dumps")
        sources = [read_subscription(text) for text in texts or ["hf"]]
        chosen = FetchOptions(**({"limits": PATIENT} | options))
        fetch_all(sources, fetched.dumps, chosen, fetched.events.append, clock)
        return fetched

    return run
