"""The themes, dark and light, each in all colours and in the 16 of the terminal; and which one the terminal asks for."""

from __future__ import annotations

import os

from rich.console import Console
from textual import constants
from textual.theme import Theme


def _highlights(*colors: str) -> dict[str, str]:
    return {f"highlight-{kind}": color for kind, color in enumerate(colors, 1)}


DARK = Theme(
    name="paperreader-dark",
    primary="#8fb2f8",
    accent="#7fb4ca",
    warning="#e0af68",
    error="#f07c88",
    success="#98bb6c",
    foreground="#d5d8df",
    background="#16181d",
    surface="#1b1e24",
    panel="#24272c",
    dark=True,
    variables={"muted": "#9ea4b0", "cursor": "#1f2e4f", "cursor-dim": "#2d3035", "bar": "#343a45"}
    | _highlights("#7fd7e0", "#9ddb7a", "#e8d06a", "#f2a65a", "#f29ac1", "#c3a6ff"),
)
LIGHT = Theme(
    name="paperreader-light",
    primary="#2a5599",
    accent="#1a6079",
    warning="#6b5200",
    error="#a8201a",
    success="#2f6620",
    foreground="#24292f",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e9e6de",
    dark=False,
    variables={"muted": "#5a5f67", "cursor": "#cde3ec", "cursor-dim": "#e6e3d9", "bar": "#d3cfc3"}
    | _highlights("#00566a", "#2a5f10", "#6b4f00", "#8a3f00", "#92184f", "#5236a8"),
)


def _terminal_theme(name: str, accent: str, warning: str, highlights: str, *, dark: bool) -> Theme:
    """Return a theme of the terminal's own text and background, on which few of its 16 colours can be read.

    What is a background in the other themes is reverse video here; see `styles.tcss`.
    """
    default = "ansi_default"
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=accent,
        accent=accent,
        warning=warning,
        error="ansi_red",
        success="ansi_green",
        foreground=default,
        background=default,
        surface=default,
        panel=default,
        variables=dict.fromkeys((*DARK.variables, "ansi-background", "ansi-foreground"), default)  # two are Textual's
        | _highlights(*(f"ansi_{color}" for color in highlights.split())),
    )


DARK_16 = _terminal_theme(
    "paperreader-dark-16", "ansi_cyan", "ansi_yellow", "cyan green yellow red magenta blue", dark=True
)
LIGHT_16 = _terminal_theme(
    "paperreader-light-16", "ansi_blue", "ansi_magenta", "blue green red cyan magenta black", dark=False
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT, DARK_16, LIGHT_16)}
_OTHERS = {
    one.name: other.name for one, other in ((DARK, LIGHT), (LIGHT, DARK), (DARK_16, LIGHT_16), (LIGHT_16, DARK_16))
}


def initial_theme(setting: str) -> str:
    """Return the name of the theme for a setting: "dark", "light" or "auto".

    `COLORFGBG` is set by rxvt and others; a background of 7 or 15 is light.
    """
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    light = setting == "light" or (setting != "dark" and background in ("7", "15"))
    dark_theme, light_theme = (DARK_16, LIGHT_16) if _has_few_colors() else (DARK, LIGHT)
    return (light_theme if light else dark_theme).name


def other_theme(name: str) -> str:
    """Return the name of the light theme for that of a dark one, and the other way round."""
    return _OTHERS[name]


def _has_few_colors() -> bool:
    """Return whether the terminal has 16 colours or fewer, or the user wants none."""
    console = Console(force_terminal=True, color_system=constants.COLOR_SYSTEM)  # type: ignore[arg-type]  # a name of Rich's
    return console.no_color or console.color_system not in ("256", "truecolor")
