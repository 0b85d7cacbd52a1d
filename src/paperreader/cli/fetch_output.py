"""What `paperreader fetch` prints while it goes on: a line for each source, JSON lines, or progress on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from paperreader.cli.output import discard_output, print_message
from paperreader.fetch.events import (
    Event,
    FetchEnded,
    FetchStarted,
    FileWritten,
    RequestPlanned,
    SourceEnded,
    SourceNote,
    SourceWaiting,
    event_fields,
)
from paperreader.text import count_of, sanitize

PrintEvent = Callable[[Event], object]


def print_json(event: Event) -> None:
    """Print an event as a JSON line at once. Fetching goes on when nobody reads them any more."""
    try:
        sys.stdout.write(json.dumps(event_fields(event), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()


class LinePrinter:
    """Prints new dumps on standard output, and one line for each source on standard error.

    Args:
        quiet: print only failures that last.
        write: prints a line on standard error.
        write_data: prints a line on standard output.
    """

    def __init__(
        self, *, quiet: bool, write: Callable[[str], object], write_data: Callable[[str], object] | None = None
    ) -> None:
        self._quiet = quiet
        self._write = write
        self._write_data = write_data or (lambda text: sys.stdout.write(f"{text}\n"))
        self._sources = 0
        self._is_plan = False
        self._unreachable: list[SourceEnded] = []

    def __call__(self, event: Event) -> None:
        """Print what is worth a line of an event."""
        match event:
            case FetchStarted(sources):
                self._sources = len(sources)
            case FileWritten(_, path, papers, new):
                if not self._quiet:
                    self._write_data(sanitize(f"{path}: {count_of(papers, 'paper')}, {new} new"))
            case RequestPlanned(source, method, address, key):
                self._is_plan = True
                self._write_data(sanitize(f"{source}: {method} {address}" + (f" (with {key})" if key else "")))
            case SourceEnded():
                self._print_end(event)
            case SourceWaiting(source, seconds, why):
                self._print(f"{source}: waiting {seconds:g} s: {why}")
            case SourceNote(source, text) if not self._is_plan:
                self._print(f"{source}: {text}")
            case FetchEnded():
                self._print_failures(event)

    def _print(self, text: str) -> None:
        if not self._quiet:
            self._write(text)

    def _print_end(self, end: SourceEnded) -> None:
        if self._is_plan and end.outcome == "nothing":
            return  # of a plan nothing comes
        if end.outcome != "failed":
            self._print(f"{end.source}: {end_text(end)}")
        elif end.offline:
            self._unreachable.append(end)  # all together may be one line
        elif end.is_told:
            print_message(f"{end.source}: {end_text(end)}")

    def _print_failures(self, end: FetchEnded) -> None:
        reported = [each for each in self._unreachable if each.is_told]
        if end.offline and reported:
            why = ": ".join(filter(None, (reported[0].what, reported[0].why)))
            print_message(f"offline: nothing asked ({count_of(self._sources, 'source')}); {why}")
        else:
            print_message(*(f"{each.source}: {end_text(each)}" for each in reported))


def end_text(end: SourceEnded) -> str:
    """Return how a source ended, on one line."""
    if end.outcome == "nothing":
        return "nothing new"
    if end.outcome == "new":
        return f"{count_of(end.papers, 'paper')}, {end.new} new"
    hint = f" ({end.hint})" if end.hint else ""
    before = f"{count_of(end.papers, 'paper')} came, then " if end.papers else ""
    return before + ": ".join(filter(None, (end.what, end.why))) + hint
