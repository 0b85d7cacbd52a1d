"""The settings as they hold; `table` tells of each what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from paperreader.errors import Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds; see `table.SETTINGS` for the meaning of each."""

    dumps: tuple[str, ...] = ()
    state: str = ""
    theme: str = "auto"
    columns: tuple[str, ...] = ("date", "comments")
    auto_read: bool = True
    density: str = "compact"
    date_style: str = "short"
    lookup: str = "arxiv"
    queries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a file.

    Attributes:
        path: the file; it need not exist.
        settings: what holds: the file's values, the usual ones for the rest.
        lines: where the file sets what holds, by the name; `queries.todo` for what stands in a table.
        problems: what of the file does not hold.
    """

    path: Path
    settings: Settings = field(default_factory=Settings)
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
