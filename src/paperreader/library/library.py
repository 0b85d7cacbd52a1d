"""The library: papers of any number of dumps, merged by key and held as columns, one row per paper.

This module knows entries, keys and title search, and neither queries nor marks. It only grows while dumps are read, and rows
never move: a search in another thread can go on with the rows it has seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast, overload

from paperreader.errors import Problem
from paperreader.formats.entry import Batch, Counts, Entry, UnreadField, add_unread
from paperreader.library.abstracts import Abstracts
from paperreader.library.columns import make_columns
from paperreader.library.date_column import DateColumn
from paperreader.library.entry_locations import NO_SOURCE, Locations
from paperreader.paper import Paper, SourceLocation, compact_key
from paperreader.paper_links import arxiv_id_page
from paperreader.source import Source
from paperreader.text import sanitize

if TYPE_CHECKING:
    from paperreader.search import TitleIndex


class Library:
    """Papers in the order read.

    Attributes:
        titles: title of each row.
        keys: key of each row.
        columns: the other attributes, by the name in `columns.ATTRIBUTES`.
        dates: the column of dates.
        days: the day of each row as a number; see `paperreader.dates`.
        abstracts: where the abstracts are stored, and the search for passages in them.
        locations: where the entries stand in their dumps.
        sources: the dumps.
        problems: what was read with doubt.
        counts: how the lines or records of each dump were understood.
        unread: the fields of each dump's records that were not read, by name.
        formats: the name of each dump's format.
        entries: the number of entries read; one paper may have several.
    """

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.keys: list[str] = []
        self.columns = make_columns()
        self.dates = cast("DateColumn", self.columns["date"])
        self.days = self.dates.numbers
        self._paper_columns = [(name, column) for name, column in self.columns.items() if name in Paper.__slots__]
        self._links, self._arxiv_ids = self.columns["links"], self.columns["arxiv_id"]
        self.abstracts = Abstracts()
        self.locations = Locations()
        self.sources = self.locations.sources
        self.problems: list[Problem] = []
        self.counts: list[Counts] = []
        self.unread: list[dict[str, UnreadField]] = []
        self.formats: list[str] = []
        self.entries = 0
        self._rows: dict[str, int] = {}  # by compact key
        self._index_in_background = False

    def __len__(self) -> int:
        return len(self.titles)

    @property
    def papers(self) -> Sequence[Paper]:
        """The papers in the order read; each is made when it is accessed."""
        return _Papers(self)

    def row_of(self, key: str) -> int | None:
        """Return the row of a key, or None; the `-` in keys are ignored."""
        return self._rows.get(compact_key(key))

    def rows_of(self, keys: Iterable[str]) -> list[int | None]:
        """Return the rows of many compact keys; see `row_of`."""
        return list(map(self._rows.get, keys))

    # -- growing ------------------------------------------------------------------------------

    def add_source(self, source: Source) -> int:
        """Add a dump. Returns its index in `sources`, to be passed to `add`."""
        self.sources.append(source)
        self.counts.append(Counts())
        self.unread.append({})
        self.formats.append("")
        return len(self.sources) - 1

    def add(self, source: int, batch: Batch) -> None:
        """Add the next entries of a dump; the last batch gives the year of its dates without one."""
        rows, new, known = self._rows, [], []
        end = len(self.titles)
        for entry, key in zip(batch.entries, batch.keys, strict=True):
            compact = compact_key(key)
            row = rows.get(compact)
            if row is None:
                rows[compact] = end
                end += 1
                self.keys.append(key)
                new.append(entry)
            else:
                known.append((row, entry))
        self.locations.extend(source, [entry.line for entry in new])
        self._append(new)
        for row, entry in known:
            self.locations.add(row, source, entry.line)
            self.abstracts.merge(row, entry.abstract)
            for column in self.columns.values():
                column.merge(row, entry)
        self.entries += len(batch.entries)
        self.problems += batch.problems
        self.counts[source].update(batch.counts)
        add_unread(self.unread[source], batch.unread)
        self.formats[source] = batch.format
        if batch.capture_year is not None:
            self.dates.infer_years(batch.capture_year)

    def _append(self, entries: Sequence[Entry]) -> None:
        """Append rows one column at a time: value by value it would take four times as long."""
        for column in self.columns.values():
            column.extend(entries)
        self.abstracts.extend([entry.abstract for entry in entries])
        self.titles.extend([entry.title for entry in entries])  # last: other threads see whole rows only

    def add_unlisted(self, key: str, title: str, day: int = 0, link: str | None = None) -> int:
        """Add a paper that no open dump has, from the state file, which a person may have edited. Return its row."""
        row = len(self.titles)
        self._rows[compact_key(key)] = row
        self.keys.append(sanitize(key))
        self.locations.extend(NO_SOURCE, [0])
        self._append([Entry(sanitize(title), 0, day=day, links=(sanitize(link),) if link else ())])
        return row

    # -- reading rows -------------------------------------------------------------------------

    def paper(self, row: int) -> Paper:
        """Return the paper of a row, made anew each time."""
        values = {name: column[row] for name, column in self._paper_columns}
        return Paper(
            self.titles[row],
            self.keys[row],
            date_text=self.dates.text(row),
            date_basis=self.dates.basis(row),
            own_links=self.own_links(row),
            sources=tuple(SourceLocation(self.sources[source].path, line) for source, line in self.locations[row]),
            span=self.abstracts[row],
            **values,
        )

    def own_links(self, row: int) -> tuple[str, ...]:
        """Return the addresses that dumps or the state file give for a paper, its page first."""
        arxiv_id = self._arxiv_ids.get(row)
        return self._links.get(row) or ((arxiv_id_page(arxiv_id),) if arxiv_id else ())

    def paper_refs(self, rows: Sequence[int]) -> Iterator[tuple[str, str, date | None, str | None]]:
        """Return key, title, date and link of rows, read one column at a time: rows may be the whole library."""
        return zip(
            [self.keys[row] for row in rows],
            [self.titles[row] for row in rows],
            [self.dates[row] for row in rows],
            [links[0] if links else None for links in map(self.own_links, rows)],
            strict=True,
        )

    # -- searching titles ---------------------------------------------------------------------

    @cached_property
    def _index(self) -> TitleIndex:
        from paperreader.search import TitleIndex

        return TitleIndex()

    @property
    def index(self) -> TitleIndex:
        """The search index of the titles; of all rows, unless it grows in the background."""
        return self._index if self._index_in_background else self.grow_index()

    def index_in_background(self) -> None:
        """Let another thread call `grow_index`; searches then use the index as it is."""
        self._index_in_background = True

    def grow_index(self, *, whole: bool = True) -> TitleIndex:
        """Extend the search index by the titles read since; with `whole`, no more titles are expected soon."""
        self._index.extend(self.titles, self.days)
        if whole:
            self._index.finish()
        return self._index


class _Papers(Sequence[Paper]):
    """A library as a sequence of papers."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __len__(self) -> int:
        return len(self._library)

    @overload
    def __getitem__(self, index: int) -> Paper: ...
    @overload
    def __getitem__(self, index: slice) -> list[Paper]: ...
    def __getitem__(self, index: int | slice) -> Paper | list[Paper]:
        if isinstance(index, slice):
            return [self._library.paper(row) for row in range(*index.indices(len(self)))]
        return self._library.paper(range(len(self))[index])
