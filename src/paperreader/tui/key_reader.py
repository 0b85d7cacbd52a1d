"""From keys to command ids, prefix keys included."""

from __future__ import annotations

from textual import events

from paperreader.commands import Command, KeyMap
from paperreader.errors import Notice


def key_name(event: events.Key) -> str:
    """Return a key as the command table writes it: its character, or else Textual's name for it."""
    modified = event.key.startswith(("alt+", "ctrl+", "super+", "meta+", "hyper+"))
    if event.character and event.is_printable and not event.character.isspace() and not modified:
        return event.character
    return event.key


class KeyReader:
    """Reads keys one by one, and remembers a prefix until its second key."""

    def __init__(self, keymap: KeyMap, help_key: str) -> None:
        self._keymap = keymap
        self._help_key = help_key
        self._prefix = ""

    def read(self, scope: str, key: str) -> str | Notice | None:
        """Return the meaning of the next key in the pane `scope`: a command's id, a notice to show, or nothing."""
        prefix, self._prefix = self._prefix, ""
        if prefix and key != "ctrl+c":
            if key == "escape":
                return None
            keys = f"{prefix} {key}"
            unknown = Notice("warning", f"{keys} is not a command: {self._help_key} lists all commands")
            return self._keymap.command(scope, keys) or unknown
        following = self._keymap.commands_after_prefix(scope, key)
        if following:
            self._prefix = key
            return Notice("information", _hint(following))
        return self._keymap.command(scope, key)


def _hint(commands: list[Command]) -> str:
    """Return one line with the second keys of commands that share a prefix."""
    parts = []
    for command in commands:
        second = next(keys.partition(" ")[2] for keys in command.keys if " " in keys)
        parts.append(f"{second} {command.id.partition('.')[2].replace('_', ' ')}")
    return f"{commands[0].group}:  " + "   ".join(parts)
