"""A page that is pasted over the panes: it is offered to be opened, and kept as a dump that opens by default.

Reading and writing are done in threads, which send messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from paperreader.errors import Notice
from paperreader.library.kept_dumps import count_papers, dumps_folder, keep_text
from paperreader.text import count_of
from paperreader.tui.hints import Hint
from paperreader.tui.last_work import start_last_work
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Reader
from paperreader.tui.workers import Post, start_thread


@dataclass
class PasteRead(Message):
    """A pasted text was read: its number of papers."""

    text: str
    papers: int


@dataclass
class PasteKept(Message):
    """A pasted text was kept as a file."""

    path: Path


def read_paste(text: str, post: Post) -> None:
    """Read a pasted text as a dump, in a thread; `PasteRead` brings the number of papers."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")  # terminals paste line ends as Enter

    def read() -> None:
        post(PasteRead(lines, count_papers(lines)))

    start_thread(read, "paste reader", post)


def offer_to_keep(reader: Reader, paste: PasteRead) -> None:
    """Offer to open a pasted page, or say that it is none, unless a line is being typed by now."""
    if reader.typed_line.is_open:
        return
    if paste.papers:
        reader.typed_line.open(KeepPrompt(reader, paste))
    else:
        key = reader.session.settings.key("search.type")
        reader.show_status(Notice("information", f"no papers in what was pasted; {key} first to search for it"))


class KeepPrompt(Prompt):
    """Asks whether to open and keep a pasted page: Enter alone does."""

    hints = (Hint("enter", "open and keep"), Hint("escape", "drop"))

    def __init__(self, reader: Reader, paste: PasteRead) -> None:
        self._reader = reader
        self._pasted = paste.text
        self.sign = (
            f"{count_of(paste.papers, 'paper')} pasted: open and keep {'it' if paste.papers == 1 else 'them'} (Y/n)? "
        )

    def accepted(self, text: str) -> None:
        if text.strip().lower() not in ("", "y", "yes"):
            self.cancelled()
            return
        pasted, post = self._pasted, self._reader.post_message

        def keep() -> Message:
            return PasteKept(keep_text(pasted, dumps_folder()))

        start_last_work(keep, post, "the copy of the pasted text")

    def cancelled(self) -> None:
        self._reader.show_status(Notice("information", "the pasted text was not kept"))
