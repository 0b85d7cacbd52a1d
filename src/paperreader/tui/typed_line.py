"""The typed line at the bottom, whose keys and pasted text go to a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content

from paperreader.errors import Notice
from paperreader.tui import status_text
from paperreader.tui.hints import fitting, joined_hints
from paperreader.tui.panes import Panes
from paperreader.tui.search_state import SearchState
from paperreader.tui.status_area import HINTS_GAP

if TYPE_CHECKING:
    from paperreader.tui.prompt import Prompt
    from paperreader.tui.widgets.search_bar import SearchBar

_MOVES = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1, "pageup": -10, "pagedown": 10}  # rows, while typing


class TypedLine:
    """The line, the prompt it is open for, and the completions shown with it.

    Args:
        panes: its hint line has the completions, and its status line gives way to the typed line.
        search: gets the keys that move the cursor.

    Attributes:
        bar: the widget, made after the first picture.
    """

    bar: SearchBar

    def __init__(self, panes: Panes, search: SearchState) -> None:
        self._panes = panes
        self._search = search
        self._prompt: Prompt | None = None
        self._completions: tuple[Sequence[str], int] = ((), -1)  # of the typed word, and the index of the chosen one

    async def mount(self) -> None:
        """Make the widget, hidden."""
        from paperreader.tui.widgets.search_bar import SearchBar

        self.bar = SearchBar()
        self.bar.display = False
        await self._panes.status_area.container.mount(self.bar)

    @property
    def is_open(self) -> bool:
        """Whether a line is being typed."""
        return self._prompt is not None

    def open(self, prompt: Prompt) -> None:
        """Open the line for a prompt."""
        self._prompt, self._panes.status_area.notices = prompt, []
        self._panes.show_matches(on=prompt.home == "list")
        self._show(on=True)
        self.bar.open(prompt.sign, prompt.text, prompt.selected)
        self._panes.refresh_status()
        self._panes.give_keys("")
        self._panes.set_focus(self.bar.input, scroll_visible=False)

    def close(self, *, accepted: bool) -> None:
        """Close the line, and act on its text if it is accepted."""
        prompt, self._prompt = self._prompt, None
        if prompt is None:
            return
        panes = self._panes
        panes.status_area.notices = []
        panes.set_focus(None)
        panes.show_matches(on=False)
        self._show(on=False)
        panes.focus_pane((accepted and prompt.home) or panes.scope)
        if accepted:
            prompt.accepted(self.bar.text)
        else:
            prompt.cancelled()
        panes.refresh_status()

    def _show(self, *, on: bool) -> None:
        """Show the typed line in place of the status line, or the status line again."""
        self._panes.status_area.replace(self.bar, on=on)
        self._completions = ((), -1)

    def refresh(self) -> None:
        """Show the matches, completions and hints of the open line anew."""
        prompt, panes = self._prompt, self._panes
        if prompt is None:
            return
        note, counts = status_text.notices(panes.status_area.notices), Content(prompt.counts)
        completions = status_text.completions(*self._completions)
        fits = self.bar.has_room(note, counts)
        self.bar.show_counts(note if fits else Content(""), counts)
        above = completions if completions.plain else Content("") if fits else note
        above = above if above.plain else Content(prompt.guide)
        panes.status_area.show_hint_line(needed=bool(above.plain))
        panes.status_area.hint_line.show(above, self._hints(prompt, panes.size.width - above.cell_length - HINTS_GAP))

    def _hints(self, prompt: Prompt, cells: int) -> Content:
        hints = fitting(prompt.hints, cells) if self._panes.session.settings.hints else ()
        keys = joined_hints(hints)
        return keys if keys.cell_length <= cells else Content("")

    def show_completions(self, texts: Sequence[str], chosen: int) -> None:
        """Show completions of the typed word above the line; none hides them."""
        self._completions = (texts, chosen)
        self._panes.refresh_status()

    def take_key(self, event: events.Key) -> None:
        """Take a key while the line is open."""
        prompt = self._prompt
        if prompt is None or prompt.pressed(event.key):
            return
        if event.key in _MOVES:
            self._search.key_pressed()
            prompt.moved(_MOVES[event.key])
        elif event.key in ("enter", "escape", "ctrl+c"):
            self.close(accepted=event.key == "enter")
        elif event.key in ("tab", "shift+tab"):
            prompt.completed(1 if event.key == "tab" else -1)
        elif self.bar.edit(event):
            self._text_changed(prompt)
        elif event.is_printable and self.bar.is_full:
            self._panes.show_status(Notice("warning", "the line is full"))

    def take_click(self, pane: str, index: int, steps: int) -> None:
        """Take a click on a row of a pane, or choose the row of the prompt's own list.

        Args:
            pane: the name of the pane; "" for the prompt's list.
            index: of the row.
            steps: from the cursor to the row.
        """
        if self._prompt is None:
            return
        self._panes.status_area.notices = []
        if pane:
            self._prompt.clicked(pane, index)
            self._panes.refresh_status()
        else:
            self._prompt.moved(steps)
            self.close(accepted=True)

    def paste(self, text: str) -> None:
        """Put pasted text into the open line."""
        if self._prompt is None:
            return
        whole = self.bar.paste(text)
        self._text_changed(self._prompt)
        if not whole:
            self._panes.show_status(Notice("warning", "too long, cut: paste a page over the list (Esc)"))

    def _text_changed(self, prompt: Prompt) -> None:
        notices_before, self._panes.status_area.notices = self._panes.status_area.notices, []
        prompt.changed(self.bar.text)
        if notices_before:
            self._panes.refresh_status()
