"""`paperreader fetch` as a child of the reader, which never imports what asks the network."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.message import Message

from paperreader.tui.workers import Post, start_thread


@dataclass
class FetchReported(Message):
    """An event of fetching, see `fetch.events`."""

    event: Mapping[str, Any]


@dataclass
class FetchDone(Message):
    """Fetching has ended; `said` is the last line that was no event."""

    said: str


@dataclass
class StatusesRead(Message):
    """How the sources stand, see `fetch.source_status`."""

    statuses: list[Mapping[str, Any]]


def read_statuses(command: Sequence[str], post: Post) -> None:
    """Ask in a thread how the sources stand; `StatusesRead` brings it."""

    def read() -> None:
        run = subprocess.run(  # noqa: S603 - no shell
            (*command, "--list", "--format=jsonl"), check=False, stdin=subprocess.DEVNULL, capture_output=True
        )
        if run.returncode == 0:
            post(StatusesRead([json.loads(line) for line in run.stdout.splitlines()]))

    start_thread(read, "sources", post)


class FetchRun:
    """One run of fetching, in a session of its own: it goes on to its end when the reader is left.

    Args:
        command: what prints the events.
        post: sends `FetchReported` for each event, at last `FetchDone`.
    """

    def __init__(self, command: Sequence[str], post: Post) -> None:
        self._command = command
        self._post = post
        self._process: subprocess.Popen[str] | None = None
        self.is_stopped = False
        start_thread(self._run, "fetch", post)

    def stop(self) -> None:
        """End it; what has come whole is kept."""
        self.is_stopped = True
        if self._process is not None:
            self._process.terminate()

    def _run(self) -> None:
        try:
            said = self._follow()
        except OSError as error:
            said = error.strerror or str(error)
        self._post(FetchDone(said))

    def _follow(self) -> str:
        """Run the command to its end, and return the last line that was no event. Raises OSError."""
        said = ""
        with subprocess.Popen(  # noqa: S603 - no shell
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        ) as process:
            self._process = process
            if self.is_stopped:  # before it had begun
                self.stop()
            for line in process.stdout or ():
                event = _event(line)
                if event is None:
                    said = line.strip() or said
                else:
                    self._post(FetchReported(event))
        return said


def _event(line: str) -> Mapping[str, Any] | None:
    """Return the event of a line; None if it is none."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None
