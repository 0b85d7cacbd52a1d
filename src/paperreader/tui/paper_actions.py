"""Actions that take a paper out of the reader: copying, exporting, piping and opening its links."""

from __future__ import annotations

import os
from collections.abc import Callable

from paperreader.errors import Notice
from paperreader.export.citation import citation_line, markdown_item
from paperreader.paper import Paper
from paperreader.paper_links import all_links, title_search_url
from paperreader.tui.reader_protocol import Action, Reader

_TEXT_BROWSERS = ("www-browser", "links", "elinks", "lynx", "w3m")


def _copy(name: str, text_of: Callable[[Reader, Paper], str]) -> Action:
    """Return the action that copies a text of the paper under the cursor."""

    def copy(reader: Reader) -> None:
        paper = reader.session.current
        text = text_of(reader, paper) if paper else ""
        if text:
            reader.app.copy_to_clipboard(text)
            reader.show_status(Notice("information", f"{name} sent to the clipboard"))
        elif paper:
            reader.show_status(Notice("warning", f"there is no {name} to copy"))

    return copy


def _bibtex(reader: Reader, paper: Paper) -> str:
    from paperreader.export.bibliography import bibtex_entry
    from paperreader.export.citation_keys import citation_key

    row = reader.session.cursor.row
    key = citation_key(*reader.session.papers.place(row)) if row is not None else ""
    return bibtex_entry(paper, reader.shown.abstract if reader.shown else None, key)


def _links(reader: Reader) -> list[str]:
    shown = reader.shown
    return all_links(shown.paper.addresses, shown.abstract) if shown else []


def _link(reader: Reader, paper: Paper) -> str:
    """Return the first link of the paper, else the address of a search for its title."""
    links = _links(reader)
    return links[0] if links else title_search_url(paper.title, reader.session.settings.lookup)


def _export_shown(reader: Reader) -> None:
    """Ask for the file to export the rows shown to."""
    from paperreader.tui.exporting import FilePrompt

    reader.open_prompt(FilePrompt(reader))


def _pipe_paper(reader: Reader) -> None:
    """Ask for the command to give the paper to."""
    from paperreader.tui.exporting import PipePrompt

    if reader.shown:
        reader.open_prompt(PipePrompt(reader))


def _open_paper(reader: Reader) -> None:
    """Open the paper's link, or search for its title."""
    if reader.shown:
        _open_address(reader, _link(reader, reader.shown.paper))


def _open_address(reader: Reader, address: str) -> None:
    """Open an address in a browser; over ssh or without one, show the address."""
    if not address.startswith(("http://", "https://")):
        return
    remote = "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
    reader.show_status(
        Notice("information", address if remote or not _open_in_browser(address) else f"opened {address}")
    )


def _open_in_browser(address: str) -> bool:
    """Open an address in a browser with its own window. Return False if there is none."""
    import webbrowser

    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.uname().sysname == "Darwin"):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if getattr(browser, "basename", "") in _TEXT_BROWSERS:
        return False
    return bool(browser.open(address))


def _offer_links(reader: Reader) -> None:
    """Show the numbered links of the paper; the next key chooses one."""
    links = _links(reader)
    if not links:
        reader.show_status(
            Notice(
                "warning",
                f"the paper has no links; {reader.session.settings.key('open.browser')} searches for its title",
            )
        )
        return
    reader.links = {str(number): address for number, address in enumerate(links[:9], 1)}
    choices = "   ".join(f"{number} {address}" for number, address in reader.links.items())
    reader.show_status(Notice("information", f"open  {choices}"))


def choose_link(reader: Reader, key: str) -> None:
    """Open the link of a number; another key opens none."""
    links, reader.links = reader.links, {}
    if key in links:
        _open_address(reader, links[key])


PAPER_ACTIONS: dict[str, Action] = {
    "copy.citation": _copy("citation", lambda _, paper: citation_line(paper)),
    "copy.title": _copy("title", lambda _, paper: paper.title),
    "copy.link": _copy("link", _link),
    "copy.bibtex": _copy("BibTeX", _bibtex),
    "copy.markdown": _copy("Markdown", lambda _, paper: markdown_item(paper)),
    "open.browser": _open_paper,
    "open.link": _offer_links,
    "export.shown": _export_shown,
    "export.pipe": _pipe_paper,
}
