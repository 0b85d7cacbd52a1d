"""Work that is finished before the program ends: what the screen could not show is told after it."""

from __future__ import annotations

import threading

import pytest
from textual.message import Message

from paperreader.errors import Notice
from paperreader.tui import last_work
from paperreader.tui.last_work import finish_last_work, shown, start_last_work
from paperreader.tui.workers import ThreadFinished

FAILED = Notice("error", "cannot write a.bib: No space left on device")


def test_a_failure_that_the_screen_could_not_show_is_told() -> None:
    told: list[str] = []
    start_last_work(lambda: ThreadFinished(FAILED), lambda _: False, "the export")
    assert not finish_last_work(told.append)
    assert told == [FAILED.text]
    assert finish_last_work(told.append)


def test_what_the_screen_has_shown_is_not_told_again() -> None:
    told: list[str] = []
    posted: list[Message] = []
    has_posted = threading.Event()

    def post(message: Message) -> None:
        posted.append(message)
        has_posted.set()

    start_last_work(lambda: ThreadFinished(FAILED), post, "the export")
    has_posted.wait(10)
    shown(FAILED)
    assert finish_last_work(told.append)
    assert told == []


def test_work_without_an_end_does_not_keep_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_work, "_SAID_AFTER", 0.01)
    monkeypatch.setattr(last_work, "_PATIENCE", 0.02)
    told: list[str] = []
    end = threading.Event()

    def wait() -> None:
        end.wait(20)

    start_last_work(wait, lambda _: None, "the export")
    assert not finish_last_work(told.append)
    end.set()
    assert told == ["waiting for the export; Ctrl+C gives it up", "the export did not come to an end: it was given up"]


def test_an_unexpected_error_of_last_work_is_told_at_once() -> None:
    def fail() -> None:
        raise MemoryError

    told: list[str] = []
    start_last_work(fail, lambda _: None, "the copy of the pasted text")
    assert not finish_last_work(told.append)
    assert ["unexpected error: MemoryError()" in text for text in told] == [True]
