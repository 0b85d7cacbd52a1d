"""Reading a file of settings: what it says, on which line, and what is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paperreader.commands import with_named_queries
from paperreader.config.key_settings import read_keys
from paperreader.config.schema import BY_NAME, SettingError
from paperreader.config.settings import Config, Settings
from paperreader.errors import Problem, suggestion

_QUERIES, _KEYS = "queries", "keys"
_PATHS = ("dumps", "state")
_LONGEST = 20  # statements that a broken one is tried together with: they may be lines of its own


def parse_config(file: Path, text: str) -> Config:
    """The settings of a file's text."""
    return _FileParser(file, text).config()


class _FileParser:
    """One reading of a file: values and problems as they are found."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._lines: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._table = self._parsed(text)
        for number, name in _places(text):
            self._lines.setdefault(name, number)

    def config(self) -> Config:
        """What was read."""
        values: dict[str, Any] = {}
        for name, value in self._table.items():
            if name in (_QUERIES, _KEYS):
                if not isinstance(value, dict):
                    self._tell(name, f"{value} is no table: write [{name}]")
            elif name not in BY_NAME:
                known = [*BY_NAME, _QUERIES, _KEYS]
                self._tell(name, f"there is no such setting{suggestion(name, known)}")
            else:
                self._set(values, name, value)
        queries = self._queries(self._table.get(_QUERIES))
        keys, said = read_keys(dict(_flat(self._table.get(_KEYS))), with_named_queries(queries))
        for name, text in said:
            self._tell(f"{_KEYS}.{name}", text)
        held = [*values, *(f"{_QUERIES}.{name}" for name in queries), *(f"{_KEYS}.{name}" for name in keys)]
        lines = {name: self._lines[name] for name in held if name in self._lines}
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line))
        return Config(self._file, Settings(**values, queries=queries, keys=keys), lines, problems)

    def _tell(self, name: str, text: str) -> None:
        line = self._lines.get(name, 0)
        self._problems.append(Problem(str(self._file), line, f"{name.removeprefix(f'{_KEYS}.')}: {text}"))

    def _parsed(self, text: str) -> dict[str, Any]:
        """The file as TOML; where it is none, as much of it as is."""
        import tomllib

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return self._salvaged(text.split("\n"))

    def _salvaged(self, lines: list[str]) -> dict[str, Any]:
        """The statements that are TOML, each read by itself; the others are told, each at its first line."""
        starts = [number - 1 for number, _ in _places("\n".join(lines))]
        table: dict[str, Any] = {}
        header, place, ends = "", 0, [*starts, len(lines)]
        for start in [0, *starts]:
            if start < place:
                continue  # it belongs to the statement before
            if _HEADER.fullmatch(lines[start]):
                header = lines[start]
            within = "" if header == lines[start] else header
            tries = [end for end in ends if end > start][:_LONGEST]
            found, why = None, ""
            for end in tries:
                found, trouble = _loaded([within, *lines[start:end]])
                why = why or trouble
                if found is not None:
                    place = end
                    break
            if found is None:
                told = f"is no TOML: {why}" + ("; write words in quotes" if why == "Invalid value" else "")
                self._problems.append(Problem(str(self._file), start + 1, told))
            else:
                _join(table, found)
        return table

    def _set(self, values: dict[str, Any], name: str, value: Any) -> None:
        try:
            read = BY_NAME[name].read(value)
        except SettingError as error:
            self._tell(name, str(error))
            return
        if name in _PATHS:
            read = self._path(read) if isinstance(read, str) else tuple(map(self._path, read))
        values[name] = read

    def _path(self, text: str) -> str:
        """A path as it is meant: `~` is one's home, and what is relative begins at the file's folder."""
        return os.path.join(os.path.dirname(self._file), os.path.expanduser(text))

    def _queries(self, table: Any) -> dict[str, str]:
        """The named queries; what in one is not understood is told."""
        queries: dict[str, str] = {}
        for name, text in table.items() if isinstance(table, dict) else ():
            if not isinstance(text, str):
                self._tell(f"{_QUERIES}.{name}", f"{text} is no text")
            elif not re.fullmatch(r"[\w-]+", name):
                self._tell(f"{_QUERIES}.{name}", "a name is letters, digits, - and _")
            else:
                queries[name] = text
        from paperreader.query import parse

        for name in queries:
            for note in parse(f"@{name}", queries).notes:
                self._tell(f"{_QUERIES}.{name}", note.removeprefix(f"@{name}: "))
        return queries


def _flat(table: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """What tables in tables hold, by dotted names: `mark.star = "s"` is `{"mark": {"star": "s"}}` to TOML."""
    for name, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _loaded(lines: list[str]) -> tuple[dict[str, Any] | None, str]:
    """Some lines as TOML, or None and why they are none."""
    import tomllib

    try:
        return tomllib.loads("\n".join(lines)), ""
    except tomllib.TOMLDecodeError as error:
        return None, re.sub(r" [(]at .*[)]$", "", str(error))


def _join(table: dict[str, Any], more: dict[str, Any]) -> None:
    """Put what a statement sets into a table; what was set first stays."""
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(table.setdefault(name, {}), dict):
            _join(table[name], value)
        else:
            table.setdefault(name, value)


_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w.-])+)\s*=""")


def _places(text: str) -> Iterator[tuple[int, str]]:
    """The lines on which something is set, with its dotted name."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _HEADER.fullmatch(line), _KEY.match(line)
        if header:
            table = _bare(header[1])
            yield number, table
        elif key:
            yield number, f"{table}.{_bare(key[1])}" if table else _bare(key[1])


def _bare(name: str) -> str:
    return re.sub(r"\s*\.\s*", ".", name.strip()).replace('"', "").replace("'", "")
