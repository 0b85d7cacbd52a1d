"""Actions that take a paper out of the reader: copying, exporting and piping."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.export.citation import citation_line, markdown_item
from paperreader.paper import Paper
from paperreader.tui.copying import copy_text
from paperreader.tui.link_actions import page_address
from paperreader.tui.reader_protocol import Action, Reader


def _copy(name: str, text_of: Callable[[Reader, Paper], str]) -> Action:
    """Return the action that copies a text of the paper under the cursor."""

    def copy(reader: Reader) -> None:
        paper = reader.session.current
        text = text_of(reader, paper) if paper else ""
        if text:
            copy_text(reader, name, text)
        elif paper:
            reader.show_status(Notice("warning", f"there is no {name} to copy"))

    return copy


def _bibtex(reader: Reader, paper: Paper) -> str:
    from paperreader.export.bibliography import bibtex_entry
    from paperreader.export.citation_keys import citation_key

    row = reader.session.cursor.row
    key = citation_key(*reader.session.papers.place(row)) if row is not None else ""
    return bibtex_entry(paper, reader.shown.abstract if reader.shown else None, key)


def _link(reader: Reader, _: Paper) -> str:
    return page_address(reader)


def _export_shown(reader: Reader) -> None:
    """Ask for the file to export the rows shown to."""
    from paperreader.tui.exporting import FilePrompt

    reader.open_prompt(FilePrompt(reader))


def _pipe_paper(reader: Reader) -> None:
    """Ask for the command to give the paper to."""
    from paperreader.tui.exporting import PipePrompt

    if reader.shown:
        reader.open_prompt(PipePrompt(reader))


PAPER_ACTIONS: dict[str, Action] = {
    "copy.citation": _copy("citation", lambda _, paper: citation_line(paper)),
    "copy.title": _copy("title", lambda _, paper: paper.title),
    "copy.link": _copy("link", _link),
    "copy.bibtex": _copy("BibTeX", _bibtex),
    "copy.markdown": _copy("Markdown", lambda _, paper: markdown_item(paper)),
    "export.shown": _export_shown,
    "export.pipe": _pipe_paper,
}
