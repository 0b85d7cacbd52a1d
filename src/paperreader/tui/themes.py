"""The two themes, and which one the terminal asks for."""

from __future__ import annotations

import os

from textual.theme import Theme


def _highlights(*colors: str) -> dict[str, str]:
    return {f"highlight-{kind}": color for kind, color in enumerate(colors, 1)}


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
    variables={"muted": "#868c98", "cursor": "#2a4453", "cursor-dim": "#262b34", "bar": "#343a45"}
    | _highlights("#7fd7e0", "#9ddb7a", "#e8d06a", "#f2a65a", "#f29ac1", "#c3a6ff"),
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
    variables={"muted": "#6b7078", "cursor": "#cde3ec", "cursor-dim": "#e6e3d9", "bar": "#d3cfc3"}
    | _highlights("#00566a", "#2a5f10", "#6b4f00", "#8a3f00", "#92184f", "#5236a8"),
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


def initial_theme(setting: str) -> str:
    """Return the name of the theme for a setting: "dark", "light" or "auto".

    `COLORFGBG` is set by rxvt and others; a background of 7 or 15 is light.
    """
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    light = setting == "light" or (setting != "dark" and background in ("7", "15"))
    return (LIGHT if light else DARK).name
