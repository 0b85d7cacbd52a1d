"""The progress of `paperreader fetch` on a terminal: sources, papers, bytes, and the time left where it is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text

from paperreader.cli.fetch_output import LinePrinter, PrintEvent
from paperreader.fetch.events import Event, FileWritten, SourceProgress, SourceStarted, SourceWaiting
from paperreader.paths import shown_path
from paperreader.text import count_of, sanitize

_KILOBYTE = 1000


@contextmanager
def progress_printer() -> Iterator[PrintEvent]:
    """Yield what shows events on the terminal of standard error, below the lines of the sources that are done."""
    console = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[state]}", markup=False),
        _TimeLeft(),
    )
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=True) as progress:
        task = progress.add_task("fetching", total=None, state="")

        def write(text: str) -> None:
            console.print(Text(sanitize(text)), soft_wrap=True)

        # on a terminal data is written above the progress, too, which else stands in the middle of it
        lines = LinePrinter(quiet=False, write=write, write_data=write if sys.stdout.isatty() else None)
        yield _Shown(progress, task, lines)


class _TimeLeft(ProgressColumn):
    """The time that is left, if it is known."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.time_remaining:.0f} s left" if task.time_remaining else "")


class _Shown:
    """The progress of the current source in one line, and a line above it for each finished source."""

    def __init__(self, progress: Progress, task: TaskID, lines: LinePrinter) -> None:
        self._progress = progress
        self._task = task
        self._lines = lines

    def __call__(self, event: Event) -> None:
        match event:
            case SourceStarted(source, _, number, of):
                self._progress.reset(self._task, total=None, description=sanitize(f"{number}/{of} {source}"), state="")
            case SourceProgress():
                state = f"{sanitize(event.what)} · {count_of(event.papers, 'paper')} · {event.bytes // _KILOBYTE:,} kB"
                self._progress.update(self._task, completed=event.done, total=event.total or None, state=state)
            case SourceWaiting(_, seconds, why):
                self._progress.update(self._task, state=sanitize(f"waiting {seconds:g} s: {why}"))
            case FileWritten():
                self._lines(event._replace(path=shown_path(Path(event.path))) if sys.stdout.isatty() else event)
            case _:
                self._lines(event)
