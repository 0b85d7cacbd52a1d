"""The values of the settings; `schema.SETTINGS` explains each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from paperreader.errors import Problem

_EMPTY: Mapping[str, Any] = MappingProxyType({})


class FetchSettings(NamedTuple):
    """How sources are fetched; see `schema.FETCH_SETTINGS` for the meaning of each."""

    every: str = "6h"
    on_start: bool = False
    contact: str = ""
    keys: Mapping[str, str] = _EMPTY

    @property
    def seconds(self) -> float:
        """The time between two requests to a source, in seconds."""
        return duration_seconds(self.every)


_UNITS = {"m": 60.0, "h": 3600.0, "d": 86400.0}


def duration_seconds(text: str) -> float:
    """Return the seconds of `30m`, `6h` or `7d`. Raises ValueError."""
    number, unit = text[:-1], text[-1:]
    if not (number.isascii() and number.isdigit() and unit in _UNITS):
        raise ValueError(text)
    return int(number) * _UNITS[unit]


class Settings(NamedTuple):
    """The values in use; see `schema.SETTINGS` for the meaning of each."""

    dumps: tuple[str, ...] = ()
    state: str = ""
    theme: str = "auto"
    columns: tuple[str, ...] = ("date", "comments")
    auto_read: bool = True
    density: str = "compact"
    date_style: str = "short"
    hints: bool = True
    lookup: str = "arxiv"
    remember: bool = True
    hide: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    queries: Mapping[str, str] = _EMPTY
    keys: Mapping[str, tuple[str, ...]] = _EMPTY
    sources: Mapping[str, str] = _EMPTY
    fetch: FetchSettings = FetchSettings()

    def first_key(self, command: str) -> str:
        """Return the first key of a command, as the settings write it; "" if it has none."""
        from paperreader.commands import COMMANDS_BY_ID, keys_in_use, with_named_queries

        known = COMMANDS_BY_ID
        if self.keys:
            known = {row.id: row for row in with_named_queries(self.queries)}
        return next(iter(keys_in_use(known[command], self.keys, known)), "")

    def key(self, command: str) -> str:
        """Return the first key of a command as a person reads it."""
        from paperreader.commands import key_label

        return key_label(self.first_key(command))


class Config(NamedTuple):
    """The settings of a file, which need not exist, with defaults for those that it lacks.

    `lines` has the line of each value that the file sets by its name (`queries.todo` in a table), `problems` the
    mistakes in the file.
    """

    path: Path
    settings: Settings = Settings()
    lines: Mapping[str, int] = _EMPTY
    problems: tuple[Problem, ...] = ()
