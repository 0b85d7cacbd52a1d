"""The Textual program: start-up, signals and theme. The main screen does the rest."""

from __future__ import annotations

import os
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.reactive import Initialize, Reactive
from textual.screen import Screen
from textual.theme import Theme

from paperreader.errors import Notice
from paperreader.tui.clipboard import escape_sequence
from paperreader.tui.screen import MainScreen
from paperreader.tui.terminal_driver import EndSignalled, InputPassedOver, TerminalDriver
from paperreader.tui.themes import THEMES, initial_theme


def _theme_of_settings(app: Any) -> str:
    return initial_theme(app.main.session.settings.theme)


class ReaderApp(App[None], inherit_bindings=False):
    """The reader: a program around its main screen."""

    CSS_PATH = "styles.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    TITLE = "paperreader"

    failure: Exception | None = None
    """The error that ended the reader."""

    theme: Reactive[str] = Reactive(Initialize(_theme_of_settings))

    def __init__(self, main: MainScreen) -> None:
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)  # Textual takes an empty one for a wish, too
        self.main = main  # whose settings name the theme
        super().__init__(driver_class=TerminalDriver)
        self.animation_level = "none"

    def _fatal_error(self) -> None:
        """End at once, and leave the error to the caller; Textual would print the values of all variables."""
        self.failure = self._exception
        self.panic()

    def on_mount(self) -> None:
        """Paint again after a suspension."""
        self.app_resume_signal.subscribe(self, lambda _: self.main.refresh(repaint=True, layout=True))

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme; ours are known before the first style sheet, so that styles are computed once."""
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes that may be switched to."""
        return THEMES

    @property
    def waiting_input(self) -> int:
        """The number of keys and other messages that wait."""
        return self.message_queue_size + self.main.message_queue_size + self.main.waiting_keys

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen."""
        return self.main

    def copy_to_clipboard(self, text: str) -> None:
        """Send a text to the clipboard of the terminal, through tmux or GNU screen if it runs in one."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(escape_sequence(text, os.environ))

    def on_end_signalled(self, event: EndSignalled) -> None:
        """End with the status that shells give to a program ended by a signal."""
        self.main.call_after_start(partial(self.exit, None, 128 + event.signal))

    def on_input_passed_over(self, event: InputPassedOver) -> None:
        """Say once that the terminal sent what cannot be understood."""
        text = f"the terminal sent what is neither a key nor text in {event.encoding}: passed over"
        self.main.show_status(Notice("warning", text))

    async def on_event(self, event: events.Event) -> None:
        """Give keys and pasted text to the main screen at once and in order; Textual handles other events."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen is self.main:
            self.main.receive_key(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            self.main.receive_paste(event.text)
        else:
            await super().on_event(event)
