"""The screen's part in typing: a line at the bottom, whose keys and pasted text go to a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content

from paperreader.errors import Notice
from paperreader.tui import status_text
from paperreader.tui.hints import fitting, joined_hints
from paperreader.tui.panes import HINTS_GAP
from paperreader.tui.resumed_screen import ResumedScreen

if TYPE_CHECKING:
    from paperreader.tui.reader_protocol import Prompt
    from paperreader.tui.widgets.search_bar import SearchBar

_MOVES = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1, "pageup": -10, "pagedown": 10}  # rows, while typing


class TypingScreen(ResumedScreen, inherit_bindings=False):
    """The panes with a typed line."""

    search: SearchBar  # made after the first picture

    _prompt: Prompt | None = None
    _completions: tuple[Sequence[str], int] = ((), -1)  # of the typed word, and the index of the chosen one

    @property
    def typing(self) -> bool:
        """Whether a line is being typed."""
        return self._prompt is not None

    def refresh_status(self) -> None:
        """Show the lines at the bottom anew; while a line is typed: its matches, completions and hints."""
        if self._prompt is None:
            super().refresh_status()
            return
        note, counts = status_text.notices(self._notices), Content(self._prompt.counts)
        completions = status_text.completions(*self._completions)
        fits = self.search.has_room(note, counts)
        self.search.show_counts(note if fits else Content(""), counts)
        above = completions if completions.plain else Content("") if fits else note
        self.show_hint_line(needed=bool(above.plain))
        above = above if above.plain else Content(self._prompt.guide)
        self._hint_line.show(above, self._prompt_hints(self._prompt, self.size.width - above.cell_length - HINTS_GAP))

    def _prompt_hints(self, prompt: Prompt, cells: int) -> Content:
        hints = fitting(prompt.hints, cells) if self.session.settings.hints else ()
        keys = joined_hints(hints)
        return keys if keys.cell_length <= cells else Content("")

    def open_prompt(self, prompt: Prompt) -> None:
        """Open the typed line for a prompt."""
        self._prompt, self._notices = prompt, []
        self.set_searching(on=prompt.home == "list")
        self._show_typed_line(on=True)
        self.search.open(prompt.sign, prompt.text, prompt.selected)
        self.set_focus(self.search.input, scroll_visible=False)
        self.refresh_status()

    def show_completions(self, texts: Sequence[str], chosen: int) -> None:
        """Show completions of the typed word above the line; none hides them."""
        self._completions = (texts, chosen)
        self.refresh_status()

    def _show_typed_line(self, *, on: bool) -> None:
        """Show the typed line in place of the status line, or the status line again."""
        self.search.display, self._status.display = on, not on
        self.show_hint_line()
        self._completions = ((), -1)

    def take_typed_key(self, event: events.Key) -> None:
        """Take a key while a line is typed."""
        prompt = self._prompt
        if prompt is None or prompt.pressed(event.key):
            return
        if event.key in _MOVES:
            self._search.key_pressed()
            prompt.moved(_MOVES[event.key])
        elif event.key in ("enter", "escape", "ctrl+c"):
            self.close_prompt(accepted=event.key == "enter")
        elif event.key in ("tab", "shift+tab"):
            prompt.completed(1 if event.key == "tab" else -1)
        elif self.search.edit(event):
            self._text_changed(prompt)
        elif event.is_printable and self.search.is_full:
            self.show_status(Notice("warning", "the line is full"))

    def choose(self, steps: int) -> None:
        """Take what stands so many rows below the cursor of the prompt's list."""
        if self._prompt is not None:
            self._prompt.moved(steps)
            self.close_prompt(accepted=True)

    def close_prompt(self, *, accepted: bool) -> None:
        """Close the typed line, and act on its text if it is accepted."""
        prompt, self._prompt = self._prompt, None
        if prompt is None:
            return
        self._notices = []
        self.set_searching(on=False)
        self._show_typed_line(on=False)
        self.focus_pane((accepted and prompt.home) or self.scope)
        if accepted:
            prompt.accepted(self.search.text)
        else:
            prompt.cancelled()
        self.refresh_status()

    def receive_paste(self, text: str) -> None:
        """Put pasted text into the typed line; elsewhere it runs no command, and a page is offered to be opened."""
        if self._prompt is None:
            from paperreader.tui.pasting import read_paste

            self._notices = []
            self.refresh_status()
            read_paste(text, self.post_message)
        else:
            whole = self.search.paste(text)
            self._text_changed(self._prompt)
            if not whole:
                self.show_status(Notice("warning", "too long, cut: paste a page over the list (Esc)"))

    def _text_changed(self, prompt: Prompt) -> None:
        told, self._notices = self._notices, []
        prompt.changed(self.search.text)
        if told:
            self.refresh_status()
