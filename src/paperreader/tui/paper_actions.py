"""Actions that take papers out of the reader: copying, exporting and piping."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.export.copy_formats import COPY_FORMATS, CopyFormat
from paperreader.tui.copying import copy_made_text, copy_text
from paperreader.tui.reader_protocol import Action, Reader
from paperreader.tui.target_papers import target_papers


def _copy(form: CopyFormat) -> Action:
    """Return the action that copies a text of the selected papers, and unselects them."""

    def copy(reader: Reader) -> None:
        selected, site = len(reader.session.selection), reader.session.settings.lookup
        papers = target_papers(reader, abstracts=form.abstracts)
        if selected:
            copy_made_text(reader, form.name(selected), lambda: form.join(papers, site))
            reader.unselect()
        elif reader.shown:
            copy_text(reader, form.name(1), form.join(papers, site))
        else:
            reader.show_status(Notice("information", "the list is empty: nothing to copy"))

    return copy


def _export_shown(reader: Reader, file: str) -> None:
    """Export the selected papers or the rows shown, if there are any, to a file; without one, ask for it."""
    from paperreader.tui.exporting import FilePrompt, rows_to_export

    rows = rows_to_export(reader.session)
    if isinstance(rows, Notice):
        reader.show_status(rows)
    elif file:
        FilePrompt(reader).accepted(file)
    else:
        reader.typed_line.open(FilePrompt(reader))


def _pipe_papers(reader: Reader) -> None:
    """Ask for the command to give the papers to."""
    from paperreader.tui.exporting import PipePrompt

    if reader.shown:
        reader.typed_line.open(PipePrompt(reader))


PAPER_ACTIONS: dict[str, Action] = {
    **{f"copy.{name}": _copy(form) for name, form in COPY_FORMATS.items()},
    "export.pipe": _pipe_papers,
}

EXPORT_ACTIONS: dict[str, Callable[[Reader, str], None]] = {"export.shown": _export_shown}
"""Those of the commands with an argument."""
