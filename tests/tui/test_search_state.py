"""The state of the search: when keys wait, which answers are shown, and where the cursor goes."""

from __future__ import annotations

import pytest

from paperreader.query.model import Query
from paperreader.query.parser import parse
from paperreader.results.results import ResultView
from paperreader.tui.search_state import SearchState

SHOWN, ASKED = parse("is:unread"), parse("sparse attention")


def view(query: Query, rows: int, scanned: int | None = None) -> ResultView:
    return ResultView(query, range(rows), rows, scanned=scanned)


@pytest.fixture
def state() -> SearchState:
    return SearchState(Query(), indexed=10)


def test_keys_wait_from_a_request_to_its_first_answer(state: SearchState) -> None:
    assert not state.is_open
    state.open(ASKED, to_best=False)
    assert state.is_open
    assert not state.is_whole
    assert state.receive(view(ASKED, 2), shown=9)
    assert not state.is_open


def test_the_query_of_an_open_request_is_the_current_one(state: SearchState) -> None:
    assert state.current_query(SHOWN) == SHOWN
    state.open(ASKED, to_best=False)
    assert state.current_query(SHOWN) == ASKED
    state.cancel()
    assert state.current_query(SHOWN) == SHOWN


def test_the_cursor_goes_to_the_best_match_of_a_ranked_query_until_it_is_moved(state: SearchState) -> None:
    state.key_pressed()
    state.open(SHOWN, to_best=True)
    assert not state.to_best
    state.open(ASKED, to_best=True)
    state.receive(view(ASKED, 2), shown=9)
    assert state.to_best
    state.open(SHOWN, to_best=True)
    assert not state.to_best
    state.open(ASKED, to_best=True)
    state.key_pressed()
    assert not state.to_best
    assert not state.to_unread


@pytest.mark.parametrize("best", [True, False])
def test_a_cancelled_request_no_longer_moves_the_cursor_to_the_best_match(state: SearchState, *, best: bool) -> None:
    state.key_pressed()
    state.open(ASKED, to_best=best)
    state.cancel()
    assert not state.is_open  # keys wait no more
    assert not state.to_best
    assert not state.to_unread


def test_the_first_unread_paper_stays_the_target_until_a_key_is_pressed(state: SearchState) -> None:
    state.open(SHOWN, to_best=False)
    state.receive(view(SHOWN, 2), shown=9)
    assert state.to_unread
    state.key_pressed()
    assert not state.to_unread


def test_a_partial_answer_to_an_open_request_is_shown_and_marked_as_partial(state: SearchState) -> None:
    state.open(ASKED, to_best=False)
    assert state.receive(view(ASKED, 1, scanned=4), shown=9)
    assert not state.is_whole
    assert state.receive(view(ASKED, 3), shown=1)
    assert state.is_whole


def test_while_a_dump_is_loaded_a_partial_answer_of_fewer_rows_is_dropped(state: SearchState) -> None:
    state.is_whole = False
    assert not state.is_open
    assert not state.receive(view(ASKED, 1, scanned=4), shown=3)
    assert not state.is_whole
    assert state.receive(view(ASKED, 3, scanned=8), shown=3)
    assert state.receive(view(ASKED, 2), shown=3)
    assert state.is_whole


def test_an_accepted_query_that_no_title_matches_is_searched_in_abstracts_once(state: SearchState) -> None:
    state.is_accepted = True
    query = state.query_for_abstracts(view(ASKED, 0), library_size=10)
    assert query == ASKED.in_abstracts()
    assert state.query_for_abstracts(view(ASKED, 0), library_size=10) is None


@pytest.mark.parametrize(
    ("query", "rows", "library_size"),
    [(ASKED, 1, 10), (SHOWN, 0, 10), (ASKED, 0, 11)],
    ids=["a title matches", "no words", "titles are still being indexed"],
)
def test_abstracts_are_not_searched_otherwise(state: SearchState, query: Query, rows: int, library_size: int) -> None:
    state.is_accepted = True
    assert state.query_for_abstracts(view(query, rows), library_size) is None
    assert state.is_accepted


def test_abstracts_are_not_searched_without_enter_or_after_another_key(state: SearchState) -> None:
    assert state.query_for_abstracts(view(ASKED, 0), library_size=10) is None
    state.is_accepted = True
    state.open(ASKED, to_best=True)
    assert state.query_for_abstracts(view(ASKED, 0), library_size=10) is None
    state.receive(view(ASKED, 0), shown=0)
    state.key_pressed()
    assert state.query_for_abstracts(view(ASKED, 0), library_size=10) is None
