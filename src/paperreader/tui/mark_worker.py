"""A thread for changes of marks of many papers, so that keys are taken while they are made and written."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from paperreader.errors import Notice, unexpected
from paperreader.session.mark_turns import Change, Finish
from paperreader.tui.last_work import start_last_work

if TYPE_CHECKING:
    from paperreader.tui.workers import Post


@dataclass
class MarksMade(Message):
    """A change of marks is made and written; the screen is to finish it."""

    finish: Finish


class MarkWorker:
    """Makes changes one after another in a thread that ends with them. The program ends after it."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._waiting: deque[Change] = deque()
        self._lock = threading.Lock()
        self._runs = False

    def make(self, change: Change) -> None:
        """Make a change after those before it, and post `MarksMade`."""
        with self._lock:
            self._waiting.append(change)
            starts, self._runs = not self._runs, True
        if starts:
            start_last_work(self._run, self._post, "the marks")

    def _run(self) -> None:
        while change := self._next():
            self._post(MarksMade(_made(change)))

    def _next(self) -> Change | None:
        with self._lock:
            self._runs = bool(self._waiting)
            return self._waiting.popleft() if self._runs else None


def _made(change: Change) -> Finish:
    try:
        return change()
    except Exception as error:  # noqa: BLE001 - else nobody would see it
        notice = Notice("error", unexpected(error))
        return lambda: notice
