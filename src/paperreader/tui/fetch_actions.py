"""Actions on fetching: fetch new papers, and say how the sources stand."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from paperreader.text import sanitize
from paperreader.tui.reader_protocol import Action, Reader
from paperreader.tui.workers import start_thread


@dataclass
class SourcesRead(Message):
    """How the sources stand, as `paperreader fetch --list` prints it."""

    text: str


def _fetch(reader: Reader, text: str) -> None:
    reader.fetching.start([text] if text else [])


def _ask_for_sources(reader: Reader) -> None:
    """Ask in a thread how the sources stand; `SourcesRead` brings it."""
    command, post = (*reader.fetching.command, "--list"), reader.post_message

    def read() -> None:
        run = subprocess.run(  # noqa: S603 - no shell
            command, check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace"
        )
        post(SourcesRead(run.stdout or run.stderr))

    start_thread(read, "sources", post)


def show_sources(reader: Reader, printed: str) -> None:
    """Show how the sources stand; what failed is seen now."""
    reader.session.fetching.failed.clear()
    reader.status_area.show_text(_sources_text(printed))
    reader.refresh_status()


def _sources_text(printed: str) -> Content:
    """Return how the sources stand, in color what failed: the lines that are indented."""
    lines = [
        Content.styled(f"  {sanitize(line)}", "$error") if line.startswith(" ") else Content(sanitize(line))
        for line in printed.splitlines()
    ]
    return Content("\n").join(lines)


FETCH_ACTIONS: dict[str, Action] = {"dump.sources": _ask_for_sources}

FETCH_SOURCE_ACTIONS: dict[str, Callable[[Reader, str], None]] = {"dump.fetch": _fetch}
"""Those of the commands with an argument."""
