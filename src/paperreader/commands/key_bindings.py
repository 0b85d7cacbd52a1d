"""Keys of commands: how they are written, those of the settings, and the command of a key in a pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from paperreader.commands.command_table import COMMANDS, Command


def with_keys(commands: Sequence[Command], keys: Mapping[str, Sequence[str]]) -> tuple[Command, ...]:
    """Return the commands with the keys of the settings, by command id.

    A default key that conflicts with one of these in the same pane is removed from its command.
    """
    known = {command.id: command for command in commands}
    return tuple(replace(command, keys=keys_in_use(command, keys, known)) for command in commands)


def keys_in_use(command: Command, keys: Mapping[str, Sequence[str]], known: Mapping[str, Command]) -> tuple[str, ...]:
    """Return the keys of a command: those of the settings, else its default ones that conflict with none of these."""
    if command.id in keys:
        return tuple(keys[command.id])
    return tuple(key for key in command.keys if not key_owner(key, command, keys, known))


def key_owner(key: str, command: Command, keys: Mapping[str, Sequence[str]], known: Mapping[str, Command]) -> str:
    """Return the first command of the settings whose keys conflict with a key of a command; "" if there is none.

    Two keys of one pane conflict if they are equal, or if one begins with the other.
    """
    for name, others in keys.items():
        in_one_pane = not set(command.scopes).isdisjoint(known[name].scopes)
        if in_one_pane and any(
            f"{key} ".startswith(f"{other} ") or f"{other} ".startswith(f"{key} ") for other in others
        ):
            return name
    return ""


_NAMED_KEYS = frozenset(
    ["space", "tab", "enter", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"]
    + ["up", "down", "left", "right"]
    + [f"f{number}" for number in range(1, 25)]
)
_CTRL_LETTERS = "abcdefgklnopqrstuvwxyz"  # with i, m, j and h a terminal sends Tab, Enter, Enter and Backspace
_MODIFIERS = ("ctrl", "alt", "shift", "super")


_LABELS = {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn"}


def key_label(keys: str) -> str:
    """Return keys as a person reads them: `Esc`, `Space`, `ctrl+d`, `y t`."""
    return " ".join(_LABELS.get(key, key.capitalize() if key in _NAMED_KEYS else key) for key in keys.split(" "))


def is_key(text: str) -> bool:
    """Return whether a text is a key, or a sequence of two: `j`, `ctrl+d`, `y t`."""
    keys = text.split(" ")
    return len(keys) in (1, 2) and all(map(_is_one_key, keys))


def _is_one_key(key: str) -> bool:
    *modifiers, name = [key] if len(key) == 1 else key.split("+")
    if not all(modifier in _MODIFIERS for modifier in modifiers):
        return False
    if name in _NAMED_KEYS:
        return True
    if "ctrl" in modifiers and (name not in _CTRL_LETTERS or len(name) != 1):
        return False
    return len(name) == 1 and name.isprintable() and name != " " and modifiers != ["shift"]


class KeyMap:
    """Finds the command of a key sequence in a pane."""

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        self._ids = {(scope, keys): row.id for row in commands for keys in row.keys for scope in row.scopes}
        self._following: dict[tuple[str, str], list[Command]] = {}  # the commands of each prefix
        for row in commands:
            prefixes = dict.fromkeys(keys.partition(" ")[0] for keys in row.keys if " " in keys)
            for place in product(row.scopes, prefixes):
                self._following.setdefault(place, []).append(row)

    def command(self, scope: str, keys: str) -> str | None:
        """Return the id of the command with a key sequence, or None."""
        return self._ids.get((scope, keys))

    def commands_after_prefix(self, scope: str, key: str) -> list[Command]:
        """Return the commands with a sequence of two keys that begins with a key."""
        return self._following.get((scope, key), [])
