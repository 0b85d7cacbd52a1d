"""Opening the reader: load the papers of the first picture, then run the screen."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paperreader import source
from paperreader.config import Config, saved_settings_beside
from paperreader.errors import Notice, PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import passed_over_message
from paperreader.marks import LARGE_FILE, MarkStore
from paperreader.session import Session
from paperreader.session.opened_dumps import OpenedDumps
from paperreader.session.session_memory import SessionMemory
from paperreader.session.sessions_file import SessionsFile
from paperreader.tui.terminal_files import drawing_on_terminal, take_standard_input

if TYPE_CHECKING:
    from paperreader.tui.app import ReaderApp

_FRAMES = "240"  # a second: a key is painted with the next frame, and often in two
_SAID_AFTER = 1.0  # seconds after which a message says what the end waits for
_FIRST = 0.03  # seconds of loading before the screen opens; the rest is loaded while it is shown


class ReaderInputs(NamedTuple):
    """What the command line opens.

    Attributes:
        paths: files, folders, and `-` for standard input, which is read to its end first.
        captured: days of capture, see `source.find_sources`.
        state: the file of marks; None is the default one.
        config: the settings.
        sessions: remembers this session; None remembers nothing.
        follows_sources: whether the paths are the default ones, to which fetching adds.
    """

    paths: Sequence[str]
    captured: Mapping[str, date]
    state: str | None
    config: Config
    sessions: SessionsFile | None = None
    follows_sources: bool = False


def run_reader(inputs: ReaderInputs, print_message: Callable[[str], None]) -> int:
    """Run the reader. Return the exit status. Raises what ended it unexpectedly, once the marks are saved."""
    sources = source.find_sources(inputs.paths, inputs.captured)
    take_standard_input([dump for dump in sources if dump.is_stdin])
    marks = MarkStore(inputs.state, defer_above=LARGE_FILE)
    dumps = OpenedDumps(inputs.paths, inputs.captured, sources, marks)
    opened = open_reader(dumps, marks, inputs.config, inputs.sessions)
    app = opened.make_app(_config_problems(inputs.config)) if len(opened.session.library) else None
    status = _show(app, inputs, print_message) if app else 1
    for notice in opened.errors:
        print_message(notice.text)
    if not len(opened.session.library):
        message = passed_over_message(opened.session.library) or (
            "" if opened.errors else "no papers: every answer is empty"
        )
        if message:
            print_message(message)
        return 1
    try:
        _save_last(marks, print_message)
    except PaperReaderError as error:
        print_message(f"{error.title}: {error.detail}; the marks made since are lost")
        return 1
    dumps.record(opened.session.library)
    if app and app.failure:
        raise app.failure
    return status


def _show(app: ReaderApp, inputs: ReaderInputs, print_message: Callable[[str], None]) -> int:
    """Show the papers until the user quits, and finish the work begun. Return the exit status."""
    app.main.fetching.follows_sources = inputs.follows_sources
    with drawing_on_terminal():
        app.run()
    finished = _finish_work(print_message)
    return app.return_code or int(not finished)


def _finish_work(print_message: Callable[[str], None]) -> bool:
    from paperreader.tui.last_work import finish_last_work

    return finish_last_work(print_message)


def _save_last(marks: MarkStore, print_message: Callable[[str], None]) -> None:
    """Save the marks that are not saved yet, and say what is waited for if that takes long. Raises PaperReaderError."""
    timer = threading.Timer(_SAID_AFTER, print_message, [f"waiting for {marks.path}; Ctrl+C gives the last marks up"])
    timer.daemon = True
    timer.start()
    try:
        marks.save()
    finally:
        timer.cancel()


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
