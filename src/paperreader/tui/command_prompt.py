"""The command palette: a typed line that runs a command by its name."""

from __future__ import annotations

from paperreader.commands import HELP, Command, typed_names
from paperreader.errors import Notice
from paperreader.text import sanitize
from paperreader.tui.command_search import find_commands, is_named, unknown_command, with_argument
from paperreader.tui.reader_protocol import Prompt, Reader

_QUIT = ("q", "q!", "qa", "wq", "x")  # as in vim
_WRITE = ("w", "w!")


class CommandPrompt(Prompt):
    """Runs the command chosen in the palette; `:q` quits, `:123` goes to a row, `:save NAME` gives an argument.

    Args:
        text: typed to begin with.
    """

    sign = ":"

    def __init__(self, reader: Reader, text: str = "") -> None:
        super().__init__(reader)
        self._table = [command for command in reader.table if command.scopes != HELP]
        self._names = typed_names(self._table)
        self._found: list[Command] = []
        self._moved = False  # whether the user has chosen a row, rather than the first match
        self.text = text
        self.changed(text)

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
            self._reader.session.cursor.move_to(int(typed[:19]) - 1)  # Python reads no number of thousands of digits
            self._reader.refresh_cursor()
        elif given := with_argument(self._table, typed):
            self._reader.run_command(given[0].id, given[1])
        elif self._found and (typed or self._moved):
            self._run(self._found[self._reader.commands.cursor], typed)
        elif typed:
            self._reader.show_status(Notice("warning", unknown_command(self._table, sanitize(typed))))

    def _run(self, command: Command, typed: str) -> None:
        """Run a command. One that changes many papers needs to be named in full, or chosen with the cursor."""
        if command.bulk and not self._moved and not is_named(command, typed):
            text = f"nothing was done: {command.title} is run by its whole name, {command.action}"
            self._reader.show_status(Notice("warning", text))
        else:
            self._reader.run_command(command.id)

    def cancelled(self) -> None:
        self._reader.commands.display = False
