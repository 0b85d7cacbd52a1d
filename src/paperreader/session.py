"""A sitting: library, marks, query, rows and cursor, and every change a reader can make to them.

Knows no screen, no keys and no threads. The screen calls these methods and shows what they leave;
what a person should be told comes back as a line of text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, repeat
from typing import NamedTuple

from paperreader.config import Settings
from paperreader.dates import date_to_number
from paperreader.errors import PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep, apply_step
from paperreader.marks import READ, STARRED, Mark, MarkStore, PaperRef, mark_changes, now
from paperreader.marks.undo import UndoHistory, UndoStep
from paperreader.paper import Paper
from paperreader.query.model import NAMED, Query
from paperreader.results.results import QueryRunner, ResultView
from paperreader.source import Source

STILL_READING = "abstracts are still being read, and more may be found: try again when they are"


class _SavedPlace(NamedTuple):
    """Where a reader was before typing, or before more like this: Esc goes back there."""

    view: ResultView
    cursor: int


class _CursorAnchor(NamedTuple):
    """Where the cursor belongs while rows come by and by, and the place where it had to go meanwhile."""

    rows: Sequence[int]
    place: int
    reached: int


class Session:
    """One sitting with one library, one state and a person's settings."""

    def __init__(self, library: Library, state: MarkStore, settings: Settings | None = None) -> None:
        self.library = library
        self.marks = state
        self.settings = settings or Settings()
        self.unlisted = Library()
        self.reverse = False
        self.order = ""  # one of `order.ORDERS`; "": relevance with words, else read order
        self.view = ResultView(
            Query(), range(len(library)), len(library), empty_message="no papers here", library_size=len(library)
        )
        self.cursor = 0
        self._before_typing: _SavedPlace | None = None
        self._anchor: _CursorAnchor | None = None
        self._before_like: list[_SavedPlace] = []
        self._history = UndoHistory(state)
        self._places: dict[Source, int] = {}
        self.read_count = self.starred_count = 0
        self._counted = 0
        self._count_new()

    # -- papers -------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What the view was chosen by."""
        return self.view.query

    @property
    def rows(self) -> Sequence[int]:
        """The rows of the view."""
        return self.view.rows

    @property
    def row(self) -> int | None:
        """The row under the cursor; None in an empty list."""
        return self.rows[self.cursor] if self.rows else None

    def paper(self, row: int) -> Paper:
        """The paper of a row of the view."""
        return self.library.paper(row) if row >= 0 else self.unlisted.paper(~row)

    @property
    def current(self) -> Paper | None:
        """The paper under the cursor."""
        return None if self.row is None else self.paper(self.row)

    def key(self, row: int) -> str:
        """The key of a row."""
        return self.library.keys[row] if row >= 0 else self.unlisted.keys[~row]

    def title(self, row: int) -> str:
        """The title of a row."""
        return self.library.titles[row] if row >= 0 else self.unlisted.titles[~row]

    def is_read(self, row: int) -> bool:
        """Whether the paper of a row is read."""
        return self.marks.read_at(self.key(row)) is not None

    @property
    def all_starred(self) -> int:
        """How many papers are starred, those of dumps that are not open included."""
        return self.starred_count + sum(self.is_starred(~row) for row in range(len(self.unlisted)))

    def is_starred(self, row: int) -> bool:
        """Whether the paper of a row is starred."""
        return self.marks.starred_at(self.key(row)) is not None

    def spans(self, row: int) -> tuple[tuple[int, int], ...]:
        """The letters of the row's title that match the query's words."""
        found = self.view.hits.spans(row) if self.view.hits and row >= 0 else ()
        return found or tuple(self._passages(self.title(row), "text"))

    def spans_in(self, abstract: str) -> list[tuple[int, int]]:
        """Where the words that the query wants in abstracts stand in one, as (start, end) code points."""
        return list(self._passages(abstract, "abstract", "text"))

    def _passages(self, text: str, *fields: str) -> Iterator[tuple[int, int]]:
        passages = self.query.passages
        if passages:
            from paperreader.search import Passage

            values = [value for term in passages if term.field in fields for value in term.values]
            yield from sorted(span for value in values for span in Passage(value).spans(text))

    # -- growing ------------------------------------------------------------------------------

    def grow(self, step: LoadStep) -> PaperReaderError | None:
        """Take in a step of reading; matching rows are appended to the list. The step's error."""
        error = apply_step(self.library, step, self._places)
        self._count_new()
        self._append_new()
        return error

    def _append_new(self) -> None:
        """Append the matching rows that came since; with words the list is chosen anew at the end."""
        known = self.view.library_size
        if len(self.library) > known and not (self.query.needs_title_index or self.query.reads_abstracts):
            rows = self._with_new_rows(known)
            self.view = ResultView(
                self.query, rows, len(rows), empty_message=self.view.empty_message, library_size=len(self.library)
            )

    def _with_new_rows(self, start: int) -> Sequence[int]:
        if not self.query.terms and isinstance(self.rows, range):
            return range(len(self.library))
        from paperreader.query import select

        rows = array("q", self.rows)
        rows.extend(select(self.query, self.library, self.marks, within=range(start, len(self.library))).rows)
        return rows

    def loaded(self) -> None:
        """All dumps are read: starred papers that none of them has become known, in the order starred."""
        self.unlisted = Library()
        keys = [(self.marks.starred_at(key) or now(), key) for key in self.marks.keys_marked(STARRED)]
        for _, key in sorted(keys):
            paper = self.marks.paper(key)
            if paper and self.library.row_of(key) is None:
                day = date_to_number(paper.date) if paper.date else 0
                self.unlisted.add_unlisted(key, paper.title or key, day, paper.link)

    def replace(self, library: Library) -> None:
        """Take another library, as after reading the dumps again; query, order and paper are kept."""
        key = None if self.row is None else self.key(self.row)
        self.library, self._places = library, {}
        self._before_typing = self._anchor = None
        self._before_like.clear()
        self._recount()
        self.loaded()
        self.view = self.run_query(self.query)
        self.move_to(self.cursor)
        if key is not None:
            self.move_to_key(key)

    def _recount(self) -> None:
        self.read_count = self.starred_count = self._counted = 0
        self._count_new()

    def _count_new(self) -> None:
        with self.marks.lock():  # a mark that turns meanwhile is counted once
            self.apply_mark_changes()
            fresh = self.library.keys[self._counted : len(self.library)]
            self.read_count += self._count(fresh, READ)
            self.starred_count += self._count(fresh, STARRED)
            self._counted += len(fresh)

    def _count(self, keys: Sequence[str], name: str) -> int:
        return sum([found is not None and found.on for found in self.marks.registers(keys, name)])

    def apply_mark_changes(self) -> bool:
        """Count the marks that were set or taken back since, here or in another window; whether there were any."""
        turns, counted = self.marks.take_deltas(), self._counted
        for name, by, keys in turns:
            here = sum([row is not None and row < counted for row in self.library.rows_of(keys)])
            if name == READ:
                self.read_count += by * here
            else:
                self.starred_count += by * here
        return bool(turns)

    def marks_read(self) -> None:
        """The file of marks has been read, after the first papers were shown without them."""
        self._recount()

    # -- choosing rows ------------------------------------------------------------------------

    def run_query(
        self, query: Query, wanted: Callable[[], bool] = lambda: True, *, explain: bool = True, near: bool = True
    ) -> ResultView:
        """The rows for a query, in today's order; see `Chooser.choose`. Changes nothing, so another thread may ask."""
        return self.query_runner.run(query, wanted, explain=explain, near=near)

    def stream_query(self, query: Query, wanted: Callable[[], bool] = lambda: True) -> Iterator[ResultView]:
        """`choose`, what is found first coming first where that takes long; see `Chooser.by_and_by`."""
        return self.query_runner.stream(query, wanted)

    @property
    def query_runner(self) -> QueryRunner:
        """What chooses rows, as the sitting stands now."""
        typing = self._before_typing is not None
        return QueryRunner(self.library, self.unlisted, self.marks, self.settings, self.order, self.reverse, typing)

    def _stays_with(self, *, best: bool = False) -> tuple[Sequence[int], int]:
        """Rows, and the place in them of the paper that the cursor is to stay with: those shown, or the anchor's."""
        anchor = self._anchor
        if anchor is None or best or anchor.reached != self.cursor:  # the reader has moved on
            return self.rows, self.cursor
        return anchor.rows, anchor.place

    def with_cursor_hint(self, view: ResultView) -> ResultView:
        """A view with the place where the cursor is to go, so that `show` need not look for it.

        For a thread beside the screen's, so it may see the cursor and its rows as they change: `show` takes
        the place only when the row that it was looked for is still the one to stay with.
        """
        before, place = self._stays_with()
        if place >= len(before):
            return view
        return view._replace(cursor_hint=(before[place], _nearest(before, place, view.rows)))

    def show(self, view: ResultView, *, best: bool = False) -> None:
        """Make a view the shown one; the cursor keeps its paper, else the nearest, or takes the best hit."""
        before, place = self._stays_with(best=best)
        row = before[place] if place < len(before) else None
        self.view = view
        self._append_new()
        if best:
            self.cursor = 0
        elif view.cursor_hint is not None and view.cursor_hint[0] == row:
            self.cursor = view.cursor_hint[1]
        else:
            self.cursor = _nearest(before, place, self.rows)
        self._anchor = None if best or view.scanned is None else _CursorAnchor(before, place, self.cursor)
        if view.query.like is None:
            self._before_like.clear()

    def begin_like(self) -> None:
        """Remember where the reader is, for `cancel_like`."""
        self._before_like.append(_SavedPlace(self.view, self.cursor))

    def cancel_like(self) -> bool:
        """Go back to where papers like another were asked for; whether there is such a place."""
        if not self._before_like:
            return False
        self.view, self.cursor = self._before_like.pop()
        self._anchor = None
        self._append_new()
        return True

    def parse(self, text: str) -> Query:
        """The query that a text means, a person's named queries known."""
        from paperreader.query import parse

        return parse(text, self.settings.queries)

    def narrowed(self, field: str, value: str, *, negated: bool) -> Query:
        """The query with a facet's value put in, or taken out when it is there."""
        if field == NAMED:
            return self.query.with_term_toggled(self.parse(f"{'-' if negated else ''}@{value}").terms[0])
        return self.query.with_value_toggled(field, value, negated=negated)

    def ask(self, query: Query) -> None:
        """Choose and show the rows for a query at once."""
        self.show(self.run_query(query))

    def begin_typing(self) -> None:
        """Remember where the reader is, for `cancel_typing`."""
        if self._before_typing is None:
            self._before_typing = _SavedPlace(self.view, self.cursor)

    def accept_typing(self) -> None:
        """Stay with what was typed."""
        self._before_typing = None

    def cancel_typing(self) -> None:
        """Go back to query, rows and cursor from before typing."""
        if self._before_typing:
            self.view, self.cursor = self._before_typing.view, self._before_typing.cursor
            self._anchor = None
            self._append_new()
        self._before_typing = None

    # -- moving -------------------------------------------------------------------------------

    def move_to(self, place: int) -> None:
        """Put the cursor on a place of the list, or the nearest there is."""
        self.cursor = max(0, min(place, len(self.rows) - 1))

    def move_to_key(self, key: str) -> None:
        """Put the cursor on a paper, where it is shown."""
        row = self.library.row_of(key)
        if row is None:
            absent = self.unlisted.row_of(key)
            row = None if absent is None else ~absent
        place = None if row is None else _where(row, self.rows)
        if place is not None:
            self.cursor = place

    def first_unread(self) -> bool:
        """Put the cursor on the first unread paper; whether there is one."""
        place = self._unread(range(len(self.rows)))
        if place is not None:
            self.cursor = place
        return place is not None

    def next_unread(self) -> str:
        """Leave the paper for the next unread one below, marking it read; stay when there is none."""
        told = self.mark_opened()
        place = self._unread(range(self.cursor + 1, len(self.rows)))
        if place is None:
            above = sum(not self.is_read(row) for row in self.rows[: self.cursor])
            return told or "no more unread below" + (f", {above} above" if above else "")
        self.cursor = place
        return told

    def previous_unread(self) -> str:
        """Go to the previous unread paper, marking nothing."""
        place = self._unread(range(self.cursor - 1, -1, -1))
        if place is None:
            return "no unread above"
        self.cursor = place
        return ""

    def _unread(self, places: Iterable[int]) -> int | None:
        return next((place for place in places if not self.is_read(self.rows[place])), None)

    # -- marking ------------------------------------------------------------------------------

    def mark_opened(self) -> str:
        """The paper under the cursor was opened or left behind: that makes it read."""
        if self.row is None or not self.settings.auto_read or self.is_read(self.row):
            return ""
        return self._mark([self.row], READ, on=True)[1]

    def toggle_star(self) -> str:
        """Star the paper under the cursor, or take its star."""
        return self._toggle(STARRED, "starred", "star taken")

    def toggle_read(self) -> str:
        """Mark the paper under the cursor read, or unread."""
        return self._toggle(READ, "read", "unread")

    def mark_all_read(self) -> str:
        """Mark all shown papers read, near hits excepted: one step for undo."""
        if self.view.scanned is not None:
            return STILL_READING
        if self.rows and not self.view.near_from:
            return "only near hits are shown: r marks one"
        undoes, hides = self.settings.key("mark.undo"), self.settings.key("view.unread")
        after = {"all": f" · {hides} hides", "unread": f" · {hides} refreshes"}.get(self.query.view, "")
        count, trouble = self._mark(self.rows[: self.view.near_from], READ, on=True, skip_unchanged=True)
        return trouble or (f"{count} marked read · {undoes} undoes{after}" if count else "all shown are read already")

    def _toggle(self, name: str, told_on: str, told_off: str) -> str:
        if self.row is None:
            return ""
        self.marks.refresh()
        on = self.marks.mark(self.key(self.row), name)
        wanted = not (on and on.on)
        return self._mark([self.row], name, on=wanted)[1] or (told_on if wanted else told_off)

    def _mark(self, rows: Sequence[int], name: str, *, on: bool, skip_unchanged: bool = False) -> tuple[int, str]:
        """Mark papers as one step: how many, and what went wrong or has become known of the file."""
        known = len(self.marks.notices)
        changes = mark_changes(self.paper_refs(rows), name, repeat(Mark(on, now())))
        count, trouble = self._history.do(changes, skip_unchanged=skip_unchanged)
        return count, self._told(known, trouble)

    def undo(self) -> str:
        """Take back the last step of marks, however many papers; goes to the paper, or names it."""
        return self._turned(self._history.undo, "undo", "undone")

    def redo(self) -> str:
        """Make the last undone step again."""
        return self._turned(self._history.redo, "redo", "done again")

    def _turned(self, turn: Callable[[], tuple[UndoStep, str] | None], verb: str, done: str) -> str:
        self.marks.refresh()
        known = len(self.marks.notices)
        turned = turn()
        told = self._told(known, turned[1] if turned else "")
        return told or (f"{done}: {self._named(turned[0])}" if turned else f"nothing to {verb}")

    def _told(self, known: int, trouble: str) -> str:
        """What went wrong with a change, in words, and what has become known of the file since; or nothing."""
        self.apply_mark_changes()
        return trouble or " · ".join(self.marks.notices[known:])

    def _named(self, step: UndoStep) -> str:
        """What a step did; the cursor goes to its paper when that is shown."""
        first = step.after[0]
        deed = first.name if first.mark.on else f"un{first.name}"
        if len(step.after) > 1:
            return f"{len(step.after)} marked {deed}"
        self.move_to_key(first.paper.key)
        return f"{deed} · {first.paper.title}"

    def paper_refs(self, rows: Sequence[int]) -> list[PaperRef]:
        """The papers of rows as the state file names them; those that no open dump has come last."""
        here = self.library.paper_refs([row for row in rows if row >= 0])
        absent = self.unlisted.paper_refs([~row for row in rows if row < 0])
        return [tuple.__new__(PaperRef, names) for names in chain(here, absent)]  # `_make` takes three times as long


def _nearest(before: Sequence[int], place: int, rows: Sequence[int]) -> int:
    """The place in `rows` of the row that stood at a place before, else of the next one below or above it."""
    if not before or not rows:
        return 0
    if place < len(before) and place < len(rows) and before[place] == rows[place]:
        return place
    if place < len(before) and (at := _where_in_read_order(before[place], rows)) is not None:
        return at
    places = {row: at for at, row in enumerate(rows)}
    outward = chain(range(place, len(before)), range(min(place, len(before)) - 1, -1, -1))
    return next((places[row] for at in outward if (row := before[at]) in places), 0)


def _where(row: int, rows: Sequence[int]) -> int | None:
    """Where a row stands; None when it does not."""
    at = _where_in_read_order(row, rows)
    if at is None:
        with suppress(ValueError):
            at = rows.index(row)
    return at


def _where_in_read_order(row: int, rows: Sequence[int]) -> int | None:
    """Where a row stands, found at once; None when it does not, or the rows are in another order."""
    if not isinstance(rows, (range, array)):
        return None
    at = bisect_left(rows, row)
    return at if at < len(rows) and rows[at] == row else None
