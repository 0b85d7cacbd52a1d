"""A user's session: the papers, the query, the rows and the cursor, the marks and the settings.

The screen calls these methods and shows the result. Knows no screen, no keys and no threads.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from itertools import islice

from paperreader.config import Settings
from paperreader.errors import Notice, PaperReaderError
from paperreader.library.library import Library
from paperreader.library.loading import LoadStep, apply_step
from paperreader.marks import MarkStore
from paperreader.paper import Paper
from paperreader.query.model import NAMED, Query
from paperreader.query.parser import parse
from paperreader.results.cursor import Cursor, SavedPosition
from paperreader.results.results import QueryRunner, ResultView
from paperreader.results.sorting import RECOMMENDED
from paperreader.session import highlights
from paperreader.session.followed_fetch import FollowedFetch
from paperreader.session.highlights import Highlights
from paperreader.session.mark_counts import MarkCounts
from paperreader.session.marking import Marking
from paperreader.session.papers import OpenPapers
from paperreader.session.query_history import QueryHistory
from paperreader.session.recommending import Recommending
from paperreader.session.selected_papers import SelectedPapers
from paperreader.session.standing_filters import StandingFilters
from paperreader.source import Source

_NEW_WITHIN = 10_000  # rows; in the order read, dumps that came in are the first ones


class Session:
    """One session with one library, one state file and a user's settings.

    Attributes:
        standing_filters: find the papers to hide; `shows_hidden` switches them off.
        order: one of `sorting.ORDERS`; "" for relevance with words, else read order.
        recommending: learns which papers the user would star.
        history: the queries that were typed.
        fetching: how far the fetching of new papers is.
    """

    def __init__(self, library: Library, marks: MarkStore, settings: Settings | None = None) -> None:
        self.marks = marks
        self.settings = settings or Settings()
        self.papers = OpenPapers(library)
        self.counts = MarkCounts(self.papers, marks)
        self.order = ""
        self.reverse = False
        self._order_before = ""  # the view of recommended papers, to which the other views return
        self.recommending = Recommending(self.papers, marks, self.counts)
        self.shows_hidden = False
        self.history = QueryHistory()
        self.fetching = FollowedFetch()
        self.highlights = Highlights(self.settings.highlight)
        self.standing_filters = StandingFilters(self.settings.hide, self.settings.queries, marks)
        self._before_typing: SavedPosition | None = None
        self.cursor = Cursor(self.query_runner.run(Query()))
        self.selection = SelectedPapers(self.papers, self.cursor)
        self.marking = Marking(self.papers, self.selection, marks, self.counts, self.settings)
        self._before_like: list[SavedPosition] = []
        self._source_numbers: dict[Source, int] = {}

    @property
    def library(self) -> Library:
        """The papers of the open dumps."""
        return self.papers.library

    @property
    def view(self) -> ResultView:
        """The result view that is shown."""
        return self.cursor.view

    @property
    def query(self) -> Query:
        """The query of the view."""
        return self.cursor.view.query

    @property
    def current(self) -> Paper | None:
        """The paper under the cursor; None in an empty list."""
        row = self.cursor.row
        return None if row is None else self.papers.paper(row)

    def grow(self, step: LoadStep) -> PaperReaderError | None:
        """Add a step of loading to the library, and append its matching rows to the list. Return the step's error."""
        absorbed, known = len(self.library.absorbed), self.library.row_count
        error = apply_step(self.library, step, self._source_numbers)
        if not self.shows_hidden:
            self.standing_filters.hide_in(self.library, known)
        self.counts.add_new_papers()
        self.cursor.extend(self.query_runner.extend(self.view))
        if len(self.library.absorbed) > absorbed:
            selected = self.selection.keys()
            self.cursor.show(self.view.without(islice(self.library.absorbed, absorbed, None)))
            self.selection.select_keys(selected)
        return error

    def loaded(self) -> None:
        """All dumps are read: find the marks of renamed papers, and the starred papers that no dump has."""
        if self.papers.follow_marks(self.marks) or self.library.absorbed:
            self.counts.recount()
        selected = self.selection.keys()
        self.papers.find_unlisted(self.marks)
        self.selection.select_keys(selected)

    def replace(self, library: Library) -> None:
        """Use another library, as after reading the dumps again; query, order and paper are kept."""
        row, position = self.cursor.row, self.cursor.position
        key = None if row is None else self.papers.key(row)
        selected = self.selection.keys()
        self.papers.replace(library)
        self.recommending.forget()
        self._source_numbers = {}
        self._before_like.clear()
        self.selection.select_keys(selected)
        self.counts.recount()
        self.loaded()
        if self._before_typing:
            view = self.query_runner.run(self._before_typing.view.query)
            self._before_typing = self._before_typing._replace(view=view)
        self.cursor.restore(SavedPosition(self.query_runner.run(self.query), position))
        row = None if key is None else self.papers.row_of(key)
        if row is not None:
            self.cursor.move_to_row(row)

    @property
    def first_new(self) -> int | None:
        """The position of the first unread paper that came in since the last session; None if the list does not begin with such."""
        is_new, is_read = self.library.locations.is_new, self.marking.is_read
        rows = enumerate(islice(self.view.rows, _NEW_WITHIN))
        return next((position for position, row in rows if is_new(row) and not is_read(row)), None)

    def switch_hidden(self) -> Notice:
        """Show the papers that the standing filters hide, or hide them again. The caller requests the query again."""
        if not self.standing_filters.are_on:
            return Notice("information", "nothing is hidden: queries in the setting `hide` say what to hide")
        self.shows_hidden = not self.shows_hidden
        count = len(self.library.hidden)
        if self.shows_hidden:
            self.library.unhide(self.library.hidden)
        else:
            self.standing_filters.hide_in(self.library)
            count = len(self.library.hidden)
        self.counts.recount()
        key = self.settings.key("view.hidden")
        return Notice("information", f"{count} {f'shown again · {key} hides them' if self.shows_hidden else 'hidden'}")

    @property
    def view_name(self) -> str:
        """The name of the view shown: that of the query, or `recommended`."""
        view = self.query.view
        return RECOMMENDED if view == "unread" and self.order == RECOMMENDED else view

    def choose_view(self, name: str) -> Query:
        """Return the query of a view, and set its order: recommended papers are the unread ones, best first."""
        if name == RECOMMENDED and self.order != RECOMMENDED:
            self._order_before, self.order = self.order, RECOMMENDED
        elif name != RECOMMENDED and self.view_name == RECOMMENDED:
            self.order = self._order_before
        self.fetching.arrived = 0
        return self.query.with_view("unread" if name == RECOMMENDED else name)

    def snapshot(self) -> Session:
        """Return a copy for another thread, which keeps its library when the dumps are loaded again."""
        snapshot = copy(self)
        snapshot.papers = copy(self.papers)
        return snapshot

    @property
    def query_runner(self) -> QueryRunner:
        """Runs queries in today's order; it changes nothing, so any thread may use it."""
        return QueryRunner(
            self.library,
            self.papers.unlisted,
            self.marks,
            self.settings,
            self.order,
            self.reverse,
            typing=self._before_typing is not None,
            recommender=self.recommending.recommender,
        )

    def parse(self, text: str) -> Query:
        """Parse a query, in which the user's named queries are known."""
        return parse(text, self.named_queries)

    @property
    def named_queries(self) -> Mapping[str, str]:
        """The user's named queries, and that of all papers with a highlight."""
        query = self.highlights.query
        return {highlights.NAME: query} | {**self.settings.queries} if query else self.settings.queries

    def with_value_toggled(self, query: Query, field: str, value: str, *, negated: bool) -> Query:
        """Return a query with a facet's value added, or removed if it is there."""
        if field == NAMED:
            return query.with_term_toggled(self.parse(f"{'-' if negated else ''}@{value}").terms[0])
        return query.with_value_toggled(field, value, negated=negated)

    def ask(self, query: Query) -> None:
        """Run a query and show its rows at once."""
        self.show(self.query_runner.run(query))

    def show(self, view: ResultView, *, best: bool = False) -> Notice | None:
        """Show a result view. The cursor keeps its paper or moves to the nearest one; with `best`, to the first row.

        Another query unselects all papers; while it is typed they stay selected, as typing may be cancelled.

        Returns:
            That they are unselected, or where the step just undone or redone is, if it was not shown before.
        """
        before = self.query
        self.selection.close_range()
        self.cursor.show(self.query_runner.extend(view), best=best)
        if view.query.like is None:
            self._before_like.clear()
        found = self.marking.find_hidden_step()
        return None if self._before_typing else self._follow_query(before) or found

    def _follow_query(self, before: Query) -> Notice | None:
        """Unselect the papers if the query is another one than before; else those that are shown no more."""
        if self.query == before:
            if self.view.scanned is None:
                self.selection.keep_shown()
            return None
        count = len(self.selection)
        self.selection.clear()
        return Notice("information", f"selection of {count} cleared: the query has changed") if count else None

    def begin_typing(self) -> None:
        """Save the position, for `cancel_typing`."""
        if self._before_typing is None:
            self.selection.close_range()
            self._before_typing = self.cursor.save()

    def accept_typing(self) -> Notice | None:
        """Stay with the typed query. Return the notice of `show`."""
        before, self._before_typing = self._before_typing, None
        return self._follow_query(before.view.query) if before else None

    def cancel_typing(self) -> None:
        """Return to query, rows and cursor from before typing."""
        if self._before_typing:
            self._restore(self._before_typing)
        self._before_typing = None

    @property
    def settled(self) -> SavedPosition:
        """The view and position; while a query is typed, those from before."""
        return self._before_typing or self.cursor.save()

    def begin_like(self) -> None:
        """Save the position before papers like another are listed, for `cancel_like`."""
        self._before_like.append(self.cursor.save())

    def cancel_like(self) -> bool:
        """Return to the rows shown before `more like this`. Return False if the query has no such term."""
        if not self._before_like:
            return False
        self.selection.clear()
        self._restore(self._before_like.pop())
        return True

    def _restore(self, saved: SavedPosition) -> None:
        self.cursor.restore(saved)
        self.cursor.extend(self.query_runner.extend(self.view))
