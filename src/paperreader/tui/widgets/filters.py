"""The filter pane: facets with live counts, whose values become terms of the query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from paperreader.query.model import Query
from paperreader.results.bars import bar
from paperreader.results.facets import Facet
from paperreader.text import normalize_title
from paperreader.tui.glyphs import Glyphs, truncate
from paperreader.tui.widgets.virtual_list import VirtualList


@dataclass(frozen=True, slots=True)
class FilterRow:
    """A row of the pane: the heading of a facet, or one of its values."""

    field: str  # of the query language
    label: str
    value: str = ""  # as a query writes it; empty for a heading
    count: str = ""
    state: bool | None = None  # True if the query has the value, False if it excludes it
    share: float = 0  # of the highest count of a histogram, which a bar shows


class Filters(VirtualList):
    """Facets under a cursor that skips their headings."""

    DEFAULT_CSS = """
    Filters {
        background: $panel;
        .filters--heading { color: $muted; text-style: bold; background: $panel; }
        .filters--cursor { background: $cursor; text-style: bold; }
        .filters--idle { background: $cursor-dim; }
        .filters--count { color: $muted; }
        .filters--bar { color: $accent; }
        .filters--chosen { color: $accent; text-style: bold; }
        &:ansi .filters--cursor { text-style: reverse; }
        &:ansi .filters--idle { text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"filters--{part}" for part in ("heading", "cursor", "idle", "count", "chosen", "bar")
    }

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="filters")
        self.search_text = ""
        self._glyphs = glyphs
        self._rows: list[FilterRow] = []
        self._facets: Sequence[Facet] = ()
        self._query = Query()

    def show_facets(self, facets: Sequence[Facet], query: Query, *, same_values: bool = True) -> None:
        """Show the facets for a query; the cursor stays on its value, or else near its row.

        Without `same_values`, what is searched is another text.
        """
        self._facets, self._query = facets, query
        current = self.current
        self._rows = [row for facet in facets for row in self._facet_rows(facet)]
        values = self.cursor_rows()
        nearest = min(values, key=lambda index: abs(index - self.cursor), default=0)
        value = (current.field, current.value) if current else None
        same = (index for index in values if (self._rows[index].field, self._rows[index].value) == value)
        self.set_rows(len(self._rows), next(same, nearest), same_rows=same_values)

    def search(self, text: str) -> None:
        """Show only the values whose labels contain a text."""
        self.search_text = text
        self.show_facets(self._facets, self._query, same_values=False)

    def _facet_rows(self, facet: Facet) -> Iterator[FilterRow]:
        text = normalize_title(self.search_text)
        values = [value for value in facet.values if text in normalize_title(value.label)]
        if values:
            yield FilterRow(facet.field, facet.title)
        highest = max((value.count for value in facet.values), default=0) if facet.is_histogram else 0
        for value in values:
            state = self._query.value_state(facet.field, value.value)
            share = value.count / highest if highest else 0
            count = f"{value.count}" if value.unread is None else f"{value.unread}/{value.count}"
            yield FilterRow(facet.field, value.label, value.value, count, state, share)

    @property
    def current(self) -> FilterRow | None:
        """The value under the cursor, None if there is no value."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if row and row.value else None

    def cursor_rows(self) -> Sequence[int]:
        """Return the indices of the values, without the headings."""
        return [index for index, row in enumerate(self._rows) if row.value]

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a heading, or a value with its count."""
        row = self._rows[line]
        if not row.value:
            style = self.get_component_rich_style("filters--heading")
            return Strip([Segment(f" {row.label}", style)]).adjust_cell_length(width, style)
        base = self.row_style(line, "filters--cursor" if self.has_keys else "filters--idle")
        label_style = base if row.state is None else base + self.partial_style("filters--chosen")
        sign = " " if row.state is None else self._glyphs.included if row.state else self._glyphs.excluded
        label = truncate(row.label, width - len(row.count) - 6, self._glyphs.ellipsis)
        segments = [Segment(f"  {sign} {label}", label_style)]
        if row.share:
            cells = width - len(label) - len(row.count) - 8
            blocks = bar(row.share, max(0, cells), blocks=not self._glyphs.are_ascii)
            segments.append(Segment(f" {blocks}", base + self.partial_style("filters--bar")))
        strip = Strip(segments).adjust_cell_length(width - len(row.count) - 1, base)
        return Strip([*strip, Segment(f"{row.count} ", base + self.partial_style("filters--count"))])
