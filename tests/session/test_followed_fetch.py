"""What the reader says of fetching, event by event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from paperreader.fetch.events import (
    Event,
    FetchEnded,
    Outcome,
    SourceEnded,
    SourceNote,
    SourceProgress,
    SourceStarted,
    SourceWaiting,
    event_fields,
)
from paperreader.fetch.source_status import SourceStatus
from paperreader.session.followed_fetch import FollowedFetch


def taken(*events: Event | Mapping[str, Any]) -> FollowedFetch:
    progress = FollowedFetch()
    progress.begin()
    for event in events:
        progress.take(event if isinstance(event, Mapping) else event_fields(event))
    return progress


def test_sources_out_of_reach_and_those_of_the_command_line_are_not_told_as_failed() -> None:
    known = [
        SourceStatus("hf", "hf", success="2026-08-21T05:00:00Z"),
        SourceStatus("cl", "arxiv:cs.CL", failed="2026-08-21T05:00:00Z"),
        SourceStatus("lg", "arxiv:cs.LG", failed="2026-08-21T05:00:00Z", offline=True),
        SourceStatus("hf:2026-08-20", "", failed="2026-08-21T05:00:00Z"),
    ]
    progress = FollowedFetch()
    progress.take_statuses(status._asdict() for status in known)
    assert list(progress.failed) == ["cl"]


def test_notes_are_told_with_what_came_of_it() -> None:
    note = SourceNote("2608.00404", "not found: 2608.00404")
    progress = taken(note, ended("nothing", "2608.00404"), FetchEnded(0, 0, ()))
    assert progress.end("", stopped=False).text == "nothing new · 2608.00404: not found: 2608.00404"


def ended(outcome: Outcome, name: str = "cl", papers: int = 0, what: str = "") -> SourceEnded:
    return SourceEnded(name, outcome, papers, papers, what)


def test_it_tells_the_source_its_number_and_the_papers_so_far() -> None:
    progress = taken()
    assert progress.text == "fetching"
    progress = taken(
        SourceStarted("hf", "hf", 1, 3),
        SourceProgress("hf", "2026-08-20", 1, 4, 30, 9000),
        ended("new", "hf", 30),
        SourceStarted("cl", "arxiv:cs.CL", 2, 3),
        SourceProgress("cl", "cs.CL", 1, 1, 11, 9000),
    )
    assert progress.text == "fetching cl 2/3 · 41 papers"
    progress.take(event_fields(SourceWaiting("cl", 7, "503")))
    assert progress.text == "fetching cl 2/3 · 41 papers · waiting 7 s"
    progress.take({"event": "of a later version"})
    assert progress.text == "fetching cl 2/3 · 41 papers"


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([ended("new", papers=41), FetchEnded(41, 12, ())], "41 papers fetched, 12 new"),
        ([ended("nothing"), FetchEnded(0, 0, ())], "nothing new"),
        ([ended("skipped", what="asked lately"), FetchEnded(0, 0, ())], "cl: asked lately"),
        (
            [ended("nothing", "hf"), ended("skipped", what="asked lately"), FetchEnded(0, 0, ())],
            "nothing new; 1 of 2 sources asked lately: see :sources",
        ),
        (
            [ended("new", "hf", 3), ended("failed", what="503"), FetchEnded(3, 2, ("cl",))],
            "cl: 503: see :sources · 3 papers fetched, 2 new",
        ),
        (
            [ended("failed", "hf", what="no answer"), ended("failed"), FetchEnded(0, 0, ("hf", "cl"), offline=True)],
            "offline: nothing asked (2 sources)",
        ),
    ],
)
def test_the_end_says_what_came_of_it(events: list[Event], told: str) -> None:
    assert taken(*events).end("", stopped=False).text == told


def test_a_run_that_ends_early_says_why() -> None:
    assert (
        taken().end("another fetch is going on", stopped=False).text == "nothing was fetched: another fetch is going on"
    )
    assert taken().end("", stopped=True).text == "fetching was stopped; what had come is kept"


def test_a_failed_source_is_remembered_until_it_succeeds() -> None:
    progress = taken(ended("failed"), ended("failed", "hf"))
    progress.take(event_fields(ended("skipped")))
    assert list(progress.failed) == ["cl", "hf"]
    progress.take(event_fields(ended("nothing")))
    assert list(progress.failed) == ["hf"]
