"""From key events to command ids, prefix keys included."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events

from paperreader.commands import Command, KeyMap


def key_name(event: events.Key) -> str:
    """A key as the table of commands writes it: its letter, else Textual's name for it."""
    held = event.key.startswith(("alt+", "ctrl+", "super+", "meta+", "hyper+"))
    if event.character and event.is_printable and not event.character.isspace() and not held:
        return event.character
    return event.key


@dataclass(frozen=True, slots=True)
class KeyResult:
    """What a key came to: a command, a hint while a prefix waits for its second key, or neither."""

    command: str | None = None
    hint: str = ""
    unknown: str = ""


class KeyReader:
    """Reads keys one by one; remembers a prefix until its second key."""

    def __init__(self, keymap: KeyMap) -> None:
        self._keymap = keymap
        self._prefix = ""

    def read(self, scope: str, key: str) -> KeyResult:
        """What the next key means in a pane."""
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
            return KeyResult(hint=hint(following))
        return KeyResult(self._keymap.command(scope, key))


def hint(commands: list[Command]) -> str:
    """One line that says which second keys there are."""
    said = []
    for command in commands:
        second = next(keys.partition(" ")[2] for keys in command.keys if " " in keys)
        said.append(f"{second} {command.id.partition('.')[2].replace('_', ' ')}")
    return f"{commands[0].group}:  " + "   ".join(said)
