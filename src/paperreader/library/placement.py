"""Where the entries of a batch belong: to new papers, to known ones, or to several rows, which are one paper then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from paperreader.formats.entry import Batch, Entry
from paperreader.library.row_map import RowMap, Told
from paperreader.paper import compact_key


@dataclass(slots=True)
class Placement:
    """The entries of a batch by where they belong.

    Attributes:
        first: the row of the first new paper.
        new: entries of new papers, in the order of their rows.
        keys: of the new papers.
        known: entries about known papers or new ones, each with its row.
        joined: rows that turned out to be the paper of another row, each with that one.
        strangers: other papers that bear an identifier of an entry, each with the entry.
    """

    first: int
    new: list[Entry] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    known: list[tuple[int, Entry]] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)
    strangers: list[tuple[Told, Entry]] = field(default_factory=list)


def place_entries(batch: Batch, rows: RowMap, first: int, told: Callable[[int], Told]) -> Placement:
    """Find the rows of a batch's entries, and remember their keys and identifiers.

    Args:
        batch: the entries and their keys.
        rows: the map, which is extended.
        first: the number of the first new row.
        told: returns what the entries of an older row tell.
    """
    placement = Placement(first)
    new, keys, known, by_key = placement.new, placement.keys, placement.known, rows.by_key
    end = first

    def told_now(row: int) -> Told:
        return told(row) if row < first else Told(new[row - first].title, new[row - first].authors)

    for entry, key in zip(batch.entries, batch.keys, strict=True):
        compact = compact_key(key)
        if entry.arxiv_id or entry.doi or entry.ids:
            place = rows.place(entry, compact, end, told_now)
            row = end if place is None else place.row
            if place is not None:
                placement.joined += [(other, row) for other in place.absorbed]
                placement.strangers += [(told_now(stranger), entry) for stranger in place.strangers]
        else:
            row = by_key.setdefault(compact, end)
            if rows.absorbed:
                row = rows.resolve(row)
        if row == end:
            end += 1
            keys.append(key)
            new.append(entry)
        else:
            known.append((row, entry))
    return placement
