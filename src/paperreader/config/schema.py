"""The table of settings: what each is called and for, and what it may be.

It feeds the reading of the file, `config show`, `config init` and the documentation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paperreader.errors import suggestion
from paperreader.library.columns import LIST_COLUMNS
from paperreader.paper_links import SEARCH_SITES


class SettingError(ValueError):
    """A value that a setting cannot have; the message says why."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        name: its name in the file.
        about: what it is for, in a line.
        example: a value as it is written in TOML.
        read: makes what the file has the value that is used, or raises SettingError.
    """

    name: str
    about: str
    example: str
    read: Callable[[Any], Any]


def _one_of(*known: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            raise SettingError(f"{value} is none of {', '.join(known)}{suggestion(str(value), known)}")
        return str(value)

    return read


def _switch(value: Any) -> bool:
    """`"on"` and `"off"`; TOML's own `true` and `false` are understood."""
    return value if isinstance(value, bool) else _one_of("on", "off")(value) == "on"


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise SettingError(f"{value} is no text" if value else "is empty")
    return value


def string_list(value: Any) -> tuple[str, ...]:
    """A text or several. Raises SettingError."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(part, str) for part in values):
        raise SettingError(f"{value} is neither a text nor a list of texts")
    return tuple(values)


def _columns(value: Any) -> tuple[str, ...]:
    known = _one_of(*LIST_COLUMNS)
    return tuple(dict.fromkeys(known(name) for name in string_list(value)))


SETTINGS = (
    Setting("dumps", "files and folders that open when none is named; ~ is your home", '["~/papers"]', string_list),
    Setting("state", "the file of marks; ~ is your home", '"~/Sync/paperreader/state.toml"', _text),
    Setting("theme", "auto (as the terminal says), dark, light", '"auto"', _one_of("auto", "dark", "light")),
    Setting(
        "columns",
        f"what the list shows beside titles, as far as it fits, in this order: {', '.join(LIST_COLUMNS)}",
        '["date", "comments"]',
        _columns,
    ),
    Setting(
        "auto_read", "on: opening a paper or leaving it with n marks it read; off: only r and A do", '"on"', _switch
    ),
    Setting(
        "density",
        "compact: a line a paper; roomy: two, with who and when in place of the columns",
        '"compact"',
        _one_of("compact", "roomy"),
    ),
    Setting("date_style", "short (Feb 24), iso (2024-02-24), age (9mo)", '"short"', _one_of("short", "iso", "age")),
    Setting(
        "lookup",
        f"where o looks a paper without a link up: {', '.join(SEARCH_SITES)}",
        '"arxiv"',
        _one_of(*SEARCH_SITES),
    ),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
