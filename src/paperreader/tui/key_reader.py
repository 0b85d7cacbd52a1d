"""From keys to command ids, prefix keys included."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from paperreader.commands import Command, KeyMap, key_label
from paperreader.errors import Notice


def key_name(event: events.Key) -> str:
    """Return a key as the command table writes it: its character, or else Textual's name for it."""
    modified = event.key.startswith(("alt+", "ctrl+", "super+", "meta+", "hyper+"))
    if event.character and event.is_printable and not event.character.isspace() and not modified:
        return event.character
    return event.key


class KeyReader:
    """Reads keys one by one, and remembers a prefix until its second key.

    Args:
        keymap: the commands of keys.
        label_of: returns the first key of a command by its id, as a person reads it.
    """

    def __init__(self, keymap: KeyMap, label_of: Callable[[str], str]) -> None:
        self._keymap = keymap
        self._label_of = label_of
        self._prefix = ""
        self._explained: set[str] = set()  # the keys without a command that were pressed
        self._is_counting = False  # whether a count was begun, which is explained in place of what it is for

    def read(self, scope: str, key: str) -> str | Notice | None:
        """Return the meaning of the next key in the pane `scope`: a command's id, a notice to show, or nothing."""
        prefix, self._prefix = self._prefix, ""
        counted, self._is_counting = self._is_counting, False
        if counted and key not in ("escape", "ctrl+c"):
            return self._no_counts(key)
        if prefix and key != "ctrl+c":
            if key == "escape":
                return None
            keys = f"{prefix} {key}"
            unknown = Notice("warning", f"{keys} is not a command: {self._label_of('app.help')} lists all commands")
            return self._keymap.command(scope, keys) or unknown
        following = self._keymap.commands_after_prefix(scope, key)
        if following:
            self._prefix = key
            return Notice("information", _hint(following))
        return self._keymap.command(scope, key) or self._unknown(scope, key)

    def _unknown(self, scope: str, key: str) -> Notice | None:
        """Return the notice that a key has no command, when it is pressed for the first time."""
        if key in self._explained:
            return None
        self._explained.add(key)
        if key.isdecimal() and scope != "help":  # which has no rows to go to
            self._explained.update("0123456789")
            return self._no_counts(key)
        return Notice("warning", f"{key_label(key)} is not a command here: {self._label_of('app.help')} shows the keys")

    def _no_counts(self, key: str) -> Notice:
        """Return the notice that there are no counts. It stays for `5j`: the `j` would hide it, and move by one row."""
        self._is_counting = key.isdecimal()
        go_to_row = f"{self._label_of('app.palette')}50 goes to a row"
        return Notice("warning", f"there are no counts: {go_to_row}")


def _hint(commands: list[Command]) -> str:
    """Return one line with the second keys of commands that share a prefix."""
    parts = []
    for command in commands:
        second = next(keys.partition(" ")[2] for keys in command.keys if " " in keys)
        parts.append(f"{second} {command.id.partition('.')[2].replace('_', ' ')}")
    return f"{commands[0].group}:  " + "  ".join(parts)  # so narrow that it fits 80 columns
