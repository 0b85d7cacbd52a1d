"""The list of a paper's links above the typed line, each address shown whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.cells import chop_cells
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from paperreader.paper_links import NumberedLink
from paperreader.tui.widgets.virtual_list import VirtualList

_NUMBER_WIDTH = 6  # cells, with the margin


class LinkList(VirtualList):
    """Links by number, each as many lines as its address needs."""

    DEFAULT_CLASSES = "drawer"
    DEFAULT_CSS = """
    LinkList {
        .link--number { color: $accent; text-style: bold; }
        .link--cursor { background: $cursor; }
        &:ansi .link--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"link--number", "link--cursor"}

    _links: Mapping[int, NumberedLink] = {}
    _width = 0  # to which addresses are wrapped
    _rows: Sequence[Sequence[tuple[str, str]]] = ()  # of a link, number and text of each line
    _ends: Sequence[int] = ()  # of each link, the line after its last one

    def show_links(self, links: Mapping[int, NumberedLink]) -> None:
        """Open the list with the cursor on the first link."""
        self._links = links
        self.display = True
        self._wrap(self._width)
        self.set_rows(len(links), 0)
        self.refresh(layout=True)

    def _wrap(self, width: int) -> None:
        self._width = width
        self._rows = [_lines(number, link, width - _NUMBER_WIDTH - 1) for number, link in self._links.items()]
        self._ends = list(accumulate(map(len, self._rows)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return the number of lines."""
        self._wrap(width)
        return self.line_count()

    def on_resize(self) -> None:
        """Wrap the addresses to the new width."""
        self._wrap(self.size.width)
        self.scroll_to_cursor()

    def line_count(self) -> int:
        """Return the number of lines of all links."""
        return self._ends[-1] if self._ends else 0

    def line_of_row(self, index: int) -> int:
        """Return the first line of a link."""
        return self._ends[index - 1] if index else 0

    def row_at_line(self, line: int) -> int | None:
        """Return the index of the link drawn on a line."""
        return bisect_right(self._ends, line) if 0 <= line < self.line_count() else None

    def set_cursor(self, cursor: int) -> None:
        """Put the cursor on a link, and scroll to it."""
        super().set_cursor(cursor)
        self.refresh()

    def scroll_to_cursor(self) -> None:
        """Make all lines of the link under the cursor visible."""
        if self._ends:
            last = self._ends[self.cursor] - max(1, self.size.height)
            self.scroll_to_line(min(self.line_of_row(self.cursor), max(self.top, last)))

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one line of an address."""
        index = bisect_right(self._ends, line)
        number, text = self._rows[index][line - self.line_of_row(index)]
        base = self.row_style(index, "link--cursor")
        segments = [Segment(f"{number:>{_NUMBER_WIDTH - 2}}  ", base + self.partial_style("link--number"))]
        return Strip([*segments, Segment(text, base)]).adjust_cell_length(width, base)


def _lines(number: int, link: NumberedLink, width: int) -> list[tuple[str, str]]:
    text = f"{link.address}  ({link.target})" if link.target else link.address
    first, *rest = chop_cells(text, width) if width > 0 else [text]
    return [(str(number), first), *(("", part) for part in rest)]
