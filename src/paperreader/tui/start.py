"""Opening the reader: read what the first picture needs, then the screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from paperreader import source
from paperreader.config import Config
from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep, load_library, read_steps
from paperreader.library.new_dumps import fingerprints, new_first
from paperreader.marks import LARGE_FILE, MarkStore
from paperreader.session import Session

_FRAMES = "240"  # a second: what a key does is painted with the next frame, and often in two
_FIRST = 0.03  # seconds of reading before the screen opens; the rest is read beside it


def run_reader(
    paths: Sequence[str], captured: Mapping[str, date], state: str | None, config: Config, tell: Callable[[str], None]
) -> int:
    """Open the reader on some paths; the exit status.

    Args:
        paths: files, folders, `-`; standard input is read to its end first, keys then come from
            the terminal.
        captured: see `source.find`.
        state: the file of marks; None for the usual one.
        config: the settings; what is wrong with them is told on the screen, too.
        tell: says something on standard error.
    """
    sources = source.find_sources(paths, captured)
    _take_standard_input([dump for dump in sources if dump.is_stdin])
    marks = MarkStore(state, defer_above=LARGE_FILE)
    known = marks.dumps
    rest = read_steps(paths, new_first(sources, known))
    session = Session(Library(), marks, config.settings)
    told = _first(session, rest)
    if not len(session.library):
        for line in told:
            tell(line)
        return 1

    def again() -> tuple[Library, list[PaperReaderError]]:
        return load_library(paths, captured, lambda dumps: new_first(dumps, known))

    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    from paperreader.tui.app import ReaderApp

    app = ReaderApp(session, rest, again, [*_wrong_settings(config), *session.marks.notices, *told])
    with _drawing_on_terminal():
        app.run()
    for line in told:
        tell(line)
    try:
        session.marks.save()
    except PaperReaderError as error:
        tell(f"{error.title}: {error.detail}; the marks made since are lost")
        return 1
    with suppress(PaperReaderError):  # no mark is lost by that: they are new once more
        session.marks.record_dumps(fingerprints(session.library.sources))
    return app.return_code or 0


def _wrong_settings(config: Config) -> list[str]:
    """What of the settings does not hold, in a line; `config show` tells it again, at leisure."""
    told = "; ".join(f"line {problem.line}: {problem.text}" for problem in config.problems)
    many = f" ({len(config.problems)} in all: paperreader config show)" if len(config.problems) > 1 else ""
    return [f"{config.path.name}{many}: {told}"] if told else []


@contextmanager
def _drawing_on_terminal() -> Iterator[None]:
    """Textual draws on standard error; where that goes elsewhere (`2>log`), give it the terminal."""
    if sys.__stderr__ is not None and sys.__stderr__.isatty():
        yield
        return
    before = sys.__stderr__
    with Path("/dev/tty").open("w", encoding="utf-8") as terminal:
        sys.__stderr__ = terminal  # type: ignore[misc]  # where Textual looks
        try:
            yield
        finally:
            sys.__stderr__ = before  # type: ignore[misc]  # as it was


def _first(session: Session, rest: Iterator[LoadStep]) -> list[str]:
    """Read until there is a list to show and a moment has passed; what went wrong, a line each."""
    told = []
    end = time.perf_counter() + _FIRST
    for step in rest:
        error = session.grow(step)
        if error:
            told.append(error.summary)
        if len(session.library) and time.perf_counter() > end:
            break
    return told


def _take_standard_input(dumps: Sequence[source.Source]) -> None:
    """Read standard input to its end, and let keys come from the terminal in its place."""
    if not dumps and os.isatty(0):
        return
    for dump in dumps:
        try:
            dump.head()
        except PaperReaderError:
            continue  # told when the dump's turn comes
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise PaperReaderError("no terminal to take keys from", error.strerror or str(error)) from error
    os.dup2(terminal, sys.__stdin__.fileno() if sys.__stdin__ else 0)
    os.close(terminal)
