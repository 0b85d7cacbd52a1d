"""The papers that an action takes out of the reader: the selected ones, else the one shown."""

from __future__ import annotations

from collections.abc import Iterable

from paperreader.export.record import ExportRow, export_row, export_rows
from paperreader.tui.reader_protocol import Reader


def target_papers(reader: Reader, *, abstracts: bool) -> Iterable[ExportRow]:
    """Return the papers, with their abstracts if these are needed. The paper shown has its abstract if it can be read.

    Raises (while selected papers are iterated over, which any thread may do):
        PaperReaderError: the dump of an abstract is gone or has changed.
    """
    session, shown = reader.session, reader.shown
    rows = session.selection.target_rows()
    if session.selection:
        return export_rows(session.snapshot(), rows, abstracts=abstracts)
    return [export_row(session, row, shown.abstract if shown else None) for row in rows]
