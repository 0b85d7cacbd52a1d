"""The line at the bottom where a query, a value or a command is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from paperreader.query.fields import FIELDS
from paperreader.text import sanitize
from paperreader.tui.line_view import size_without_layout
from paperreader.tui.text_view import StatusLine

MAX_LENGTH = 4000  # characters: some 300 arXiv ids; parsing them takes less than a tenth of a second
_MARKED = 10  # mistakes
_NOTE_SHARE = 0.6  # of the width for a note and counts, as in the styles
_STEP, _STEPS = 12, 3  # cells, and the number, of the steps in which counts get more room
_GAPS = 4  # cells around and between note and counts
_FIELD = re.compile(rf"(?<!\S)-?(?:{'|'.join(FIELDS)}):\S+|(?<!\S)-?\"[^\"]*\"")
_ACTIONS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
    if binding.action not in ("submit", "paste", "copy")
}


class _QueryHighlighter(Highlighter):
    """Highlights the fields, quoted phrases and mistakes of a query, in the styles of component classes."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._style = style
        self.mistakes: Sequence[str] = ()

    def highlight(self, text: Text) -> None:
        for match in _FIELD.finditer(text.plain):
            text.stylize("bold", *match.span())
            text.stylize(self._style("search--field"), match.start(), match.start() + match[0].find(":") + 1)
        if self.mistakes:
            text.highlight_words(self.mistakes, self._style("search--mistake"))


class _TypedText(Input):
    """An input whose cursor stays visible when the terminal or the counts leave it less room."""

    virtual_size = size_without_layout()  # it changes with each letter

    def on_resize(self) -> None:
        """Scroll to the cursor, as Textual does when it moves."""
        selection, self.selection = self.selection, Selection(0, 0)
        self.selection = selection


class SearchBar(Horizontal):
    """A prompt, an input, and the number of papers found.

    The owner passes each key to `edit`, so that keys typed ahead of the screen take effect in order.
    """

    DEFAULT_CSS = """
    SearchBar {
        height: 1;
        background: $panel;
        .search--field { color: $accent; }
        .search--mistake { color: $error; text-style: underline; }
        #prompt { width: auto; padding: 0 0 0 1; color: $accent; text-style: bold; }
        #typed { width: 1fr; height: 1; border: none; padding: 0; background: $panel; background-tint: $panel 0%; color: $foreground; }
        &:ansi #typed > .input--selection { background: $panel; text-style: reverse; }
        #counts { max-width: 40%; }
        &.-note #counts { min-width: 60%; max-width: 60%; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"search--field", "search--mistake"}

    def __init__(self) -> None:
        super().__init__(id="search")
        self._highlighter = _QueryHighlighter(partial(self.get_component_rich_style, partial=True))
        self.input: Input = _TypedText(highlighter=self._highlighter, select_on_focus=False, compact=True, id="typed")
        self.input.max_length = MAX_LENGTH
        self.input.cursor_blink = False
        self._is_untouched = False  # no key was pressed since the line was opened
        self._steps = 1
        self._prompt = Static("/", id="prompt", markup=False)
        self._counts = StatusLine(id="counts")

    def compose(self) -> ComposeResult:
        """Yield prompt, input and counts."""
        yield self._prompt
        yield self.input
        yield self._counts

    def open(self, prompt: str, text: str, selected: str) -> None:
        """Start typing behind two texts; the second is selected, so that typing replaces it and moving edits it."""
        self._prompt.update(prompt)
        self._steps = 1
        self.replace(text + selected)
        self.input.selection = Selection(len(text), len(self.text))
        self._is_untouched = True
        self.mark([])

    def replace(self, text: str) -> None:
        """Replace the whole text, and go to its end."""
        self._is_untouched = False
        self.input.value = text
        self.input.cursor_position = len(text)

    def mark(self, mistakes: Sequence[str]) -> None:
        """Mark parts of the text as mistakes, the first ones if there are many."""
        self._highlighter.mistakes = tuple(dict.fromkeys(mistakes))[:_MARKED]
        self.input.refresh()

    def has_room(self, note: Content, counts: Content) -> bool:
        """Return whether a note and the number of papers fit next to the typed text."""
        return note.cell_length + counts.cell_length + _GAPS <= self.size.width * _NOTE_SHARE

    def show_counts(self, note: Content, counts: Content) -> None:
        """Show the number of papers found, and before it a note on the text, which takes more room.

        Counts get more room as they need it, and keep it until the next typing: each change lays out the line.
        """
        self.set_class(bool(note.plain), "-note")
        steps = -(-(counts.cell_length + _GAPS) // _STEP)
        self._steps = max(self._steps, min(steps, _STEPS))
        self._counts.styles.width = self._steps * _STEP
        self._counts.show(note, counts)

    @property
    def text(self) -> str:
        """The text typed."""
        return self.input.value

    @property
    def is_full(self) -> bool:
        """Whether no letter fits in, unless it replaces the selected text."""
        return len(self.text) >= MAX_LENGTH and not self.input.selected_text

    def edit(self, event: events.Key) -> bool:
        """Apply a key to the input. Returns True if the text changed."""
        before, untouched = self.input.value, self._is_untouched
        self._is_untouched = False
        if untouched and event.character == "/" and self.input.selected_text:
            self.input.action_end()  # `/` again edits the text
        elif event.is_printable and event.character:
            if not self.is_full:
                self._insert(event.character)
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

    def paste(self, text: str) -> bool:
        """Insert a pasted text as one line, in place of the selected text. Returns False if it did not fit whole."""
        lines = text.splitlines()
        line = sanitize(" ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else "".join(lines))
        room = MAX_LENGTH - len(self.text) + len(self.input.selected_text)
        self._insert(line[:room])
        return len(line) <= room

    def _insert(self, text: str) -> None:
        """Insert a text at the cursor, in place of the selected text."""
        self.input.replace(text, *self.input.selection)
