"""The filter pane: facets with live counts; what is chosen becomes a term of the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from paperreader.query import Query
from paperreader.results.facets import Facet
from paperreader.text import normalize_title
from paperreader.tui.render import Glyphs, fit
from paperreader.tui.widgets.virtual_list import VirtualList


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a facet's heading (no value), or a value that the query holds, excludes (False) or not."""

    field: str
    label: str
    value: str = ""
    count: int = 0
    held: bool | None = None


class Filters(VirtualList):
    """Facets under a cursor that passes over the headings."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "filters--heading",
        "filters--cursor",
        "filters--cursor-focus",
        "filters--count",
        "filters--held",
    }

    def __init__(self, signs: Glyphs) -> None:
        super().__init__(id="filters")
        self._signs = signs
        self._items: list[Item] = []
        self._facets: Sequence[Facet] = ()
        self._query = Query()
        self.wanted = ""

    def show_facets(self, facets: Sequence[Facet], query: Query) -> None:
        """Show facets for a query; the cursor stays on its value where that is still there."""
        self._facets, self._query = facets, query
        current = self.current
        self._items = [item for facet in facets for item in self._section(facet)]
        same = (place for place, item in enumerate(self._items) if current and _same(item, current))
        self.show(len(self._items), next(same, self._value_near(self.cursor)))

    def find(self, words: str) -> None:
        """Show only the values that hold some words."""
        self.wanted = words
        self.show_facets(self._facets, self._query)

    def _section(self, facet: Facet) -> list[Item]:
        wanted = normalize_title(self.wanted)
        values = [
            Item(facet.field, value.label, value.value, value.count, self._query.value_state(facet.field, value.value))
            for value in facet.values
            if wanted in normalize_title(value.label)
        ]
        return [Item(facet.field, facet.title), *values] if values else []

    @property
    def current(self) -> Item | None:
        """The value under the cursor."""
        item = self._items[self.cursor] if self.cursor < len(self._items) else None
        return item if item and item.value else None

    def move(self, steps: int) -> None:
        """Move the cursor by so many values, over headings."""
        places = [place for place, item in enumerate(self._items) if item.value]
        if places:
            now = places.index(self.cursor) if self.cursor in places else 0
            self.set_cursor(places[max(0, min(now + steps, len(places) - 1))])

    def _value_near(self, place: int) -> int:
        values = [other for other, item in enumerate(self._items) if item.value]
        return min(values, key=lambda other: abs(other - place)) if values else 0

    def draw_line(self, line: int, width: int) -> Strip:
        """A heading or a value with its count."""
        item = self._items[line]
        if not item.value:
            style = self.style_of("filters--heading")
            return Strip([Segment(f" {item.label}", style)]).adjust_cell_length(width, style)
        base = self.style_of()
        if line == self.cursor:
            base = base + self.focus_style_of("filters--cursor", partial=True)
        held = base + self.style_of("filters--held", partial=True)
        sign = " " if item.held is None else self._signs.on if item.held else self._signs.off
        count = str(item.count)
        label = fit(item.label, width - len(count) - 6, self._signs.cut)
        strip = Strip([Segment(f"  {sign} ", held), Segment(label, base if item.held is None else held)])
        strip = strip.adjust_cell_length(width - len(count) - 1, base)
        counted = base + self.style_of("filters--count", partial=True)
        return Strip([*strip, Segment(f"{count} ", counted)])


def _same(first: Item, second: Item) -> bool:
    return (first.field, first.value) == (second.field, second.value)
