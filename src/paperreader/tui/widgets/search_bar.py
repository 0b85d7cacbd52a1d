"""The line in which a query, a value or a command is typed."""

from __future__ import annotations

import re
from typing import Self

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Static

from paperreader.query import FIELDS
from paperreader.text import sanitize
from paperreader.tui.text_view import StatusLine

_FIELD = re.compile(rf"(?<!\S)-?(?:{'|'.join(FIELDS)}):\S+|(?<!\S)-?\"[^\"]*\"")
_EDITS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
    if binding.action not in ("submit", "paste", "copy")
}


class _Fields(Highlighter):
    """Colours the fields of a query."""

    def highlight(self, text: Text) -> None:
        for match in _FIELD.finditer(text.plain):
            text.stylize("bold", *match.span())
            text.stylize("cyan", match.start(), match.start() + match[0].find(":") + 1)


class _TypedLine(Input):
    """An input of a width of its own, so that no letter makes Textual lay out the screen.

    With and without the focus it looks the same, but for its cursor.
    """

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """No style sheet to go through."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,  # noqa: ARG002 - Textual's signature
        recompose: bool = False,
    ) -> Self:
        """As any widget does, but the layout stays."""
        return super().refresh(*regions, repaint=repaint, layout=False, recompose=recompose)


class SearchBar(Horizontal):
    """A prompt, the typed line, and what it finds.

    Keys are given to it one by one by the owner and take effect at once, so that what is typed
    ahead is never taken for something else.
    """

    def __init__(self) -> None:
        super().__init__(id="search")
        self._prompt = Static("/", id="prompt", markup=False)
        self._input = _TypedLine(highlighter=_Fields(), select_on_focus=False, compact=True, id="typed")
        self._input.cursor_blink = False
        self._found = StatusLine("found")

    def compose(self) -> ComposeResult:
        """Prompt, line, counts."""
        yield self._prompt
        yield self._input
        yield self._found

    def open(self, text: str, prompt: str) -> None:
        """Begin to type after some text."""
        self._prompt.update(prompt)
        self._input.value = text
        self._input.cursor_position = len(text)

    @property
    def line(self) -> Input:
        """What shows the line, and its cursor while it has the focus."""
        return self._input

    def show_counts(self, found: Content) -> None:
        """Say what the line finds."""
        self._found.show(Content(""), found)

    @property
    def text(self) -> str:
        """The line as typed."""
        return self._input.value

    def edit(self, event: events.Key) -> bool:
        """Let a key change the line; whether the line's text is another now."""
        before = self._input.value
        if event.is_printable and event.character:
            self._input.insert_text_at_cursor(event.character)
        elif event.key in _EDITS:
            action, _, argument = _EDITS[event.key].partition("(")
            method = getattr(self._input, f"action_{action}")
            method(*([argument == "True)"] if argument else []))
        return self._input.value != before

    @property
    def place(self) -> int:
        """Where the cursor is in the line."""
        return self._input.cursor_position

    def put(self, text: str, start: int) -> None:
        """Write over what stands from a place of the line to the cursor; the cursor goes behind it."""
        before, after = self.text[:start], self.text[self.place :]
        self._input.value = f"{before}{text}{after}"
        self._input.cursor_position = len(before) + len(text)

    def paste(self, text: str) -> None:
        """Put the first line of a pasted text in."""
        self._input.insert_text_at_cursor(sanitize((text.splitlines() or [""])[0]))
