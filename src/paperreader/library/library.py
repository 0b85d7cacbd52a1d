"""The library: papers of any number of dumps, merged by key and held as columns, one row per paper.

This module knows entries, keys and title search, and neither queries nor marks. It only grows while dumps are read, and rows
never move: a search in another thread can go on with the rows it has seen. A row that turns out to be the paper of
another one is absorbed by it: it stays in the columns, and is listed no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, cast

from paperreader.errors import NotADumpError, PaperReaderError, Problem
from paperreader.formats.entry import Batch, CorrectedYear, Entry, year_problem
from paperreader.formats.entry_columns import EntryColumns
from paperreader.identifiers import identifiers
from paperreader.library.abstracts import Abstracts
from paperreader.library.arxiv_years import correct_years, doubtful_years
from paperreader.library.columns import make_columns
from paperreader.library.date_column import DateColumn
from paperreader.library.dump_reading import DumpReading
from paperreader.library.entry_locations import NO_SOURCE, Locations
from paperreader.library.paper_sequence import PaperSequence
from paperreader.library.placement import place_entries
from paperreader.library.row_map import RowMap, TitleAndAuthors
from paperreader.library.title_search import TitleSearch
from paperreader.paper import Paper, SourceLocation, compact_key
from paperreader.paper_links import is_web_address, page_by_id
from paperreader.search.cancel import StillCurrent, always
from paperreader.source import Source
from paperreader.text import sanitize

if TYPE_CHECKING:
    from paperreader.search import Hits, TitleIndex


class Library:
    """Papers in the order read.

    Attributes:
        titles: title of each row.
        keys: key of each row.
        columns: the other attributes, by the name in `columns.ATTRIBUTES`.
        dates: the column of dates.
        days: the day of each row as a number; see `paperreader.dates`.
        abstracts: where the abstracts are stored, and the search for passages in them.
        title_search: the search index of the titles.
        locations: where the entries stand in their dumps.
        sources: the dumps.
        problems: what was read with doubt.
        passed_over: the files of folders in which there are no papers, each with what it is.
        readings: what was read of each dump.
        entries: the number of entries read; one paper may have several.
        row_count: the number of rows, those that are not listed included.
    """

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.keys: list[str] = []
        self.columns = make_columns()
        self.dates = cast("DateColumn", self.columns["date"])
        self.days = self.dates.numbers
        self._paper_columns = [(name, column) for name, column in self.columns.items() if name in Paper.__slots__]
        self._links, self._arxiv_ids = self.columns["links"], self.columns["arxiv_id"]
        self._dois, self._ids, self._authors = self.columns["doi"], self.columns["ids"], self.columns["authors"]
        self.abstracts = Abstracts()
        self.locations = Locations()
        self.sources = self.locations.sources
        self.problems: list[Problem] = []
        self.passed_over: list[tuple[Source, NotADumpError]] = []
        self.readings: list[DumpReading] = []
        self.entries = 0
        self._map = RowMap()
        self.title_search = TitleSearch(self.titles, self.days)

    def __len__(self) -> int:
        """The number of papers."""
        return len(self.titles) - len(self._map.absorbed) - len(self._map.hidden)

    @property
    def row_count(self) -> int:
        """See the attributes."""
        return len(self.titles)

    @property
    def absorbed(self) -> Mapping[int, int]:
        """By each row that is listed no more, the row that absorbed it. Few libraries have any."""
        return self._map.absorbed

    @property
    def hidden(self) -> set[int]:
        """The rows that `hide` has left out of every list."""
        return self._map.hidden

    def hide(self, rows: Iterable[int]) -> None:
        """Leave papers out of every list and count."""
        self._map.hidden.update(rows)

    def unhide(self, rows: Iterable[int]) -> None:
        """List papers again."""
        self._map.hidden.difference_update(list(rows))

    @property
    def leaves_out(self) -> bool:
        """Whether any row is not listed."""
        return self._map.leaves_out

    def is_listed(self, row: int) -> bool:
        """Return whether a row is a paper, neither absorbed by another nor hidden."""
        return self._map.is_listed(row)

    def listed(self, rows: range) -> Sequence[int]:
        """Return the rows that are papers: all but those absorbed by others, and hidden ones."""
        return self._map.listed(rows, self.row_count)

    @property
    def papers(self) -> Sequence[Paper]:
        """The papers in the order read; each is made when it is accessed."""
        return PaperSequence(lambda: self.listed(range(self.row_count)), self.paper)

    def row_of(self, key: str) -> int | None:
        """Return the row of a key, or None; the `-` in keys are ignored."""
        return self._map.row_of(compact_key(key))

    def rows_with(self, keys: Iterable[str]) -> list[int | None]:
        """Return the listed rows whose own keys are these compact keys: marks under other keys of a paper are not its own."""
        rows = list(map(self._map.by_key.get, keys := list(keys)))
        if not self._map.other_keys and not self.hidden:
            return rows
        own = self.keys
        return [
            row if row is not None and self.is_listed(row) and compact_key(own[row]) == key else None
            for row, key in zip(rows, keys, strict=True)
        ]

    def row_identified(self, identifier: str) -> int | None:
        """Return the row of an identifier as `identifiers.unique_identifiers` spells it, or None."""
        return self._map.row_identified(identifier)

    @property
    def other_keys(self) -> Mapping[int, Sequence[str]]:
        """By row, the compact keys of other titles under which its paper is known."""
        return self._map.other_keys

    def rename(self, row: int, key: str) -> None:
        """Give a row the key under which the reader's marks know its paper; the old one still leads to it."""
        self.add_other_key(row, self.keys[row])
        self._map.by_key[compact_key(key)] = row
        self.keys[row] = sanitize(key)

    def add_other_key(self, row: int, key: str) -> None:
        """Let another key lead to the paper of a row."""
        self._map.add_other_key(row, compact_key(key))

    @property
    def index(self) -> TitleIndex:
        """The search index of the titles; of all rows, unless it grows in the background."""
        return self.title_search.index

    def like(self, row: int, still_current: StillCurrent = always) -> Hits:
        """Return the rows like the paper of a row, by its title and by its abstract if that can still be read.

        Raises:
            SearchCancelled: the hits are no longer needed.
        """
        span = self.abstracts[row]
        try:
            abstract = span.raw_text() if span else ""
        except PaperReaderError:  # the detail shows it
            abstract = ""
        return self.index.like(row, self.titles[row], abstract, still_current)

    # -- growing ------------------------------------------------------------------------------

    def add_source(self, source: Source) -> int:
        """Add a dump. Returns its index in `sources`, to be passed to `add`."""
        self.sources.append(source)
        self.readings.append(DumpReading())
        return len(self.sources) - 1

    def add(self, source: int, batch: Batch) -> None:
        """Add the next entries of a dump; the last batch gives the year of its dates without one."""
        placed = place_entries(batch, self._map, len(self.titles), self._names)
        self.keys += placed.keys
        self.locations.extend(source, placed.new.values("line"))
        self._append(placed.new)
        for row, entry in placed.known:
            self._merge(row, entry, source)
        for other, row in placed.joined:
            self._absorb(other, row)
        self.entries += len(batch.entries)
        path = self.sources[source].display_name
        self.problems += [stranger.stranger_problem(entry, path) for stranger, entry in placed.strangers]
        self.problems += batch.problems
        self.readings[source].add(batch)
        doubtful = [row for row, _ in placed.known] + [row for _, row in placed.joined]
        doubtful += doubtful_years(placed.new, placed.first)
        if batch.capture_year is not None:
            doubtful += self.dates.infer_years(batch.capture_year)
        self._correct_years(doubtful)

    def _names(self, row: int) -> TitleAndAuthors:
        return TitleAndAuthors(self.titles[row], self._authors.get(row))

    def _correct_years(self, rows: Iterable[int]) -> None:
        """Correct years that contradict the arXiv ids of rows, and report it at the first of them."""
        corrected = correct_years(rows, self.dates, self._arxiv_ids, self.columns["venue"])
        if corrected:
            source, line = self.locations[corrected[0].row][0]
            years = [CorrectedYear(line, each.year, each.stated) for each in corrected]
            self.problems.append(year_problem(self.sources[source].display_name, years))

    def _merge(self, row: int, entry: Entry, source: int) -> None:
        """Merge another entry about the paper of a row."""
        self.locations.add(row, source, entry.line)
        self.abstracts.merge(row, entry.abstract)
        for column in self.columns.values():
            column.merge(row, column.read(entry))

    def _absorb(self, other: int, row: int) -> None:
        """Merge a row that turned out to be the same paper into the one that stays."""
        self.locations.move(other, row)
        self.abstracts.merge(row, self.abstracts[other])
        for column in self.columns.values():
            column.merge(row, column.get(other))
        self._map.add_other_key(row, compact_key(self.keys[other]))
        self.keys[other] = self.keys[row]

    def _append(self, entries: EntryColumns) -> None:
        """Append rows one column at a time: value by value it would take four times as long."""
        for column in self.columns.values():
            column.extend(entries)
        self.abstracts.extend(entries.values("abstract"))
        self.titles.extend(entries.values("title"))  # last: other threads see whole rows only

    def add_unlisted(self, key: str, title: str, day: int = 0, link: str | None = None) -> int:
        """Add a paper that no open dump has, from the state file, which a person may have edited. Return its row."""
        row = len(self.titles)
        self._map.by_key[compact_key(key)] = row
        self.keys.append(sanitize(key))
        self.locations.extend(NO_SOURCE, [0])
        entry = Entry(sanitize(title), 0, day=day, links=(sanitize(link),) if link and is_web_address(link) else ())
        self._append(EntryColumns.of([entry]))
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
        """Return the addresses that dumps or the state file give for a paper, its page first; else that of its id."""
        links: tuple[str, ...] | None = self._links.get(row)
        if links or not self._map.has_identifiers:
            return links or ()
        page = page_by_id(self._arxiv_ids.get(row), self._dois.get(row), self._ids.get(row))
        return (page,) if page else ()

    def paper_refs(self, rows: Sequence[int]) -> Iterator[tuple[str, str, date | None, str | None, tuple[str, ...]]]:
        """Return key, title, date, link and identifiers of rows, one column at a time: rows may be the whole library."""
        return zip(
            [self.keys[row] for row in rows],
            [self.titles[row] for row in rows],
            [self.dates[row] for row in rows],
            [links[0] if links else None for links in map(self.own_links, rows)],
            map(self.identifiers, rows) if self._map.has_identifiers else repeat((), len(rows)),
            strict=True,
        )

    def identifiers(self, row: int) -> tuple[str, ...]:
        """Return the identifiers of a paper, such as `arxiv:2402.15570`, in the order of the alphabet."""
        return tuple(sorted(identifiers(self._arxiv_ids.get(row), self._dois.get(row), self._ids.get(row) or ())))
