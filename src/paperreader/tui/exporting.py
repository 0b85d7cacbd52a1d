"""Exporting from the screen: papers into a file or into a command.

A file is written in a thread, so that the screen goes on; a message brings the result.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.message import Message

from paperreader.errors import Notice, PaperReaderError
from paperreader.export.digest import full_text
from paperreader.export.files import FileAlreadyExistsError, write_export
from paperreader.export.record import export_rows
from paperreader.export.writers import EXPORT_FORMATS, FORMAT_OF_ENDING, ExportFormat
from paperreader.paths import shown_path
from paperreader.session import Session
from paperreader.session.selected_papers import STILL_READING
from paperreader.text import count_of, sanitize
from paperreader.tui.hints import Hint
from paperreader.tui.last_work import start_last_work
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Reader
from paperreader.tui.suspension import suspended
from paperreader.tui.tab_completion import TabCompletion, complete_path
from paperreader.tui.target_papers import target_papers
from paperreader.tui.workers import ThreadFinished


class Exported(ThreadFinished):
    """Papers were written to a file; the notice says so."""


_ENDINGS = " ".join(FORMAT_OF_ENDING)


class FilePrompt(Prompt):
    """Asks for the file to export the selected papers, else those shown, to; its ending gives the format.

    It stays open until the name is one that can be written.
    """

    guide = f"ending in {_ENDINGS}"
    hints = (Hint("enter", "write"), Hint("tab", "complete"), Hint("escape", "back"))

    def __init__(self, reader: Reader, text: str = "") -> None:
        self._reader = reader
        selected, shown = len(reader.session.selection), reader.session.view.near_from
        self.sign = f"export {selected} selected to " if selected else f"export {count_of(shown, 'paper')} to "
        self.text = text
        self._completion = TabCompletion(reader, complete_path)

    def changed(self, _: str) -> None:
        self._completion.reset()

    def completed(self, steps: int) -> None:
        self._completion.press(steps)

    def accepted(self, text: str) -> None:
        if not text.strip():
            return
        try:
            path, form = _file_and_format(text.strip())
            exists = path.is_file()
        except (OSError, RuntimeError, ValueError) as error:  # no such user, or a name that no file can have
            self._reader.typed_line.open(FilePrompt(self._reader, text))
            self._reader.show_status(Notice("warning", sanitize(str(error))))
            return
        if exists:
            self._reader.typed_line.open(ReplacePrompt(self._reader, path, form))
        else:
            export(self._reader, path, form, replace=False)


def _file_and_format(text: str) -> tuple[Path, ExportFormat]:
    """Return the file that was typed, and the format of its ending. Raises ValueError and others if it cannot be written."""
    path = Path(text).expanduser().absolute()
    name = FORMAT_OF_ENDING.get(path.suffix.lower())
    if name is None:
        raise ValueError(f"end it in {_ENDINGS}")
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {shown_path(path.parent)}")
    return path, EXPORT_FORMATS[name]


class ReplacePrompt(Prompt):
    """Asks whether to replace a file: only `y` does; Enter alone does not."""

    hints = (Hint("y enter", "replace"), Hint("escape", "keep the old file"))

    def __init__(self, reader: Reader, path: Path, form: ExportFormat) -> None:
        self._reader = reader
        self._path, self._form = path, form
        self.sign = f"{shown_path(path)} exists: replace it (y/N)? "

    def accepted(self, text: str) -> None:
        if text.strip().lower() in ("y", "yes"):
            export(self._reader, self._path, self._form, replace=True)
        else:
            self.cancelled()

    def cancelled(self) -> None:
        self._reader.show_status(Notice("information", f"{shown_path(self._path)} was not changed"))


def export(reader: Reader, path: Path, form: ExportFormat, *, replace: bool) -> None:
    """Write the selected papers, else the exact matches shown, to a file, in a thread; a message brings the result."""
    session, hits, selected = reader.session.snapshot(), reader.session.view.hits, len(reader.session.selection) > 0
    rows = rows_to_export(session)
    if isinstance(rows, Notice):
        reader.show_status(rows)
        return

    def run() -> Message:
        try:
            papers = export_rows(session, rows, hits, abstracts=form.needs_abstracts(()))
            write_export(path, form.write(papers, ()), replace=replace, waits=False)
        except FileAlreadyExistsError as error:
            return ThreadFinished(Notice("warning", f"{sanitize(error.title)}: it was not changed"))
        count = count_of(len(rows), "selected paper" if selected else "paper")
        return Exported(Notice("information", f"{count} written to {shown_path(path)}"))

    start_last_work(run, reader.post_message, f"the export to {shown_path(path)}")


def rows_to_export(session: Session) -> Sequence[int] | Notice:
    """Return the rows of the selected papers, else of the exact matches shown, or why there are none."""
    view = session.view
    if session.selection:
        return session.selection.target_rows()
    if view.scanned is not None:
        return STILL_READING
    if not view.near_from:
        reason = "only near matches are shown" if view.rows else "the list is empty"
        return Notice("warning", f"{reason}: nothing to export")
    return view.rows[: view.near_from]


class PipePrompt(Prompt):
    """Asks for the command that gets the selected papers, else the one shown."""

    hints = (Hint("enter", "run"), Hint("escape", "back"))

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        selected = len(reader.session.selection)
        self.sign = f"pipe {selected} selected to " if selected else "pipe to "

    def accepted(self, text: str) -> None:
        if not text.strip():
            return
        try:
            papers = target_papers(self._reader, abstracts=True)
            with suspended(self._reader):
                status = run(text, "\n\n".join([full_text(row) for row in papers]))
                wait_for_enter(status)
        except PaperReaderError as error:
            self._reader.show_status(Notice("error", sanitize(str(error))))
        except SuspendNotSupported:
            self._reader.show_status(Notice("error", "this terminal cannot run another command"))
        else:
            self._reader.unselect()
            if status:
                self._reader.show_status(Notice("warning", f"{sanitize(text)} ended with status {status}"))


def run(command: str, text: str) -> int:
    """Run a shell command with a text on its standard input. Return its exit status."""
    return subprocess.run(command, shell=True, input=text.encode("utf-8", "replace"), check=False).returncode  # noqa: S602 - the user types the command


def wait_for_enter(status: int) -> None:
    """Keep the output of a command on the terminal until Enter is pressed, or the terminal is gone."""
    if sys.__stdout__ and sys.__stdin__:
        with suppress(OSError):  # that ends the reader as soon as it reads a key
            sys.__stdout__.write(f"\n[{f'status {status}, ' if status else ''}Enter returns to the reader] ")
            sys.__stdout__.flush()
            sys.__stdin__.readline()
