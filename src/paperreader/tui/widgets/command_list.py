"""The list of commands above the typed line of the palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from paperreader.commands import Command
from paperreader.tui.widgets.virtual_list import VirtualList

_KEYS_WIDTH = 14  # cells, as those below
_NAME_WIDTH = 20
_TITLE_WIDTH = 30


class CommandList(VirtualList, can_focus=False):
    """One command per line: keys, name, title, note."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command--keys", "command--help", "command--cursor"}

    _commands: Sequence[Command] = ()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Open the list with the cursor on the first command."""
        self._commands = commands
        self.display = True
        self.set_rows(len(commands), 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the number of commands."""
        return self.line_count()

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one command."""
        command = self._commands[line]
        base = self.row_style(line, "command--cursor")
        name = f"{command.id} {command.argument}".rstrip()
        segments = [
            Segment(f"  {'  '.join(command.keys):{_KEYS_WIDTH}} ", base + self.partial_style("command--keys")),
            Segment(f"{name:{_NAME_WIDTH}} ", base + self.partial_style("command--help")),
            Segment(f"{command.title:{_TITLE_WIDTH}} ", base),
            Segment(command.help, base + self.partial_style("command--help")),
        ]
        return Strip(segments).adjust_cell_length(width, base)
