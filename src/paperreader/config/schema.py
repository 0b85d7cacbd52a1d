"""The table of settings, from which the parser, `config show`, `config init` and the documentation follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paperreader.config.settings import duration_seconds
from paperreader.errors import suggestion
from paperreader.fetch.keys import SITE_KEYS
from paperreader.library.columns import LIST_COLUMNS
from paperreader.paper_links import SEARCH_SITES


class SettingError(ValueError):
    """A value that a setting cannot have; the message says why."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        example: a value in TOML; the default where it has one.
        read: converts the value of the file to the value in use, or raises SettingError.
    """

    name: str
    help: str
    example: str
    read: Callable[[Any], Any]


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise SettingError(f"{value} is not one of {', '.join(choices)}{suggestion(str(value), choices)}")
        return str(value)

    return read


def _switch(value: Any) -> bool:
    """Convert `"on"` or `"off"`; `true` and `false` are accepted too."""
    return value if isinstance(value, bool) else _one_of("on", "off")(value) == "on"


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise SettingError(f"{value} is not a string" if value else "is empty")
    return value


def string_list(value: Any) -> tuple[str, ...]:
    """Return a string or a list of strings as a tuple. Raises SettingError."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(part, str) for part in values):
        raise SettingError(f"{value} is neither a string nor a list of strings")
    return tuple(values)


def _columns(value: Any) -> tuple[str, ...]:
    known = _one_of(*LIST_COLUMNS)
    return tuple(dict.fromkeys(known(name) for name in string_list(value)))


SETTINGS = (
    Setting("dumps", "files and folders that open by default; ~ is your home", '["~/papers"]', string_list),
    Setting("state", "the file of marks; ~ is your home", '"~/Sync/paperreader/state.toml"', _text),
    Setting("theme", "auto (as the terminal is), dark, light", '"auto"', _one_of("auto", "dark", "light")),
    Setting(
        "columns",
        f"the columns of the list, in their order, as far as they fit: {', '.join(LIST_COLUMNS)}",
        '["date", "comments"]',
        _columns,
    ),
    Setting(
        "auto_read", "on: opening a paper or leaving it with n marks it read; off: only r and A mark", '"on"', _switch
    ),
    Setting(
        "density",
        "compact: one line for each paper; roomy: two, with authors and date instead of the columns",
        '"compact"',
        _one_of("compact", "roomy"),
    ),
    Setting("date_style", "short (Feb 24), iso (2024-02-24), age (9mo)", '"short"', _one_of("short", "iso", "age")),
    Setting(
        "hints",
        "on: the keys that matter in the focused pane are shown at the bottom; off: only the views",
        '"on"',
        _switch,
    ),
    Setting(
        "hide",
        'queries of papers that the reader hides, such as ["survey", "org:adobe"]; starred ones are never hidden',
        "[]",
        string_list,
    ),
    Setting(
        "highlight",
        'words and phrases that are marked in titles and abstracts, such as ["sparse autoencoder", "CLIP"]',
        "[]",
        string_list,
    ),
    Setting(
        "lookup",
        f"the site that is searched for a paper without a link: {', '.join(SEARCH_SITES)}",
        '"arxiv"',
        _one_of(*SEARCH_SITES),
    ),
    Setting(
        "remember",
        "on: query, order, place and panes come back with the same dumps, and typed queries with Up; off: nothing is kept",
        '"on"',
        _switch,
    ),
)


def _pause(value: Any) -> str:
    try:
        seconds = duration_seconds(_text(value))
    except ValueError:
        raise SettingError(f"{value} is not a time: write 30m, 6h or 1d") from None
    if seconds < _SHORTEST_PAUSE:
        raise SettingError(f"{value} is too short for the sites: write 30m or more")
    return _text(value)


def _key_commands(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise SettingError(f'{value} names no commands: write {{ s2 = "pass show s2" }}')
    for name, command in value.items():
        if name not in SITE_KEYS:
            raise SettingError(f"there is no key {name}; there are {', '.join(SITE_KEYS)}{suggestion(name, SITE_KEYS)}")
        _text(command)
    return dict(value)


_SHORTEST_PAUSE = 1800.0  # seconds
FETCH_SETTINGS = (
    Setting("every", "a source is not asked again before; feeds at least 1h, s2 stars a day", '"6h"', _pause),
    Setting(
        "on_start", "on: the reader fetches when it has opened; off: only F and paperreader fetch do", '"off"', _switch
    ),
    Setting("contact", "your mail address, which is sent to the sites", '"me@example.org"', _text),
    Setting(
        "keys",
        f"commands that print keys; the environment comes first: {', '.join(key.variable for key in SITE_KEYS.values())}",
        '{ s2 = "pass show s2" }',
        _key_commands,
    ),
)
"""The settings of the table `[fetch]`."""
SETTINGS_BY_NAME = {setting.name: setting for setting in SETTINGS}
