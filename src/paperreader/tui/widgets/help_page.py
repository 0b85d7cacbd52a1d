"""The help page: a text over all panes that can be scrolled and searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from paperreader.tui.help_layout import HelpLine, HelpPiece, help_lines
from paperreader.tui.help_text import HelpRow
from paperreader.tui.line_view import LineView

_LEFT_MARGIN = 1  # cell


class HelpPage(LineView):
    """Help as lines, the matches of a search marked in them.

    Args:
        covered: the widget that the page covers.
    """

    DEFAULT_CSS = """
    HelpPage {
        layer: drawer;
        dock: top;
        width: 100%;
        height: 100%;
        background: $surface;
        .help--heading { color: $foreground; text-style: bold underline; }
        .help--name { color: $accent; text-style: bold; }
        .help--text { color: $foreground; }
        .help--note, .help--dim { color: $muted; }
        .help--match { color: $warning; text-style: bold underline; }
        .help--current { color: $background; background: $warning; text-style: bold; }
        &:ansi {
            .help--note, .help--dim { text-style: dim; }
            .help--current { color: $warning; background: $background; text-style: bold reverse; }
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"help--{part}" for part in ("heading", "name", "text", "note", "dim", "match", "current")
    }
    ALLOW_SELECT = False

    class Scrolled(Message):
        """Another part of the page is shown, or another match is the current one."""

    searched = ""
    _rows: Sequence[HelpRow] = ()
    _lines: Sequence[HelpLine] = ()
    _current = -1  # the line of the current match

    def __init__(self, covered: Widget) -> None:
        super().__init__(id="help")
        self._covered = covered

    @property
    def _window(self) -> Size:
        """The size, also before the page is laid out."""
        return self.size or self._covered.size

    @property
    def match_count(self) -> str:
        """The number of the current match and of all lines with one; "" without a search."""
        return f"{self.match_number} of {len(self.match_lines)}" if self.searched else ""

    @property
    def position(self) -> str:
        """The lines shown, and the number of all lines."""
        return f"{self.top + 1}-{min(self.top + self._window.height, self.line_count())}/{self.line_count()}"

    def open(self, rows: Sequence[HelpRow]) -> None:
        """Show rows from the top on."""
        self._rows = rows
        self.top = 0
        self.display = True
        self.search("")

    @property
    def page_size(self) -> int:
        """Number of lines on a page; two pages have one line in common."""
        return max(1, self._window.height - 1)

    def search(self, text: str, start: int = 0) -> None:
        """Mark the matches of a text, and go to the first one from a line on, else to the first of all, else to the line."""
        self.searched = text
        self._wrap()
        self._current = -1
        matches = self.match_lines
        if matches:
            self._go_to(next((line for line in matches if line >= start), matches[0]))
        else:
            self.scroll_to_line(start)
        self.refresh()

    @property
    def match_lines(self) -> list[int]:
        """The lines with a match."""
        return [index for index, line in enumerate(self._lines) if line.has_match]

    @property
    def match_number(self) -> int:
        """The number of the current match among the lines with one, from 1; 0 without one."""
        matches = self.match_lines
        return matches.index(self._current) + 1 if self._current in matches else 0

    def move_match(self, steps: int) -> None:
        """Go to the next line with a match, or to the one before; from the last one to the first."""
        matches = self.match_lines
        if matches:
            self._go_to(matches[(self.match_number - 1 + steps) % len(matches)])

    def scroll_to_line(self, top: int) -> None:
        """Make `top` the first visible line."""
        super().scroll_to_line(top)
        self.post_message(self.Scrolled())

    def _go_to(self, line: int) -> None:
        self._current = line
        if not self.top <= line < self.top + self._window.height:
            self.scroll_to_line(line - self._window.height // 3)
        self.refresh()
        self.post_message(self.Scrolled())

    def _wrap(self) -> None:
        self._lines = help_lines(self._rows, self._window.width - 2 * _LEFT_MARGIN, self.searched)
        self.scroll_to_line(self.top)

    def on_resize(self) -> None:
        """Wrap the text to the new width; the current match stays in the window."""
        number = self.match_number
        self._wrap()
        self.refresh()
        self._current = self.match_lines[number - 1] if number and len(self.match_lines) >= number else -1
        if self._current >= 0:
            self._go_to(self._current)

    def line_count(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one line."""
        shown = self._lines[line]
        segments = [Segment(" " * _LEFT_MARGIN, self.base_style)]
        for gap, piece in shown.pieces:
            segments.append(Segment(" " * gap, self.base_style))
            segments += self._segments(piece, self._style("dim" if shown.dim else piece.style), line)
        return Strip(segments).adjust_cell_length(width, self.base_style)

    def _segments(self, piece: HelpPiece, style: Style, line: int) -> list[Segment]:
        match = style + self.partial_style(f"help--{'current' if line == self._current else 'match'}")
        segments, end = [], 0
        for low, high in piece.matches:
            segments += [Segment(piece.text[end:low], style), Segment(piece.text[low:high], match)]
            end = high
        return [*segments, Segment(piece.text[end:], style)]

    def _style(self, part: str) -> Style:
        return self.base_style + self.partial_style(f"help--{part}")
