"""Opening the reader: load the papers of the first picture, then run the screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paperreader import source
from paperreader.cli.substitutes import READABLE, terminal_encoding
from paperreader.config import Config, saved_settings_beside
from paperreader.errors import Notice, PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import passed_over_message
from paperreader.marks import LARGE_FILE, MarkStore
from paperreader.session import Session
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.session.session_memory import SessionMemory
from paperreader.session.sessions_file import SessionsFile
from paperreader.source import Source

if TYPE_CHECKING:
    from paperreader.tui.app import ReaderApp

_FRAMES = "240"  # a second: a key is painted with the next frame, and often in two
_FIRST = 0.03  # seconds of loading before the screen opens; the rest is loaded while it is shown


def run_reader(  # noqa: PLR0913 - the inputs of the command line
    paths: Sequence[str],
    captured: Mapping[str, date],
    state: str | None,
    config: Config,
    print_message: Callable[[str], None],
    *,
    sessions: SessionsFile | None = None,
    follows_sources: bool = False,
) -> int:
    """Run the reader. Return the exit status.

    Standard input, the path `-`, is read to its end first; keys come from the terminal. For `captured` see
    `source.find_sources`; without `state`, marks are in the default file; without `sessions`, nothing is remembered.
    """
    sources = source.find_sources(paths, captured)
    _take_standard_input([dump for dump in sources if dump.is_stdin])
    marks = MarkStore(state, defer_above=LARGE_FILE)
    opened = open_reader(OpenedDumps(paths, captured, sources, marks), marks, config, sessions)
    session = opened.session
    if len(session.library):
        app = opened.make_app(_config_problems(config))
        app.main.fetching.follows_sources = follows_sources
        with _drawing_on_terminal():
            app.run()
        finished = _finish_work(print_message)
    for notice in opened.errors:
        print_message(notice.text)
    if not len(session.library):
        told = passed_over_message(session.library) or ("" if opened.errors else "no papers: every answer is empty")
        if told:
            print_message(told)
        return 1
    try:
        marks.save()
    except PaperReaderError as error:
        print_message(f"{error.title}: {error.detail}; the marks made since are lost")
        return 1
    opened.dumps.record(session.library)
    return app.return_code or int(not finished)


def _finish_work(print_message: Callable[[str], None]) -> bool:
    from paperreader.tui.last_work import finish_last_work

    return finish_last_work(print_message)


def open_app(paths: Sequence[str], marks: MarkStore, config: Config, sessions: SessionsFile | None = None) -> ReaderApp:
    """Return the app as `run_reader` runs it, the first papers loaded."""
    dumps = OpenedDumps(paths, {}, source.find_sources(paths), marks)
    return open_reader(dumps, marks, config, sessions).make_app([])


class OpenedReader(NamedTuple):
    """A session with the first papers, the errors met so far, and a function that makes the app with further notices."""

    session: Session
    dumps: OpenedDumps
    errors: list[Notice]
    make_app: Callable[[list[Notice]], ReaderApp]


def open_reader(
    dumps: OpenedDumps, marks: MarkStore, config: Config, sessions: SessionsFile | None = None
) -> OpenedReader:
    """Load until there are papers to show and `_FIRST` seconds have passed."""
    session, steps = Session(Library(), marks, config.settings), dumps.steps()
    memory = SessionMemory(session, sessions)
    memory.begin()
    errors: list[Notice] = []
    end = time.perf_counter() + _FIRST
    for step in steps:
        error = session.grow(step)
        if error:
            errors.append(Notice("error", error.summary))
        if len(session.library) and time.perf_counter() > end:
            break
    if session.order:
        session.ask(session.query)  # papers that were loaded meanwhile stand at the end

    def make_app(problems: list[Notice]) -> ReaderApp:
        os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
        from paperreader.tui.app import ReaderApp
        from paperreader.tui.screen import MainScreen

        news = [Notice("warning", text) for text in marks.messages]
        screen = MainScreen(dumps, steps, [*problems, *news, *errors], memory, saved_settings_beside(config.path))
        screen.fetching.command = _fetch_command(config, marks)
        return ReaderApp(screen)

    return OpenedReader(session, dumps, errors, make_app)


def _fetch_command(config: Config, marks: MarkStore) -> Sequence[str]:
    """Return the command that fetches by the reader's own settings and marks."""
    settings = ("--config", str(config.path)) if config.path.exists() else ()
    return (sys.executable, "-m", "paperreader", "fetch", *settings, "--state", str(marks.path))


def _config_problems(config: Config) -> list[Notice]:
    """Return one notice of all problems of the settings file."""
    if not config.problems:
        return []
    problems = "; ".join(
        f"{Path(problem.source).name}{f' line {problem.line}' if problem.line else ''}: {problem.text}"
        for problem in config.problems
    )
    more = f"{len(config.problems)} problems (paperreader config show): " if len(config.problems) > 1 else ""
    return [Notice("warning", f"{more}{problems}")]


@contextmanager
def _drawing_on_terminal() -> Iterator[None]:
    """Let Textual, which draws on standard error, draw on the terminal even if that is redirected (`2>log`)."""
    if sys.__stderr__ is not None and sys.__stderr__.isatty():
        yield
        return
    before = sys.__stderr__
    with Path("/dev/tty").open("w", encoding=terminal_encoding(), errors=READABLE) as terminal:
        sys.__stderr__ = terminal  # type: ignore[misc]  # which Textual uses
        try:
            yield
        finally:
            sys.__stderr__ = before  # type: ignore[misc]  # restored


def _take_standard_input(dumps: Sequence[Source]) -> None:
    """Read the standard input to its end, and replace it by the terminal, for keys."""
    if not dumps and os.isatty(0):
        return
    for dump in dumps:
        with suppress(PaperReaderError):  # raised again when the dump is loaded
            dump.head()
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise PaperReaderError("there is no terminal to read keys from", error.strerror or str(error)) from error
    os.dup2(terminal, sys.__stdin__.fileno() if sys.__stdin__ else 0)
    os.close(terminal)
