"""The progress of fetching on a terminal."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from paperreader.cli import fetch_progress
from paperreader.fetch.events import Event, FileWritten, SourceEnded, SourceProgress, SourceStarted, SourceWaiting

STARTED = SourceStarted("hf", "hf", 1, 2)


def shown(monkeypatch: pytest.MonkeyPatch, *events: Event) -> str:
    """Return what a terminal of 80 columns gets for these events, the last of which is still shown at the end."""
    terminal = io.StringIO()
    console = Console(file=terminal, force_terminal=True, color_system=None, width=80, highlight=False)
    monkeypatch.setattr(fetch_progress, "Console", lambda **_: console)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("HOME", "/home/me")
    with fetch_progress.progress_printer() as print_event:
        for event in events:
            print_event(event)
    return terminal.getvalue()


def test_a_new_dump_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = "/.local/share/paperreader/dumps/hf/2026"
    text = shown(monkeypatch, STARTED, FileWritten("hf", f"/home/me{folder}/2026-08-20.json", 31, 12))
    assert f"~{folder}/2026-08-20.json: 31 papers, 12 new\n" in text


def test_the_source_its_answers_and_papers_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, STARTED, SourceProgress("hf", "2026-08-21", 1, 4, 31, 93011))
    assert "1/2 hf" in text
    assert "2026-08-21 · 31 papers · 93 kB" in text


def test_a_wait_is_told_with_its_reason_and_the_end_of_a_source_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    wait = SourceWaiting("hf", 7, "huggingface.co answered 429")
    assert "waiting 7 s: huggingface.co answered 429" in shown(monkeypatch, STARTED, wait)
    assert "hf: 31 papers, 12 new\n" in shown(monkeypatch, STARTED, SourceEnded("hf", "new", 31, 12))
