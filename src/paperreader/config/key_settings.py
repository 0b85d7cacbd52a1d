"""The `[keys]` of the settings: unknown commands, invalid keys, and keys that are set twice or taken from a command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paperreader.commands import Command, is_key, with_keys
from paperreader.config.schema import SettingError, string_list
from paperreader.errors import suggestion

KeyProblem = tuple[str, str]
"""The id of a command, and a mistake in its keys."""
_KeyTable = Mapping[str, Sequence[str]]


def read_keys(
    table: Mapping[str, Any], commands: Sequence[Command]
) -> tuple[dict[str, tuple[str, ...]], list[KeyProblem]]:
    """Return the valid keys by command, and the problems.

    Args:
        table: the values of the file, by command id.
        commands: all commands.
    """
    known = {command.id: command for command in commands}
    keys: dict[str, tuple[str, ...]] = {}
    problems: list[KeyProblem] = []
    for name, value in table.items():
        if name not in known:
            problems.append((name, f"there is no command {name}{suggestion(name, known)}"))
            continue
        try:
            valid, mistakes = _split_valid(known[name], _key_list(value), keys, known)
        except SettingError as error:
            problems.append((name, str(error)))
            continue
        problems += [(name, mistake) for mistake in mistakes]
        if valid or not mistakes:
            keys[name] = valid
    return keys, [*problems, *_commands_without_keys(keys, known)]


def _key_list(value: Any) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in string_list(value) if text.split())


def _split_valid(
    command: Command, keys: Sequence[str], set_before: _KeyTable, known: Mapping[str, Command]
) -> tuple[tuple[str, ...], list[str]]:
    """Return the valid keys of a command, and a message for each of the others."""
    valid, mistakes = [], []
    for key in keys:
        if not is_key(key):
            mistakes.append(f"{key} is not a key; write j, ctrl+d or f5, or y t for two in sequence")
        elif owner := next(_commands_with_key(command, key, set_before, known), None):
            mistakes.append(f"{key} is set for {owner} already")
        else:
            valid.append(key)
    return tuple(dict.fromkeys(valid)), mistakes


def _commands_with_key(
    command: Command, key: str, set_before: _KeyTable, known: Mapping[str, Command]
) -> Iterator[str]:
    """Yield the commands with keys of the settings that conflict with a key of another command."""
    for name, keys in set_before.items():
        remapped = with_keys([Command("", (key,), "", "", command.scopes), known[name]], {name: keys})
        if not remapped[0].keys:
            yield name


def _commands_without_keys(keys: _KeyTable, known: Mapping[str, Command]) -> Iterator[KeyProblem]:
    """Yield a problem for each command whose last key was set for another command."""
    for command, remapped in zip(known.values(), with_keys(list(known.values()), keys), strict=True):
        if command.keys and not remapped.keys and command.id not in keys:
            yield _taker(command, known, keys), f"leaves {command.id} without a key"


def _taker(command: Command, known: Mapping[str, Command], keys: _KeyTable) -> str:
    """Return the id of the first command whose new keys conflict with the keys of a command."""
    for name, others in keys.items():
        if len(with_keys([command, known[name]], {name: others})[0].keys) < len(command.keys):
            return name
    return command.id
