"""Parsing of the file of settings: its values, their lines, and its mistakes."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from paperreader.commands import Command, is_key, key_owner, with_named_queries
from paperreader.config.fetch_tables import read_fetch, read_sources
from paperreader.config.saved_settings import is_query_name
from paperreader.config.schema import SETTINGS_BY_NAME, SettingError, string_list
from paperreader.config.settings import Config, Settings
from paperreader.errors import Problem, suggestion
from paperreader.query.parser import parse

_QUERIES, _KEYS, _SOURCES, _FETCH = _TABLES = ("queries", "keys", "sources", "fetch")
_HIDE = "hide"
_PATHS = ("dumps", "state")
_MAX_STATEMENT_LINES = 20  # lines like `name = ...` that are tried as the rest of a value of several lines
_MAX_DEPTH = 10  # of tables and lists in each other
_TOO_DEEP = "it is nested too deeply"
_Keys = dict[str, tuple[str, ...]]


class FileParser:
    """Collects the values and the problems of one file.

    Args:
        file: the path of the file.
        text: its content.
        saved: queries by name that the file does not have; its own ones of the same name hold.
    """

    def __init__(self, file: Path, text: str, saved: Mapping[str, str]) -> None:
        self._file = file
        self._saved = saved
        self._lines: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._table = self._parse(text)
        for number, name in _assignments(text):
            self._lines.setdefault(name, number)

    def config(self) -> Config:
        """Return the settings of the file."""
        values = self._values()
        queries = self._named_queries(self._table.get(_QUERIES))
        for note in (note for text in values.get(_HIDE, ()) for note in parse(text, queries).notes):
            self._report(_HIDE, note)
        keys = self._keys({command.id: command for command in with_named_queries(queries)})
        sources = read_sources(self._table.get(_SOURCES), self._report)
        fetch = read_fetch(self._table.get(_FETCH), self._report)
        inner: dict[str, Iterable[str]] = {_QUERIES: queries, _KEYS: keys, _SOURCES: sources, _FETCH: fetch._fields}
        names = [*values, *(f"{table}.{name}" for table, found in inner.items() for name in found)]
        lines = {name: self._lines[name] for name in names if name in self._lines}
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line))
        return Config(
            self._file, Settings(**values, queries=queries, keys=keys, sources=sources, fetch=fetch), lines, problems
        )

    def _report(self, name: str, text: str) -> None:
        line = self._lines.get(name, 0)
        self._problems.append(Problem(str(self._file), line, f"{name.removeprefix(f'{_KEYS}.')}: {text}"))

    def _parse(self, text: str) -> dict[str, Any]:
        """Return the file as a table; if it is not valid TOML, as much of it as is."""
        table, mistake = _try_parse(text)
        if not mistake:
            return table
        table = self._parse_statements(text)
        if not self._problems:  # each statement is valid by itself
            self._problems.append(Problem(str(self._file), 0, f"is not TOML: {mistake}"))
        return table

    def _parse_statements(self, text: str) -> dict[str, Any]:
        """Parse each statement by itself, and report each that is repeated or not valid TOML at its first line."""
        lines = text.split("\n")
        names = {number - 1: name for number, name in _assignments(text)}
        ends = [*names, len(lines)]
        table: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        header, done = "", 0
        for start in dict.fromkeys([0, *names]):
            if start < done:
                continue  # a line of the value before
            self._report_repetition(names.get(start, ""), start + 1, first_lines)
            is_header = bool(_HEADER.fullmatch(lines[start]))
            header = lines[start] if is_header else header
            reason = ""
            for end in [end for end in ends if end > start][:_MAX_STATEMENT_LINES]:
                statement, error = _try_parse("\n".join([*([] if is_header else [header]), *lines[start:end]]))
                reason = reason or error
                if not error:
                    _merge(table, statement)
                    done = end
                    break
            else:
                hint = "; write words in quotes" if reason == "Invalid value" else ""
                self._problems.append(Problem(str(self._file), start + 1, f"is not TOML: {reason}{hint}"))
        return table

    def _report_repetition(self, name: str, line: int, first_lines: dict[str, int]) -> None:
        """Report a table or a value that is set once more; `first_lines` are those of the names before."""
        first = first_lines.setdefault(name, line)
        if name and first != line:
            text = f"{name}: is there twice; what line {first} sets holds"
            self._problems.append(Problem(str(self._file), line, text))

    def _values(self) -> dict[str, Any]:
        """Return the values of the settings outside of tables, by name."""
        values: dict[str, Any] = {}
        for name, value in self._table.items():
            try:
                if name in SETTINGS_BY_NAME:
                    values[name] = self._read(name, value)
                elif name not in _TABLES:
                    near = suggestion(name, [*SETTINGS_BY_NAME, *_TABLES])
                    self._report(name, f"there is no such setting{near}")
                elif not isinstance(value, dict):
                    self._report(name, f"{value} is not a table: write [{name}]")
            except SettingError as error:
                self._report(name, str(error))
        return values

    def _read(self, name: str, value: Any) -> Any:
        read = SETTINGS_BY_NAME[name].read(value)
        if name not in _PATHS:
            return read
        return self._expand(read) if isinstance(read, str) else tuple(map(self._expand, read))

    def _expand(self, path: str) -> str:
        """Return a path with `~` expanded; a relative path begins at the folder of the file."""
        return os.path.join(os.path.dirname(self._file), os.path.expanduser(path))

    def _named_queries(self, table: Any) -> dict[str, str]:
        """Return the valid named queries and the saved ones, and report parts of the former that are not understood."""
        queries: dict[str, str] = {}
        for name, text in table.items() if isinstance(table, dict) else ():
            if not isinstance(text, str):
                self._report(f"{_QUERIES}.{name}", f"{text} is not a string")
            elif not is_query_name(name):
                self._report(f"{_QUERIES}.{name}", "a name has only letters, digits, - and _")
            else:
                queries[name] = text
        known = {**self._saved, **queries}
        for name in queries:
            for note in parse(f"@{name}", known).notes:
                self._report(f"{_QUERIES}.{name}", note.removeprefix(f"@{name}: "))
        return known

    def _keys(self, known: Mapping[str, Command]) -> _Keys:
        """Return the valid keys by command, and report the other ones and the commands that lose their last key."""
        keys: _Keys = {}
        for name, value in _flatten(self._table.get(_KEYS)):
            if name in known:
                keys |= self._command_keys(known[name], value, keys, known)
            else:
                self._report(f"{_KEYS}.{name}", f"there is no command {name}{suggestion(name, known)}")
        for command in known.values():
            owners = [key_owner(key, command, keys, known) for key in command.keys]
            if owners and all(owners) and command.id not in keys:
                self._report(f"{_KEYS}.{owners[0]}", f"leaves {command.id} without a key")
        return keys

    def _command_keys(self, command: Command, value: Any, set_before: _Keys, known: Mapping[str, Command]) -> _Keys:
        """Return the valid keys of a command by its id, without an entry if the default keys stay."""
        name = f"{_KEYS}.{command.id}"
        try:
            keys = dict.fromkeys(" ".join(text.split()) for text in string_list(value) if text.split())
        except SettingError as error:
            self._report(name, str(error))
            return {}
        mistakes = {key: _key_mistake(key, command, set_before, known) for key in keys}
        for mistake in filter(None, mistakes.values()):
            self._report(name, mistake)
        valid = tuple(key for key in keys if not mistakes[key])
        return {command.id: valid} if valid or not keys else {}


def _key_mistake(key: str, command: Command, set_before: _Keys, known: Mapping[str, Command]) -> str:
    if not is_key(key):
        return f"{key} is not a key; write j, ctrl+d or f5, or y t for two in sequence"
    owner = key_owner(key, command, set_before, known)
    return f"{key} is set for {owner} already" if owner else ""


def _flatten(table: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of nested tables by dotted names: TOML reads `mark.star = "s"` as `{"mark": {"star": "s"}}`."""
    for name, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _try_parse(text: str) -> tuple[dict[str, Any], str]:
    """Return TOML as a table, and the mistake in it; "" if there is none."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, re.sub(r" [(]at .*[)]$", "", str(error))
    except ValueError:  # of Python, for numbers of thousands of digits
        return {}, "a number is too long"
    except RecursionError:
        return {}, _TOO_DEEP
    return ({}, _TOO_DEEP) if _is_too_deep(table) else (table, "")


def _is_too_deep(value: Any) -> bool:
    """Return whether tables and lists are nested deeper than any setting."""
    level = [value]
    for _ in range(_MAX_DEPTH):
        inner = [tuple(each.values()) if isinstance(each, dict) else each for each in level]
        level = [each for values in inner for each in values if isinstance(each, (dict, list))]
    return bool(level)


def _merge(table: dict[str, Any], other: dict[str, Any]) -> None:
    """Merge a table into another; values that are set already stay."""
    for name, value in other.items():
        if isinstance(value, dict) and isinstance(table.setdefault(name, {}), dict):
            _merge(table[name], value)
        else:
            table.setdefault(name, value)


_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w.-])+)\s*=""")


def _assignments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the lines that begin a table or set a value, with the dotted name."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _HEADER.fullmatch(line), _KEY.match(line)
        if header:
            table = _unquoted(header[1])
            yield number, table
        elif key:
            yield number, f"{table}.{_unquoted(key[1])}" if table else _unquoted(key[1])


def _unquoted(name: str) -> str:
    return re.sub(r"\s*\.\s*", ".", name.strip()).replace('"', "").replace("'", "")
