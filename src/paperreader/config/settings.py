"""The values of the settings; `schema.SETTINGS` explains each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from paperreader.errors import Problem

_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """The values in use; see `schema.SETTINGS` for the meaning of each."""

    dumps: tuple[str, ...] = ()
    state: str = ""
    theme: str = "auto"
    columns: tuple[str, ...] = ("date", "comments")
    auto_read: bool = True
    density: str = "compact"
    date_style: str = "short"
    lookup: str = "arxiv"
    queries: Mapping[str, str] = _EMPTY
    keys: Mapping[str, tuple[str, ...]] = _EMPTY

    def key(self, command: str) -> str:
        """Return the key to show for a command: the first of the user's keys, else of the default ones."""
        from paperreader.commands import COMMANDS_BY_ID

        first = next(iter(self.keys.get(command, COMMANDS_BY_ID[command].keys)), "")
        return "Esc" if first == "escape" else first


class Config(NamedTuple):
    """The settings of a file, which need not exist, with defaults for those that it lacks.

    `lines` has the line of each value that the file sets by its name (`queries.todo` in a table), `problems` the
    mistakes in the file.
    """

    path: Path
    settings: Settings = Settings()
    lines: Mapping[str, int] = _EMPTY
    problems: tuple[Problem, ...] = ()
