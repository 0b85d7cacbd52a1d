"""The Textual program: start-up and theme; all else is the main screen's."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from paperreader.library.loading import LoadStep
from paperreader.session import Session
from paperreader.tui.screen import MainScreen, ReadAgain

DARK = Theme(
    name="paperreader-dark",
    primary="#7aa2f7",
    accent="#7fb4ca",
    warning="#e0af68",
    error="#e46876",
    success="#98bb6c",
    foreground="#d5d8df",
    background="#16181d",
    surface="#1b1e24",
    panel="#22262e",
    dark=True,
    variables={"muted": "#868c98", "cursor": "#2a4453", "cursor-dim": "#262b34", "bar": "#343a45"},
)
LIGHT = Theme(
    name="paperreader-light",
    primary="#2e5fa8",
    accent="#1f6f8b",
    warning="#9a6700",
    error="#b3261e",
    success="#3c7a2a",
    foreground="#24292f",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e9e6de",
    dark=False,
    variables={"muted": "#6b7078", "cursor": "#cde3ec", "cursor-dim": "#e6e3d9", "bar": "#d3cfc3"},
)


class ReaderApp(App[None], inherit_bindings=False):
    """The reader over one session; see `MainScreen` for the arguments."""

    CSS_PATH = "styles.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    TITLE = "paperreader"

    theme: Reactive[str] = Reactive(lambda: (LIGHT if on_light() else DARK).name)

    def __init__(self, session: Session, steps: Iterator[LoadStep], again: ReadAgain, told: list[str]) -> None:
        super().__init__()
        wanted = {"dark": DARK.name, "light": LIGHT.name}.get(session.settings.theme)
        if wanted:
            self.set_reactive(ReaderApp.theme, wanted)
        self.animation_level = "none"
        self.main = MainScreen(session, steps, again, told)

    def on_mount(self) -> None:
        """Leave the terminal as it was, whatever ends the program; paint again after a suspension."""
        self.app_resume_signal.subscribe(self, lambda _: self.main.refresh(repaint=True, layout=True))
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for sign in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(sign, self.exit, None, 128 + sign)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Our two themes are known from the first style sheet on: styling twice would be felt."""
        ours = {theme.name: theme for theme in (DARK, LIGHT)}
        return ours.get(theme_name) or super().get_theme(theme_name)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes that may be switched to."""
        return {theme.name: theme for theme in (DARK, LIGHT)}

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return self.main

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the main screen at once and in order; all else is as Textual does it."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen is self.main:
            self.main.receive_key(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            self.main.handle_paste(event.text)
        else:
            await super().on_event(event)

    def switch_theme(self) -> None:
        """From dark to light and back."""
        self.theme = (DARK if self.theme == LIGHT.name else LIGHT).name


def on_light() -> bool:
    """Whether the terminal says that its background is light (`COLORFGBG`, as rxvt and others set it)."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return background in ("7", "15")
