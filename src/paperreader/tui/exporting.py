"""Taking papers away from the screen: what is shown into a file, one paper into a command.

A file is written in a thread, so that the screen goes on; a message tells what came of it.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.message import Message

from paperreader.errors import PaperReaderError
from paperreader.export.digest import full_text
from paperreader.export.files import FileAlreadyExistsError, write_export
from paperreader.export.record import export_rows
from paperreader.export.writers import EXPORT_FORMATS, ExportFormat
from paperreader.results.results import ResultView
from paperreader.session import STILL_READING, Session
from paperreader.text import sanitize
from paperreader.tui.prompts import LinePrompt
from paperreader.tui.workers import share_time

if TYPE_CHECKING:
    from paperreader.tui.screen import MainScreen

_ENDINGS = {form.ending: form for form in EXPORT_FORMATS.values()}


class Exported(Message):
    """A file was written, or could not be; `told` says which."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.told = told


class FilePrompt(LinePrompt):
    """Asks for the file that is to have what is shown; its ending tells the format."""

    sign = "export to "

    def accepted(self, text: str) -> None:
        """See `Prompt`."""
        path, form = Path(text.strip()), _ENDINGS.get(Path(text.strip()).suffix.lower())
        if not text.strip():
            return
        if form is None:
            self._screen.show_status(f"a file's ending tells its format: {' '.join(_ENDINGS)}")
            return
        try:
            path = path.expanduser()
            there = path.is_file()
        except (OSError, RuntimeError, ValueError) as error:  # no such user, no such name
            self._screen.show_status(f"cannot write {sanitize(text)}: {error}")
            return
        if there:
            self._screen.open_prompt(ReplacePrompt(self._screen, path, form))
        else:
            export(self._screen.session, path, form, self._screen.post_message, replace=False)


class ReplacePrompt(LinePrompt):
    """Asks whether a file may be written over; `y` says that it may, Enter alone does not."""

    def __init__(self, screen: MainScreen, path: Path, form: ExportFormat) -> None:
        super().__init__(screen)
        self._path, self._form = path, form
        self.sign = f"{sanitize(path.name)} exists: write over it (y/n)? "

    def accepted(self, text: str) -> None:
        """See `Prompt`."""
        if text.strip().lower() in ("y", "yes"):
            export(self._screen.session, self._path, self._form, self._screen.post_message, replace=True)
        else:
            self.cancelled()

    def cancelled(self) -> None:
        """See `Prompt`."""
        self._screen.show_status(f"{sanitize(self._path.name)} was left as it is")


def export(
    session: Session, path: Path, form: ExportFormat, post: Callable[[Message], object], *, replace: bool
) -> None:
    """Write the exact hits that are shown to a file, in a thread; `Exported` tells the end of it."""
    sitting, view = copy(session), session.view  # the dumps may be read again meanwhile, into another library
    share_time()

    def run() -> None:
        try:
            told = _write(sitting, view, path, form, replace=replace)
        except FileAlreadyExistsError as error:
            told = f"{sanitize(error.title)}: it was left as it is"
        except PaperReaderError as error:
            told = sanitize(str(error))
        except Exception as error:  # noqa: BLE001 - else nobody would hear of it
            told = f"that went wrong: {error!r}; please report it"
        post(Exported(told))

    threading.Thread(target=run, name="exporter").start()  # no daemon: the program ends when the file is whole


def _write(session: Session, view: ResultView, path: Path, form: ExportFormat, *, replace: bool) -> str:
    rows = view.rows[: view.near_from]
    if view.scanned is not None:
        return STILL_READING
    if not rows:
        return "only near hits are shown: nothing to export" if view.rows else "nothing is shown: nothing to export"
    papers = export_rows(session, rows, view.hits, abstracts=form.needs_abstracts(()))
    write_export(path, form.write(papers, ()), replace=replace)
    return f"{len(rows)} paper{'' if len(rows) == 1 else 's'} written to {sanitize(path.name)}"


class PipePrompt(LinePrompt):
    """Asks for the command that is to have the paper."""

    sign = "pipe to "

    def accepted(self, text: str) -> None:
        """See `Prompt`."""
        shown = self._screen.shown
        if not text.strip() or shown is None:
            return
        try:
            with self._screen.app.suspend():
                status = run(text, full_text(shown.paper, shown.abstract))
                wait_for_enter(status)
        except SuspendNotSupported:
            self._screen.show_status("this terminal cannot be lent to a command")
            return
        self._screen.refresh(repaint=True, layout=True)
        self._screen.show_status(f"{sanitize(text)} ended with status {status}" if status else "")


def run(command: str, text: str) -> int:
    """Run a command of the person's shell with a text on its standard input; its exit status.

    Ctrl+C ends the command, not the reader.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)  # a command does not inherit it, as it would `SIG_IGN`
    try:
        return subprocess.run(command, shell=True, input=text.encode("utf-8", "replace"), check=False).returncode  # noqa: S602 - it is the person who types it
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_enter(status: int) -> None:
    """What the command printed stays until Enter."""
    if sys.__stdout__ and sys.__stdin__:
        sys.__stdout__.write(f"\n[{f'status {status}, ' if status else ''}Enter goes back to the reader] ")
        sys.__stdout__.flush()
        sys.__stdin__.readline()
