"""The library: papers merged by key, held as columns, with facets and their counts.

Knows entries, keys, search and queries; knows nothing of marks beyond the `Marks` that a query is
asked with, and nothing of files beyond the sources it was given. It only grows while dumps are
read; rows never move, so a search in another thread may go on with the rows it has seen.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING, overload

from paperreader.dates import LEAP_DAY, YEAR_UNIT, format_day, is_leap_year, number_to_date
from paperreader.errors import Problem
from paperreader.formats.registry import Batch, Entry, LineCounts
from paperreader.library.abstracts import AbstractSearch, PassageCache
from paperreader.paper import Paper, SourceLocation, compact_key
from paperreader.source import Source, Span, Spool, read_spans
from paperreader.text import normalize_title, sanitize, unwrap_paragraphs

if TYPE_CHECKING:
    from paperreader.search import TitleIndex

_UNKNOWN = -1
_LINKS, _CODE, _PRINTED = 1, 2, 4
_NO_SPAN = Span(Spool(), 0, 0)


class Library:
    """Papers of any number of dumps, one row each, in the order read."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.keys: list[str] = []
        self.days = array("i")  # yyyymmdd; mmdd while the year is unknown; 0 without a date
        self.authors_counts = array("i")
        self.comments = array("i")
        self.upvotes = array("i")
        self.organizations = array("i")  # places in `organization_names`
        self.flags = bytearray()
        self.organization_names: list[tuple[str, str]] = []
        self.arxiv_ids: dict[int, str] = {}
        self.links: dict[int, str] = {}
        self.authors: dict[int, tuple[str, ...]] = {}
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        self.line_counts: list[LineCounts] = []
        self.entries = 0
        self._rows: dict[str, int] = {}
        self._organizations: dict[tuple[str, str], int] = {}
        self._first_source = array("i")
        self._first_line = array("q")
        self._more_places: dict[int, list[tuple[int, int]]] = {}
        self._stores: list[Source | Spool] = []  # what abstracts are read from
        self._store_numbers: dict[Source | Spool, int] = {}
        self._span_store = array("i")  # places in `_stores`
        self._span_offset = array("q")
        self._span_length = array("q")
        self._longer: dict[int, Span] = {}  # longer abstracts that came later
        self._yearless: list[int] = []
        self._abstracts = AbstractSearch(self.raw_abstracts)
        self._index: TitleIndex | None = None
        self._index_grows_apart = False

    def __len__(self) -> int:
        return len(self.titles)

    @property
    def papers(self) -> Sequence[Paper]:
        """The papers in the order read; each is made when it is asked for."""
        return _Papers(self)

    def row_of(self, key_: str) -> int | None:
        """The row of the paper with this key, its `-` not counting; None when it is not here."""
        return self._rows.get(compact_key(key_))

    def rows_of(self, keys: Iterable[str]) -> list[int | None]:
        """The rows of many keys at once, given without their `-`; see `row_of`."""
        return list(map(self._rows.get, keys))

    def add_source(self, dump: Source) -> int:
        """Make room for a dump; the number to give to `add`."""
        self.sources.append(dump)
        self.line_counts.append(LineCounts())
        return len(self.sources) - 1

    def add(self, place: int, batch: Batch) -> None:
        """Take in the next entries of the dump with that number; the last batch settles its dates."""
        rows, fresh, again = self._rows, [], []
        free = len(self.titles)
        for entry, key_ in zip(batch.entries, batch.keys, strict=True):
            same = compact_key(key_)
            row = rows.get(same)
            if row is None:
                rows[same] = free
                free += 1
                self.keys.append(key_)
                fresh.append(entry)
            else:
                again.append((row, entry))
        self._append(place, fresh)
        for row, entry in again:
            self._merge(place, row, entry)
        self.entries += len(batch.entries)
        self.problems += batch.problems
        self.line_counts[place] += batch.line_counts
        if batch.capture_year is not None:
            self._settle_years(batch.capture_year)

    def _append(self, place: int, entries: Sequence[Entry]) -> None:
        """Add rows, a column at a time: a row's eleven values one by one would take four times as long."""
        first = len(self.titles)
        self.days.extend([entry.day for entry in entries])
        self.authors_counts.extend(_numbers([entry.authors_count for entry in entries]))
        self.comments.extend(_numbers([entry.comments for entry in entries]))
        self.upvotes.extend(_numbers([entry.upvotes for entry in entries]))
        number = self._organization_number
        self.organizations.extend([number(entry.organization) if entry.organization else _UNKNOWN for entry in entries])
        self.flags.extend(
            [
                _LINKS * entry.has_links | _CODE * entry.has_code | _PRINTED * (entry.day >= YEAR_UNIT)
                for entry in entries
            ]
        )
        self._first_source.extend([place] * len(entries))
        self._first_line.extend([entry.line for entry in entries])
        spans = [entry.abstract or _NO_SPAN for entry in entries]
        self._span_store.extend([self._store_number(span.store) if span.length else _UNKNOWN for span in spans])
        self._span_offset.extend([span.offset for span in spans])
        self._span_length.extend([span.length for span in spans])
        for row, entry in enumerate(entries, first):
            if 0 < entry.day < YEAR_UNIT:
                self._yearless.append(row)
            if entry.arxiv_id:
                self.arxiv_ids[row] = entry.arxiv_id
        self.titles.extend([entry.title for entry in entries])  # last: whoever sees a row sees it whole

    def _merge(self, place: int, row: int, entry: Entry) -> None:
        """What another entry knows of a paper: the longer abstract, a printed date, the higher counts."""
        self._more_places.setdefault(row, []).append((place, entry.line))
        if entry.abstract and entry.abstract.length > self._length(row):
            self._longer[row] = entry.abstract  # at once: another thread may be reading it
            self._abstracts.forget(row)
        self._merge_day(row, entry.day)
        self.flags[row] |= _LINKS * entry.has_links | _CODE * entry.has_code
        if self.authors_counts[row] == _UNKNOWN and entry.authors_count is not None:
            self.authors_counts[row] = entry.authors_count
        if entry.organization is not None and self.organizations[row] == _UNKNOWN:
            self.organizations[row] = self._organization_number(entry.organization)
        self.comments[row] = max(self.comments[row], _number(entry.comments))
        self.upvotes[row] = max(self.upvotes[row], _number(entry.upvotes))
        if entry.arxiv_id:
            self.arxiv_ids.setdefault(row, entry.arxiv_id)

    def _merge_day(self, row: int, day: int) -> None:
        if day >= YEAR_UNIT and not self.flags[row] & _PRINTED:
            self.days[row] = day
            self.flags[row] |= _PRINTED
        elif day and not self.days[row]:
            self.days[row] = day
            self._yearless.append(row)

    def _settle_years(self, year: int) -> None:
        """The dump has ended: its dates without a year get the year of its capture."""
        for row in self._yearless:
            if self.days[row] < YEAR_UNIT:
                self.days[row] += _year_of(self.days[row], year) * YEAR_UNIT
        self._yearless = []

    def _store_number(self, store: Source | Spool) -> int:
        number = self._store_numbers.setdefault(store, len(self._stores))
        if number == len(self._stores):
            self._stores.append(store)
        return number

    def _organization_number(self, organization: tuple[str, str] | None) -> int:
        if organization is None:
            return _UNKNOWN
        number = self._organizations.setdefault(organization, len(self.organization_names))
        if number == len(self.organization_names):
            self.organization_names.append(organization)
        return number

    def add_unlisted(self, key_: str, title: str, day: int = 0, link: str | None = None) -> int:
        """Add a paper that no open dump has, as its marks remember it, which a person may have edited; its row."""
        row = len(self.titles)
        self._rows[compact_key(key_)] = row
        self.keys.append(sanitize(key_))
        if link:
            self.links[row] = sanitize(link)
        self._append(_UNKNOWN, [Entry(sanitize(title), 0, day=day)])
        return row

    # -- what a row holds ---------------------------------------------------------------------

    def paper(self, row: int) -> Paper:
        """The paper of a row, made anew each time."""
        day = self.days[row]
        organization = self.organization(row)
        return Paper(
            title=self.titles[row],
            key=self.keys[row],
            date=number_to_date(day),
            date_text=self.date_text(row),
            date_basis=self.date_basis(row),
            authors_count=optional_count(self.authors_counts[row]),
            authors=self.authors.get(row),
            organization=organization[1] if organization else None,
            organization_slug=organization[0] if organization else None,
            comments=optional_count(self.comments[row]),
            upvotes=optional_count(self.upvotes[row]),
            arxiv_id=self.arxiv_ids.get(row),
            sources=tuple(SourceLocation(self.sources[place].path, line) for place, line in self.locations(row)),
            link=self.link(row),
            span=self._span(row),
        )

    def organization(self, row: int) -> tuple[str, str] | None:
        """(slug, full name), or None."""
        number = self.organizations[row]
        return None if number == _UNKNOWN else self.organization_names[number]

    def locations(self, row: int) -> list[tuple[int, int]]:
        """(number of the dump, line) of each entry about the paper, in the order read."""
        first = (self._first_source[row], self._first_line[row])
        return [first, *self._more_places.get(row, ())] if first[0] != _UNKNOWN else []

    @property
    def source_names(self) -> list[str]:
        """The dumps' file names."""
        return [dump.name for dump in self.sources]

    def source_paths(self, row: int) -> list[str]:
        """The paths of the dumps that have the paper."""
        return [self.sources[place].display_name for place, _ in self.locations(row)]

    def date_text(self, row: int) -> str:
        """`2024-02-23`, or `Jun 26` while the year is not known, or nothing."""
        return format_day(self.days[row])

    def folded_title(self, row: int) -> str:
        """The title as it is compared, from the index where that has it."""
        index = self._index
        return index.folded(row) if index is not None and row < len(index) else normalize_title(self.titles[row])

    def is_new(self, row: int) -> bool:
        """Whether all that tells of the paper is new to the reader; see `Source.new_from`."""
        places = self.locations(row)
        starts = [(self.sources[place].new_from_line, line) for place, line in places]
        return bool(places) and all([start is not None and line >= start for start, line in starts])

    def has_code(self, row: int) -> bool:
        """Whether there is a link to code."""
        return bool(self.flags[row] & _CODE)

    def has_link(self, row: int) -> bool:
        """Whether there is an address to open."""
        return bool(self.flags[row] & _LINKS) or self.link(row) is not None

    def has_abstract(self, row: int) -> bool:
        """Whether some dump has an abstract."""
        return self._length(row) > 0

    def _length(self, row: int) -> int:
        return self._longer[row].length if row in self._longer else self._span_length[row]

    def abstracts(self, rows: Sequence[int]) -> list[str | None]:
        """The abstracts of some rows, as `Paper.abstract` gives them; neighbours in a dump are read at once.

        Raises:
            PaperReaderError: a dump is gone or has changed since it was read.
        """
        raws = self.raw_abstracts(rows)
        return [unwrap_paragraphs(raw.decode("utf-8", "replace")) if raw else None for raw in raws]

    def link(self, row: int) -> str | None:
        """The paper's address, when a dump or its marks give one."""
        if row in self.arxiv_ids:
            return f"https://huggingface.co/papers/{self.arxiv_ids[row]}"
        return self.links.get(row)

    def paper_refs(self, rows: Sequence[int]) -> Iterator[tuple[str, str, date | None, str | None]]:
        """Key, title, date and link of many papers, made a column at a time: all may be asked for at once."""
        return zip(
            [self.keys[row] for row in rows],
            [self.titles[row] for row in rows],
            [number_to_date(self.days[row]) for row in rows],
            [self.link(row) for row in rows] if self.arxiv_ids or self.links else [None] * len(rows),
            strict=True,
        )

    def date_basis(self, row: int) -> str | None:
        """How the year is known, "printed" or "inferred"; None while it is not."""
        if self.days[row] < YEAR_UNIT:
            return None
        return "printed" if self.flags[row] & _PRINTED else "inferred"

    def _span(self, row: int) -> Span | None:
        longer = self._longer.get(row)
        if longer is not None:
            return longer
        if not self._span_length[row]:
            return None
        return Span(self._stores[self._span_store[row]], self._span_offset[row], self._span_length[row])

    def raw_abstracts(self, rows: Sequence[int]) -> list[bytes]:
        """The abstracts of many rows as their dumps have them, b"" for none; neighbours are read at once.

        Raises:
            PaperReaderError: a dump is gone or has changed since it was read.
        """
        spans = [self._span(row) for row in rows]
        found = iter(read_spans([span for span in spans if span]))
        return [next(found) if span else b"" for span in spans]

    def in_abstract(self, wanted: str) -> PassageCache:
        """The test whether a row's abstract holds some words, one after the other; `*` ends one that only begins so."""
        return self._abstracts.passage_test(wanted)

    # -- finding ------------------------------------------------------------------------------

    @property
    def index(self) -> TitleIndex:
        """The titles' search index, grown to all rows there are unless that is done apart."""
        return self._grown() if self._index_grows_apart else self.grow_index()

    def _grown(self) -> TitleIndex:
        if self._index is None:
            from paperreader.search import TitleIndex

            self._index = TitleIndex()
        return self._index

    def index_in_background(self) -> None:
        """From now on another thread calls `grow_index`, and a search takes the index as it finds it."""
        self._grown()
        self._index_grows_apart = True

    def grow_index(self, wanted: Callable[[], bool] = lambda: True, *, whole: bool = True) -> TitleIndex:
        """Take the titles read since into the search index; see `TitleIndex.extend`.

        Args:
            wanted: whether to go on.
            whole: whether no more are expected soon.
        """
        index = self._grown()
        index.extend(self.titles, self.days, wanted)
        if whole:
            index.finish(wanted)
        return index


class _Papers(Sequence[Paper]):
    """The library as a sequence of papers."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __len__(self) -> int:
        return len(self._library)

    @overload
    def __getitem__(self, place: int) -> Paper: ...
    @overload
    def __getitem__(self, place: slice) -> list[Paper]: ...
    def __getitem__(self, place: int | slice) -> Paper | list[Paper]:
        if isinstance(place, slice):
            return [self._library.paper(row) for row in range(*place.indices(len(self)))]
        return self._library.paper(range(len(self))[place])


def _year_of(day: int, year: int) -> int:
    """The year of a day mmdd in a dump of that year: a `Feb 29` is of the leap year before, if it is none."""
    year = min(year, MAXYEAR)
    while day == LEAP_DAY and not is_leap_year(year):
        year -= 1
    return year


def _number(known: int | None) -> int:
    return _UNKNOWN if known is None else known


def _numbers(known: list[int | None]) -> list[int]:
    return [_UNKNOWN if number is None else number for number in known]


def optional_count(number: int) -> int | None:
    """A number of a column; None for the -1 that stands for what no dump tells."""
    return None if number == _UNKNOWN else number
