"""The line at the bottom where a query, a value or a command is typed."""

from __future__ import annotations

import re

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from paperreader.query.fields import FIELDS
from paperreader.text import sanitize
from paperreader.tui.text_view import StatusLine

_FIELD = re.compile(rf"(?<!\S)-?(?:{'|'.join(FIELDS)}):\S+|(?<!\S)-?\"[^\"]*\"")
_ACTIONS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
    if binding.action not in ("submit", "paste", "copy")
}


class _FieldHighlighter(Highlighter):
    """Highlights the fields and quoted phrases of a query."""

    def highlight(self, text: Text) -> None:
        for match in _FIELD.finditer(text.plain):
            text.stylize("bold", *match.span())
            text.stylize("cyan", match.start(), match.start() + match[0].find(":") + 1)


class SearchBar(Horizontal):
    """A prompt, an input, and the number of papers found.

    The owner passes each key to `edit`, so that keys typed ahead of the screen take effect in order.
    """

    def __init__(self) -> None:
        super().__init__(id="search")
        self.input = Input(highlighter=_FieldHighlighter(), select_on_focus=False, compact=True, id="typed")
        self.input.cursor_blink = False
        self._prompt = Static("/", id="prompt", markup=False)
        self.counts = StatusLine(id="counts")

    def compose(self) -> ComposeResult:
        """Yield prompt, input and counts."""
        yield self._prompt
        yield self.input
        yield self.counts

    def open(self, text: str, prompt: str) -> None:
        """Start typing after a text."""
        self._prompt.update(prompt)
        self.input.value = text
        self.input.cursor_position = len(text)

    @property
    def text(self) -> str:
        """The text typed."""
        return self.input.value

    def edit(self, event: events.Key) -> bool:
        """Apply a key to the input. Returns True if the text changed."""
        before = self.input.value
        if event.is_printable and event.character:
            self.input.insert_text_at_cursor(event.character)
        elif event.key in _ACTIONS:
            action, _, argument = _ACTIONS[event.key].partition("(")
            method = getattr(self.input, f"action_{action}")
            method(*([argument == "True)"] if argument else []))
        return self.input.value != before

    def complete(self, text: str, start: int) -> None:
        """Replace the text from `start` to the cursor, and put the cursor behind it."""
        before, after = self.text[:start], self.text[self.input.cursor_position :]
        self.input.value = f"{before}{text}{after}"
        self.input.cursor_position = len(before) + len(text)

    def paste(self, text: str) -> None:
        """Insert the first line of a pasted text."""
        self.input.insert_text_at_cursor(sanitize((text.splitlines() or [""])[0]))
