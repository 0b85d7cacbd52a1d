"""From keys to command ids, prefix keys included."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events

from paperreader.commands import Command, KeyMap


def key_name(event: events.Key) -> str:
    """Return a key as the command table writes it: its character, or else Textual's name for it."""
    modified = event.key.startswith(("alt+", "ctrl+", "super+", "meta+", "hyper+"))
    if event.character and event.is_printable and not event.character.isspace() and not modified:
        return event.character
    return event.key


@dataclass(frozen=True, slots=True)
class KeyResult:
    """Meaning of a key; without any, the key does nothing.

    Attributes:
        command: Id of a command.
        hint: Second keys that can follow, if the key is a prefix.
        unknown: Two keys that together are no command.
    """

    command: str | None = None
    hint: str = ""
    unknown: str = ""


class KeyReader:
    """Reads keys one by one, and remembers a prefix until its second key."""

    def __init__(self, keymap: KeyMap) -> None:
        self._keymap = keymap
        self._prefix = ""

    def read(self, scope: str, key: str) -> KeyResult:
        """Return the meaning of the next key in the pane `scope`."""
        prefix, self._prefix = self._prefix, ""
        if prefix and key != "ctrl+c":
            if key == "escape":
                return KeyResult()
            keys = f"{prefix} {key}"
            command = self._keymap.command(scope, keys)
            return KeyResult(command) if command else KeyResult(unknown=keys)
        following = self._keymap.commands_after_prefix(scope, key)
        if following:
            self._prefix = key
            return KeyResult(hint=_hint(following))
        return KeyResult(self._keymap.command(scope, key))


def _hint(commands: list[Command]) -> str:
    """Return one line with the second keys of commands that share a prefix."""
    parts = []
    for command in commands:
        second = next(keys.partition(" ")[2] for keys in command.keys if " " in keys)
        parts.append(f"{second} {command.id.partition('.')[2].replace('_', ' ')}")
    return f"{commands[0].group}:  " + "   ".join(parts)
