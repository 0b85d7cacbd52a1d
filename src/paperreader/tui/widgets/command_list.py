"""The list of commands above the typed line of the palette."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from paperreader.commands import Command, key_label
from paperreader.tui.glyphs import terminal_glyphs, truncate
from paperreader.tui.widgets.virtual_list import VirtualList

_MAX_KEYS_WIDTH = _MAX_NAME_WIDTH = 18  # cells
_NAMES_FROM = 60  # cells: a narrower list has room for keys and titles
_MARGIN = "  "  # before each column


class CommandList(VirtualList):
    """One command per line: keys, name, title, note."""

    DEFAULT_CLASSES = "drawer"
    DEFAULT_CSS = """
    CommandList {
        .command--keys { color: $accent; text-style: bold; }
        .command--help { color: $muted; }
        .command--cursor { background: $cursor; }
        &:ansi .command--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"command--keys", "command--help", "command--cursor"}

    _keys_width = _name_width = 0  # cells
    _rows: Sequence[tuple[str, str, Command]] = ()  # keys and name of each command

    def show_commands(self, commands: Sequence[Command], names: Mapping[str, str]) -> None:
        """Open the list with the cursor on the first command; `names` has what is typed to run each, by its id."""
        self._rows = [("  ".join(map(key_label, row.keys)), names[row.id], row) for row in commands]
        self._keys_width = min(max((len(keys) for keys, _, _ in self._rows), default=0), _MAX_KEYS_WIDTH)
        self._name_width = min(max((len(name) for _, name, _ in self._rows), default=0), _MAX_NAME_WIDTH)
        self.display = True
        if len(commands) != self.count:
            self.refresh(layout=True)
        self.set_rows(len(commands), 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the number of commands."""
        return self.line_count()

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one command."""
        keys, name, command = self._rows[line]
        base = self.row_style(line, "command--cursor")
        note = base + self.partial_style("command--help")
        keys_style = base if line == self.cursor else base + self.partial_style("command--keys")
        named = Segment(f"{_MARGIN}{name:{self._name_width}}", note)
        segments = [
            Segment(f"{_MARGIN}{keys:{self._keys_width}}", keys_style),
            *([named] if width >= _NAMES_FROM else []),
            Segment(f"{_MARGIN}{command.title}", base),
        ]
        room = width - sum(segment.cell_length for segment in segments) - len(_MARGIN)
        if command.help and room > 0:
            segments.append(Segment(f"{_MARGIN}{truncate(command.help, room, terminal_glyphs().ellipsis)}", note))
        return Strip(segments).adjust_cell_length(width, base)
