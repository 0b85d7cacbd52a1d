"""Work that is finished before the program ends: exports and saved texts.

Its result is a message for the screen. What the screen can no longer show is printed after it is gone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from paperreader.errors import Notice

if TYPE_CHECKING:
    from paperreader.tui.workers import Post

_SAID_AFTER = 1.0  # seconds after which a message says that the end of work is waited for
_PATIENCE = 60.0  # seconds for which it is waited for


class _Work:
    """Work in a thread: its name, whether it has ended, and the notice of its result that is not shown yet."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.has_ended = threading.Event()
        self.notice: Notice | None = None


_begun: list[_Work] = []


def start_last_work(run: Callable[[], Message | None], post: Post, name: str) -> None:
    """Do work in a thread, and post its result if there is one. The name says what is done: `the export`."""
    # late: the first picture does without the index of titles
    from paperreader.tui.workers import result_of, start_thread

    work = _Work(name)
    _begun.append(work)

    def do() -> None:
        result = result_of(run)
        work.notice = getattr(result, "notice", None)
        work.has_ended.set()
        if result:
            post(result)

    start_thread(do, name, post)


def shown(notice: Notice) -> None:
    """Note that the screen has shown the notice of a result."""
    _begun[:] = [work for work in _begun if work.notice is not notice]


def finish_last_work(print_line: Callable[[str], object]) -> bool:
    """Wait until all work has ended, and print what the screen has not shown. Return whether all went well."""
    end, went_well = time.monotonic() + _PATIENCE, True
    for work in _begun:
        if not work.has_ended.wait(_SAID_AFTER):
            print_line(f"waiting for {work.name}; Ctrl+C gives it up")
        if not work.has_ended.wait(max(0.0, end - time.monotonic())):
            print_line(f"{work.name} did not come to an end: it was given up")
            went_well = False
        elif work.notice:
            print_line(work.notice.text)
            went_well &= work.notice.severity != "error"
    _begun.clear()
    return went_well
