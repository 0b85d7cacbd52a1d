"""Copying from the screen: a text goes to the clipboard, and the status line says which way it went."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from paperreader.errors import Notice
from paperreader.tui.clipboard import copy_with_commands, display_commands, is_remote, multiplexer_commands
from paperreader.tui.reader_protocol import Reader
from paperreader.tui.workers import result_of

# one at a time: the last copy stays, and one made just before the end arrives
_copier = ThreadPoolExecutor(1, "copier")


@dataclass
class Copied(Message):
    """Commands took a text to the `places`; without any, none could."""

    name: str
    text: str
    places: list[str]


def copy_text(reader: Reader, name: str, text: str) -> None:
    """Copy a text to the clipboard, in a thread if commands do it; the status line then says where `name` went."""
    if display_commands(os.environ) or multiplexer_commands(os.environ):
        copy_made_text(reader, name, lambda: text)
    else:
        finish_copy(reader, Copied(name, text, []))


def copy_made_text(reader: Reader, name: str, make: Callable[[], str]) -> None:
    """Copy a text that takes long to make: it is made in a thread."""

    def run() -> Message:
        text = make()
        return Copied(name, text, copy_with_commands(text, os.environ))

    def post_result() -> None:
        result = result_of(run)
        if result:
            reader.post_message(result)

    _copier.submit(post_result)


def finish_copy(reader: Reader, event: Copied) -> None:
    """Send the text to the terminal where commands are not enough, and say which way it went.

    If nobody can know whether it arrived, the text is shown, to be selected by hand.
    """
    remote = is_remote(os.environ)
    if remote or not event.places:
        reader.app.copy_to_clipboard(event.text)
    if event.places:
        sent = " and sent to the terminal" if remote else ""
        notice = f"{event.name} copied {' and '.join(event.places)}{sent}"
    else:
        reader.status_area.show_text(Content(event.text))
        notice = f"{event.name} sent to the terminal (OSC 52): it may not arrive; shift+drag selects it"
    reader.show_status(Notice("information", notice))
