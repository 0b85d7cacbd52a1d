"""The command palette: a typed line that runs a command by its name."""

from __future__ import annotations

from paperreader.commands import HELP, Command, typed_names
from paperreader.errors import Notice
from paperreader.text import sanitize
from paperreader.tui.command_search import find_commands, is_certain, is_named, unknown_command, with_argument
from paperreader.tui.hints import Hint
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Reader

_QUIT = ("q", "q!", "qa", "qa!", "wq", "wqa", "x", "xa", "exit")  # as in vim
_WRITE = ("w", "w!", "wa")
_IN_FULL = {"h": "help", **dict.fromkeys(("w", "w!", "export"), "export.shown")}
"""The commands with an argument that other words before it mean."""
_OPENED = "", "dumps are opened by paperreader PATH, or by pasting a page over the list"
_ELSEWHERE = {
    "set": ("", "settings are in a file: paperreader config path, paperreader config init"),
    "e": _OPENED,
    "edit": _OPENED,
    "!": ("export.pipe", " gives papers to a command of the shell"),
    "noh": ("app.back", " leaves the search"),
}
"""Where that is done which these words of vim's do: the command whose key comes first, and a text."""


class CommandPrompt(Prompt):
    """Runs the command chosen in the palette; `:q` quits, `:123` goes to a row, `:save NAME` gives an argument.

    Args:
        text: typed to begin with.
        chosen: whether Enter runs the first command found, though the text is no name of it.
    """

    sign = ":"
    hints = (Hint("enter", "run"), Hint("down", "next"), Hint("escape", "back"))

    def __init__(self, reader: Reader, text: str = "", *, chosen: bool = False) -> None:
        self._reader = reader
        self._table = [command for command in reader.table if command.scopes != HELP]
        self._names = typed_names(self._table)
        self._found: list[Command] = []
        self.text = text
        self.changed(text)
        self._moved = chosen  # whether the user has chosen a row, rather than the first match

    def changed(self, text: str) -> None:
        argument = with_argument(self._table, text)
        self._found = [argument[0]] if argument else find_commands(self._table, text)
        self._moved = False
        self._reader.commands.show_commands(self._found, self._names)

    def moved(self, steps: int) -> None:
        self._moved = True
        self._reader.commands.move_cursor(steps)

    def accepted(self, text: str) -> None:
        self._reader.commands.display = False
        typed = text.strip()
        if typed in _QUIT:
            self._reader.run_command("app.quit")
        elif typed in _WRITE:
            self._reader.show_status(Notice("information", "marks are saved as they are made"))
        elif typed.isascii() and typed.isdigit():
            self._go_to_row(int(typed[:19]) - 1)  # Python reads no number of thousands of digits
        elif typed == "$":
            self._go_to_row(len(self._reader.session.view.rows) - 1)
        elif given := with_argument(self._table, _in_full(typed)):
            self._reader.run_command(given[0].id, given[1])
        elif self._found and (self._moved or is_certain(self._found[0], typed)):
            self._run(self._found[self._reader.commands.cursor], typed)
        elif elsewhere := _done_elsewhere(typed):
            command, advice = elsewhere
            key = self._reader.session.settings.key(command) if command else ""
            self._reader.show_status(Notice("information", f"{key}{advice}"))
        elif self._found and typed:
            self._reader.typed_line.open(CommandPrompt(self._reader, text, chosen=True))
            advice = f"{sanitize(typed)} is not a command; Enter again: {self._found[0].title}"
            self._reader.show_status(Notice("warning", advice))
        elif typed:
            self._reader.show_status(Notice("warning", unknown_command(self._table, sanitize(typed))))

    def _go_to_row(self, position: int) -> None:
        self._reader.session.cursor.move_to(position)
        self._reader.refresh_cursor()

    def _run(self, command: Command, typed: str) -> None:
        """Run a command. One that changes many papers needs to be named in full, or chosen with the cursor."""
        if command.bulk and not self._moved and not is_named(command, typed):
            text = f"nothing was done: {command.title} is run by its whole name, {command.action}"
            self._reader.show_status(Notice("warning", text))
        else:
            self._reader.run_command(command.id)

    def cancelled(self) -> None:
        self._reader.commands.display = False


def _in_full(typed: str) -> str:
    name, *argument = typed.split(" ", maxsplit=1)
    return " ".join([_IN_FULL.get(name, name), *argument])


def _done_elsewhere(typed: str) -> tuple[str, str] | None:
    """Return the row of `_ELSEWHERE` for a text; None for any other text."""
    return _ELSEWHERE.get("!" if typed.startswith("!") else typed.split(" ", maxsplit=1)[0].rstrip("!"))
