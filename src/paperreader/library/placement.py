"""Where the entries of a batch belong: to new papers, to known ones, or to several rows, which are one paper then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import repeat

from paperreader.formats.entry import Batch, Entry
from paperreader.formats.entry_columns import EntryColumns
from paperreader.identifiers import unique_identifiers
from paperreader.library.row_map import RowMap, TitleAndAuthors
from paperreader.paper import compact_key


@dataclass(slots=True)
class Placement:
    """The entries of a batch, divided into new papers, known papers and joined rows.

    Attributes:
        first: the row of the first new paper.
        new: entries of new papers, in the order of their rows.
        keys: of the new papers.
        known: entries about known papers or new ones, each with its row.
        joined: rows that turned out to be the paper of another row, each with that one.
        strangers: other papers that have an identifier of an entry, each with the entry.
    """

    first: int
    new: EntryColumns
    keys: list[str]
    known: list[tuple[int, Entry]] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)
    strangers: list[tuple[TitleAndAuthors, Entry]] = field(default_factory=list)


def place_entries(batch: Batch, rows: RowMap, first: int, names_of: Callable[[int], TitleAndAuthors]) -> Placement:
    """Find the rows of a batch's entries, and remember their keys and identifiers.

    Args:
        batch: the entries and their keys.
        rows: the map, which is extended.
        first: the number of the first new row.
        names_of: returns title and authors of an older row.
    """
    entries, new = EntryColumns.of(batch.entries), list[int]()  # the indices of new papers
    titles, authors = entries.values("title"), entries.values("authors")
    placement = Placement(first, entries, batch.keys)

    def names_now(row: int) -> TitleAndAuthors:
        return names_of(row) if row < first else TitleAndAuthors(titles[new[row - first]], authors[new[row - first]])

    compacts = map(compact_key, batch.keys)
    for index, (compact, title, identifiers) in enumerate(zip(compacts, titles, _identifiers(entries), strict=True)):
        new.append(index)
        place = rows.place(compact, title, identifiers, first + len(new) - 1, names_now)
        if place is None:
            continue
        placement.joined += [(other, place.row) for other in place.absorbed]
        placement.strangers += [(names_now(stranger), entries[index]) for stranger in place.strangers]
        if place.row != first + len(new) - 1:
            del new[-1]
            placement.known.append((place.row, entries[index]))
    placement.new, placement.keys = entries.selected(new), [batch.keys[index] for index in new]
    return placement


def _identifiers(entries: EntryColumns) -> Iterable[tuple[str, ...]]:
    """Return the identifiers that make entries one paper, of each entry."""
    fields = [entries.column(field) for field in ("arxiv_id", "doi", "ids")]
    if not any([values is not None and any(values) for values in fields]):
        return repeat((), len(entries))
    return map(unique_identifiers, *[entries.values(field) for field in ("arxiv_id", "doi", "ids")])
