"""The commands with their keys, as palette and as help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from paperreader.commands import Command
from paperreader.tui.widgets.virtual_list import VirtualList

_KEYS = 18
_TITLE = 30


class CommandList(VirtualList, can_focus=False):
    """A command a line: keys, title, what else one should know."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"command--keys", "command--help", "command--cursor"}

    def __init__(self) -> None:
        super().__init__(id="commands")
        self._commands: Sequence[Command] = ()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show some commands, the cursor on the first."""
        self._commands = commands
        self.display = True
        self.show(len(commands), 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As high as there are commands, and room for them."""
        return self.line_count()

    def move(self, steps: int) -> None:
        """Move the cursor."""
        self.set_cursor(max(0, min(self.cursor + steps, self.count - 1)))

    def draw_line(self, line: int, width: int) -> Strip:
        """One command."""
        command = self._commands[line]
        base = self.style_of()
        if line == self.cursor:
            base = base + self.style_of("command--cursor", partial=True)
        keys = base + self.style_of("command--keys", partial=True)
        about = base + self.style_of("command--help", partial=True)
        return Strip(
            [
                Segment(f"  {'  '.join(command.keys):{_KEYS}} ", keys),
                Segment(f"{command.title:{_TITLE}} ", base),
                Segment(command.help, about),
            ]
        ).adjust_cell_length(width, base)
