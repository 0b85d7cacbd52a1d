"""The settings as they hold; `table` tells of each what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from paperreader.errors import Problem

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """What holds; see `table.SETTINGS` for the meaning of each."""

    dumps: tuple[str, ...] = ()
    state: str = ""
    theme: str = "auto"
    columns: tuple[str, ...] = ("date", "comments")
    auto_read: bool = True
    density: str = "compact"
    date_style: str = "short"
    lookup: str = "arxiv"
    queries: Mapping[str, str] = _NOTHING
    keys: Mapping[str, tuple[str, ...]] = _NOTHING

    def key(self, command: str) -> str:
        """The key to be told for a command: the first that a person gave it, else the usual one."""
        from paperreader.commands import COMMANDS_BY_ID

        first = next(iter(self.keys.get(command, COMMANDS_BY_ID[command].keys)), "")
        return "Esc" if first == "escape" else first


class Config(NamedTuple):
    """The settings of a file.

    Attributes:
        path: the file; it need not exist.
        settings: what holds: the file's values, the usual ones for the rest.
        lines: where the file sets what holds, by the name; `queries.todo` for what stands in a table.
        problems: what of the file does not hold.
    """

    path: Path
    settings: Settings = Settings()
    lines: Mapping[str, int] = _NOTHING
    problems: tuple[Problem, ...] = ()
