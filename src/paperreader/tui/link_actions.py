"""Actions that open the addresses of the paper shown."""

from __future__ import annotations

import os
from functools import partial

from textual.app import SuspendNotSupported

from paperreader.errors import Notice, PaperReaderError
from paperreader.paper_links import NumberedLink, page_address
from paperreader.text import sanitize
from paperreader.tui.browser import BrowserCommand, browser_command, run_in_background, run_on_terminal
from paperreader.tui.copying import copy_text
from paperreader.tui.detail_text import links
from paperreader.tui.link_prompt import LinkPrompt
from paperreader.tui.reader_protocol import Action, Reader
from paperreader.tui.suspension import suspended
from paperreader.tui.workers import ThreadFinished, start_thread

_POSITION_WIDTH = 30  # cells of the status line that show the position


def open_address(reader: Reader, address: str) -> None:
    """Open an address in a browser; where none can be, show the address."""
    try:
        command = browser_command(address, os.environ)
    except PaperReaderError as error:
        _show_address(reader, address, sanitize(error.summary))
        return
    if command is None:
        _show_address(reader, address)
    elif command.on_terminal:
        _open_on_terminal(reader, command, address)
    else:
        reader.show_status(Notice("information", f"opening {address}"))

        def show(notice: Notice) -> None:
            reader.post_message(ThreadFinished(notice))

        start_thread(partial(run_in_background, command, address, show), "browser", reader.post_message)


def _show_address(reader: Reader, address: str, failure: str = "") -> None:
    """Show an address whole, and why it was not opened: in the status line, or in a list if they are too long for it."""
    text = f"{failure}: {address}" if failure else address
    if len(text) <= reader.app.size.width - _POSITION_WIDTH:
        reader.show_status(Notice("warning" if failure else "information", text))
    else:
        sign = f"{failure or 'no browser opens here'}; Enter copies "
        reader.typed_line.open(
            LinkPrompt(reader, [NumberedLink(address, "")], partial(_copy_address, reader), sign, "copy")
        )


def _copy_address(reader: Reader, address: str) -> None:
    copy_text(reader, "link", address)


def open_clicked(reader: Reader, line: str, column: int) -> None:
    """Open the address at a character of a line of the detail, if there is one."""
    shown = reader.shown
    clicked = [link.address for link in links(shown) if _covers(line, link.address, column)] if shown else []
    if clicked:
        open_address(reader, max(clicked, key=len))


def _covers(line: str, address: str, column: int) -> bool:
    start = line.rfind(address, 0, column + len(address))
    return start >= 0 and column < start + len(address)


def _open_on_terminal(reader: Reader, command: BrowserCommand, address: str) -> None:
    try:
        with suspended(reader):
            status = run_on_terminal(command)
    except (SuspendNotSupported, OSError):
        _show_address(reader, address, f"{command.name} cannot be run in this terminal")
        return
    if status:
        _show_address(reader, address, f"{command.name} ended with status {status}")


def _open_page(reader: Reader) -> None:
    """Open the paper's page, or a search for its title."""
    if reader.shown:
        title, site = reader.shown.paper.title, reader.session.settings.lookup
        open_address(reader, page_address(links(reader.shown), title, site))


def _open_pdf(reader: Reader) -> None:
    if reader.shown is None:
        return
    pdf = next((link.address for link in links(reader.shown) if link.target == "PDF"), "")
    if pdf:
        open_address(reader, pdf)
    else:
        key = reader.session.settings.key("open.browser")
        reader.show_status(Notice("warning", f"no PDF of this paper is known; {key} opens its page"))


def _offer_links(reader: Reader) -> None:
    """List the links of the paper, of which one is chosen by its number."""
    if reader.shown is None:
        return
    found = links(reader.shown)
    if found:
        reader.typed_line.open(LinkPrompt(reader, found, partial(open_address, reader)))
    else:
        key = reader.session.settings.key("open.browser")
        reader.show_status(Notice("warning", f"the paper has no links; {key} searches for its title"))


LINK_ACTIONS: dict[str, Action] = {
    "open.browser": _open_page,
    "open.pdf": _open_pdf,
    "open.link": _offer_links,
}
