"""A person's keys: which commands they are for, whether they are keys, and whom they leave without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paperreader.commands import Command, is_key, with_keys
from paperreader.config.schema import SettingError, string_list
from paperreader.errors import suggestion

Said = tuple[str, str]
"""A command's id and what is wrong with its keys."""


def read_keys(table: Mapping[str, Any], commands: Sequence[Command]) -> tuple[dict[str, tuple[str, ...]], list[Said]]:
    """The keys that hold, by command, and what is wrong with others.

    Args:
        table: what the file says, by the commands' ids.
        commands: all there are.
    """
    known = {command.id: command for command in commands}
    keys: dict[str, tuple[str, ...]] = {}
    said: list[Said] = []
    for name, value in table.items():
        if name not in known:
            said.append((name, f"there is no such command{suggestion(name, known)}"))
            continue
        try:
            wrong, right = _sorted_out(known[name], _keys(value), keys, known)
        except SettingError as error:
            said.append((name, str(error)))
            continue
        said += [(name, text) for text in wrong]
        if right or not wrong:
            keys[name] = right
    after = with_keys(commands, keys)
    lost = [before for before, now in zip(commands, after, strict=True) if before.keys and not now.keys]
    said += [
        (_taker(command, known, keys), f"leaves {command.id} without a key")
        for command in lost
        if command.id not in keys
    ]
    return keys, said


def _keys(value: Any) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in string_list(value) if text.split())


def _sorted_out(
    command: Command, wanted: Sequence[str], keys: Mapping[str, Sequence[str]], known: Mapping[str, Command]
) -> tuple[list[str], tuple[str, ...]]:
    """What is wrong with some of the keys, and the others."""
    wrong = [
        f"{key} is no key; write j, ctrl+d, f5, or y t for one after the other" for key in wanted if not is_key(key)
    ]
    right = []
    for key in filter(is_key, wanted):
        taken = next(_holders(command, key, keys, known), None)
        if taken:
            wrong.append(f"{key} is given to {taken} above")
        else:
            right.append(key)
    return wrong, tuple(dict.fromkeys(right))


def _holders(
    command: Command, key: str, keys: Mapping[str, Sequence[str]], known: Mapping[str, Command]
) -> Iterator[str]:
    """The commands that a person has given a key to which is not to be told from this one."""
    for name, others in keys.items():
        mapped = with_keys([Command("", (key,), "", "", command.scopes), known[name]], {name: others})
        if not mapped[0].keys:
            yield name


def _taker(command: Command, known: Mapping[str, Command], keys: Mapping[str, Sequence[str]]) -> str:
    """Whose new key a command's last one was."""
    for name, others in keys.items():
        if len(with_keys([command, known[name]], {name: others})[0].keys) < len(command.keys):
            return name
    return command.id
