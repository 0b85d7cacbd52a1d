"""A thread that notices when a file of an open dump grows, is replaced or vanishes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message

from paperreader.source import Source
from paperreader.tui.workers import Post, start_thread

_INTERVAL = 2.0  # seconds
_SHARE = 50  # of the time at most one part in so many is spent looking


@dataclass
class DumpsChanged(Message):
    """Files of open dumps are no longer as they were read; `changes` says what happened to each: `page.txt grew`."""

    changes: list[str]


class DumpWatch:
    """Looks at the files of the open dumps every two seconds, and sends `DumpsChanged` once for each change."""

    def __init__(self, sources: Callable[[], Sequence[Source]], post: Post) -> None:
        self._sources = sources
        self._post = post
        self._stopped = threading.Event()
        start_thread(self._run, "dump watch", post)

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()

    def _run(self) -> None:
        reported: list[str] = []
        pause = _INTERVAL
        while not self._stopped.wait(pause):
            begin = time.perf_counter()
            changes = self._changes()
            if changes and changes != reported:
                self._post(DumpsChanged(changes))
            reported = changes
            pause = max(_INTERVAL, _SHARE * (time.perf_counter() - begin))

    def _changes(self) -> list[str]:
        stored = {source.stored.path: source.stored for source in list(self._sources())}
        return [change for file in stored.values() if (change := file.change())]
